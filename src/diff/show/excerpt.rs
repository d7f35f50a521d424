//! Two texts cut to where they differ.

/// Characters of what both have alike that stay before and after the difference.
const AROUND: usize = 24;

/// A difference longer than this is cut too: the JSON has all of it.
const LONGEST: usize = 200;

/// Both texts without most of what they begin and end with alike.
pub(super) fn excerpts(old: &str, new: &str) -> (String, String) {
    if old.is_empty() || new.is_empty() {
        return (cut(old), cut(new));
    }
    let (a, b): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let head = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let rest = a.len().min(b.len()) - head;
    let tail = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(a, b)| a == b)
        .take(rest)
        .count();
    let between = |text: &[char]| {
        let from = word_start(text, head.saturating_sub(AROUND));
        let to = (text.len() - tail + AROUND).min(text.len());
        let (before, after) = (if from > 0 { "…" } else { "" }, if to < text.len() { "…" } else { "" });
        format!("{before}{}{after}", cut(&text[from..to].iter().collect::<String>()))
    };
    (between(&a), between(&b))
}

/// The next beginning of a word, where one is near.
fn word_start(text: &[char], from: usize) -> usize {
    if from == 0 {
        return 0;
    }
    let space = text[from..].iter().take(AROUND / 2).position(|c| c.is_whitespace());
    space.map_or(from, |at| from + at + 1)
}

/// The beginning of a text, with an ellipsis where something is lost.
pub(super) fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_difference_and_what_is_around_it_stays() {
        let long = "Members are written to about the weekly swims that the club holds".to_owned();
        let (old, new) = excerpts(
            &format!("{long} for two years. {long}"),
            &format!("{long} for ten years. {long}"),
        );
        assert_eq!(old, "…the club holds for two years. Members are writ…");
        assert_eq!(new, "…the club holds for ten years. Members are writ…");
    }

    #[test]
    fn short_texts_and_those_of_one_side_stay_whole() {
        assert_eq!(excerpts("5 years", "6 years"), ("5 years".into(), "6 years".into()));
        assert_eq!(excerpts("", "new"), (String::new(), "new".into()));
    }

    #[test]
    fn a_repeated_part_is_not_taken_off_twice() {
        assert_eq!(excerpts("aa", "aaa"), ("aa".into(), "aaa".into()));
    }
}
