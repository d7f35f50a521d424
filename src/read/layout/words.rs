//! Glyphs → words: by the space glyphs that the stream holds, and by gaps where it holds none.

use super::page::{Glyph, PageContent};
use crate::document::Rect;

/// A gap of this many font sizes parts two words where no space glyph stands between them.
const WORD_GAP: f32 = 0.16;
/// Glyphs may step back this far (kerning, accents set over a letter) and still be of one word.
const STEP_BACK: f32 = 0.35;
/// Text smaller than this share of its neighbour may be a super- or subscript of it.
const SCRIPT_SIZE: f32 = 0.85;
/// A super- or subscript stands this many sizes of its neighbour above or below the baseline, at most.
const SCRIPT_SHIFT: f32 = 0.6;

/// Glyphs that stand together without white space.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Word {
    pub(super) text: String,
    /// In the reading frame of the page.
    pub(super) rect: Rect,
    /// The line's, also for super- and subscripts.
    pub(super) baseline: f32,
    /// Font size in points.
    pub(super) size: f32,
    /// How many characters from its start are bold in one run.
    pub(super) bold: usize,
    /// All of it is italic.
    pub(super) italic: bool,
    /// No white space before it: a super- or subscript, or text that goes on after one.
    pub(super) glued: bool,
    /// Set above the baseline.
    pub(super) raised: bool,
    /// Place in the content stream.
    pub(super) order: usize,
    pub(super) mcid: Option<i32>,
    pub(super) artifact: bool,
    pub(super) turn: u16,
}

impl Word {
    /// Number of characters.
    pub(super) fn len(&self) -> usize {
        self.text.chars().count()
    }

    pub(super) fn right(&self) -> f32 {
        self.rect.right()
    }

    fn start(glyph: &Glyph, order: usize) -> Word {
        Word {
            rect: glyph.rect,
            baseline: glyph.baseline,
            size: glyph.size,
            italic: true,
            order,
            mcid: glyph.mcid,
            artifact: glyph.artifact,
            turn: glyph.turn,
            ..Word::default()
        }
    }

    fn push(&mut self, glyph: &Glyph) {
        let all_bold = self.bold == self.len();
        self.text.push_str(&glyph.text);
        if all_bold && glyph.bold {
            self.bold = self.len();
        }
        self.italic &= glyph.italic;
        self.rect = self.rect.union(&glyph.rect);
    }
}

/// The words of a page, in content-stream order.
pub(super) fn words(page: &PageContent) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut spaced = true;
    for (order, glyph) in page.glyphs.iter().enumerate() {
        if glyph
            .text
            .chars()
            .all(|c| c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}')
        {
            spaced = true;
            continue;
        }
        let joint = match words.last_mut() {
            Some(last) if last.artifact == glyph.artifact && last.mcid == glyph.mcid => join(last, glyph),
            Some(last) if last.artifact == glyph.artifact => match join(last, glyph) {
                Joint::Same | Joint::Script => Joint::Script,
                other => other,
            },
            _ => Joint::None,
        };
        if spaced || joint != Joint::Same {
            let mut word = Word::start(glyph, order);
            if let (Joint::Script, Some(last)) = (joint, words.last()) {
                word.glued = !spaced;
                word.raised = glyph.size < last.size && last.baseline - glyph.baseline > 0.1 * last.size;
                word.baseline = last.baseline;
            }
            words.push(word);
        }
        if let Some(word) = words.last_mut() {
            word.push(glyph);
        }
        spaced = false;
    }
    for word in &mut words {
        raise_digits(word);
    }
    words
}

#[derive(Debug, PartialEq)]
enum Joint {
    /// The glyph goes on with the word.
    Same,
    /// It stands on the same line directly after, in another size or height.
    Script,
    None,
}

fn join(last: &mut Word, glyph: &Glyph) -> Joint {
    if last.turn != glyph.turn {
        return Joint::None;
    }
    let size = last.size.max(glyph.size);
    let gap = glyph.rect.x - last.right();
    let shift = last.baseline - glyph.baseline;
    if gap > WORD_GAP * size || gap < -STEP_BACK * size {
        return Joint::None;
    }
    let ratio = glyph.size / last.size.max(0.1);
    let same_size = (SCRIPT_SIZE..=1.0 / SCRIPT_SIZE).contains(&ratio);
    if same_size && shift.abs() <= 0.15 * size {
        return if last.raised { Joint::Script } else { Joint::Same };
    }
    if shift.abs() > SCRIPT_SHIFT * size {
        return Joint::None;
    }
    if ratio > 1.0 && shift < 0.0 && !last.glued {
        // A raised mark at the start of a line, such as the number of a footnote.
        last.raised = true;
        last.baseline = glyph.baseline;
    }
    if !same_size || shift.abs() > 0.15 * size {
        Joint::Script
    } else {
        Joint::None
    }
}

/// Raised digits glued to a word would read as part of it ("data1", "m2"): Unicode has signs of their own for them.
fn raise_digits(word: &mut Word) {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    if word.raised && word.text.chars().all(|c| c.is_ascii_digit()) {
        let digits = word.text.chars().filter_map(|c| c.to_digit(10));
        word.text = digits.map(|d| RAISED[d as usize]).collect();
    }
}
