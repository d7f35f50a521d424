//! Numbers that stand alone on their line, over the label that they count.
//!
//! Forms print `1.` on a line, the label below it and the value below that; editors of web pages leave headings that
//! are nothing but a number. Put before the line that it counts, the number makes that line a heading.

use std::borrow::Cow;

use super::number::{self, Number};
use crate::document::{Block, Line, Role, TextBlock};

/// Numbers without any mark (`1`, `2`, `3`) count labels only where so many of them follow one another.
const SERIES: usize = 3;
/// A line longer than this (Unicode scalars) under a heading that is but a number is no heading itself.
const LONGEST: usize = 90;

/// The blocks with each number before the line that it counts.
pub(super) fn rejoin(blocks: &[Block]) -> Cow<'_, [Block]> {
    let numbers = || blocks.iter().flat_map(lines).filter_map(|line| alone(&line.text));
    if numbers().next().is_none() {
        return Cow::Borrowed(blocks);
    }
    let counted = counts(numbers().filter(|number| number.bare));
    let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut waiting: Option<TextBlock> = None;
    for block in blocks {
        let Block::Text(text) = block else {
            joined.extend(waiting.take().map(Block::Text));
            joined.push(block.clone());
            continue;
        };
        for piece in pieces(text, counted) {
            let piece = match waiting.take() {
                Some(number) if is_lone(&piece.role, &piece.lines, counted) => {
                    joined.push(Block::Text(number));
                    piece
                }
                Some(number) => under(number, piece),
                None => piece,
            };
            match is_lone(&piece.role, &piece.lines, counted) {
                true => waiting = Some(piece),
                false => joined.push(Block::Text(piece)),
            }
        }
    }
    joined.extend(waiting.map(Block::Text));
    Cow::Owned(joined)
}

fn lines(block: &Block) -> &[Line] {
    match block {
        Block::Text(text) => &text.lines,
        Block::Table(_) => &[],
    }
}

/// The number that a line is and nothing else.
fn alone(text: &str) -> Option<Number> {
    if text.chars().count() > 8 {
        return None;
    }
    let followed = format!("{text} x");
    let (number, rest) = number::leading(&followed)?;
    (rest == "x").then_some(number)
}

/// The numbers begin at one and each is the one before it plus one.
fn counts(numbers: impl Iterator<Item = Number>) -> bool {
    let mut count = 0;
    for number in numbers {
        if number.text.parse() != Ok(count + 1) {
            return false;
        }
        count += 1;
    }
    count >= SERIES
}

fn is_lone(role: &Role, lines: &[Line], counted: bool) -> bool {
    let number = match lines {
        [line] => alone(&line.text),
        _ => None,
    };
    let heading = matches!(role, Role::Heading { .. });
    number.is_some_and(|number| heading || *role == Role::Paragraph && (!number.bare || counted))
}

/// A paragraph parted before each line that is but a number, that line put before the next.
fn pieces(block: &TextBlock, counted: bool) -> Vec<TextBlock> {
    let piece = |lines: Vec<Line>| TextBlock {
        role: block.role.clone(),
        lines,
        style: block.style,
    };
    let counts = |line: &Line| is_lone(&block.role, std::slice::from_ref(line), counted);
    if block.lines.len() == 1 || block.role != Role::Paragraph || !block.lines.iter().any(counts) {
        return vec![block.clone()];
    }
    let mut pieces: Vec<Vec<Line>> = Vec::new();
    let mut waiting: Option<Line> = None;
    for line in &block.lines {
        match waiting.take() {
            Some(number) if !counts(line) => pieces.push(vec![before(&number, line)]),
            number => {
                pieces.extend(number.map(|number| vec![number]));
                match (counts(line), pieces.last_mut()) {
                    (true, _) => waiting = Some(line.clone()),
                    (false, Some(piece)) => piece.push(line.clone()),
                    (false, None) => pieces.push(vec![line.clone()]),
                }
            }
        }
    }
    pieces.extend(waiting.map(|number| vec![number]));
    pieces.into_iter().map(piece).collect()
}

/// The block under a number with the number before its first line. Under a heading that is but a number, only a line
/// that may be a heading is one; other text stands for itself.
fn under(number: TextBlock, mut block: TextBlock) -> TextBlock {
    let (Some(count), Some(first)) = (number.lines.first(), block.lines.first()) else {
        return block;
    };
    let joined = before(count, first);
    if let Role::Heading { .. } = number.role {
        let short = block.lines.len() == 1
            && first.text.chars().count() <= LONGEST
            && !first.text.ends_with(['.', ';', ','])
            && !first.text.trim_end_matches(':').contains(':');
        if !short || block.role != Role::Paragraph {
            return block;
        }
        block.role = number.role;
    }
    block.lines[0] = joined;
    block
}

fn before(number: &Line, line: &Line) -> Line {
    // A number without any mark of its own proves nothing before a text: the line break was its mark.
    let mark = if alone(&number.text).is_some_and(|number| number.bare) {
        "."
    } else {
        ""
    };
    let opening = format!("{}{mark} ", number.text);
    Line {
        lead: if line.lead == 0 {
            0
        } else {
            line.lead + opening.chars().count()
        },
        text: opening + &line.text,
        location: number.location.union(&line.location),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::document::Style;

    fn block(role: Role, lines: &[&str]) -> Block {
        let lines = lines.iter().map(|text| Line {
            text: (*text).into(),
            ..Line::default()
        });
        Block::Text(TextBlock {
            role,
            lines: lines.collect(),
            style: Style::default(),
        })
    }

    fn texts(blocks: &[Block]) -> Vec<String> {
        rejoin(blocks).iter().map(|block| block.text()).collect()
    }

    #[test]
    fn numbers_are_put_before_the_line_below() {
        let parts = [&["1."][..], &["Purpose", "To pay"], &["2."], &["Data"]];
        let blocks: Vec<Block> = parts.iter().map(|lines| block(Role::Paragraph, lines)).collect();
        assert_eq!(texts(&blocks), ["1. Purpose\nTo pay", "2. Data"]);
        let glued = block(Role::Paragraph, &["1)", "Purpose", "To pay", "2)", "Data", "Names"]);
        assert_eq!(texts(&[glued]), ["1) Purpose\nTo pay", "2) Data\nNames"]);
    }

    #[test]
    fn bare_numbers_count_only_in_a_series() {
        let bare = |numbers: &[&str]| -> Vec<String> {
            let blocks = numbers
                .iter()
                .flat_map(|number| [block(Role::Paragraph, &[number]), block(Role::Paragraph, &["Data"])]);
            texts(&blocks.collect::<Vec<_>>())
        };
        assert_eq!(bare(&["1", "2", "3"]), ["1. Data", "2. Data", "3. Data"]);
        assert_eq!(bare(&["12", "40"]), ["12", "Data", "40", "Data"]);
    }

    #[test]
    fn a_heading_that_is_but_a_number_takes_a_short_line_and_leaves_a_text() {
        let heading = || block(Role::Heading { level: 2 }, &["1.1"]);
        let joined = rejoin(&[heading(), block(Role::Paragraph, &["Purposes"])]).into_owned();
        assert_eq!(joined, [block(Role::Heading { level: 2 }, &["1.1 Purposes"])]);
        assert_eq!(
            texts(&[heading(), block(Role::Paragraph, &["We pay wages."])]),
            ["We pay wages."]
        );
    }
}
