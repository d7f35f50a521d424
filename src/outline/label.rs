//! Labels with their value on the same line: `Controller: Example Ltd`, `**Purpose:** …`.

use serde::Serialize;

use super::Node;
use super::heading::{self, Mark};
use super::number::Scheme;
use super::series::Series;
use crate::document::{Block, Line, Location, Role, Style, TextBlock};

/// A label longer than this (Unicode scalars) is a sentence with a colon in it.
const LONGEST: usize = 100;
/// Without bold, a label of more words than this is the opening of a sentence.
const MOST_WORDS: usize = 10;

/// A label and its value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Label {
    /// The label as written, without its colon.
    pub text: String,
    /// A heading of its group, in tables whose first column groups rows; or the head of its column.
    pub group: Option<String>,
    /// What marks it.
    pub mark: LabelMark,
    /// Its value; empty where nothing is stated.
    pub value: Vec<Block>,
    /// Label and value as they stood, for when no rule knows the label.
    pub whole: TextBlock,
    /// It was an item of a list.
    pub bullet: bool,
    /// Where label and value stand.
    pub location: Location,
}

impl Label {
    /// A label that stands in a cell, its value in the cells beside or below it.
    pub fn of_cells(text: &str, group: Option<String>, value: Vec<Block>, row: Location) -> Label {
        let location = value
            .iter()
            .map(Block::location)
            .reduce(|a, b| a.union(&b))
            .unwrap_or(row);
        let mut lines = vec![Line {
            text: text.to_owned(),
            lead: text.chars().count(),
            location: row,
        }];
        for line in value
            .iter()
            .flat_map(|block| block.text().lines().map(str::to_owned).collect::<Vec<_>>())
        {
            lines.push(Line {
                text: line,
                lead: 0,
                location,
            });
        }
        let whole = TextBlock {
            role: Role::Paragraph,
            lines,
            style: Style::default(),
        };
        let text = text.trim().trim_end_matches(':').to_owned();
        Label {
            text,
            group,
            mark: LabelMark::Cell,
            value,
            whole,
            bullet: false,
            location: row,
        }
    }
}

/// What marks a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LabelMark {
    /// The cell of a table.
    Cell,
    /// Bold.
    Bold,
    /// A colon after it.
    Colon,
}

/// The block is one line, a label with its value.
pub(super) fn has_value(block: &TextBlock, series: &Series) -> bool {
    match block.lines.as_slice() {
        // "Part 2: Security" is a number and a heading.
        [line] => !is_part(&line.text, series) && matches!(split(line, false), Some((_, _, Some(_)))),
        _ => false,
    }
}

fn is_part(text: &str, series: &Series) -> bool {
    series
        .leading(text)
        .is_some_and(|(number, _)| matches!(number.scheme, Scheme::Part(_)))
}

/// The labels and text that a block is made of; `None` where it holds no label.
pub(super) fn of_block(block: &TextBlock, series: &Series) -> Option<Vec<Node>> {
    let bullet = matches!(block.role, Role::Item { .. });
    let mut nodes: Vec<Node> = Vec::new();
    let mut found = false;
    let run_in = open_in_bold(block);
    for line in &block.lines {
        match split(line, run_in) {
            Some((label, mark, None)) => {
                found = true;
                // "e) recipients:" is a heading by its number, however small it begins.
                let numbered = series.leading(&label).is_some_and(|(number, _)| !number.bare);
                let mark = match mark {
                    LabelMark::Bold => Mark::Bold,
                    _ if numbered && !bullet => Mark::Number,
                    _ => Mark::Colon,
                };
                let mut heading = heading::of_line(line, mark, block, series);
                heading.text = label;
                nodes.push(Node::Heading(heading));
            }
            Some((text, mark, Some(value))) => {
                found = true;
                let role = Role::Paragraph;
                let whole = TextBlock {
                    role: block.role.clone(),
                    lines: vec![line.clone()],
                    style: block.style,
                };
                let value = Block::Text(TextBlock {
                    role,
                    lines: vec![value],
                    style: block.style,
                });
                let location = line.location;
                nodes.push(Node::Label(Label {
                    text,
                    group: None,
                    mark,
                    value: vec![value],
                    whole,
                    bullet,
                    location,
                }));
            }
            None => continue_with(line, block, &mut nodes),
        }
    }
    found.then_some(nodes)
}

/// A line without a label goes on with the value above it, in the same block.
fn continue_with(line: &Line, block: &TextBlock, nodes: &mut Vec<Node>) {
    match nodes.last_mut() {
        Some(Node::Label(label)) => {
            if let Some(Block::Text(value)) = label.value.last_mut() {
                value.lines.push(line.clone());
            }
            label.whole.lines.push(line.clone());
            label.location = label.location.union(&line.location);
        }
        Some(Node::Body(body)) => body.lines.push(line.clone()),
        _ => nodes.push(Node::Body(TextBlock {
            role: block.role.clone(),
            lines: vec![line.clone()],
            style: block.style,
        })),
    }
}

/// Line after line begins with a few bold words: those are labels, though no mark parts them from their values.
fn open_in_bold(block: &TextBlock) -> bool {
    /// So many lines do not do so by chance.
    const LINES: usize = 3;
    let opens = |line: &&Line| line.lead > 0 && line.lead < line.text.chars().count();
    let opening = block.lines.iter().filter(opens).count();
    opening >= LINES && opening * 2 > block.lines.len()
}

/// The label of a line, what marks it, and its value on the same line. With `run_in`, bold words are a label whatever
/// follows them.
fn split(line: &Line, run_in: bool) -> Option<(String, LabelMark, Option<Line>)> {
    let text = line.text.as_str();
    let total = text.chars().count();
    let bold = (line.lead > 0 && line.lead <= total).then(|| byte_of(text, line.lead));
    if let Some(end) = bold {
        let inside = text[..end].trim_end();
        let after = text[end..].trim_start();
        let colon = inside.ends_with(':') || after.starts_with(':');
        // `**Purpose** – text` as well as `**Purpose:** text`; bold words opening a sentence are no label.
        let dashed = after.starts_with(['–', '—']) || after.starts_with("- ");
        // "**Who we are.** A school", "**Who are you?** A school": a heading that runs into its text.
        let runs_in = (run_in || inside.ends_with(['.', '?']) || in_capitals(inside, after))
            && inside.split_whitespace().count() <= MOST_WORDS;
        if colon || dashed || runs_in || after.is_empty() {
            let value_at = text.len() - after.trim_start_matches([':', '–', '—', '-']).trim_start().len();
            // "**Why do you need it?** (tick all that apply)": the answer stands below.
            let value = text[value_at..].trim();
            let noted = inside.ends_with('?') && value.starts_with('(') && value.ends_with(')');
            return made(line, inside, LabelMark::Bold, if noted { text.len() } else { value_at });
        }
        return None;
    }
    let colon = text
        .char_indices()
        .find(|&(at, c)| c == ':' && parts_label(text, at))?
        .0;
    let label = text[..colon].trim_end();
    if label.split_whitespace().count() > MOST_WORDS || label.contains(". ") || label.contains(';') {
        return None;
    }
    let value_at = text.len() - text[colon + 1..].trim_start().len();
    made(line, label, LabelMark::Colon, value_at)
}

fn made(line: &Line, label: &str, mark: LabelMark, value_at: usize) -> Option<(String, LabelMark, Option<Line>)> {
    let label = label.trim_end_matches([':', '.']).trim();
    let letters = label.chars().filter(|c| c.is_alphabetic()).count();
    // "☐ Other: ____" is a box to tick.
    if letters < 2 || label.starts_with(['☐', '☒', '☑', '□', '■', '[']) || label.chars().count() > LONGEST {
        return None;
    }
    let value = &line.text[value_at..];
    let value = (!value.trim().is_empty()).then(|| part_of(line, value_at));
    Some((label.to_owned(), mark, value))
}

/// A colon at `at` parts a label from its value: not that of a time or an address of the web.
fn parts_label(text: &str, at: usize) -> bool {
    let after = &text[at + 1..];
    if after.starts_with("//") {
        return false;
    }
    let digit_before = text[..at].ends_with(|c: char| c.is_ascii_digit());
    let digit_after = after.starts_with(|c: char| c.is_ascii_digit());
    !(digit_before && digit_after)
        && (after.is_empty() || after.starts_with(char::is_whitespace) || !text[..at].contains(char::is_whitespace))
        && !matches!(&text[..at], "http" | "https" | "mailto" | "file")
}

/// Bold words in capitals before a text that is not: "**RETENTION PERIOD** Ten years".
fn in_capitals(lead: &str, after: &str) -> bool {
    let small = |text: &str| text.chars().any(char::is_lowercase);
    lead.chars().filter(|c| c.is_uppercase()).count() >= 4 && !small(lead) && small(after)
}

/// The part of a line from a byte on, with its place.
fn part_of(line: &Line, from: usize) -> Line {
    let skipped = line.text[..from].chars().count();
    let mut location = line.location;
    // The text of a line is tidied: its offset from the line's start is the best that is known, and never runs out.
    location.chars = location.chars.map(|(start, end)| ((start + skipped).min(end), end));
    Line {
        text: line.text[from..].to_owned(),
        lead: 0,
        location,
    }
}

fn byte_of(text: &str, chars: usize) -> usize {
    text.char_indices().nth(chars).map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn labelled(text: &str, lead: usize) -> Option<(String, Option<String>)> {
        let line = Line {
            text: text.into(),
            lead,
            ..Line::default()
        };
        split(&line, false).map(|(label, _, value)| (label, value.map(|line| line.text)))
    }

    #[test]
    fn colons_part_labels_from_values() {
        assert_eq!(
            labelled("Controller: Example Ltd", 0),
            Some(("Controller".into(), Some("Example Ltd".into())))
        );
        assert_eq!(
            labelled("Purpose : statistics", 0),
            Some(("Purpose".into(), Some("statistics".into())))
        );
        assert_eq!(labelled("Retention:", 0), Some(("Retention".into(), None)));
    }

    #[test]
    fn bold_openings_are_labels_with_colon_or_dash() {
        assert_eq!(
            labelled("Purpose: mail", 8),
            Some(("Purpose".into(), Some("mail".into())))
        );
        assert_eq!(
            labelled("Purpose – mail", 7),
            Some(("Purpose".into(), Some("mail".into())))
        );
        assert_eq!(
            labelled("Controller. A firm", 11),
            Some(("Controller".into(), Some("A firm".into())))
        );
        assert_eq!(labelled("Purpose of mail is", 7), None);
        assert_eq!(labelled("Why? (tick one)", 4), Some(("Why?".into(), None)));
        assert_eq!(
            labelled("PURPOSE Sending mail", 7),
            Some(("PURPOSE".into(), Some("Sending mail".into())))
        );
    }

    #[test]
    fn lines_that_all_open_in_bold_are_labels_without_a_colon() {
        let line = |text: &str, lead: usize| Line {
            text: text.into(),
            lead,
            ..Line::default()
        };
        let mut block = TextBlock {
            role: Role::Paragraph,
            lines: vec![line("Aim pay", 3), line("Who staff", 3), line("Kept ten years", 4)],
            style: Style::default(),
        };
        let nodes = of_block(&block, &Series::default()).unwrap();
        let labels = nodes.iter().filter(|node| matches!(node, Node::Label(_)));
        assert_eq!(labels.count(), 3);
        block.lines.truncate(2);
        assert_eq!(of_block(&block, &Series::default()), None);
    }

    #[test]
    fn sentences_times_and_addresses_are_no_labels() {
        assert_eq!(labelled("See https://example.org/a", 0), None);
        assert_eq!(labelled("Open at 10:30", 0), None);
        assert_eq!(labelled("☐ Other: ____", 0), None);
        let long = "We process the data that you give us when you sign up for one of the following: a, b";
        assert_eq!(labelled(long, 0), None);
    }

    #[test]
    fn a_value_keeps_its_place() {
        let location = Location {
            chars: Some((100, 123)),
            ..Location::default()
        };
        let line = Line {
            text: "Controller: Example Ltd".into(),
            lead: 0,
            location,
        };
        let (_, _, value) = split(&line, false).unwrap();
        assert_eq!(value.unwrap().location.chars, Some((112, 123)));
    }
}
