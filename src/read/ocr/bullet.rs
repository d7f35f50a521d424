//! Bullets, which tesseract knows no letter for: it gives a cent sign, a quotation mark, a letter.

use super::hocr::Word;

/// A bullet is lower than this share of the font size; letters are higher.
const HIGH: f32 = 0.42;
/// It is about as wide as it is high; a dash is wider.
const WIDE: f32 = 1.6;
/// It stands above the baseline by this share of the font size at least; points and commas stand on it.
const RAISED: f32 = 0.1;

/// Gives words that stand where a line begins and look like a bullet its character.
pub(super) fn restore(words: &mut [Word]) {
    for at in 0..words.len() {
        let begins = at == 0 || !same_line(&words[at - 1], &words[at]);
        let goes_on = words.get(at + 1).is_some_and(|next| same_line(&words[at], next));
        if begins && goes_on && is_bullet(&words[at]) {
            words[at].text = "•".to_owned();
        }
    }
}

fn is_bullet(word: &Word) -> bool {
    let [left, top, right, bottom] = word.place;
    let (width, height) = (right - left, bottom - top);
    word.text.chars().count() == 1
        && height < HIGH * word.size
        && width < WIDE * height
        && word.baseline - bottom > RAISED * word.size
}

fn same_line(first: &Word, second: &Word) -> bool {
    (first.baseline - second.baseline).abs() < 0.3 * first.size && second.place[0] > first.place[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, [left, top, right, bottom]: [f32; 4]) -> Word {
        Word {
            text: text.to_owned(),
            place: [left, top, right, bottom],
            confidence: 50.0,
            baseline: 100.0,
            line: 1,
            size: 40.0,
        }
    }

    #[test]
    fn only_what_has_the_shape_of_a_bullet_becomes_one() {
        let name = word("name", [50.0, 80.0, 120.0, 100.0]);
        for (text, place, expected) in [
            ("¢", [10.0, 78.0, 23.0, 91.0], "•"),
            ("e", [10.0, 78.0, 23.0, 91.0], "•"),
            ("e", [10.0, 80.0, 28.0, 100.0], "e"),
            ("—", [10.0, 86.0, 40.0, 90.0], "—"),
            (".", [10.0, 95.0, 15.0, 100.0], "."),
        ] {
            let mut words = [word(text, place), name.clone()];
            restore(&mut words);
            assert_eq!(words[0].text, expected, "{text} {place:?}");
        }
    }
}
