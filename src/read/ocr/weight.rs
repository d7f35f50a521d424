//! Which words are bold: tesseract does not say, and headings and labels are told by it.

use std::f32::consts::FRAC_PI_4;

use super::bitmap::Bitmap;
use super::hocr::Word;

/// Strokes this much thicker than the usual ones of the page are bold.
const BOLD: f32 = 1.25;
/// And in words of fewer letters than this, where one capital or a blot counts for much, this much thicker.
const SHORT: (usize, f32) = (6, 1.4);
/// Words of fewer letters have too few strokes to tell.
const LETTERS: usize = 3;

/// Which of the words are bold, by the width of their strokes.
pub(super) fn bold(page: &Bitmap, ink: u8, words: &[Word]) -> Vec<bool> {
    let weights: Vec<Option<f32>> = words.iter().map(|word| weight(page, ink, word)).collect();
    let mut known: Vec<f32> = weights.iter().copied().flatten().collect();
    known.sort_by(f32::total_cmp);
    // Bold words are the fewer on all but title pages: the lower third is plain.
    let Some(plain) = known.get(known.len() / 3) else {
        return vec![false; words.len()];
    };
    let mut bold: Vec<Option<bool>> = words
        .iter()
        .zip(&weights)
        .map(|(word, weight)| Some((*weight)? > least(word) * plain))
        .collect();
    // Short words go with the word before them on their line, else with the one after.
    for at in 1..bold.len() {
        if bold[at].is_none() && neighbours(&words[at - 1], &words[at]) {
            bold[at] = bold[at - 1];
        }
    }
    for at in (1..bold.len()).rev() {
        if bold[at - 1].is_none() && neighbours(&words[at - 1], &words[at]) {
            bold[at - 1] = bold[at];
        }
    }
    bold.into_iter().map(|bold| bold.unwrap_or(false)).collect()
}

/// How much thicker than plain strokes those of a bold word are, at least.
fn least(word: &Word) -> f32 {
    match letters(word) < SHORT.0 {
        true => SHORT.1,
        false => BOLD,
    }
}

fn letters(word: &Word) -> usize {
    word.text.chars().filter(|c| c.is_alphabetic()).count()
}

/// The mean width of a word's strokes as a share of its size.
///
/// A stroke of width `w` and length `l` has the area `w·l` and the outline `2·l`. The outline's length is `π/4` times the
/// changes between ink and paper along all rows and columns (Cauchy and Crofton), whichever way the stroke runs.
fn weight(page: &Bitmap, ink: u8, word: &Word) -> Option<f32> {
    if letters(word) < LETTERS {
        return None;
    }
    let [left, top, right, bottom] = word.place.map(|pixel| pixel.max(1.0) as usize);
    let (mut area, mut changes) = (0.0, 0.0);
    for y in top..bottom.min(page.height) {
        for x in left..right.min(page.width) {
            let inked = page.at(x, y) < ink;
            area += f32::from(u8::from(inked));
            changes += f32::from(u8::from(inked != (page.at(x - 1, y) < ink)));
            changes += f32::from(u8::from(inked != (page.at(x, y - 1) < ink)));
        }
    }
    (changes > 0.0).then(|| 2.0 * area / (FRAC_PI_4 * changes) / word.size.max(1.0))
}

/// The second word follows directly on the first, on its line.
fn neighbours(first: &Word, second: &Word) -> bool {
    let gap = second.place[0] - first.place[2];
    (first.baseline - second.baseline).abs() < 0.3 * first.size && gap > -first.size && gap < 0.8 * first.size
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, left: f32) -> Word {
        Word {
            text: text.to_owned(),
            place: [left, 10.0, left + 60.0, 40.0],
            confidence: 90.0,
            baseline: 40.0,
            line: 1,
            size: 40.0,
        }
    }

    #[test]
    fn thick_strokes_are_bold_and_short_words_go_with_their_neighbour() {
        let mut page = Bitmap::white(500, 50);
        for (left, thick) in [(0, 6), (160, 4), (240, 4), (320, 4)] {
            for y in 10..40 {
                for stroke in 0..4 {
                    let x = left + stroke * 15;
                    page.pixels[y * 500 + x..y * 500 + x + thick].fill(0);
                }
            }
        }
        let words = [
            word("Purpose", 0.0),
            word("of", 75.0),
            word("sending", 160.0),
            word("our", 240.0),
            word("letters", 320.0),
        ];
        assert_eq!(bold(&page, 128, &words), [true, true, false, false, false]);
        assert_eq!(bold(&page, 128, &words[1..2]), [false]);
    }
}
