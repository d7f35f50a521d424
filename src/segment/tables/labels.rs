//! A label a row: one column names the fields, the cells to its right hold the values.

use std::collections::BTreeSet;

use super::field_of;
use crate::document::{Block, Line};
use crate::outline::{Grid, GridRow, Label, Mark, Node, nodes_of};
use crate::rules::{FieldId, Scope};

/// The nodes of a table of labels and values.
pub(super) struct Labelled {
    /// The title that stands in a row without a label, before the first one with a label.
    pub(super) title: Option<Line>,
    /// Labels, and what rows of one cell hold.
    pub(super) nodes: Vec<Node>,
}

/// The labels of a table; `None` where it is content of a value. `above` is the field of the heading over it.
pub(super) fn of(grid: &Grid, scope: &Scope<'_>, above: Option<FieldId>) -> Option<Labelled> {
    if grid.columns == 1 {
        let nodes = grid.rows.iter().flat_map(|row| nodes_of(&blocks(row, 0..1))).collect();
        return Some(Labelled { title: None, nodes });
    }
    if let Some(nodes) = pairs(grid) {
        return Some(Labelled { title: None, nodes });
    }
    if names_columns(grid, scope) {
        return None;
    }
    let column = label_column(grid, scope, above)?;
    let mut found = Labelled {
        title: None,
        nodes: Vec::new(),
    };
    let mut labelled = false;
    let caption = is_caption(grid, scope);
    for (at, row) in grid.rows.iter().enumerate() {
        if caption && at == 0 {
            continue;
        }
        let named = field_of(grid, at, column, scope);
        let value = blocks(row, column + 1..grid.columns);
        if row.is_empty(column) {
            // Before the first label it is the title of what follows; later it stands for itself.
            if !labelled && found.title.is_none() && is_short(&value) {
                let text = value.iter().map(Block::text).collect::<Vec<_>>().join(" ");
                found.title = Some(Line {
                    text,
                    lead: 0,
                    location: row.location,
                });
            } else {
                found.nodes.extend(nodes_of(&blocks(row, 0..grid.columns)));
            }
        } else if heads_rows(grid, at, column) {
            found.nodes.extend(nodes_of(&blocks(row, column..column + 1)));
        } else if row.filled() == [column] && row.cells.len() > 1 && named.is_none() && !covers_all(row, column) {
            let text = row.on_one_line(column);
            found
                .nodes
                .push(Node::Label(Label::of_cells(&text, None, Vec::new(), row.location)));
            labelled = true;
        } else if covers_all(row, column) {
            found.nodes.extend(heading_rows(&blocks(row, 0..grid.columns)));
        } else if let Some(nodes) = labels_in_cells(row, scope) {
            found.nodes.extend(nodes);
            labelled = true;
        } else if !labelled && is_head(grid, at) && !named.is_some_and(|(_, exact)| exact) {
            // The head of the table itself: "Nr. | Item | Description".
        } else {
            let group = (column > 0)
                .then(|| row.on_one_line(0))
                .or_else(|| caption.then(|| grid.rows[0].on_one_line(0)))
                .filter(|text| !text.trim().is_empty());
            let text = row.on_one_line(column);
            found
                .nodes
                .push(Node::Label(Label::of_cells(&text, group, value, row.location)));
            labelled = true;
        }
    }
    Some(found)
}

/// The column that names fields: at least two rows by a phrase, or half of them in any way, or all of them in bold.
fn label_column(grid: &Grid, scope: &Scope<'_>, above: Option<FieldId>) -> Option<usize> {
    let names = |column: usize| {
        let found: Vec<(FieldId, bool)> = (0..grid.rows.len())
            .filter_map(|row| field_of(grid, row, column, scope))
            .collect();
        let exact: BTreeSet<FieldId> = found
            .iter()
            .filter(|(_, exact)| *exact)
            .map(|&(field, _)| field)
            .collect();
        if above.is_some() && exact.iter().all(|&field| Some(field) == above) {
            return false;
        }
        // Wide tables hold lists of things more often than answers beside their questions.
        if grid.columns > 3 {
            return exact.len() >= if lists_parties(grid, column, scope) { 2 } else { 4 };
        }
        let rows = grid.rows.iter().filter(|row| !row.is_empty(column)).count();
        exact.len() >= 2 || found.len() * 2 >= rows.max(2)
    };
    let last = (grid.columns - 1).min(2);
    if grid.columns > 2 && names(0) && is_grouped(grid) {
        return Some(1);
    }
    // Of several, the one beside the values: those to its left are numbers or groups.
    let named = (0..last).rev().find(|&column| names(column));
    named.or_else(|| (grid.columns == 2 && is_bold_column(grid)).then_some(0))
}

/// What a row of one cell holds: bold over the whole width of the table, a heading is as good as marked up.
fn heading_rows(blocks: &[Block]) -> Vec<Node> {
    let mut nodes = nodes_of(blocks);
    for node in &mut nodes {
        if let Node::Heading(heading) = node
            && heading.mark == Mark::Bold
        {
            heading.mark = Mark::Markup;
        }
    }
    nodes
}

/// The labels of a row whose cells hold one each with its value: `Introduced: 2016 | Changed: 2021`.
fn labels_in_cells(row: &GridRow, scope: &Scope<'_>) -> Option<Vec<Node>> {
    let nodes = nodes_of(&blocks(row, 0..row.cells.len()));
    let known = |node: &Node| matches!(node, Node::Label(label) if scope.exact(&label.text).is_some());
    let all = nodes.len() == row.filled().len() && nodes.iter().all(|node| matches!(node, Node::Label(_)));
    (all && nodes.iter().any(known)).then_some(nodes)
}

/// Every cell of the first row names a field of its own: `Purposes | Legal basis | Retention period`.
fn names_columns(grid: &Grid, scope: &Scope<'_>) -> bool {
    let sure = |column| field_of(grid, 0, column, scope).filter(|(_, exact)| *exact);
    let fields: Option<BTreeSet<FieldId>> = (0..grid.columns).map(|column| Some(sure(column)?.0)).collect();
    grid.columns > 2 && grid.rows.len() > 1 && fields.is_some_and(|fields| fields.len() == grid.columns)
}

/// The head names what all rows are about, and what stands beside it: `| Controller | Contact details |` over its name,
/// its address and so on.
fn is_caption(grid: &Grid, scope: &Scope<'_>) -> bool {
    let cell = |row: usize, column: usize| grid.rows[row].on_one_line(column);
    let known = |text: &str| scope.exact(text).is_some();
    grid.columns == 2
        && grid.head_rows == 1
        && grid.rows.len() > 1
        && known(&cell(0, 0))
        && known(&cell(0, 1))
        && !known(&cell(1, 0))
}

/// The heads on the right are parts of a party: `| Name | Address | Telephone`.
fn lists_parties(grid: &Grid, column: usize, scope: &Scope<'_>) -> bool {
    let parts = (column + 1..grid.columns).filter(|&at| scope.is_part(grid.rows[0].text(at).trim()));
    parts.count() >= 2
}

/// A bold label with nothing beside it, over labels that are not bold, heads the rows below.
fn heads_rows(grid: &Grid, at: usize, column: usize) -> bool {
    let bold = |row: &GridRow| row.cells[column].as_ref().is_some_and(|cell| cell.header);
    let below = &grid.rows[at + 1..];
    bold(&grid.rows[at])
        && grid.rows[at].filled() == [column]
        && below.first().is_some_and(|row| row.filled().len() > 1 && !bold(row))
}

/// The first column groups rows: it is empty where the second goes on asking.
fn is_grouped(grid: &Grid) -> bool {
    grid.rows
        .iter()
        .filter(|row| row.is_empty(0) && !row.is_empty(1))
        .count()
        > 1
}

/// The first column is a head throughout, the second is not.
fn is_bold_column(grid: &Grid) -> bool {
    let bold = |row: &GridRow, column: usize| {
        row.cells[column].as_ref().is_some_and(|cell| {
            cell.header
                || cell.blocks.iter().any(|block| match block {
                    Block::Text(text) => text.lines.iter().all(|line| line.lead == line.text.chars().count()),
                    Block::Table(_) => false,
                })
        })
    };
    let rows = &grid.rows[grid.head_rows.min(grid.rows.len())..];
    rows.len() > 1 && rows.iter().all(|row| bold(row, 0)) && !rows.iter().any(|row| bold(row, 1))
}

/// Rows of labels that end in a colon, each with its value beside it: `Email: | a@b.org | Phone: | 123`.
fn pairs(grid: &Grid) -> Option<Vec<Node>> {
    let ends = |row: &GridRow, column: usize| row.text(column).trim_end().ends_with(':');
    if !grid.rows.iter().all(|row| ends(row, 0)) {
        return None;
    }
    let mut nodes = Vec::new();
    for row in &grid.rows {
        let mut column = 0;
        while column < grid.columns {
            let next = (column + 1..grid.columns)
                .find(|&at| ends(row, at))
                .unwrap_or(grid.columns);
            let label = row.on_one_line(column);
            let label = label.trim().trim_end_matches(':');
            nodes.push(Node::Label(Label::of_cells(
                label,
                None,
                blocks(row, column + 1..next),
                row.location,
            )));
            column = next;
        }
    }
    Some(nodes)
}

/// The row may be the head of the table itself: known to be one, or the first of three columns or more.
fn is_head(grid: &Grid, row: usize) -> bool {
    row < grid.head_rows || grid.columns > 2 && row == 0
}

/// One cell speaks for the whole row.
fn covers_all(row: &GridRow, column: usize) -> bool {
    row.cells[column]
        .as_ref()
        .is_some_and(|cell| cell.column == 0 && cell.colspan >= row.cells.len())
}

fn is_short(blocks: &[Block]) -> bool {
    blocks.len() == 1 && blocks[0].text().chars().count() <= 200
}

fn blocks(row: &GridRow, columns: std::ops::Range<usize>) -> Vec<Block> {
    row.cells[columns]
        .iter()
        .flatten()
        .flat_map(|cell| cell.blocks.clone())
        .collect()
}
