//! Lines that may head what follows.

use serde::Serialize;

use super::number::{Number, Scheme};
use super::series::Series;
use crate::document::{Line, Location, Role, TextBlock};

/// A heading longer than this (Unicode scalars) is prose, unless it is a question or marked up.
const LONGEST: usize = 120;
/// Questions and printed forms run longer.
const LONGEST_QUESTION: usize = 420;
/// A line that nothing but its shortness marks is hardly ever a longer heading than this.
const LONGEST_PLAIN: usize = 90;

/// A line that may head what follows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Heading {
    /// As written, number included.
    pub text: String,
    /// Its number.
    pub number: Option<Number>,
    /// What marks it, the strongest.
    pub mark: Mark,
    /// Depth in the outline: 1 the highest; a heading closes those of the same and of deeper ranks.
    pub rank: u8,
    /// The level that mark-up or type size gives it.
    pub level: Option<u8>,
    /// It was a bullet of a list.
    pub bullet: bool,
    /// The lines that it was made of, for when it turns out to be body text.
    pub whole: TextBlock,
    /// Where it stands.
    pub location: Location,
}

/// What marks a heading, from the strongest to the weakest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// The format says so, or its type size.
    Markup,
    /// A word and a number: `Part 2 –`.
    Part,
    /// A number.
    Number,
    /// Bold throughout, on its own.
    Bold,
    /// Capitals throughout.
    Capitals,
    /// It asks.
    Question,
    /// A colon at its end and nothing after it.
    Colon,
    /// It stands alone and is short.
    Plain,
}

impl Mark {
    /// The document's author marked it as a heading: unknown to all rules, it still ends what stands before it.
    /// Looks alone do not: a line in capitals may be a value.
    pub fn closes(self) -> bool {
        matches!(self, Mark::Markup | Mark::Part | Mark::Number)
    }
}

/// The heading that a whole block is.
pub(super) fn of_block(block: &TextBlock, series: &Series) -> Option<Heading> {
    let level = match block.role {
        Role::Heading { level } => Some(level),
        _ => None,
    };
    if level.is_none() && block.lines.len() > 1 {
        return None;
    }
    let text = block
        .lines
        .iter()
        .map(|line| line.text.as_str())
        .collect::<Vec<_>>()
        .join(" ");
    let bold = block.style.bold || block.lines.iter().all(|line| line.lead == line.text.chars().count());
    let bullet = matches!(block.role, Role::Item { .. });
    let mark = match level {
        Some(_) => mark_of(&text, true, series)
            .filter(|mark| matches!(mark, Mark::Part))
            .unwrap_or(Mark::Markup),
        None => mark_of(&text, bold, series)?,
    };
    // An item of a list is a heading only where it looks like nothing else.
    if bullet && !matches!(mark, Mark::Bold | Mark::Colon | Mark::Question) {
        return None;
    }
    Some(made(text, mark, level, bullet, block.clone(), series))
}

/// A heading on the first line of a block, with its text glued below it: marked by a number, by bold or by capitals.
pub(super) fn above_text(block: &TextBlock, series: &Series) -> Option<(Heading, TextBlock)> {
    let (first, rest) = block.lines.split_first()?;
    if rest.is_empty() || !matches!(block.role, Role::Paragraph) {
        return None;
    }
    let bold = first.lead == first.text.chars().count();
    let mark = mark_of(&first.text, bold, series)?;
    if !matches!(mark, Mark::Part | Mark::Number | Mark::Bold | Mark::Capitals) {
        return None;
    }
    // A numbered or capital first line among others of its kind is a list or an address, not a heading; `4.1` and `a)`
    // below `4` are parts of its text.
    let scheme = |text: &str| {
        series
            .leading(text)
            .filter(|(number, _)| !number.bare)
            .map(|(number, _)| number.scheme)
    };
    let own = scheme(&first.text);
    let alike = rest.iter().any(|line| match mark {
        Mark::Number => scheme(&line.text).is_some_and(|scheme| Some(&scheme) == own.as_ref() || !is_below(&scheme)),
        _ => mark_of(&line.text, line.lead == line.text.chars().count(), series) == Some(mark),
    });
    if alike {
        return None;
    }
    let head = TextBlock {
        role: Role::Paragraph,
        lines: vec![first.clone()],
        style: block.style,
    };
    let body = TextBlock {
        role: Role::Paragraph,
        lines: rest.to_vec(),
        style: block.style,
    };
    Some((made(first.text.clone(), mark, None, false, head, series), body))
}

/// A heading made of one line, for labels that have nothing after them.
pub(super) fn of_line(line: &Line, mark: Mark, block: &TextBlock, series: &Series) -> Heading {
    let whole = TextBlock {
        role: block.role.clone(),
        lines: vec![line.clone()],
        style: block.style,
    };
    made(
        line.text.clone(),
        mark,
        None,
        matches!(block.role, Role::Item { .. }),
        whole,
        series,
    )
}

fn made(text: String, mark: Mark, level: Option<u8>, bullet: bool, whole: TextBlock, series: &Series) -> Heading {
    let number = series.leading(&text).map(|(number, _)| number);
    Heading {
        text,
        number,
        mark,
        rank: 0,
        level,
        bullet,
        location: whole.location(),
        whole,
    }
}

/// What marks a line as a heading, if anything does.
fn mark_of(text: &str, bold: bool, series: &Series) -> Option<Mark> {
    let length = text.chars().count();
    let question = text.contains('?');
    if length > LONGEST_QUESTION || !text.chars().any(char::is_alphabetic) {
        return None;
    }
    if let Some((number, rest)) = series.leading(text)
        && (length <= LONGEST || question)
        && (!number.bare || bold)
        && (!rest.starts_with(char::is_lowercase) || rest.trim_end().ends_with(':'))
    {
        if matches!(number.scheme, Scheme::Part(_)) {
            return Some(Mark::Part);
        }
        // A numbered sentence may as well be an item of a value: it heads something only if a rule knows it.
        return Some(if ends_a_sentence(rest) && !question && !bold {
            Mark::Plain
        } else {
            Mark::Number
        });
    }
    if bold && (length <= LONGEST || question) {
        return Some(Mark::Bold);
    }
    if length <= LONGEST && in_capitals(text) {
        return Some(Mark::Capitals);
    }
    if question && text.trim_end().ends_with(['?', ':', '.', '*', ')']) {
        return Some(Mark::Question);
    }
    if length <= LONGEST && text.trim_end().ends_with(':') {
        return Some(Mark::Colon);
    }
    (length <= LONGEST_PLAIN && !ends_a_sentence(text) && !text.ends_with([',', ';'])).then_some(Mark::Plain)
}

/// A scheme that counts what stands inside a numbered section.
fn is_below(scheme: &Scheme) -> bool {
    matches!(scheme, Scheme::Small | Scheme::Bracketed) || matches!(scheme, Scheme::Decimal(depth) if *depth > 1)
}

fn ends_a_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!'])
}

/// All its letters are capitals, and there are at least three.
fn in_capitals(text: &str) -> bool {
    let mut letters = 0;
    for c in text.chars() {
        if c.is_lowercase() {
            return false;
        }
        letters += usize::from(c.is_uppercase());
    }
    letters >= 3
}
