//! Tables of three columns or more set with spaces, their cells broken over lines.
//!
//! The first line names the columns; every line below it holds pieces that begin where one of those begins.

use std::collections::BTreeSet;
use std::ops::Range;

use super::source::SourceLine;

/// Spaces between cells at least; one is enough where a full cell is followed by one that begins in its place.
const GAP: usize = 2;
/// Hands that type columns miss them by so many characters.
const SLACK: usize = 2;
/// Columns at least: two are a label and its text.
const COLUMNS: usize = 3;
/// Lines with so many pieces or more at least, the head among them.
const LINES: usize = 3;

/// A line of such a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cells {
    /// A cell a column, as bytes of `raw`; empty where the line has nothing in it.
    pub(super) ranges: Vec<Range<usize>>,
    /// It begins a row; else it goes on with the row above.
    pub(super) begins: bool,
}

/// For each line, its cells if it stands in such a table. `dropped` are lines that are no part of the text.
pub(super) fn find(lines: &[SourceLine<'_>], dropped: &BTreeSet<usize>) -> Vec<Option<Cells>> {
    let mut found = vec![None; lines.len()];
    let mut index = 0;
    while index < lines.len() {
        let passage = passage(lines, index, dropped);
        let Some(&(last, _)) = passage.last() else {
            index += 1;
            continue;
        };
        let begins = beginnings(lines, &passage);
        for ((line, ranges), begins) in passage.into_iter().zip(begins) {
            found[line] = Some(Cells { ranges, begins });
        }
        index = last + 1;
    }
    found
}

/// The lines of the table whose head is the line at `head`, with their cells; none where it heads no table.
fn passage(lines: &[SourceLine<'_>], head: usize, dropped: &BTreeSet<usize>) -> Vec<(usize, Vec<Range<usize>>)> {
    let columns: Vec<usize> = pieces(&lines[head]).into_iter().map(|(column, _)| column).collect();
    if columns.len() < COLUMNS || dropped.contains(&head) {
        return Vec::new();
    }
    let filled = |ranges: &[Range<usize>]| ranges.iter().filter(|range| !range.is_empty()).count();
    let mut passage = Vec::new();
    for (at, line) in lines.iter().enumerate().skip(head) {
        if dropped.contains(&at) || line.is_blank() {
            continue;
        }
        // A line on its own after a blank one is text below the table.
        let begins = at == head || lines[at - 1].is_blank();
        match cells(line, &columns) {
            Some(ranges) if !begins || filled(&ranges) > 1 => passage.push((at, ranges)),
            _ => break,
        }
    }
    let wide = passage.iter().filter(|(_, ranges)| filled(ranges) >= COLUMNS).count();
    if wide < LINES { Vec::new() } else { passage }
}

/// Which lines of a table begin a row: those after a blank line, where such lines part its rows; else those with
/// something in their first two columns.
fn beginnings(lines: &[SourceLine<'_>], passage: &[(usize, Vec<Range<usize>>)]) -> Vec<bool> {
    let parted: Vec<bool> = passage
        .iter()
        .enumerate()
        .map(|(index, (line, _))| index == 0 || lines[line - 1].is_blank())
        .collect();
    // The head and one row more could as well be a caption set apart.
    if parted.iter().filter(|parted| **parted).count() > 2 {
        return parted;
    }
    let filled = |ranges: &[Range<usize>]| ranges.iter().take(2).all(|range| !range.is_empty());
    passage.iter().map(|(_, ranges)| filled(ranges)).collect()
}

/// The cells of a line, if each of its pieces stands in one of the columns.
fn cells(line: &SourceLine<'_>, columns: &[usize]) -> Option<Vec<Range<usize>>> {
    let mut cells = vec![0..0; columns.len()];
    for (column, range) in pieces(line) {
        let mut at = columns.iter().position(|start| start.abs_diff(column) <= SLACK)?;
        let mut range = range;
        // A full cell leaves one space before the next.
        while let Some(&next) = columns.get(at + 1)
            && let Some(byte) = byte_of(line.raw, next)
            && byte < range.end
        {
            let before = line.raw[..byte].trim_end().len();
            if before == byte || before <= range.start || line.raw[byte..].starts_with(' ') {
                return None;
            }
            cells[at] = range.start..before;
            (at, range) = (at + 1, byte..range.end);
        }
        if !cells[at].is_empty() {
            return None;
        }
        cells[at] = range;
    }
    Some(cells)
}

/// What stands between wide gaps: the column (in characters) that it begins in, and its bytes.
fn pieces(line: &SourceLine<'_>) -> Vec<(usize, Range<usize>)> {
    let text = line.raw.trim_end();
    let mut pieces = Vec::new();
    if text.contains('\t') {
        return pieces;
    }
    let mut start = text.len() - text.trim_start().len();
    while start < text.len() {
        let end = text[start..]
            .find(&" ".repeat(GAP))
            .map_or(text.len(), |gap| start + gap);
        pieces.push((text[..start].chars().count(), start..end));
        start = text.len() - text[end..].trim_start().len();
    }
    pieces
}

fn byte_of(text: &str, chars: usize) -> Option<usize> {
    text.char_indices().nth(chars).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    fn rows(text: &str) -> Vec<(bool, Vec<String>)> {
        let lines = source::lines(text);
        let found = find(&lines, &BTreeSet::new());
        let row = |(line, cells): (&source::SourceLine<'_>, Option<Cells>)| {
            let cells = cells?;
            let texts = cells.ranges.into_iter().map(|range| line.raw[range].to_owned());
            Some((cells.begins, texts.collect()))
        };
        lines.iter().zip(found).filter_map(row).collect()
    }

    #[test]
    fn cells_broken_over_lines_stay_in_their_columns() {
        let text = "Task      Why         Who\n\nHire      Lending     Guests,\nof boats  boats       staff\n\n\
                    Payroll   Paying wage Staff\n                      on hire\n\nEnd of the list.\n";
        let found = rows(text);
        let cells: Vec<Vec<&str>> = found
            .iter()
            .map(|(_, row)| row.iter().map(String::as_str).collect())
            .collect();
        assert_eq!(cells[1], ["Hire", "Lending", "Guests,"]);
        assert_eq!(cells[3], ["Payroll", "Paying wage", "Staff"]);
        assert_eq!(cells[4], ["", "", "on hire"]);
        let begins: Vec<bool> = found.iter().map(|(begins, _)| *begins).collect();
        assert_eq!(begins, [true, true, false, true, false]);
    }

    #[test]
    fn without_blank_lines_the_first_columns_begin_rows() {
        let text = "Task      Why       Who\nHire      Lending   Guests\n          boats     and staff\nPayroll   Wages     Staff\n";
        let begins: Vec<bool> = rows(text).iter().map(|(begins, _)| *begins).collect();
        assert_eq!(begins, [true, true, false, true]);
    }

    #[test]
    fn gaps_out_of_place_make_no_table() {
        assert!(rows("One  two  three\nFour five   six  seven\nEight    nine  ten\n").is_empty());
        assert!(rows("Task      Why       Who\nHire      Lending   Guests\nEnd.\n").is_empty());
    }
}
