//! A value as tokens: words folded for comparison, each with its place in the text as written.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters.
    Word,
    /// ASCII digits.
    Number,
    /// Any other single character.
    Mark,
}

/// A run of letters or digits, or one other character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// Folded: lower case, no accents, one kind of dash and apostrophe.
    pub(crate) text: String,
    pub(crate) kind: Kind,
    /// Byte offsets in the text as written.
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Token {
    pub(crate) fn is(&self, text: &str) -> bool {
        self.text == text
    }

    pub(crate) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    pub(crate) fn is_mark(&self) -> bool {
        self.kind == Kind::Mark
    }

    /// The number that it writes in digits, if it does and fits.
    pub(crate) fn number(&self) -> Option<u32> {
        if self.kind == Kind::Number {
            self.text.parse().ok()
        } else {
            None
        }
    }

    /// Stands directly after `other`, with nothing between.
    pub(crate) fn touches(&self, other: &Token) -> bool {
        other.end == self.start
    }
}

/// Splits a text. Letters and digits part company ("5v" is `5`, `v`), so that units and suffixes stand alone.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    first_tokens(text, usize::MAX)
}

/// The first so many [`tokens`] of a text.
pub(crate) fn first_tokens(text: &str, count: usize) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut open = false;
    for (start, c) in text.char_indices() {
        let end = start + c.len_utf8();
        if is_ignorable(c) {
            continue;
        }
        if c.is_whitespace() {
            open = false;
            continue;
        }
        let kind = if c.is_ascii_digit() {
            Kind::Number
        } else if c.is_alphabetic() || is_combining_mark(c) {
            Kind::Word
        } else {
            Kind::Mark
        };
        let full = tokens.len() == count;
        match tokens.last_mut() {
            Some(last) if open && kind != Kind::Mark && last.kind == kind => {
                fold_char(c, kind, &mut last.text);
                last.end = end;
            }
            _ if full => break,
            _ => {
                let mut text = String::new();
                fold_char(c, kind, &mut text);
                tokens.push(Token { text, kind, start, end });
            }
        }
        open = true;
    }
    tokens
}

/// One spelling of a text: the folded tokens, spaces as they were between them but single.
pub(crate) fn folded(text: &str) -> String {
    let mut out = String::new();
    let mut last = None;
    for token in tokens(text) {
        if last.is_some_and(|end| end != token.start) {
            out.push(' ');
        }
        last = Some(token.end);
        out.push_str(&token.text);
    }
    out
}

/// Soft hyphens, joiners and byte order marks: they break no word.
fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

fn fold_char(c: char, kind: Kind, out: &mut String) {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => out.push('-'),
        '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{b4}' | '`' => out.push('\''),
        // Final sigma and the dotless i have no decomposition.
        'ς' => out.push('σ'),
        'ı' => out.push('i'),
        _ if kind == Kind::Mark => out.push(c),
        // Most letters: nothing to take apart.
        _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
        _ => {
            for lower in c.to_lowercase() {
                decompose_compatible(lower, |part| match part {
                    // Another letter, not an accent: й.
                    '\u{306}' if out.ends_with('и') => {
                        out.pop();
                        out.push('й');
                    }
                    part if is_combining_mark(part) => {}
                    part => out.push(part),
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn splits_letters_from_digits_and_marks() {
        assert_eq!(
            texts("EU:n 5v (at) Rév’s"),
            ["eu", ":", "n", "5", "v", "(", "at", ")", "rev", "'", "s"]
        );
    }

    #[test]
    fn the_first_tokens_are_whole() {
        let first = first_tokens("Kept for two years", 2);
        assert_eq!(first, tokens("Kept for"));
    }

    #[test]
    fn a_soft_hyphen_or_no_break_space_changes_no_word() {
        assert_eq!(texts("Rekisterin\u{a0}pi\u{ad}täjä"), ["rekisterin", "pitaja"]);
    }

    #[test]
    fn places_point_into_the_text_as_written() {
        let text = "Á – 12";
        let places: Vec<&str> = tokens(text).iter().map(|token| &text[token.start..token.end]).collect();
        assert_eq!(places, ["Á", "–", "12"]);
    }
}
