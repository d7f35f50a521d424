//! Running text with its emphasis, tidied while it is collected: what every reader makes its lines of.

use crate::document::{Block, Line, Location, Role, Style, TextBlock};

use super::marker;

/// How a stretch of text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Emphasis {
    pub(crate) bold: bool,
    pub(crate) italic: bool,
}

/// One finished line and whether all of it is bold or italic.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct SetLine {
    pub(crate) line: Line,
    pub(crate) emphasis: Emphasis,
}

impl SetLine {
    /// Goes on with `next`, which a soft line break had set apart.
    pub(crate) fn join(&mut self, next: SetLine) {
        // A hyphen at a soft break is mostly one of the word's own ("third-party"): no space, and it stays.
        let hyphenated = self.line.text.ends_with('-') && !self.line.text.ends_with(" -");
        let hyphenated = hyphenated && next.line.text.starts_with(char::is_lowercase);
        if !hyphenated {
            self.line.text.push(' ');
        }
        if self.emphasis.bold {
            // All of it is bold, so its lead is its length.
            if next.line.lead > 0 {
                self.line.lead += usize::from(!hyphenated) + next.line.lead;
            }
        }
        self.line.text.push_str(&next.line.text);
        self.line.location = self.line.location.union(&next.line.location);
        self.emphasis.bold &= next.emphasis.bold;
        self.emphasis.italic &= next.emphasis.italic;
    }
}

/// The line that is being collected.
#[derive(Debug, Clone, Default)]
pub(crate) struct Inline {
    chars: Vec<(char, Emphasis)>,
}

impl Inline {
    /// Adds text. Runs of white space become one space, no-break spaces are spaces (a heading must not be missed
    /// because of one), and characters that draw nothing are left out.
    pub(crate) fn push(&mut self, text: &str, emphasis: Emphasis) {
        for c in text.chars() {
            if c.is_whitespace() {
                if self.chars.last().is_some_and(|(last, _)| *last != ' ') {
                    self.chars.push((' ', emphasis));
                }
            } else if draws(c) {
                self.chars.push((c, emphasis));
            }
        }
    }

    /// Characters so far, a last space included.
    pub(crate) fn len(&self) -> usize {
        self.chars.len()
    }

    /// The text from this character on.
    pub(crate) fn text_from(&self, start: usize) -> String {
        let from = self.chars.get(start..).unwrap_or_default();
        from.iter().map(|(c, _)| *c).collect()
    }

    /// The text so far, a last space included.
    pub(crate) fn text(&self) -> String {
        self.text_from(0)
    }

    /// Takes off the first `count` characters, and the space after them.
    pub(crate) fn cut_front(&mut self, count: usize) {
        self.chars.drain(..count.min(self.chars.len()));
        while self.chars.first().is_some_and(|(c, _)| *c == ' ') {
            self.chars.remove(0);
        }
    }

    /// Ends the line; nothing if it is blank.
    pub(crate) fn finish(&mut self, location: Location) -> Option<SetLine> {
        let mut chars = std::mem::take(&mut self.chars);
        while chars.last().is_some_and(|(c, _)| *c == ' ') {
            chars.pop();
        }
        if chars.is_empty() {
            return None;
        }
        // The space between two bold words belongs to the run, whichever side of the mark-up it was written on.
        let plain = |(c, emphasis): &(char, Emphasis)| !emphasis.bold && *c != ' ';
        let mut lead = chars.iter().position(plain).unwrap_or(chars.len());
        while lead > 0 && chars[lead - 1].0 == ' ' {
            lead -= 1;
        }
        let emphasis = Emphasis {
            bold: lead == chars.len(),
            italic: chars.iter().all(|(c, emphasis)| emphasis.italic || *c == ' '),
        };
        let text = chars.iter().map(|(c, _)| *c).collect();
        Some(SetLine {
            line: Line { text, lead, location },
            emphasis,
        })
    }
}

/// Soft hyphens, zero-width characters and control characters draw nothing.
fn draws(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

/// Text tidied as [`Inline::push`] does it.
pub(crate) fn tidy(text: &str) -> String {
    let mut inline = Inline::default();
    inline.push(text, Emphasis::default());
    inline.text().trim_end().to_owned()
}

/// A text block of these lines; nothing if there is none.
pub(crate) fn text_block(role: Role, lines: Vec<SetLine>, space_before: f32) -> Option<Block> {
    if lines.is_empty() {
        return None;
    }
    let style = Style {
        size: None,
        bold: lines.iter().all(|line| line.emphasis.bold),
        italic: lines.iter().all(|line| line.emphasis.italic),
        space_before,
    };
    let lines = lines.into_iter().map(|line| line.line).collect();
    Some(Block::Text(TextBlock { role, lines, style }))
}

/// The blocks of these lines: lines of a paragraph that begin with a bullet are items, since people also set lists
/// by hand.
pub(crate) fn text_blocks(role: Role, lines: Vec<SetLine>, space_before: f32) -> Vec<Block> {
    if role != Role::Paragraph {
        return text_block(role, lines, space_before).into_iter().collect();
    }
    // One dash alone says that there is nothing, or goes on with what stands before.
    let dash = |line: &SetLine| line.line.text.starts_with(['–', '—', '−']);
    let dashes = lines.iter().filter(|line| dash(line)).count() > 1;
    let mut blocks: Vec<Block> = Vec::new();
    let mut plain = Vec::new();
    for mut line in lines {
        let bullet = marker::bullet(&line.line.text).filter(|_| dashes || !dash(&line));
        let Some((marker, width)) = bullet else {
            plain.push(line);
            continue;
        };
        blocks.extend(text_block(Role::Paragraph, std::mem::take(&mut plain), space_before));
        line.line.text = line.line.text.chars().skip(width).collect();
        line.line.lead = line.line.lead.saturating_sub(width);
        blocks.extend(text_block(Role::Item { depth: 0, marker }, vec![line], 0.0));
    }
    blocks.extend(text_block(Role::Paragraph, plain, space_before));
    blocks
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const BOLD: Emphasis = Emphasis {
        bold: true,
        italic: false,
    };

    #[test]
    fn spaces_of_all_kinds_become_one_and_nothing_invisible_stays() {
        assert_eq!(tidy("  a\u{a0}\u{202f} b\u{ad}c\u{200b}\t d \n"), "a bc d");
    }

    #[test]
    fn the_lead_is_the_bold_run_at_the_start() {
        let mut inline = Inline::default();
        inline.push("Käyttö", BOLD);
        inline.push(" ", Emphasis::default());
        inline.push("tarkoitus", BOLD);
        inline.push(": maksut", Emphasis::default());
        let set = inline.finish(Location::default()).unwrap();
        assert_eq!(set.line.text, "Käyttö tarkoitus: maksut");
        assert_eq!(set.line.lead, "Käyttö tarkoitus".chars().count());
        assert!(!set.emphasis.bold);
    }

    #[test]
    fn a_lone_dash_is_no_bullet() {
        let set = |text: &str| {
            let mut inline = Inline::default();
            inline.push(text, Emphasis::default());
            inline.finish(Location::default()).unwrap()
        };
        let roles = |lines: &[&str]| -> Vec<bool> {
            let blocks = text_blocks(Role::Paragraph, lines.iter().map(|line| set(line)).collect(), 0.0);
            blocks
                .iter()
                .map(|block| matches!(block, Block::Text(text) if text.role == Role::Paragraph))
                .collect()
        };
        assert_eq!(roles(&["— (none)"]), [true]);
        assert_eq!(roles(&["Of all:", "— names", "— pay"]), [true, false, false]);
        assert_eq!(roles(&["• names"]), [false]);
    }

    #[test]
    fn plain_text_has_no_lead_and_blank_text_no_line() {
        let mut inline = Inline::default();
        inline.push("plain ", Emphasis::default());
        inline.push("bold", BOLD);
        assert_eq!(inline.finish(Location::default()).unwrap().line.lead, 0);
        inline.push(" \u{a0}", BOLD);
        assert!(inline.finish(Location::default()).is_none());
    }
}
