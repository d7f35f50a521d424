//! Lines between blank lines → paragraphs, items, underlined headings, notes.

use crate::document::{Block, Role};
use crate::read::inline::{SetLine, text_block};
use crate::read::marker;

use super::markup::{self, Kind};
use super::pages;
use super::source::SourceLine;
use super::wrap;

/// Collects the lines between two blank ones, and makes blocks of them.
#[derive(Debug, Default)]
pub(super) struct Paragraphs<'a> {
    /// Lines so far, and whether each goes on with a sentence that a page break cut.
    run: Vec<(SourceLine<'a>, bool)>,
    /// Blank lines above the run.
    space: usize,
    /// The width that the whole document is wrapped at.
    width: Option<usize>,
    /// Indents of the lists that are open, outermost first.
    indents: Vec<usize>,
}

impl<'a> Paragraphs<'a> {
    pub(super) fn new(width: Option<usize>) -> Paragraphs<'a> {
        Paragraphs {
            width,
            ..Paragraphs::default()
        }
    }

    /// Adds a line with `blank` blank lines before it. Gives the blocks that it ends.
    pub(super) fn push(&mut self, line: &SourceLine<'a>, blank: usize, page_start: bool) -> Vec<Block> {
        let goes_on = self
            .run
            .last()
            .is_some_and(|(last, _)| page_start && pages::goes_on(last.raw, line.raw));
        let ended = if blank > 0 && !goes_on {
            self.finish()
        } else {
            Vec::new()
        };
        if self.run.is_empty() {
            self.space = blank;
        }
        self.run.push((*line, goes_on));
        ended
    }

    /// The blocks of the lines so far.
    pub(super) fn finish(&mut self) -> Vec<Block> {
        let run = std::mem::take(&mut self.run);
        let lines: Vec<SourceLine<'_>> = run.iter().map(|(line, _)| *line).collect();
        let counted = counted(&lines);
        let width = self.width.or_else(|| wrap::of_paragraph(&lines));
        let mut building = Building::new(self.space as f32, &mut self.indents);
        for (index, (line, goes_on)) in run.iter().enumerate() {
            let text_start = line.raw.len() - line.raw.trim_start().len();
            let text = line.raw.trim();
            let joins = *goes_on || index > 0 && wrap::joins(&lines[index - 1], line, width);
            if let Some(level) = underline(text) {
                building.underline(level, text.chars().count());
                continue;
            }
            let (start, item) = match item(line, building.indents) {
                Some((marker, width)) => (text_start + byte_at(text, width), Some(marker)),
                None if counted[index] => match marker::ordinal(text) {
                    Some(ordinal) => (text_start + byte_at(text, ordinal.width), Some(ordinal.marker)),
                    None => (text_start, None),
                },
                None => (text_start, None),
            };
            for (place, piece) in markup::pieces(line, start..line.raw.len()).into_iter().enumerate() {
                match (piece.kind, &item) {
                    (Kind::Plain, Some(marker)) if place == 0 => building.begin_item(line.indent(), marker, piece.set),
                    (Kind::Plain, None) if place == 0 => building.go_on(line, joins, piece.set),
                    (Kind::Item(marker), _) => building.begin_item(line.indent(), &marker, piece.set),
                    (Kind::Heading(level), _) => building.begin(Role::Heading { level }, piece.set),
                    (Kind::Break | Kind::Plain, _) => building.add_line(piece.set),
                    (Kind::Paragraph, _) => building.begin(Role::Paragraph, piece.set),
                }
            }
        }
        building.finish()
    }
}

/// The blocks of one run of lines.
struct Building<'a> {
    done: Vec<Block>,
    open: Option<(Role, Vec<SetLine>)>,
    space: f32,
    indents: &'a mut Vec<usize>,
}

impl<'a> Building<'a> {
    fn new(space: f32, indents: &'a mut Vec<usize>) -> Building<'a> {
        Building {
            done: Vec::new(),
            open: None,
            space,
            indents,
        }
    }

    fn begin(&mut self, role: Role, line: SetLine) {
        self.close();
        self.open = Some((role, vec![line]));
    }

    fn begin_item(&mut self, indent: usize, marker: &str, line: SetLine) {
        while self.indents.last().is_some_and(|outer| *outer > indent) {
            self.indents.pop();
        }
        if self.indents.last().is_none_or(|outer| *outer < indent) {
            self.indents.push(indent);
        }
        let depth = (self.indents.len() - 1).min(usize::from(u8::MAX)) as u8;
        let marker = marker.to_owned();
        self.begin(Role::Item { depth, marker }, line);
    }

    /// A line without mark-up of its own.
    fn go_on(&mut self, line: &SourceLine<'_>, joins: bool, set: SetLine) {
        let hangs = match (&self.open, self.indents.last()) {
            (Some((Role::Item { .. }, _)), Some(indent)) => line.indent() > *indent,
            _ => false,
        };
        match &mut self.open {
            Some((_, lines)) if joins || hangs => match lines.last_mut() {
                Some(last) => last.join(set),
                None => lines.push(set),
            },
            // A number begins something new, whether or not it is an item of a list.
            Some((Role::Paragraph | Role::Note, lines)) if marker::ordinal(line.raw.trim()).is_none() => {
                lines.push(set)
            }
            _ => {
                let role = if begins_note(line.raw) {
                    Role::Note
                } else {
                    Role::Paragraph
                };
                self.begin(role, set);
            }
        }
    }

    fn add_line(&mut self, line: SetLine) {
        match &mut self.open {
            Some((_, lines)) => lines.push(line),
            None => self.begin(Role::Paragraph, line),
        }
    }

    /// A row of signs: it underlines the one line above it, or it is a rule.
    fn underline(&mut self, level: Option<u8>, length: usize) {
        if let (Some(level), Some((role @ Role::Paragraph, lines))) = (level, &mut self.open)
            && let [only] = lines.as_slice()
        {
            let width = only.line.text.chars().count();
            if length * 2 >= width && length <= width * 3 / 2 + 4 {
                *role = Role::Heading { level };
            }
        }
        self.close();
    }

    fn close(&mut self) {
        if let Some((role, lines)) = self.open.take() {
            if !matches!(role, Role::Item { .. }) {
                self.indents.clear();
            }
            self.done.extend(text_block(role, lines, self.space));
            self.space = 0.0;
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.close();
        self.done
    }
}

/// A footnote on a line of its own.
pub(super) fn note(line: &SourceLine<'_>) -> Option<Block> {
    let lines = markup::pieces(line, 0..line.raw.len())
        .into_iter()
        .map(|piece| piece.set);
    begins_note(line.raw)
        .then(|| text_block(Role::Note, lines.collect(), 0.0))
        .flatten()
}

/// It begins with a raised number: a footnote where no mark-up says so.
fn begins_note(raw: &str) -> bool {
    raw.trim_start()
        .starts_with(['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'])
}

/// The bullet of a line. The letter o is a hollow bullet where it stands deeper than a bullet above it.
fn item(line: &SourceLine<'_>, indents: &[usize]) -> Option<(String, usize)> {
    let text = line.raw.trim();
    let inner = text.starts_with("o ") && indents.last().is_some_and(|outer| *outer < line.indent());
    marker::bullet(text).or_else(|| inner.then(|| ("o".to_owned(), 2)))
}

/// Which lines are items of a numbered list: two or more that count on, with nothing but their own rest between them.
/// Numbered headings stand on their own between blank lines, or have their text below them.
fn counted(lines: &[SourceLine<'_>]) -> Vec<bool> {
    let mut counted = vec![false; lines.len()];
    let mut last: Option<(usize, u32)> = None;
    for (index, line) in lines.iter().enumerate() {
        let Some(ordinal) = marker::ordinal(line.raw.trim()) else {
            let rest = line.raw.trim_start().starts_with(char::is_lowercase);
            let hangs = last.is_some_and(|(start, _)| line.indent() > lines[start].indent());
            if !rest && !hangs && item(line, &[]).is_none() {
                last = None;
            }
            continue;
        };
        if let Some((start, value)) = last
            && ordinal.value == value + 1
        {
            counted[start] = true;
            counted[index] = true;
        }
        last = Some((index, ordinal.value));
    }
    counted
}

/// A line of one sign only; the level of heading that it may underline, as in Markdown.
fn underline(text: &str) -> Option<Option<u8>> {
    let first = text.chars().next()?;
    if text.len() < 3 || !"=-–—~_*#+.".contains(first) || text.chars().any(|c| c != first) {
        return None;
    }
    Some(match first {
        '=' => Some(1),
        '-' | '~' => Some(2),
        _ => None,
    })
}

fn byte_at(text: &str, chars: usize) -> usize {
    text.char_indices().nth(chars).map_or(text.len(), |(at, _)| at)
}
