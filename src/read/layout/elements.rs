//! Elements of a structure tree → pieces, once it is known how lines are spaced and how far they run.

use super::lines::TextLine;
use super::lists::Marker;
use super::notes;
use super::paragraphs::{Para, Spacing, paragraphs};
use super::pieces::{CellPiece, Piece, RowPiece, TablePiece};
use std::collections::BTreeMap;

/// What an element stands in.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Frame {
    pub(super) heading: Option<u8>,
    pub(super) note: bool,
    /// Text stands in a paragraph or the like: groups within it are runs of its text.
    pub(super) inline: bool,
    /// Nesting of lists, 0 outside.
    pub(super) lists: u8,
    /// The next text is the start of an item.
    pub(super) item: bool,
}

/// A block with its lines not yet joined.
pub(super) enum Element {
    Text {
        lines: Vec<TextLine>,
        frame: Frame,
        label: bool,
    },
    Table {
        rows: Vec<Vec<ElementCell>>,
        head_rows: usize,
    },
}

pub(super) struct ElementCell {
    pub(super) column: usize,
    pub(super) colspan: usize,
    pub(super) rowspan: usize,
    pub(super) header: bool,
    pub(super) elements: Vec<Element>,
}

/// A bullet, a number or a letter.
pub(super) fn is_mark(text: &str) -> bool {
    text.chars().count() <= 6 && (!text.starts_with(char::is_alphabetic) || text.ends_with(['.', ')']) || text == "o")
}

impl ElementCell {
    /// Heads are repeated on each page of their table, and all of them may be tagged as the same cell.
    pub(super) fn keep_first_page(&mut self) {
        for element in &mut self.elements {
            if let Element::Text { lines, .. } = element {
                let first = lines.first().map(|line| line.page);
                lines.retain(|line| Some(line.page) == first);
            }
        }
    }

    fn left(&self) -> Option<f32> {
        let lines = self.elements.iter().flat_map(|element| match element {
            Element::Text { lines, .. } => lines.as_slice(),
            Element::Table { .. } => &[],
        });
        lines.map(TextLine::left).reduce(f32::min)
    }
}

/// Some programs leave empty cells out of the tree. Cells of rows that lack some go to the column they stand in.
pub(super) fn align(rows: &mut [Vec<ElementCell>]) {
    let columns = rows
        .iter()
        .flatten()
        .map(|cell| cell.column + cell.colspan)
        .max()
        .unwrap_or(0);
    let plain = |row: &[ElementCell]| row.iter().all(|cell| cell.colspan == 1 && cell.rowspan == 1);
    let mut lefts: Vec<Option<f32>> = vec![None; columns];
    for cell in rows.iter().filter(|row| row.len() == columns && plain(row)).flatten() {
        let left = &mut lefts[cell.column];
        *left = [*left, cell.left()].into_iter().flatten().reduce(f32::min);
    }
    if rows.iter().any(|row| row.iter().any(|cell| cell.rowspan > 1)) {
        return;
    }
    for row in rows.iter_mut().filter(|row| row.len() < columns && plain(row)) {
        let mut least = 0;
        let missing = columns - row.len();
        for (i, cell) in row.iter_mut().enumerate() {
            let Some(left) = cell.left() else { continue };
            // The last column that starts at the cell's text or before, of those that leave room for the others.
            let starts = |column: &usize| lefts[*column].is_some_and(|start| start <= left + 2.0);
            cell.column = (least..=i + missing)
                .rev()
                .find(starts)
                .unwrap_or(least.max(cell.column));
            least = cell.column + 1;
        }
    }
}

/// Joins the lines of all elements, once it is known how lines are spaced and how far they run.
pub(super) fn lay_out(elements: Vec<Element>, body: f32) -> Vec<Piece> {
    let mut stretches = Vec::new();
    let right = right_of(&elements);
    gather(&elements, right, &mut stretches);
    let spacing = Spacing::measure(stretches.into_iter());
    let mut pieces: Vec<Piece> = elements
        .into_iter()
        .flat_map(|element| pieces_of(element, right, &spacing))
        .collect();
    let mut last: Option<(u32, f32)> = None;
    for piece in &mut pieces {
        let Piece::Text(para) = piece else {
            last = None;
            continue;
        };
        let (Some(first), Some(end)) = (para.lines.first(), para.lines.last()) else {
            continue;
        };
        if let Some((_, above)) = last.filter(|(page, above)| *page == first.page && *above < first.baseline) {
            let lines = (first.baseline - above) / spacing.pitch(first.size);
            para.space_before = (lines - 1.0).clamp(0.0, 99.0);
        }
        last = Some((end.page, end.baseline));
        para.note |= notes::is_raised(para, body);
    }
    pieces
}

/// How far text outside tables runs.
fn right_of(elements: &[Element]) -> f32 {
    let lines = elements.iter().flat_map(|element| match element {
        Element::Text { lines, .. } => lines.as_slice(),
        Element::Table { .. } => &[],
    });
    lines.map(TextLine::right).fold(0.0, f32::max)
}

fn gather<'a>(elements: &'a [Element], right: f32, stretches: &mut Vec<(&'a [TextLine], f32)>) {
    for element in elements {
        match element {
            Element::Text { lines, .. } => stretches.push((lines, right)),
            Element::Table { rows, .. } => {
                let rights = column_rights(rows);
                for cell in rows.iter().flatten() {
                    gather(
                        &cell.elements,
                        rights.get(&(cell.column + cell.colspan)).copied().unwrap_or(right),
                        stretches,
                    );
                }
            }
        }
    }
}

/// How far text runs in the cells that end at a column.
fn column_rights(rows: &[Vec<ElementCell>]) -> BTreeMap<usize, f32> {
    let mut rights: BTreeMap<usize, f32> = BTreeMap::new();
    for cell in rows.iter().flatten() {
        let right = rights.entry(cell.column + cell.colspan).or_default();
        *right = right.max(right_of(&cell.elements));
    }
    rights
}

fn pieces_of(element: Element, right: f32, spacing: &Spacing) -> Vec<Piece> {
    match element {
        Element::Text { lines, frame, label } => {
            let mut paras = paragraphs(lines, right, spacing);
            mark(&mut paras, frame, label);
            paras.into_iter().map(Piece::Text).collect()
        }
        Element::Table { rows, head_rows } => {
            let rights = column_rights(&rows);
            let rows = rows.into_iter().map(|row| -> RowPiece {
                let cell = |cell: ElementCell| {
                    let right = rights.get(&(cell.column + cell.colspan)).copied().unwrap_or(right);
                    let pieces = cell
                        .elements
                        .into_iter()
                        .flat_map(|element| pieces_of(element, right, spacing));
                    CellPiece {
                        column: cell.column,
                        colspan: cell.colspan,
                        rowspan: cell.rowspan,
                        header: cell.header,
                        pieces: pieces.collect(),
                    }
                };
                row.into_iter().map(cell).collect()
            });
            vec![Piece::Table(TablePiece {
                rows: rows.collect(),
                head_rows,
                ruled: true,
                ..TablePiece::default()
            })]
        }
    }
}

fn is_only_mark(para: &Para) -> bool {
    matches!(para.lines.as_slice(), [line] if line.words.len() == 1 && is_mark(&line.words[0].text))
}

/// Gives the paragraphs of one element the role that it has.
fn mark(paras: &mut [Para], frame: Frame, label: bool) {
    for (i, para) in paras.iter_mut().enumerate() {
        para.level = frame.heading;
        para.note = frame.note;
        if frame.heading.is_some() || frame.note {
            para.marker = None;
        } else if frame.item && i == 0 && is_only_mark(para) {
            // Numbers of rows may be tagged as lists of their own.
            para.marker = None;
        } else if frame.item && i == 0 {
            para.marker = Some(if label { Marker::Bullet } else { Marker::Implied });
            para.depth = frame.lists.saturating_sub(1);
        } else if frame.lists > 0 {
            para.depth = frame.lists;
        }
    }
}
