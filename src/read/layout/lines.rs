//! Words → lines: those that share a baseline.

use super::lists;
use super::words::Word;
use crate::document::Rect;

/// Words whose baselines differ by less than this share of their size stand on one line.
const SAME_BASELINE: f32 = 0.3;
/// A gap of this many font sizes may part columns: no space in running text is so wide.
const CHUNK_GAP: f32 = 0.9;
/// Justified lines have wide spaces throughout: a gap parts columns only if it is this many times the usual one.
const UNUSUAL_GAP: f32 = 2.2;

/// Words on one baseline, from left to right.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct TextLine {
    pub(super) page: u32,
    pub(super) words: Vec<Word>,
    pub(super) rect: Rect,
    pub(super) baseline: f32,
    /// Size of most of its characters, in points.
    pub(super) size: f32,
    /// It goes on in the next line of its paragraph: the author did not end it.
    pub(super) soft: bool,
}

impl TextLine {
    /// A line of `words`, which must not be empty.
    pub(super) fn new(page: u32, words: Vec<Word>) -> TextLine {
        let rect = words
            .iter()
            .map(|word| word.rect)
            .reduce(|a, b| a.union(&b))
            .unwrap_or_default();
        let main = words.iter().filter(|word| !word.raised).max_by_key(|word| word.len());
        let main = main.or(words.first());
        TextLine {
            page,
            rect,
            baseline: main.map_or(0.0, |word| word.baseline),
            size: main.map_or(0.0, |word| word.size),
            words,
            soft: false,
        }
    }

    pub(super) fn left(&self) -> f32 {
        self.rect.x
    }

    pub(super) fn right(&self) -> f32 {
        self.rect.right()
    }

    /// All of it is bold.
    pub(super) fn bold(&self) -> bool {
        self.words.iter().all(|word| word.bold == word.len())
    }

    /// All of it is italic.
    pub(super) fn italic(&self) -> bool {
        self.words.iter().all(|word| word.italic)
    }

    /// Its words with single spaces.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for word in &self.words {
            if !text.is_empty() && !word.glued {
                text.push(' ');
            }
            text.push_str(&word.text);
        }
        text
    }

    /// Whether a word of this width would still have stood on the line before the right edge of its column.
    pub(super) fn has_room_for(&self, width: f32, right: f32) -> bool {
        self.right() + 0.22 * self.size + width <= right + 0.5
    }

    /// Width of its first word with all that is glued to it.
    pub(super) fn first_width(&self) -> f32 {
        let glued = self.words.iter().skip(1).take_while(|word| word.glued).count();
        self.words.get(glued).map_or(0.0, |word| word.right()) - self.left()
    }

    /// Its words parted at gaps that are wider than spaces: candidates for cells and columns.
    pub(super) fn chunks(self) -> Vec<TextLine> {
        let mut gaps: Vec<f32> = self
            .words
            .windows(2)
            .map(|pair| pair[1].rect.x - pair[0].right())
            .collect();
        gaps.sort_by(f32::total_cmp);
        // The lower median: with two gaps one of them may be the gutter.
        let usual = if gaps.len() < 3 {
            0.0
        } else {
            gaps[(gaps.len() - 1) / 2].max(0.0)
        };
        let least = (CHUNK_GAP * self.size).max(if usual < 2.0 * CHUNK_GAP * self.size {
            UNUSUAL_GAP * usual
        } else {
            0.0
        });
        let page = self.page;
        let mut chunks: Vec<Vec<Word>> = Vec::new();
        for word in self.words {
            match chunks.last_mut() {
                Some(chunk) if chunk.last().is_some_and(|last| word.rect.x - last.right() < least) => chunk.push(word),
                // A bullet belongs to the text behind it, however far.
                Some(chunk) if chunk.len() == 1 && lists::is_bullet(&chunk[0].text) => chunk.push(word),
                _ => chunks.push(vec![word]),
            }
        }
        chunks.into_iter().map(|words| TextLine::new(page, words)).collect()
    }
}

/// Lines by place: from top to bottom, each from left to right.
pub(super) fn by_place(page: u32, mut words: Vec<Word>) -> Vec<TextLine> {
    words.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut groups: Vec<Vec<Word>> = Vec::new();
    for word in words {
        match groups.last_mut() {
            // Against the first one: a chain of small steps would tie two lines together.
            Some(group) if group.first().is_some_and(|first| same_baseline(first, &word)) => group.push(word),
            _ => groups.push(vec![word]),
        }
    }
    groups
        .into_iter()
        .map(|mut group| {
            group.sort_by(|a, b| a.rect.x.total_cmp(&b.rect.x));
            TextLine::new(page, group)
        })
        .collect()
}

fn same_baseline(a: &Word, b: &Word) -> bool {
    (a.baseline - b.baseline).abs() <= SAME_BASELINE * a.size.min(b.size)
}

/// Lines in the order of the content stream, which keeps together what its author put together: blocks side by side
/// in a table cell would be mixed by place. Falls back on place where the stream jumps about.
pub(super) fn by_stream(page: u32, mut words: Vec<Word>) -> Vec<TextLine> {
    words.sort_by_key(|word| word.order);
    let mut groups: Vec<Vec<Word>> = Vec::new();
    for word in &words {
        let goes_on = groups
            .last()
            .and_then(|group| group.last())
            .is_some_and(|last| same_baseline(last, word) && word.rect.x >= last.right() - 0.5 * last.size);
        match groups.last_mut() {
            Some(group) if goes_on => group.push(word.clone()),
            _ => groups.push(vec![word.clone()]),
        }
    }
    let lines: Vec<TextLine> = groups.into_iter().map(|group| TextLine::new(page, group)).collect();
    // A later line above or beside an earlier one in the same stretch of x: the stream is not the reading order.
    let jumps = lines.windows(2).any(|pair| {
        let (a, b) = (&pair[0], &pair[1]);
        b.baseline < a.baseline + SAME_BASELINE * a.size && b.left() < a.right() + 2.0 * a.size
    });
    if jumps { by_place(page, words) } else { lines }
}
