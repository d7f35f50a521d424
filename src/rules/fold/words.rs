//! Letters and words in one spelling: lower case, without accents and punctuation.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Lower case words without accents and punctuation, one space between them; nothing is taken off the ends. Accents stay
/// where they make another letter: й and ї.
pub fn words(text: &str) -> String {
    let mut out = Words {
        text: String::with_capacity(text.len()),
        base: ' ',
        gap: false,
        marked: false,
    };
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let mark = if matches!(c, '(' | '/') {
            plural_mark(&text[..text.len() - rest.len()], rest)
        } else {
            None
        };
        rest = mark.unwrap_or_else(|| {
            out.push(c);
            &rest[c.len_utf8()..]
        });
    }
    if out.marked { out.text.nfc().collect() } else { out.text }
}

/// What follows a plural or gender mark stuck to a word, at `rest`: "Purpose(s)", "Interesado/a".
fn plural_mark<'a>(before: &str, rest: &'a str) -> Option<&'a str> {
    const SLASHED: [&str; 8] = ["/as", "/os", "/es", "/in", "/a", "/o", "/e", "/s"];
    // A mark needs a word to stand behind: "n/a" is none.
    if !before.chars().rev().take(3).all(char::is_alphabetic) || before.len() < 3 {
        return None;
    }
    if let Some(inside) = rest.strip_prefix('(') {
        let (mark, after) = inside.split_once(')')?;
        let short = mark.chars().count() <= 3 && mark.chars().all(char::is_lowercase);
        // In capitals only the shortest, for longer ones are acronyms.
        let shouted = mark.len() <= 2
            && mark.chars().all(char::is_uppercase)
            && before.chars().rev().take(3).all(char::is_uppercase);
        return (short || shouted).then_some(after);
    }
    let after = SLASHED.iter().find_map(|mark| rest.strip_prefix(mark))?;
    (!after.starts_with(char::is_alphanumeric)).then_some(after)
}

/// Words as they are written out.
struct Words {
    text: String,
    /// The letter that a combining mark belongs to.
    base: char,
    /// A word has ended: a space is due before the next, and only then.
    gap: bool,
    /// Letters and their marks stand apart in `text`.
    marked: bool,
}

impl Words {
    fn push(&mut self, c: char) {
        if c.is_ascii_alphanumeric() {
            self.put_letter(c.to_ascii_lowercase());
        } else if c.is_ascii() {
            self.put_other(c);
        } else if !is_reference_mark(c) && !is_invisible(c) {
            // Case after compatibility, for a letter of another width may be a capital; and again, for İ falls into two.
            decompose_compatible(c, |part| {
                for lower in part.to_lowercase() {
                    decompose_compatible(lower, |part| self.put(part));
                }
            });
        }
    }

    fn put(&mut self, c: char) {
        if is_combining_mark(c) {
            // Stress marks of textbooks go; the breve of й and the dots of ї stay.
            let part_of_letter = if is_cyrillic(self.base) {
                matches!(c, '\u{306}' | '\u{308}')
            } else {
                self.base != ' ' && !is_latin_or_greek(self.base)
            };
            if part_of_letter {
                self.text.push(c);
                self.marked = true;
            }
        } else {
            self.put_other(c);
        }
    }

    /// Whatever is no combining mark: a letter, or what stands between words.
    fn put_other(&mut self, c: char) {
        if !matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´') {
            self.put_base(c);
        }
    }

    fn put_base(&mut self, c: char) {
        if !c.is_alphanumeric() {
            self.gap = true;
            self.base = ' ';
            return;
        }
        match c {
            // A capital I may be either, so that dotless and dotted are one here.
            'ı' => self.put_letter('i'),
            'ς' => self.put_letter('σ'),
            'ß' => {
                self.put_letter('s');
                self.put_letter('s');
            }
            // Letters with a stroke, which plain keyboards and old systems write without it.
            'ł' => self.put_letter('l'),
            'ø' => self.put_letter('o'),
            'đ' => self.put_letter('d'),
            'ħ' => self.put_letter('h'),
            _ => self.put_letter(c),
        }
    }

    fn put_letter(&mut self, c: char) {
        if std::mem::take(&mut self.gap) && !self.text.is_empty() {
            self.text.push(' ');
        }
        self.base = c;
        self.text.push(c);
    }
}

/// Letters whose accents are left out at will, in capitals above all.
fn is_latin_or_greek(c: char) -> bool {
    matches!(c, 'a'..='z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' | '\u{370}'..='\u{3FF}')
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52F}')
}

/// Soft hyphens, zero-width spaces and joiners, byte order marks.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// A raised number behind a heading points to a footnote.
fn is_reference_mark(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '\u{2070}'..='\u{2079}')
}
