//! Lines of a paragraph → one text: spaces between, hyphenation undone.

use super::lines::TextLine;
use std::collections::BTreeMap;

/// The words of a document, to tell hyphens of hyphenation from those of compounds.
#[derive(Debug, Clone, Default)]
pub(super) struct Lexicon {
    words: BTreeMap<String, usize>,
    /// The document breaks words at line ends: else a hyphen there is the author's.
    hyphenates: bool,
}

/// What stands between the text of a line and that of the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seam {
    Space,
    /// Nothing: an address or compound broken after a sign of its own.
    Nothing,
    /// Nothing, and the hyphen goes.
    DropHyphen,
}

impl Lexicon {
    /// Counts the words that no line end can have cut.
    pub(super) fn learn<'a>(&mut self, lines: impl IntoIterator<Item = &'a TextLine>) {
        for line in lines {
            let count = line.words.len();
            for (i, word) in line.words.iter().enumerate() {
                if i > 0 && i + 1 < count {
                    *self.words.entry(key(&word.text)).or_default() += 1;
                }
            }
        }
    }

    /// Learns from the line ends of paragraphs whether the document hyphenates: a word of the document is broken, or
    /// more lines end in hyphens than compounds would explain. Call after [`learn`](Lexicon::learn).
    pub(super) fn learn_ends<'a>(&mut self, pairs: impl Iterator<Item = (&'a TextLine, &'a TextLine)>) {
        let (mut ends, mut hyphens, mut broken, mut compounds) = (0, 0, 0, 0);
        for (a, b) in pairs {
            let (Some(last), Some(first)) = (a.words.last(), b.words.first()) else {
                continue;
            };
            ends += 1;
            let Some(stem) = last.text.strip_suffix(['-', '\u{2010}', '\u{ad}']) else {
                continue;
            };
            if first.text.starts_with(char::is_lowercase) && stem.ends_with(char::is_alphabetic) {
                hyphens += 1;
                broken += usize::from(self.count(&format!("{stem}{}", first.text)) > 0);
                compounds += usize::from(self.count(&format!("{stem}-{}", first.text)) > 0);
            }
        }
        self.hyphenates = broken > compounds || compounds == 0 && hyphens >= 3 && hyphens * 25 >= ends;
    }

    fn count(&self, word: &str) -> usize {
        self.words.get(&key(word)).copied().unwrap_or(0)
    }

    /// How the last word of a line goes on with the first word of the next.
    pub(super) fn seam(&self, last: &str, first: &str) -> Seam {
        if last.ends_with('\u{ad}') {
            return Seam::DropHyphen;
        }
        if is_address(last, first) {
            return Seam::Nothing;
        }
        let before = last.chars().rev().nth(1);
        let (Some(before), Some(next)) = (before, first.chars().next()) else {
            return Seam::Space;
        };
        match last.chars().next_back() {
            Some('/') if before.is_alphanumeric() && next.is_alphanumeric() => Seam::Nothing,
            Some('-' | '\u{2010}') if before.is_alphanumeric() => self.hyphen(last, first, next),
            _ => Seam::Space,
        }
    }

    fn hyphen(&self, last: &str, first: &str, next: char) -> Seam {
        if !next.is_lowercase() {
            return if next.is_alphanumeric() {
                Seam::Nothing
            } else {
                Seam::Space
            };
        }
        let stem = last.trim_end_matches(['-', '\u{2010}']);
        if stem.chars().any(|c| c.is_ascii_digit()) || self.count(&format!("{stem}-{first}")) > 0 {
            return Seam::Nothing;
        }
        if self.count(&format!("{stem}{first}")) > 0 {
            return Seam::DropHyphen;
        }
        // "customer- and supplier data": the short word stands alone elsewhere, the hyphen is the author's.
        if first.chars().count() <= 4 && self.count(first) >= 2 {
            return Seam::Space;
        }
        if !self.hyphenates {
            return Seam::Nothing;
        }
        let (start, end) = (
            stem.rsplit('-').next().unwrap_or(stem),
            first.split('-').next().unwrap_or(first),
        );
        let long = start.chars().count() >= 3 && end.chars().count() >= 3;
        if long && self.count(start) > 0 && self.count(end) > 0 || stem.chars().count() < 2 {
            return Seam::Nothing;
        }
        Seam::DropHyphen
    }
}

/// Lower case, punctuation at the ends gone (but for a closing hyphen).
fn key(word: &str) -> String {
    let inner = |c: char| !c.is_alphanumeric() && c != '-';
    word.trim_matches(inner).to_lowercase()
}

/// A web or mail address that was broken at one of its signs.
fn is_address(last: &str, first: &str) -> bool {
    let web = last.contains("://") || last.contains("www.");
    let open =
        last.ends_with(['/', '-', '_', '=', '&', '?', '%', '#']) || last.contains('@') && last.ends_with(['.', '@']);
    let mail = last.contains('@') || first.contains('@') && last.ends_with(['-', '_', '.']);
    let open = open || mail && last.ends_with(['-', '_', '.']);
    let goes_on = first.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || "/?&=#%_-".contains(c));
    let inside = first.trim_end_matches(['.', ',', ';', ')', ']']);
    (web || mail)
        && goes_on
        && (open || web && first.starts_with(['/', '?', '&', '#', '-', '_']) || web && inside.contains(['/', '_', '=']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon(words: &[&str]) -> Lexicon {
        let words = words.iter().map(|word| (key(word), 2)).collect();
        Lexicon {
            words,
            hyphenates: true,
        }
    }

    #[test]
    fn hyphens_of_hyphenation_go_and_those_of_compounds_stay() {
        let words = lexicon(&["e-mail", "information", "category", "based", "and"]);
        assert_eq!(words.seam("infor-", "mation"), Seam::DropHyphen);
        assert_eq!(words.seam("proces-", "sing."), Seam::DropHyphen);
        assert_eq!(words.seam("(e-", "mail)"), Seam::Nothing);
        assert_eq!(words.seam("category-", "based"), Seam::Nothing);
        assert_eq!(words.seam("customer-", "and"), Seam::Space);
        assert_eq!(words.seam("CRM-", "System"), Seam::Nothing);
        assert_eq!(words.seam("COVID-", "19"), Seam::Nothing);
        assert_eq!(words.seam("mailings -", "events"), Seam::Space);
        assert_eq!(words.seam("infor\u{ad}", "mation"), Seam::DropHyphen);
    }

    #[test]
    fn addresses_and_slashes_close_up() {
        let words = Lexicon::default();
        assert_eq!(words.seam("https://example.org/", "privacy"), Seam::Nothing);
        assert_eq!(words.seam("https://example.org/data-", "protection_en"), Seam::Nothing);
        assert_eq!(words.seam("https://example.org", "and"), Seam::Space);
        assert_eq!(words.seam("Department/", "Branch:"), Seam::Nothing);
        assert_eq!(words.seam("one /", "two"), Seam::Space);
    }
}
