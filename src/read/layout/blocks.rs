//! Pieces → blocks of the document model, and their transcript.

use super::hyphens::{Lexicon, Seam};
use super::lines::TextLine;
use super::lists::Marker;
use super::paragraphs::Para;
use super::pieces::{CellPiece, Piece, TablePiece};
use crate::document::{Block, Cell, Line, Location, Role, Row, Style, Table, TextBlock, Transcript};

/// The blocks of a document.
pub(super) fn blocks(pieces: &[Piece], lexicon: &Lexicon) -> Vec<Block> {
    pieces.iter().filter_map(|piece| block(piece, lexicon)).collect()
}

fn block(piece: &Piece, lexicon: &Lexicon) -> Option<Block> {
    match piece {
        Piece::Text(para) => text(para, lexicon).map(Block::Text),
        Piece::Table(piece) => Some(Block::Table(table(piece, lexicon))),
    }
}

fn text(para: &Para, lexicon: &Lexicon) -> Option<TextBlock> {
    let mut lines: Vec<TextLine> = para.lines.clone();
    let mut marker = String::new();
    let is_item = para.marker.is_some() && para.level.is_none();
    if let Some(first) = lines.first_mut()
        && is_item
        && first.words.len() > 1
        && para.marker != Some(Marker::Implied)
    {
        marker = first.words.remove(0).text;
    }
    let style = Style {
        size: para.lines.first().map(|line| line.size),
        bold: lines.iter().all(TextLine::bold),
        italic: lines.iter().all(TextLine::italic),
        space_before: para.space_before,
    };
    let role = match para.level {
        Some(level) => Role::Heading { level },
        None if para.note => Role::Note,
        None if is_item => Role::Item {
            depth: para.depth,
            marker,
        },
        None => Role::Paragraph,
    };
    let lines = lines
        .split_inclusive(|line| !line.soft)
        .filter_map(|lines| joined(lines, lexicon));
    let lines: Vec<Line> = lines.collect();
    (!lines.is_empty()).then_some(TextBlock { role, lines, style })
}

/// Lines that only the page parted, as one; nothing of those that are no more than soft hyphens.
pub(super) fn joined(lines: &[TextLine], lexicon: &Lexicon) -> Option<Line> {
    let mut text = String::new();
    let (mut lead, mut leading) = (0, true);
    let words = lines.iter().flat_map(|line| line.words.iter().enumerate());
    for (i, word) in words {
        let seam = match i {
            _ if text.is_empty() || word.glued && i > 0 => Seam::Nothing,
            0 => lexicon.seam(text.rsplit(' ').next().unwrap_or(""), &word.text),
            _ => Seam::Space,
        };
        match seam {
            Seam::Space => text.push(' '),
            Seam::Nothing => {}
            Seam::DropHyphen => {
                text.pop();
            }
        }
        let start = text.chars().count();
        text.extend(word.text.chars().filter(|c| *c != '\u{ad}'));
        if leading && word.bold > 0 {
            lead = start + word.bold;
        }
        leading &= word.bold == word.len();
    }
    // A soft hyphen inside a word is dropped after it was counted.
    let lead = lead.min(text.chars().count());
    let places: Vec<Location> = lines.iter().map(place).collect();
    (!text.is_empty()).then(|| Line {
        text,
        lead,
        location: Location::around(&places),
    })
}

fn place(line: &TextLine) -> Location {
    Location {
        page: Some(line.page),
        rect: Some(line.rect),
        ..Location::default()
    }
}

fn table(piece: &TablePiece, lexicon: &Lexicon) -> Table {
    let rows = piece.rows.iter().enumerate().map(|(i, row)| Row {
        cells: row
            .iter()
            .map(|cell| self::cell(cell, i == 0 || i < piece.head_rows, lexicon))
            .collect(),
        location: Location::default(),
    });
    let mut rows: Vec<Row> = rows.collect();
    let heads = rows
        .iter()
        .take_while(|row| row.cells.iter().all(|cell| cell.header || cell.is_empty()))
        .count();
    // A first row that is bold throughout is a head, if there are rows that are not.
    let marked = heads.min(1).min(rows.len().saturating_sub(1));
    let bold_head = piece.rows.first().is_some_and(|row| row.len() > 1) && marked == 1 && differs_below(&rows);
    let head_rows = piece.head_rows.max(if bold_head { 1 } else { 0 });
    for cell in rows.iter_mut().take(head_rows).flat_map(|row| &mut row.cells) {
        cell.header = true;
    }
    Table {
        rows,
        head_rows,
        location: Location::default(),
    }
}

/// Bold cells in the first row are a head only where the cells below them are not bold as well.
fn differs_below(rows: &[Row]) -> bool {
    let Some(second) = rows.get(1) else { return false };
    second
        .cells
        .iter()
        .any(|cell| !cell.is_empty() && !is_bold(&cell.blocks))
        && rows[0].cells.iter().filter(|cell| !cell.is_empty()).count() > 1
}

fn cell(piece: &CellPiece, first_row: bool, lexicon: &Lexicon) -> Cell {
    let blocks = blocks(&piece.pieces, lexicon);
    let header = piece.header || (first_row || piece.column == 0) && is_bold(&blocks);
    Cell {
        column: piece.column,
        colspan: piece.colspan,
        rowspan: piece.rowspan,
        header,
        blocks,
    }
}

fn is_bold(blocks: &[Block]) -> bool {
    !blocks.is_empty()
        && blocks
            .iter()
            .all(|block| matches!(block, Block::Text(text) if text.style.bold))
}

/// Writes the blocks' text and gives every line, row and table its place in it.
pub(super) fn transcribe(blocks: &mut [Block], transcript: &mut Transcript) {
    for block in blocks {
        match block {
            Block::Text(text) => text.lines.iter_mut().for_each(|line| transcribe_line(line, transcript)),
            Block::Table(table) => {
                for row in &mut table.rows {
                    row.cells
                        .iter_mut()
                        .for_each(|cell| transcribe(&mut cell.blocks, transcript));
                    let places: Vec<Location> = row
                        .cells
                        .iter()
                        .flat_map(|cell| &cell.blocks)
                        .map(Block::location)
                        .collect();
                    row.location = Location::around(&places);
                }
                table.location = Location::around(table.rows.iter().map(|row| &row.location));
            }
        }
    }
}

pub(super) fn transcribe_line(line: &mut Line, transcript: &mut Transcript) {
    let place = transcript.push(&line.text);
    line.location.lines = place.lines;
    line.location.chars = place.chars;
}
