//! Tables as dense rows: what every later stage sees of a table.

use serde::Serialize;

use crate::document::{Block, Cell, Location, Table};

/// A table as a dense grid: every row has `columns` cells, `None` where a span from the left covers the place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Grid {
    /// Number of columns; columns without any text are left out.
    pub columns: usize,
    /// Rows from top to bottom, those without any text left out.
    pub rows: Vec<GridRow>,
    /// Rows from the top that the reader knows to be heads.
    pub head_rows: usize,
    /// Where it stands.
    pub location: Location,
}

/// One row of a [`Grid`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GridRow {
    /// One a column.
    pub cells: Vec<Option<Cell>>,
    /// Where it stands.
    pub location: Location,
}

impl GridRow {
    /// The text of a cell, empty where there is none.
    pub fn text(&self, column: usize) -> String {
        self.cells
            .get(column)
            .and_then(Option::as_ref)
            .map(Cell::text)
            .unwrap_or_default()
    }

    /// The same on one line, as labels and headings are compared.
    pub fn on_one_line(&self, column: usize) -> String {
        self.text(column).replace('\n', " ")
    }

    /// The cell has no text.
    pub fn is_empty(&self, column: usize) -> bool {
        self.cells
            .get(column)
            .and_then(Option::as_ref)
            .is_none_or(Cell::is_empty)
    }

    /// The columns that have text.
    pub fn filled(&self) -> Vec<usize> {
        (0..self.cells.len()).filter(|&column| !self.is_empty(column)).collect()
    }

    /// All text of the row, cells parted by tabs, empty ones left out.
    pub fn line(&self) -> String {
        self.filled()
            .into_iter()
            .map(|column| self.text(column))
            .collect::<Vec<_>>()
            .join("\t")
    }
}

impl Grid {
    /// Spreads the cells of a table over their rows and columns.
    pub(super) fn new(table: &Table) -> Grid {
        let starts = table.column_starts();
        let columns = starts.len();
        let mut rows: Vec<GridRow> = table
            .rows
            .iter()
            .map(|row| GridRow {
                cells: vec![None; columns],
                location: row.location,
            })
            .collect();
        for (at, row) in table.rows.iter().enumerate() {
            for cell in &row.cells {
                // A cell that spans rows speaks for each of them; one that spans columns stands in its first.
                let last = at.saturating_add(cell.rowspan.max(1)).min(rows.len());
                let Some(column) = starts.get(&cell.column) else {
                    continue;
                };
                for below in &mut rows[at..last] {
                    below.cells[*column] = Some(cell.clone());
                }
            }
        }
        let mut grid = Grid {
            columns,
            rows,
            head_rows: table.head_rows,
            location: table.location,
        };
        grid.drop_empty();
        grid.join_continued(0);
        grid
    }

    /// The rows before this one as a table of their own; nothing if there are none.
    pub fn before(&self, row: usize) -> Option<Grid> {
        let mut above = Grid {
            rows: self.rows[..row].to_vec(),
            head_rows: 0,
            ..self.clone()
        };
        above.drop_empty();
        above.location = Location::around(above.rows.iter().map(|row| &row.location));
        (!above.rows.is_empty()).then_some(above)
    }

    /// The text of all rows.
    pub fn text(&self) -> String {
        self.rows.iter().map(GridRow::line).collect::<Vec<_>>().join("\n")
    }

    /// `below` is the same table going on: as many columns, and the same first row.
    pub(super) fn continues_in(&self, below: &Grid) -> bool {
        below.columns == self.columns
            && self.rows.len() > 1
            && below
                .rows
                .first()
                .zip(self.rows.first())
                .is_some_and(|(b, a)| a.line() == b.line())
    }

    /// Adds the rows of a table that goes on, without its repeated head.
    pub(super) fn append(&mut self, below: Grid) {
        let (head, from) = (self.rows.first().map(GridRow::line), self.rows.len());
        self.rows
            .extend(below.rows.into_iter().filter(|row| Some(row.line()) != head));
        self.location = self.location.union(&below.location);
        self.join_continued(from);
    }

    /// A table without rows and columns that hold nothing.
    fn drop_empty(&mut self) {
        let mut heads = 0;
        let mut index = 0;
        let head_rows = self.head_rows;
        self.rows.retain(|row| {
            let keep = !row.filled().is_empty();
            heads += usize::from(keep && index < head_rows);
            index += 1;
            keep
        });
        self.head_rows = heads;
        let used: Vec<bool> = (0..self.columns)
            .map(|column| self.rows.iter().any(|row| !row.is_empty(column)))
            .collect();
        for row in &mut self.rows {
            let mut column = 0;
            row.cells.retain(|_| {
                column += 1;
                used[column - 1]
            });
        }
        self.columns = used.iter().filter(|&&used| used).count();
    }

    /// Joins rows, from this one on, that only go on with the last cell of the row above, as they do after a page
    /// break, and drops heads that are printed again on each page.
    fn join_continued(&mut self, from: usize) {
        if self.columns < 2 {
            return;
        }
        let last = self.columns - 1;
        let head = self.rows.first().map(GridRow::line);
        let mut rows = std::mem::take(&mut self.rows);
        let more = rows.split_off(from);
        for (at, row) in (from..).zip(more) {
            if at > 0 && self.columns > 2 && Some(row.line()) == head {
                continue;
            }
            let under_head =
                at <= self.head_rows || at == 1 && self.columns > 2 && rows.last().is_some_and(looks_like_head);
            let above = rows
                .last_mut()
                .filter(|above| !under_head && above.filled().iter().any(|&column| column < last));
            match (above, row.filled().as_slice()) {
                (Some(above), &[only]) if only == last => {
                    let more = row.cells.into_iter().nth(last).flatten().unwrap_or_default();
                    if let Some(cell) = &mut above.cells[last] {
                        join(&mut cell.blocks, more.blocks);
                    }
                    above.location = above.location.union(&row.location);
                }
                _ => rows.push(row),
            }
        }
        self.rows = rows;
    }
}

/// Every cell holds a few words: in a table of three columns or more, such a first row is its head.
fn looks_like_head(row: &GridRow) -> bool {
    (0..row.cells.len()).all(|column| !row.is_empty(column) && row.text(column).chars().count() <= 40)
}

/// Puts blocks after others; a paragraph broken in mid-sentence is mended.
fn join(above: &mut Vec<Block>, mut more: Vec<Block>) {
    if let (Some(Block::Text(last)), Some(Block::Text(first))) = (above.last_mut(), more.first_mut())
        && first.role == last.role
        && let (Some(a), Some(b)) = (last.lines.last_mut(), first.lines.first())
        && b.text.starts_with(char::is_lowercase)
        && !a.text.ends_with(['.', ':', ';', '!', '?'])
    {
        a.text = format!("{} {}", a.text, b.text);
        a.location = a.location.union(&b.location);
        first.lines.remove(0);
        let rest = std::mem::take(&mut first.lines);
        last.lines.extend(rest);
        more.remove(0);
    }
    above.extend(more);
}
