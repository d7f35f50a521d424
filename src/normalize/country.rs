//! Transfers: which countries a text names, and whether it says that data go there.

use super::status::{Expected, judge};
use super::token::{Token, tokens};
use super::vocabulary::{Vocabulary, hit_at, hits};
use crate::record::{Status, Transfers};

/// A value this short that names a third country says that data go there ("USA (SCC)").
const SHORT: usize = 15;

/// Forms that every language uses, as sequences of tokens; capitals only.
const ANYWHERE: [(&[&str], &str); 14] = [
    (&["u", ".", "s", ".", "a", "."], "US"),
    (&["u", ".", "s", ".", "a"], "US"),
    (&["u", ".", "s", "."], "US"),
    (&["usa"], "US"),
    (&["us"], "US"),
    (&["u", ".", "k", "."], "GB"),
    (&["uk"], "GB"),
    (&["uae"], "AE"),
    (&["eu"], "EU"),
    (&["ue"], "EU"),
    (&["eea"], "EEA"),
    (&["ewr"], "EEA"),
    (&["eøs"], "EEA"),
    (&["eog"], "EEA"),
];

/// The Union and the Economic Area as languages write the pair: EU/EWR, UE/SEE, ΕΕ/ΕΟΧ.
const UNION: [&str; 6] = ["eu", "ue", "el", "es", "ес", "εε"];
const AREA: [&str; 16] = [
    "eea", "ewr", "eee", "see", "eøs", "ees", "eta", "emp", "eez", "eog", "ehp", "egp", "egt", "eer", "εοχ", "еип",
];

/// Members of the Economic Area by ISO code: data that stay there are not transferred to a third country.
const MEMBERS: [&str; 30] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT",
    "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// The Union, the Area, or a member: no third country.
pub(crate) fn is_within_the_area(code: &str) -> bool {
    is_area(code) || MEMBERS.contains(&code)
}

fn is_area(code: &str) -> bool {
    matches!(code, "EU" | "EEA")
}

/// A name, tokens `first..end`, and its code.
struct Named {
    first: usize,
    end: usize,
    code: String,
}

/// Reads what a value says of transfers. `answer` is what its status gave: a box, a "yes", a negation.
pub fn transfers(text: &str, answer: Option<bool>, vocabularies: &[&Vocabulary]) -> Transfers {
    let tokens = tokens(text);
    let mut countries: Vec<String> = Vec::new();
    for named in destinations(text, &tokens, vocabularies) {
        if !countries.contains(&named.code) {
            countries.push(named.code);
        }
    }
    let verdict = judge(text, Expected::default(), vocabularies);
    let third = |code: &String| !is_within_the_area(code);
    let short = tokens.iter().filter(|token| token.is_word()).count() <= SHORT;
    let plain = verdict.status == Status::Present && hits(vocabularies, |v| &v.negations, &tokens).is_empty();
    let named = (short && plain && countries.iter().any(third)).then_some(true);
    Transfers {
        answer: answer.or(verdict.answer).or(named),
        countries,
    }
}

/// Names in the text, but for the Union and the Area where the text says "outside" them.
fn destinations(text: &str, tokens: &[Token], vocabularies: &[&Vocabulary]) -> Vec<Named> {
    let outside = hits(vocabularies, |v| &v.third_country, tokens);
    let near = |named: &Named| {
        outside
            .iter()
            .any(|hit| named.first < hit.end + 4 && hit.first < named.end + 4)
    };
    names(text, tokens, vocabularies)
        .into_iter()
        .filter(|named| !(is_area(&named.code) && near(named)))
        .collect()
}

fn names(text: &str, tokens: &[Token], vocabularies: &[&Vocabulary]) -> Vec<Named> {
    let mut names = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if let Some(end) = pair(tokens, at) {
            names.push(Named {
                first: at,
                end: at + 1,
                code: "EU".to_string(),
            });
            names.push(Named {
                first: at + 2,
                end,
                code: "EEA".to_string(),
            });
            at = end;
            continue;
        }
        let listed = hit_at(vocabularies, |v| &v.countries, tokens, at).map(|hit| (hit.end, hit.meaning.clone()));
        let anywhere = ANYWHERE
            .iter()
            .filter(|(form, _)| {
                tokens[at..].len() >= form.len() && form.iter().zip(&tokens[at..]).all(|(f, t)| t.is(f))
            })
            .map(|(form, code)| (at + form.len(), code.to_string()))
            .max_by_key(|(end, _)| *end);
        let best = match (listed, anywhere) {
            (Some(listed), Some(anywhere)) if anywhere.0 > listed.0 => Some(anywhere),
            (listed, anywhere) => listed.or(anywhere),
        };
        // "EU-US framework", "EU-Region": the Union is no destination there.
        let compound = |end: usize| {
            at + 1 == end
                && tokens
                    .get(end)
                    .is_some_and(|next| next.is("-") && next.touches(&tokens[at]))
        };
        match best.filter(|(end, code)| is_name(text, &tokens[at..*end]) && !(is_area(code) && compound(*end))) {
            Some((end, code)) => {
                names.push(Named { first: at, end, code });
                at = end;
            }
            None => at += 1,
        }
    }
    names
}

fn pair(tokens: &[Token], at: usize) -> Option<usize> {
    let [union, slash, area] = tokens.get(at..at + 3)? else {
        return None;
    };
    let known = slash.is("/") && UNION.contains(&union.text.as_str()) && AREA.contains(&area.text.as_str());
    known.then_some(at + 3)
}

/// A name begins with a capital, and a short form is capitals throughout: `it`, `is`, `no`, `us` are words.
fn is_name(text: &str, tokens: &[Token]) -> bool {
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
        return false;
    };
    let written = &text[first.start..last.end];
    let mut letters = written.chars().filter(|c| c.is_alphabetic());
    if letters.clone().count() <= 3 {
        letters.all(|c| !c.is_lowercase())
    } else {
        letters.next().is_some_and(|c| !c.is_lowercase())
            || tokens.iter().any(|t| text[t.start..].starts_with(char::is_uppercase))
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::vocabularies;
    use super::*;

    fn read(text: &str) -> (Option<bool>, Vec<String>) {
        let vocabularies = vocabularies(&["en", "fi", "es", "de"]);
        let transfers = transfers(text, None, &vocabularies.iter().collect::<Vec<_>>());
        (transfers.answer, transfers.countries)
    }

    fn countries(text: &str) -> Vec<String> {
        read(text).1
    }

    #[test]
    fn names_in_the_language_and_everywhere() {
        assert_eq!(countries("U.S.A., the UK and Yhdysvalloissa; EE. UU."), ["US", "GB"]);
        assert_eq!(countries("between Belgium and España"), ["BE", "ES"]);
        assert_eq!(countries("within EU/EWR"), ["EU", "EEA"]);
    }

    #[test]
    fn small_words_are_no_countries() {
        assert!(countries("it is sent to us, no more").is_empty());
        assert_eq!(countries("under the EU-US Data Privacy Framework"), ["US"]);
        assert!(countries("EU vs. local law").iter().all(|code| code == "EU"));
    }

    #[test]
    fn the_area_that_data_do_not_leave_is_no_destination() {
        let text = "The agency does not transfer any data outside of EU and EEA.";
        assert_eq!(read(text), (Some(false), vec![]));
        let text = "Tietoja ei luovuteta EU:n tai Euroopan talousalueen ulkopuolelle.";
        assert_eq!(read(text), (Some(false), vec![]));
    }

    #[test]
    fn a_short_value_that_names_a_third_country_says_yes() {
        assert_eq!(read("USA (SCC)"), (Some(true), vec!["US".to_string()]));
        assert_eq!(read("Servers in Ireland"), (None, vec!["IE".to_string()]));
    }
}
