//! The sizes of lines, which tesseract measures on each by itself: a line without descenders comes out smaller or larger
//! than the next one in the same type.

use super::hocr::Word;

/// Sizes this much apart, as a share, are one size measured twice.
const SAME: f32 = 0.12;
/// Lines that follow each other and are larger than the others by this share are a heading,
const LARGE: f32 = 1.2;
/// which has few letters to measure: its sizes are one up to this much apart, as a share.
const SAME_HEADING: f32 = 0.2;

/// Gives words whose size is about that of most words on the page that very size, and those of a heading all one.
pub(super) fn settle(words: &mut [Word]) {
    let mut sizes: Vec<f32> = words.iter().map(|word| word.size).collect();
    sizes.sort_by(f32::total_cmp);
    let Some(&body) = sizes.get(sizes.len() / 2) else {
        return;
    };
    for word in words.iter_mut().filter(|word| (word.size - body).abs() <= SAME * body) {
        word.size = body;
    }
    for at in 1..words.len() {
        let (before, size) = (words[at - 1].size, words[at].size);
        if before.min(size) > LARGE * body && (before - size).abs() <= SAME_HEADING * before {
            words[at].size = before;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn body_text_has_one_size_and_headings_keep_theirs() {
        let word = |size| Word {
            text: "a".to_owned(),
            place: [0.0; 4],
            confidence: 90.0,
            baseline: 0.0,
            line: 1,
            size,
        };
        let mut words = [41.0, 43.7, 42.0, 38.4, 42.0, 66.0, 58.0].map(word);
        settle(&mut words);
        assert_eq!(words.map(|word| word.size), [42.0, 42.0, 42.0, 42.0, 42.0, 66.0, 66.0]);
    }
}
