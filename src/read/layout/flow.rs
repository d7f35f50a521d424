//! Words of all pages → pieces in reading order: cells of ruled tables, columns, tables without rules, paragraphs.

use super::borderless::{Stretch, stretches};
use super::columns::{Region, regions};
use super::grid::{Grid, GridCell};
use super::lines::{TextLine, by_place, by_stream};
use super::measure::Measures;
use super::notes;
use super::pages::Flow;
use super::paragraphs::{Spacing, paragraphs};
use super::pieces::{Piece, right_of_text, table};
use super::running::PageWords;
use super::strokes::Separator;
use super::words::Word;

/// The flows of all pages, in order.
pub(super) fn flows(pages: Vec<PageWords>, body: f32) -> Vec<Flow> {
    let mut separators: Vec<Vec<Separator>> = Vec::new();
    let mut laid: Vec<(Vec<Grid>, Vec<Region>)> = Vec::new();
    for mut page in pages {
        separators.push(std::mem::take(&mut page.separators));
        laid.push(part(page));
    }
    let measures = Measures::of(laid.iter().flat_map(|(_, regions)| regions));
    let spacing = Spacing::measure(stretches_of(&laid, &measures));
    let mut flows = Vec::new();
    for ((mut grids, regions), separators) in laid.into_iter().zip(separators) {
        for region in regions {
            let (own, others): (Vec<Grid>, Vec<Grid>) = grids.into_iter().partition(|grid| is_in(grid, &region));
            grids = others;
            let right = measures.right_of(&region);
            flows.push(flow(region, own, &separators, right, &spacing, body));
        }
    }
    flows
}

/// The grids of a page with their words, and the regions of all other words.
fn part(page: PageWords) -> (Vec<Grid>, Vec<Region>) {
    let (grids, rest) = into_cells(page.number, page.grids, page.words);
    let barriers: Vec<(f32, f32, f32)> = grids
        .iter()
        .map(|grid| (grid.rect.x, grid.rect.right(), grid.rect.y + grid.rect.height / 2.0))
        .collect();
    (grids, regions(by_place(page.number, rest), &barriers, page.width))
}

/// Puts words into the cells that their middles stand in, innermost grids first. Grids without text are drawings.
fn into_cells(page: u32, mut grids: Vec<Grid>, words: Vec<Word>) -> (Vec<Grid>, Vec<Word>) {
    let area = |grid: &Grid| grid.rect.width * grid.rect.height;
    grids.sort_by(|a, b| area(a).total_cmp(&area(b)));
    let mut held: Vec<Vec<Vec<Vec<Word>>>> = grids
        .iter()
        .map(|grid| grid.rows.iter().map(|row| vec![Vec::new(); row.cells.len()]).collect())
        .collect();
    let mut rest = Vec::new();
    for word in words {
        let middle = (
            word.rect.x + word.rect.width / 2.0,
            word.rect.y + word.rect.height / 2.0,
        );
        let place = grids
            .iter()
            .enumerate()
            .find_map(|(i, grid)| cell_at(grid, middle).map(|(r, c)| (i, r, c)));
        match place {
            Some((i, r, c)) => held[i][r][c].push(word),
            None => rest.push(word),
        }
    }
    for (grid, held) in grids.iter_mut().zip(held) {
        for (row, held) in grid.rows.iter_mut().zip(held) {
            for (cell, words) in row.cells.iter_mut().zip(held) {
                cell.lines = by_stream(page, words);
            }
        }
    }
    grids.retain(|grid| {
        grid.rows
            .iter()
            .flat_map(|row| &row.cells)
            .any(|cell| !cell.lines.is_empty())
    });
    (nested(grids), rest)
}

fn cell_at(grid: &Grid, (x, y): (f32, f32)) -> Option<(usize, usize)> {
    let holds = |cell: &GridCell| {
        let r = cell.rect;
        r.x <= x && x < r.right() && r.y <= y && y < r.bottom()
    };
    let r = grid.rect;
    if x < r.x || x > r.right() || y < r.y || y > r.bottom() {
        return None;
    }
    let rows = grid.rows.iter().enumerate();
    rows.rev()
        .find_map(|(i, row)| row.cells.iter().position(holds).map(|cell| (i, cell)))
}

/// Grids that stand in a cell of another one, into it. `grids` come from small to large.
fn nested(mut grids: Vec<Grid>) -> Vec<Grid> {
    let mut outer: Vec<Grid> = Vec::new();
    while !grids.is_empty() {
        let grid = grids.remove(0);
        let middle = (
            grid.rect.x + grid.rect.width / 2.0,
            grid.rect.y + grid.rect.height / 2.0,
        );
        let home = grids
            .iter_mut()
            .find_map(|other| cell_at(other, middle).map(|(r, c)| &mut other.rows[r].cells[c]));
        match home {
            Some(cell) => cell.inner.push(grid),
            None => outer.push(grid),
        }
    }
    outer.sort_by(|a, b| a.rect.y.total_cmp(&b.rect.y).then(a.rect.x.total_cmp(&b.rect.x)));
    outer
}

fn stretches_of<'a>(
    laid: &'a [(Vec<Grid>, Vec<Region>)],
    measures: &'a Measures,
) -> impl Iterator<Item = (&'a [TextLine], f32)> {
    laid.iter().flat_map(move |(grids, regions)| {
        let cells = grids.iter().flat_map(|grid| {
            let cells = grid
                .rows
                .iter()
                .flat_map(|row| &row.cells)
                .filter(|cell| !cell.lines.is_empty());
            cells.map(|cell| {
                let right = right_of_text(grid, cell.column + cell.colspan);
                (cell.lines.as_slice(), right.unwrap_or(cell.rect.right()))
            })
        });
        let regions = regions
            .iter()
            .map(|region| (region.lines.as_slice(), measures.right_of(region)));
        cells.chain(regions)
    })
}

fn is_in(grid: &Grid, region: &Region) -> bool {
    let (x, y) = (
        grid.rect.x + grid.rect.width / 2.0,
        grid.rect.y + grid.rect.height / 2.0,
    );
    region.left <= x && x < region.right && region.top <= y && y < region.bottom
}

/// Text and tables of one region from top to bottom.
fn flow(region: Region, grids: Vec<Grid>, separators: &[Separator], right: f32, spacing: &Spacing, body: f32) -> Flow {
    let mut pieces = Vec::new();
    let mut lines = region.lines.into_iter().peekable();
    let mut grids = grids.into_iter().peekable();
    loop {
        let next = grids.peek().map(|grid| grid.rect);
        let above = |line: &TextLine| {
            next.is_none_or(|rect| {
                line.rect.y + line.rect.height / 2.0 < rect.y || line.right() <= rect.x && line.baseline < rect.bottom()
            })
        };
        let mut run = Vec::new();
        while let Some(line) = lines.next_if(above) {
            run.push(line);
        }
        pieces.extend(text(run, separators, right, spacing));
        match grids.next() {
            Some(grid) => pieces.push(Piece::Table(table(grid, spacing))),
            None => break,
        }
    }
    aside(pieces, body)
}

fn text(lines: Vec<TextLine>, separators: &[Separator], right: f32, spacing: &Spacing) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for stretch in stretches(lines, spacing, separators) {
        match stretch {
            Stretch::Lines(lines) => pieces.extend(paragraphs(lines, right, spacing).into_iter().map(Piece::Text)),
            Stretch::Table(grid) => pieces.push(Piece::Table(table(grid, spacing))),
        }
    }
    pieces
}

/// Footnotes apart from the other pieces.
fn aside(pieces: Vec<Piece>, body: f32) -> Flow {
    let after_table = pieces
        .iter()
        .rposition(|piece| matches!(piece, Piece::Table(_)))
        .map_or(0, |i| i + 1);
    let mut flow = Flow {
        pieces,
        notes: Vec::new(),
    };
    let mut tail: Vec<_> = flow
        .pieces
        .split_off(after_table)
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Text(para) => Some(para),
            Piece::Table(_) => None,
        })
        .collect();
    notes::mark(&mut tail, body, after_table > 0);
    for para in tail {
        let list = if para.note { &mut flow.notes } else { &mut flow.pieces };
        list.push(Piece::Text(para));
    }
    flow
}
