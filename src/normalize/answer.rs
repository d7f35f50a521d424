//! Yes or no.

use super::status::{Expected, judge};
use super::vocabulary::Vocabulary;
use crate::record::Answer;

/// The yes or no that a value gives: a ticked box, its first word, a negation.
pub fn answer(text: &str, vocabularies: &[&Vocabulary]) -> Answer {
    Answer {
        answer: judge(text, Expected::default(), vocabularies).answer,
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::vocabularies;
    use super::*;

    #[test]
    fn yes_no_or_neither() {
        let vocabularies = vocabularies(&["en", "fi"]);
        let vocabularies: Vec<&Vocabulary> = vocabularies.iter().collect();
        let read = |text| answer(text, &vocabularies).answer;
        assert_eq!(read("Yes, by the processor"), Some(true));
        assert_eq!(read("Ei."), Some(false));
        assert_eq!(read("☒ Yes ☐ No"), Some(true));
        assert_eq!(read("By a scoring model"), None);
    }
}
