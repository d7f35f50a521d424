//! Columns that stand under each other on a terminal.

use std::io::{self, Write};

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

// Narrower than this, a cut column says nothing.
const NARROWEST: usize = 8;

const GAP: usize = 2;

/// A cell: stretches of text, each in its style.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell(Vec<(Style, String)>);

impl Cell {
    pub(super) fn plain(text: impl Into<String>) -> Cell {
        Cell::styled(Style::new(), text)
    }

    pub(super) fn styled(style: Style, text: impl Into<String>) -> Cell {
        Cell(vec![(style, text.into())])
    }

    pub(super) fn push(&mut self, style: Style, text: impl Into<String>) {
        self.0.push((style, text.into()));
    }

    pub(super) fn append(&mut self, other: Cell) {
        self.0.extend(other.0);
    }

    fn width(&self) -> usize {
        self.0.iter().map(|(_, text)| text.width()).sum()
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        self.0
            .iter()
            .try_for_each(|(style, text)| match *style == Style::new() {
                true => write!(out, "{text}"),
                false => write!(out, "{style}{text}{style:#}"),
            })
    }

    /// Cut to `width` columns, with an ellipsis where something is lost.
    fn cut(&mut self, width: usize) {
        if self.width() <= width {
            return;
        }
        let mut left = width.saturating_sub(1);
        for (_, text) in &mut self.0 {
            let end = text
                .char_indices()
                .map(|(at, c)| at + c.len_utf8())
                .take_while(|end| text[..*end].width() <= left);
            let end = end.last().unwrap_or(0);
            text.truncate(end);
            left -= text.width();
        }
        self.push(Style::new(), "…");
    }
}

/// Writes rows with columns aligned, each line indented by two; `cut` is the column that gives way where the line is
/// longer than `width`.
pub(super) fn write(
    out: &mut impl Write,
    mut rows: Vec<Vec<Cell>>,
    cut: usize,
    width: Option<usize>,
) -> io::Result<()> {
    let mut widths = widths(&rows);
    let whole: usize = widths.iter().map(|width| width + GAP).sum();
    if let (Some(room), Some(column)) = (width, widths.get_mut(cut)) {
        *column = column
            .saturating_sub(whole.saturating_sub(room))
            .max(NARROWEST.min(*column));
        let room = *column;
        rows.iter_mut()
            .filter_map(|row| row.get_mut(cut))
            .for_each(|cell| cell.cut(room));
    }
    for row in &rows {
        let last = row.iter().rposition(|cell| cell.width() > 0);
        for (index, (cell, width)) in row.iter().zip(&widths).enumerate() {
            if last.is_some_and(|last| index <= last) {
                write!(out, "{:GAP$}", "")?;
                cell.write(out)?;
            }
            if last.is_some_and(|last| index < last) {
                write!(out, "{:1$}", "", width.saturating_sub(cell.width()))?;
            }
        }
        writeln!(out)?;
    }
    Ok(())
}

/// How wide a line of these rows is.
pub(super) fn line_width(rows: &[Vec<Cell>]) -> usize {
    widths(rows).iter().map(|width| width + GAP).sum()
}

fn widths(rows: &[Vec<Cell>]) -> Vec<usize> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest = |column| {
        rows.iter()
            .filter_map(|row| row.get(column))
            .map(Cell::width)
            .max()
            .unwrap_or(0)
    };
    (0..columns).map(widest).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn written(width: Option<usize>) -> String {
        let rows = [["a", "日本語の題", "x"], ["bcd", "a long title of a record", "y"]];
        let rows = rows.map(|row| row.map(Cell::plain).to_vec()).to_vec();
        let mut out = Vec::new();
        write(&mut out, rows, 1, width).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn columns_stand_under_each_other_by_width_and_not_by_characters() {
        assert_eq!(
            written(None),
            "  a    日本語の題                x\n  bcd  a long title of a record  y\n"
        );
    }

    #[test]
    fn one_column_gives_way_to_a_narrow_terminal() {
        assert_eq!(written(Some(20)), "  a    日本語の題  x\n  bcd  a long ti…  y\n");
    }
}
