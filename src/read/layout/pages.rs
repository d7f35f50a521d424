//! What goes on over the end of a page or column: paragraphs, tables, rows.

use super::lines::TextLine;
use super::paragraphs::{Para, starts_lower};
use super::pieces::{CellPiece, Piece, RowPiece, TablePiece};

/// Columns of two parts of a table agree within this many points.
const SAME_EDGE: f32 = 4.0;
/// A table repeats at most this many rows as its head.
const MOST_HEADS: usize = 4;

/// The blocks of one column or page in reading order, its footnotes apart.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Flow {
    pub(super) pieces: Vec<Piece>,
    pub(super) notes: Vec<Piece>,
}

/// All pieces in order. Notes stand behind the piece that their page ends with, where it goes on behind its end.
pub(super) fn join(flows: Vec<Flow>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let mut notes: Vec<Piece> = Vec::new();
    for flow in flows {
        let mut pieces = flow.pieces.into_iter().peekable();
        // Text of the last cell may come as several paragraphs, then the rest of its table.
        while let (Some(last), Some(next)) = (out.last_mut(), pieces.peek_mut()) {
            if !attach(last, next) {
                break;
            }
            pieces.next();
        }
        if pieces.peek().is_some() {
            out.append(&mut notes);
        }
        out.extend(pieces);
        notes.extend(flow.notes);
    }
    out.append(&mut notes);
    out
}

/// Adds `next` to `last` if it goes on with it; `next` is taken then.
fn attach(last: &mut Piece, next: &mut Piece) -> bool {
    match (last, next) {
        (Piece::Text(a), Piece::Text(b)) if goes_on(a, b) => {
            append(a, std::mem::take(b));
            true
        }
        (Piece::Table(a), Piece::Table(b)) => match columns(a, b) {
            Some(columns) => {
                append_table(a, std::mem::take(b), &columns);
                true
            }
            None => false,
        },
        (Piece::Table(table), Piece::Text(para)) => append_to_cell(table, para),
        _ => false,
    }
}

/// The paragraph is cut by the end of the column: its last line is full and its sentence open.
fn goes_on(a: &Para, b: &Para) -> bool {
    let (Some(last), Some(first)) = (a.lines.last(), b.lines.first()) else {
        return false;
    };
    let alike = (last.size - first.size).abs() <= 0.08 * last.size && last.bold() == first.bold() && a.note == b.note;
    if !alike || b.marker.is_some() {
        return false;
    }
    let text = last.text();
    let ended = text.ends_with(['.', '!', '?', ':', ';']);
    let full = !last.has_room_for(first.first_width(), a.right);
    let wide = last.right() - a.indent > 0.5 * (a.right - a.indent);
    !ended && (starts_lower(first) && wide || full && a.lines.len() + b.lines.len() > 2)
}

fn append(a: &mut Para, b: Para) {
    if let Some(last) = a.lines.last_mut() {
        last.soft = true;
    }
    a.lines.extend(b.lines);
    a.right = b.right;
}

/// Where the columns of `b` are in `a`, if both have the same columns. Those that only `b` parts are added to `a`.
fn columns(a: &mut TablePiece, b: &TablePiece) -> Option<Vec<usize>> {
    let near = |x: f32, y: f32| (x - y).abs() <= SAME_EDGE;
    if a.edges.len() < 2 || b.edges.len() < 2 || a.ruled != b.ruled {
        return None;
    }
    if !a.ruled {
        // The outer edges are those of text, and may be anywhere.
        let inner = |table: &TablePiece| table.edges[1..table.edges.len() - 1].to_vec();
        let same = inner(a).len() == inner(b).len() && inner(a).iter().zip(inner(b)).all(|(x, y)| near(*x, y));
        return same.then(|| (0..b.edges.len()).collect());
    }
    let ends = |table: &TablePiece| (table.edges[0], table.edges[table.edges.len() - 1]);
    let ((a0, a1), (b0, b1)) = (ends(a), ends(b));
    let only = |edges: &[f32], others: &[f32]| -> Vec<f32> {
        edges
            .iter()
            .copied()
            .filter(|x| !others.iter().any(|y| near(*x, *y)))
            .collect()
    };
    let (new, old) = (only(&b.edges, &a.edges), only(&a.edges, &b.edges));
    // Each may part a row that the other does not have, but not in different places.
    if !near(a0, b0) || !near(a1, b1) || !new.is_empty() && !old.is_empty() {
        return None;
    }
    for x in new {
        add_edge(a, x);
    }
    let place = |x: &f32| a.edges.iter().position(|y| near(*x, *y));
    b.edges.iter().map(place).collect()
}

/// A new column line: cells that it goes through span one column more.
fn add_edge(table: &mut TablePiece, x: f32) {
    let at = table.edges.partition_point(|edge| *edge < x);
    table.edges.insert(at, x);
    for cell in table.rows.iter_mut().flatten() {
        if cell.column >= at {
            cell.column += 1;
        } else if cell.column + cell.colspan >= at {
            cell.colspan += 1;
        }
    }
}

fn append_table(a: &mut TablePiece, mut b: TablePiece, columns: &[usize]) {
    for cell in b.rows.iter_mut().flatten() {
        let end = columns.get(cell.column + cell.colspan).copied();
        cell.column = columns.get(cell.column).copied().unwrap_or(cell.column);
        cell.colspan = end.map_or(cell.colspan, |end| end.saturating_sub(cell.column).max(1));
    }
    let heads = repeated_heads(a, &b);
    a.head_rows = a.head_rows.max(heads);
    let is_empty = |row: &RowPiece| row.iter().all(CellPiece::is_empty);
    let mut rows = b.rows.into_iter().skip(heads).skip_while(is_empty);
    let open = a.open_bottom || b.open_top && heads == 0;
    if let Some(first) = rows.next() {
        // The last rows will do: tables may have very many.
        let rows = || a.rows.iter().skip(a.head_rows).rev().take(20);
        let keyed = rows().filter(|row| key_is_filled(row)).count() * 10 >= rows().count() * 7;
        match a.rows.last_mut() {
            Some(last) if row_goes_on(last, &first, open, keyed) => append_row(last, first),
            _ => a.rows.push(first),
        }
    }
    a.rows.extend(rows);
    a.open_bottom = b.open_bottom;
    a.page = b.page;
}

/// How many rows `b` begins with that `a` begins with, too.
fn repeated_heads(a: &TablePiece, b: &TablePiece) -> usize {
    let same = |a: &RowPiece, b: &RowPiece| {
        let texts =
            |row: &RowPiece| -> Vec<String> { row.iter().map(CellPiece::text).filter(|t| !t.is_empty()).collect() };
        let texts = (texts(a), texts(b));
        texts.0 == texts.1 && !texts.0.is_empty()
    };
    let most = MOST_HEADS.min(a.rows.len().saturating_sub(1));
    a.rows
        .iter()
        .zip(&b.rows)
        .take(most)
        .take_while(|(a, b)| same(a, b))
        .count()
}

fn key_is_filled(row: &RowPiece) -> bool {
    row.first().is_some_and(|cell| !cell.is_empty())
}

/// The first row behind the break goes on with the last one before it.
fn row_goes_on(last: &RowPiece, first: &RowPiece, open: bool, keyed: bool) -> bool {
    let cut = |cell: &CellPiece| {
        let above = last.iter().find(|other| other.column == cell.column);
        match (above.and_then(|above| above.pieces.last()), cell.pieces.first()) {
            (Some(Piece::Text(a)), Some(Piece::Text(b))) => {
                let starts_lower = b.lines.first().is_some_and(starts_lower);
                goes_on(a, b) && starts_lower
            }
            _ => false,
        }
    };
    // A row whose label is empty, in a table whose rows all have one, belongs to the label before.
    if key_is_filled(first) {
        first.first().is_some_and(cut) || open && complete_each_other(last, first)
    } else {
        open || keyed || first.iter().any(cut)
    }
}

/// The break fell between a label set lower and its value: the value stands before it, the label behind it.
fn complete_each_other(last: &RowPiece, first: &RowPiece) -> bool {
    let empty_in_first = |column: usize| first.iter().all(|cell| cell.column != column || cell.is_empty());
    !key_is_filled(last)
        && last
            .iter()
            .filter(|cell| !cell.is_empty())
            .all(|cell| empty_in_first(cell.column))
}

fn append_row(last: &mut RowPiece, first: RowPiece) {
    for cell in first {
        match last.iter_mut().find(|other| other.column == cell.column) {
            Some(other) => append_pieces(&mut other.pieces, cell.pieces),
            None if cell.is_empty() => {}
            None => {
                let over = last.iter_mut().rev().find(|other| other.column < cell.column);
                match over {
                    Some(other) if other.column + other.colspan > cell.column => {
                        append_pieces(&mut other.pieces, cell.pieces)
                    }
                    _ => last.push(cell),
                }
            }
        }
    }
    last.sort_by_key(|cell| cell.column);
}

fn append_pieces(pieces: &mut Vec<Piece>, more: Vec<Piece>) {
    let mut more = more.into_iter().peekable();
    if let (Some(last), Some(next)) = (pieces.last_mut(), more.peek_mut())
        && attach(last, next)
    {
        more.next();
    }
    pieces.extend(more);
}

/// A page may begin with the rest of the last value and nothing beside it: no table by itself.
fn append_to_cell(table: &mut TablePiece, para: &mut Para) -> bool {
    let page = para.lines.first().map_or(0, |line| line.page);
    let columns = table.edges.len().saturating_sub(1);
    if table.ruled || columns < 2 || page != table.page + 1 {
        return false;
    }
    let starts = table.edges[columns - 1] - SAME_EDGE;
    if para.lines.iter().any(|line: &TextLine| line.left() < starts) {
        return false;
    }
    let Some(cell) = table.rows.last_mut().and_then(|row| row.last_mut()) else {
        return false;
    };
    append_pieces(&mut cell.pieces, vec![Piece::Text(std::mem::take(para))]);
    true
}
