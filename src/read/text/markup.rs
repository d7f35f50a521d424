//! Stray HTML inside plain text: what is left of a form's cells when they are pasted out of a web page.
//!
//! Tags may be unclosed, and what looks like one may be text: only names that word processors and web forms leave
//! behind are tags, so `<name>` stays a placeholder and `<https://…>` an address.

use std::ops::Range;

use crate::document::{Block, Role};
use crate::read::inline::{Emphasis, Inline, SetLine, text_blocks};
use crate::read::marker;

use super::source::SourceLine;

/// A stretch of a source line that is a line of its own.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub(super) kind: Kind,
    pub(super) set: SetLine,
}

/// What the mark-up before a piece says about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing: it may go on from the source line before.
    Plain,
    /// It begins a paragraph.
    Paragraph,
    /// It is a further line of the piece before.
    Break,
    /// It is a list item with this bullet.
    Item(String),
    /// It is a heading of this level.
    Heading(u8),
}

/// The pieces of `range` (bytes) of a source line.
pub(super) fn pieces(line: &SourceLine<'_>, range: Range<usize>) -> Vec<Piece> {
    let mut pieces = Pieces {
        line,
        done: Vec::new(),
        inline: Inline::default(),
        extent: None,
        next: Kind::Plain,
        bold: 0,
        italic: 0,
        list: false,
    };
    let mut at = range.start;
    while at < range.end {
        let rest = &line.raw[at..range.end];
        match rest.find('<') {
            Some(0) => match tag(rest) {
                Some(tag) => {
                    at += tag.length;
                    pieces.apply(&tag);
                }
                None => {
                    let end = rest[1..].find('<').map_or(rest.len(), |next| next + 1);
                    pieces.text(at..at + end);
                    at += end;
                }
            },
            found => {
                let end = found.unwrap_or(rest.len());
                pieces.text(at..at + end);
                at += end;
            }
        }
    }
    pieces.end_line();
    pieces.done
}

/// The blocks of a cell.
pub(super) fn blocks(line: &SourceLine<'_>, range: Range<usize>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<(Role, Vec<SetLine>)> = None;
    for piece in pieces(line, range) {
        let role = match piece.kind {
            Kind::Break if open.is_some() => {
                if let Some((_, lines)) = &mut open {
                    lines.push(piece.set);
                }
                continue;
            }
            Kind::Item(marker) => Role::Item { depth: 0, marker },
            Kind::Heading(level) => Role::Heading { level },
            _ => Role::Paragraph,
        };
        if let Some((role, lines)) = open.replace((role, vec![piece.set])) {
            blocks.extend(text_blocks(role, lines, 0.0));
        }
    }
    if let Some((role, lines)) = open {
        blocks.extend(text_blocks(role, lines, 0.0));
    }
    blocks
}

/// One tag: its name in lower case, whether it closes, and its length in bytes.
struct Tag {
    name: String,
    closes: bool,
    length: usize,
}

/// The tag at the start of `text`, if it is one.
fn tag(text: &str) -> Option<Tag> {
    let body = text.strip_prefix('<')?;
    let closes = body.starts_with('/');
    let body = body.strip_prefix('/').unwrap_or(body);
    let name_length = body.find(|c: char| !c.is_ascii_alphanumeric() && c != ':')?;
    let (name, rest) = body.split_at(name_length);
    let end = rest.find(['>', '<'])?;
    let attributes = rest[..end].trim().trim_end_matches('/').trim();
    let written_as_tag = rest[end..].starts_with('>') && (attributes.is_empty() || attributes.contains('='));
    let name = name.to_ascii_lowercase();
    (written_as_tag && is_known(&name)).then(|| Tag {
        length: text.len() - rest.len() + end + 1,
        name,
        closes,
    })
}

fn is_known(name: &str) -> bool {
    begins_block(name)
        || matches!(
            name,
            "a" | "b" | "big" | "br" | "em" | "font" | "i" | "img" | "o:p" | "s" | "small" | "span" | "strike"
        )
        || matches!(name, "strong" | "sub" | "sup" | "u" | "tbody" | "thead")
}

fn begins_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div" | "ul" | "ol" | "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "hr" | "blockquote" | "center"
    ) || matches!(name, "pre" | "dl" | "dt" | "dd" | "table" | "tr" | "td" | "th")
}

struct Pieces<'a> {
    line: &'a SourceLine<'a>,
    done: Vec<Piece>,
    inline: Inline,
    /// Bytes of the source that `inline` covers.
    extent: Option<Range<usize>>,
    next: Kind,
    bold: usize,
    italic: usize,
    /// A list is open that has no items of its own: dashes in its text are its bullets.
    list: bool,
}

impl Pieces<'_> {
    fn apply(&mut self, tag: &Tag) {
        let deeper = |depth: &mut usize| {
            *depth = if tag.closes {
                depth.saturating_sub(1)
            } else {
                *depth + 1
            };
        };
        match tag.name.as_str() {
            "b" | "strong" => deeper(&mut self.bold),
            "i" | "em" => deeper(&mut self.italic),
            "br" => self.begin(Kind::Break),
            name if begins_block(name) => {
                let level = name.strip_prefix('h').and_then(|level| level.parse().ok());
                self.begin(match level {
                    Some(level) if !tag.closes => Kind::Heading(level),
                    _ if name == "li" && !tag.closes => Kind::Item(String::new()),
                    _ => Kind::Paragraph,
                });
                self.list = match name {
                    "ul" | "ol" => !tag.closes,
                    "p" | "li" => false,
                    _ => self.list,
                };
            }
            _ => {}
        }
    }

    fn text(&mut self, range: Range<usize>) {
        if !self.list {
            return self.push(range);
        }
        let text = &self.line.raw[range.clone()];
        let mut from = 0;
        for at in dashes(text) {
            self.push(range.start + from..range.start + at);
            self.begin(Kind::Item("-".to_owned()));
            from = at + 1;
        }
        self.push(range.start + from..range.end);
    }

    fn push(&mut self, range: Range<usize>) {
        let raw = &self.line.raw[range.clone()];
        let kept = raw.trim();
        let emphasis = Emphasis {
            bold: self.bold > 0,
            italic: self.italic > 0,
        };
        self.inline.push(&html_escape::decode_html_entities(raw), emphasis);
        if !kept.is_empty() {
            let start = range.start + (raw.len() - raw.trim_start().len());
            let end = start + kept.len();
            self.extent = Some(self.extent.as_ref().map_or(start, |extent| extent.start)..end);
        }
    }

    fn begin(&mut self, kind: Kind) {
        self.end_line();
        // A break right after a tag that begins a block adds nothing to it.
        if kind != Kind::Break || self.next == Kind::Plain {
            self.next = kind;
        }
    }

    fn end_line(&mut self) {
        let extent = self.extent.take();
        let Some(place) = extent.map(|extent| self.line.place(extent)) else {
            self.inline = Inline::default();
            return;
        };
        let mut kind = std::mem::replace(&mut self.next, Kind::Plain);
        if kind != Kind::Plain
            && !matches!(kind, Kind::Item(_) | Kind::Heading(_))
            && let Some((sign, width)) = marker::bullet(&self.inline.text())
        {
            self.inline.cut_front(width);
            kind = Kind::Item(sign);
        }
        if let Some(set) = self.inline.finish(place) {
            self.done.push(Piece { kind, set });
        }
    }
}

/// Byte places of the dashes that are bullets in the text of a list: `- a; - b`, also glued on: `history- Events`.
fn dashes(text: &str) -> Vec<usize> {
    let places = text.match_indices("- ").map(|(at, _)| at);
    places
        .filter(|at| {
            let before = text[..*at].chars().next_back();
            let after = text[at + 2..].trim_start().chars().next();
            match before {
                None => true,
                Some(c) if c.is_whitespace() => true,
                Some(_) => after.is_some_and(char::is_uppercase),
            }
        })
        .collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::source;
    use super::*;

    fn read(text: &str) -> Vec<(Kind, String)> {
        let lines = source::lines(text);
        let pieces = pieces(&lines[0], 0..text.len());
        pieces
            .into_iter()
            .map(|piece| (piece.kind, piece.set.line.text))
            .collect()
    }

    #[test]
    fn only_real_tags_are_mark_up() {
        assert_eq!(
            read("Ask <name> at <dpo@firm.example> or <http://firm.example/a>, if a<b and b>c &amp; R&D"),
            [(
                Kind::Plain,
                "Ask <name> at <dpo@firm.example> or <http://firm.example/a>, if a<b and b>c & R&D".into()
            )]
        );
        assert_eq!(read("Archive<"), [(Kind::Plain, "Archive<".into())]);
        assert_eq!(read("<u>J. Doe</u> Head"), [(Kind::Plain, "J. Doe Head".into())]);
        assert_eq!(read("<p>"), []);
    }

    #[test]
    fn paragraphs_breaks_and_items_are_pieces() {
        assert_eq!(
            read("<p>One <i>two</i></p> <p>three<br/>four</p><li>five<li>six</ul>seven"),
            [
                (Kind::Paragraph, "One two".into()),
                (Kind::Paragraph, "three".into()),
                (Kind::Break, "four".into()),
                (Kind::Item(String::new()), "five".into()),
                (Kind::Item(String::new()), "six".into()),
                (Kind::Paragraph, "seven".into()),
            ]
        );
    }

    #[test]
    fn dashes_in_an_unclosed_list_are_bullets() {
        let items: Vec<String> = read("Some:<ul class=\"x\"> - names; - e-mails of well-known firms- Tax numbers")
            .into_iter()
            .map(|(_, text)| text)
            .collect();
        assert_eq!(items, ["Some:", "names;", "e-mails of well-known firms", "Tax numbers"]);
    }

    #[test]
    fn places_are_those_of_the_text_between_the_tags() {
        let lines = source::lines("Ä\n<p> Käyttö </p>");
        let pieces = pieces(&lines[1], 0..lines[1].raw.len());
        let place = pieces[0].set.line.location;
        assert_eq!(place.lines, Some((2, 2)));
        assert_eq!(place.chars, Some((6, 12)));
    }
}
