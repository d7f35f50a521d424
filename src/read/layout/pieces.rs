//! What pages hold between geometry and the document model: paragraphs, and tables of them, before those that go on
//! over a page break are joined.

use super::grid::{Grid, GridCell};
use super::lines::TextLine;
use super::paragraphs::{Para, Spacing, paragraphs};

/// One block of a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece {
    Text(Para),
    Table(TablePiece),
}

/// The part of a table that stands on one page, or several parts joined.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct TablePiece {
    /// Page of the last row.
    pub(super) page: u32,
    pub(super) edges: Vec<f32>,
    pub(super) rows: Vec<RowPiece>,
    pub(super) head_rows: usize,
    pub(super) ruled: bool,
    pub(super) open_top: bool,
    pub(super) open_bottom: bool,
}

/// One row.
pub(super) type RowPiece = Vec<CellPiece>;

/// One cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct CellPiece {
    pub(super) column: usize,
    pub(super) colspan: usize,
    pub(super) rowspan: usize,
    /// The document says that it is a head.
    pub(super) header: bool,
    pub(super) pieces: Vec<Piece>,
}

impl CellPiece {
    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Its text without regard to line ends, to compare repeated heads.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        each_line(&self.pieces, &mut |line| {
            for word in &line.words {
                text.push_str(&word.text);
            }
        });
        text
    }
}

/// Visits all lines of the pieces, in cells too.
pub(super) fn each_line(pieces: &[Piece], visit: &mut dyn FnMut(&TextLine)) {
    for piece in pieces {
        match piece {
            Piece::Text(para) => para.lines.iter().for_each(&mut *visit),
            Piece::Table(table) => {
                table
                    .rows
                    .iter()
                    .flatten()
                    .for_each(|cell| each_line(&cell.pieces, visit));
            }
        }
    }
}

impl Piece {
    /// Page of its first line.
    fn page(&self) -> Option<u32> {
        match self {
            Piece::Text(para) => para.lines.first().map(|line| line.page),
            Piece::Table(table) => table
                .rows
                .iter()
                .flatten()
                .flat_map(|cell| &cell.pieces)
                .find_map(Piece::page),
        }
    }
}

/// Puts what the structure tree left out behind the last piece that begins on its page or before.
pub(super) fn merge(mut tagged: Vec<Piece>, untagged: Vec<Piece>) -> Vec<Piece> {
    for piece in untagged.into_iter().rev() {
        let at = tagged
            .iter()
            .rposition(|other| other.page() <= piece.page())
            .map_or(0, |at| at + 1);
        tagged.insert(at, piece);
    }
    tagged
}

/// The table that a filled grid is.
pub(super) fn table(grid: Grid, spacing: &Spacing) -> TablePiece {
    let rights: Vec<Option<f32>> = (0..grid.edges.len()).map(|edge| right_of_text(&grid, edge)).collect();
    let rows = grid.rows.into_iter().map(|row| {
        let cells = row.cells.into_iter();
        cells.map(|cell| fill(cell, &rights, spacing)).collect::<RowPiece>()
    });
    TablePiece {
        page: grid.page,
        rows: rows.filter(|row| !row.is_empty()).collect(),
        edges: grid.edges,
        head_rows: 0,
        ruled: grid.ruled,
        open_top: grid.open_top,
        open_bottom: grid.open_bottom,
    }
}

fn fill(cell: GridCell, rights: &[Option<f32>], spacing: &Spacing) -> CellPiece {
    let end = cell.column + cell.colspan;
    let own = cell.lines.iter().map(TextLine::right).fold(f32::NEG_INFINITY, f32::max);
    let right = rights.get(end).copied().flatten().map_or(own, |right| right.max(own));
    let mut pieces: Vec<Piece> = paragraphs(cell.lines, right, spacing)
        .into_iter()
        .map(Piece::Text)
        .collect();
    pieces.extend(cell.inner.into_iter().map(|inner| Piece::Table(table(inner, spacing))));
    CellPiece {
        column: cell.column,
        colspan: cell.colspan,
        rowspan: cell.rowspan,
        header: false,
        pieces,
    }
}

/// Where text is wrapped in cells that end at this edge: short of a rule by the padding that text keeps on its left;
/// without rules as far as the text of any of these cells goes.
pub(super) fn right_of_text(grid: &Grid, edge: usize) -> Option<f32> {
    let cells = || {
        let all = grid.rows.iter().flat_map(|row| &row.cells);
        all.filter(move |cell| cell.column + cell.colspan == edge && !cell.lines.is_empty())
    };
    let lines = || cells().flat_map(|cell| &cell.lines);
    let reached = lines().map(TextLine::right).reduce(f32::max)?;
    if !grid.ruled {
        return Some(reached);
    }
    let paddings = cells().flat_map(|cell| cell.lines.iter().map(|line| line.left() - cell.rect.x));
    let padding = paddings.fold(f32::INFINITY, f32::min).clamp(0.0, 12.0);
    Some(reached.max(grid.edges[edge] - padding))
}
