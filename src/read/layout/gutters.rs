//! Gutters: stretches of x that lines one below the other leave open.

use super::bands::Band;
use super::lines::TextLine;
use super::words::Word;

/// A gutter is at least this many font sizes wide on every line.
const GUTTER: f32 = 0.6;
/// Or this wide, where the text behind it starts where the column does.
const NARROW_GUTTER: f32 = 0.12;
/// Or this wide, where no line of the table comes into it.
const FINER_GUTTER: f32 = 0.35;
/// Left edges within this many points are aligned.
pub(super) const ALIGNED: f32 = 2.5;

/// An open stretch of x; the column behind it starts at its end.
pub(super) type Gap = (f32, f32);

pub(super) fn words(band: &Band) -> impl Iterator<Item = &Word> {
    band.iter().flat_map(|chunk| &chunk.words)
}

/// A word of the band starts here, with a space before it.
pub(super) fn starts_at(band: &Band, x: f32) -> bool {
    let least = x - NARROW_GUTTER * band[0].size;
    words(band).any(|word| (word.rect.x - x).abs() <= ALIGNED)
        && words(band).all(|w| w.right() <= least || w.rect.x >= x - ALIGNED)
}

/// What the band leaves open of each gutter. A band may close some of them: cells span columns.
pub(super) fn narrowed(gutters: &[Gap], band: &Band) -> Vec<Gap> {
    let size = band[0].size;
    let mut open = Vec::new();
    for &(from, to) in gutters {
        let mut parts = vec![(from, to)];
        for word in words(band) {
            let (left, right) = (word.rect.x, word.right().max(word.rect.x));
            // A word cuts what it stands in. One without a place or a width must not: each would double all parts.
            let beside = |part: &Gap| !(left < part.1 && right > part.0);
            let rest = |part: Gap| match beside(&part) {
                true => [Some(part), None],
                false => [Some((part.0, part.1.min(left))), Some((part.0.max(right), part.1))],
            };
            let open = parts.into_iter().flat_map(rest).flatten();
            parts = open.filter(|(from, to)| to > from).collect();
        }
        let widest = parts.into_iter().max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
        open.extend(widest.filter(|gap| {
            let width = gap.1 - gap.0;
            let whole = (gap.1 - to).abs() <= ALIGNED && (starts_at(band, to) || band.iter().all(|c| c.right() <= to));
            width >= GUTTER * size || width >= NARROW_GUTTER * size && whole
        }));
    }
    open
}

/// Gutters that other bands than the first one have, kept open by all.
pub(super) fn more(mut gutters: Vec<Gap>, bands: &[Band]) -> Vec<Gap> {
    for band in bands {
        for pair in band.windows(2) {
            let gap = (pair[0].right(), pair[1].left());
            if gutters.iter().any(|gutter| gutter.0 < gap.1 && gap.0 < gutter.1) {
                continue;
            }
            let open = bands.iter().try_fold(vec![gap], |gap, band| {
                let open = narrowed(&gap, band);
                (!open.is_empty()).then_some(open)
            });
            let Some(gap) = open.and_then(|open| open.first().copied()) else {
                continue;
            };
            let both = |band: &&Band| band.iter().any(|c| c.right() <= gap.0 + 0.1) && starts_at(band, gap.1);
            if bands.iter().filter(both).count() >= 2 {
                gutters.push(gap);
            }
        }
    }
    gutters.sort_by(|a, b| a.0.total_cmp(&b.0));
    gutters
}

/// A gutter too narrow to begin with, which the whole table keeps open: the one after a column of numbers.
pub(super) fn finer(gutters: Vec<Gap>, bands: &[Band]) -> Vec<Gap> {
    let until = gutters[0].0;
    let mut spans: Vec<Gap> = bands
        .iter()
        .flat_map(words)
        .map(|word| (word.rect.x, word.right()))
        .collect();
    spans.retain(|span| span.0 < until);
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let Some(&(left, _)) = spans.first() else {
        return gutters;
    };
    let mut covered = left;
    for (from, to) in spans {
        let gap = (covered, from);
        if gap.1 - gap.0 >= FINER_GUTTER * bands[0][0].size {
            let before = bands.iter().filter(|band| band[0].left() < gap.0).count();
            let behind = bands
                .iter()
                .filter(|band| words(band).any(|word| (word.rect.x - from).abs() <= ALIGNED))
                .count();
            if before >= 2 && behind >= 2 {
                return std::iter::once(gap).chain(gutters).collect();
            }
        }
        covered = covered.max(to);
    }
    gutters
}

/// First and last column that a chunk stands in.
pub(super) fn columns(chunk: &TextLine, gutters: &[Gap]) -> (usize, usize) {
    let first = gutters.iter().filter(|gutter| chunk.left() >= gutter.1 - 0.1).count();
    let last = gutters.iter().filter(|gutter| chunk.right() > gutter.0 + 0.1).count();
    (first, last.max(first))
}

/// The line's words by column; the vector is as long as there are columns. What crosses a gutter stays whole.
pub(super) fn cut(line: &TextLine, gutters: &[Gap]) -> Vec<TextLine> {
    let mut parts: Vec<Vec<Word>> = Vec::new();
    for word in &line.words {
        let crosses = |last: &Word| {
            !gutters
                .iter()
                .any(|gutter| last.right() <= gutter.0 + 0.1 && word.rect.x >= gutter.1 - 0.1)
        };
        match parts.last_mut() {
            Some(part) if part.last().is_some_and(crosses) => part.push(word.clone()),
            _ => parts.push(vec![word.clone()]),
        }
    }
    parts.into_iter().map(|words| TextLine::new(line.page, words)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Rect;

    fn word(x: f32, width: f32) -> Word {
        let rect = Rect {
            x,
            width,
            height: 10.0,
            ..Rect::default()
        };
        Word {
            rect,
            size: 10.0,
            ..Word::default()
        }
    }

    #[test]
    fn a_word_narrows_the_gutter_that_it_stands_in() {
        let band = vec![TextLine::new(1, vec![word(0.0, 60.0), word(100.0, 40.0)])];
        assert_eq!(narrowed(&[(50.0, 100.0)], &band), [(60.0, 100.0)]);
        assert_eq!(narrowed(&[(10.0, 50.0)], &band), []);
    }

    #[test]
    fn words_without_a_place_leave_a_gutter_as_it_is() {
        let nowhere = [word(f32::NAN, 5.0), word(20.0, f32::NAN), word(300.0, -200.0)];
        // Each of them once doubled what is open: sixty would be more than any memory holds.
        let words: Vec<Word> = nowhere.iter().cycle().take(60).cloned().collect();
        let band = vec![TextLine::new(1, [vec![word(0.0, 40.0)], words].concat())];
        assert_eq!(narrowed(&[(50.0, 100.0)], &band), [(50.0, 100.0)]);
    }
}
