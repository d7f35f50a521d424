//! What a form prints where a value should stand: `[Name]`, `{{date}}`, `____`, "to be completed".

use std::sync::LazyLock;

use regex::Regex;

use super::token::{Token, tokens};
use super::vocabulary::{Vocabulary, hit_at};

/// Longer text in brackets is a remark, not a blank to fill in.
const LONGEST_IN_BRACKETS: usize = 25;

static BLANK: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        // One or more blanks in brackets; `[text](link)` and `[x]` are none.
        r"^(?:\[{1,2}[^\[\]]{2,}\]{1,2}[\s,;.:/]*)+$",
        r"^(?:<[^<>@/:=]{2,}>[\s,;.:/]*)+$",
        r"^(?:\{{1,2}[^{}]+\}{1,2}[\s,;.:/]*)+$",
        r"^(?:\$\{[^{}]+\}[\s,;.:/]*)+$",
        // Lines to write on, perhaps with the slashes of a date: ____ / ____ / 20__
        r"^(?:20)?[\s./,:()+\-]*(?:_{2,}|\.{4,}|…)[_.…\s/,:()+\-\d]*$",
        r"(?i)^(?:x{2,}[\s./@,\-]*)+$",
        r"(?i)^(?:tbd|tbc|tba|todo|t\.b\.d\.|xx?|\?+)[.:]?$",
        r"(?i)^todo:",
        r"(?i)^lorem ipsum",
        // The letters of day, month and year in the languages' own forms.
        r"(?i)^(?:dd|jj|tt|pp|nn|gg|ηη|дд)[./\-\s]*(?:mm|kk|aa|μμ|мм)[./\-\s]*(?:(?:yy|aa|jj|vv|rr|gg|éé|εε|гг){1,2})$",
        r"(?i)^yyyy-mm-dd$",
    ]
    .iter()
    .filter_map(|pattern| Regex::new(pattern).ok())
    .collect()
});

/// Whether all of a line is a blank to fill in or a note that it is still to be done.
pub(crate) fn is_placeholder(line: &str, vocabularies: &[&Vocabulary]) -> bool {
    is_blank(line, &tokens(line), vocabularies)
}

/// [`is_placeholder`], of a line that has been cut into `tokens`.
pub(crate) fn is_blank(line: &str, tokens: &[Token], vocabularies: &[&Vocabulary]) -> bool {
    let line = line.trim();
    // Not a blank but an address that a web page hides from robots.
    if line.is_empty() || line.contains("[email\u{a0}protected]") || line.contains("[email protected]") {
        return false;
    }
    let words = tokens.iter().filter(|token| token.is_word()).count();
    (words <= LONGEST_IN_BRACKETS && BLANK.iter().any(|blank| blank.is_match(line)))
        || is_to_complete(tokens, vocabularies)
}

/// "To be completed": the whole line, or a phrase of several words and little after it.
fn is_to_complete(tokens: &[Token], vocabularies: &[&Vocabulary]) -> bool {
    let Some(start) = tokens.iter().position(|token| !token.is_mark()) else {
        return false;
    };
    let Some(hit) = hit_at(vocabularies, |v| &v.to_complete, tokens, start) else {
        return false;
    };
    let rest = tokens[hit.end..].iter().filter(|token| !token.is_mark()).count();
    rest == 0 || (hit.end - start >= 2 && rest <= 6 && tokens.iter().all(|token| token.number().is_none()))
}

#[cfg(test)]
mod tests {
    use super::super::samples::vocabularies;
    use super::*;

    #[test]
    fn blanks_are_known_from_text() {
        let vocabularies = vocabularies(&["en"]);
        let vocabularies: Vec<&Vocabulary> = vocabularies.iter().collect();
        let blank = |line| is_placeholder(line, &vocabularies);
        for line in [
            "[Cím]",
            "<name>",
            "{{x}}",
            "{current_date}",
            "______",
            "……",
            "xx",
            "TBD",
            "dd/mm/yyyy",
            "__ / ____ / 20__",
            "Click here to enter text.",
            "[First name], [last name]",
            "To be completed by the unit",
        ] {
            assert!(blank(line), "{line}");
        }
        for line in [
            "[email protected]",
            "[guide](https://a.eu)",
            "[x]",
            "Draft law on data",
            "<a@b.eu>",
            "5 years",
        ] {
            assert!(!blank(line), "{line}");
        }
    }
}
