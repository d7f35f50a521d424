//! What one line or paragraph of a value says: none, elsewhere, withheld, or something.

use std::sync::LazyLock;

use regex::Regex;

use super::lexicon::Lexicon;
use super::placeholder::is_blank;
use super::status::Expected;
use super::token::{Token, folded, tokens};
use super::vocabulary::{Vocabulary, hit_at, hits};
use crate::rules::file::NoneMeans;

/// A "none" with its reason is at most this many words; a longer text says more than none.
const LONGEST_NONE: usize = 45;
/// Under a question, a sentence of this many words with "not" in it answers no.
const SHORT_ANSWER: usize = 12;
/// Letters and digits of a sign for none, "n/a" among them.
const LONGEST_SIGN: usize = 2;
/// A value that only points elsewhere is at most this many words.
const LONGEST_POINTER: usize = 30;

/// What one line or paragraph of a value says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Part {
    Label,
    Placeholder,
    Unticked,
    Redacted,
    Elsewhere,
    /// Not applicable, with no yes or no said.
    NotApplicable,
    No,
    Yes,
    Content {
        answer: Option<bool>,
    },
}

static WITHHELD: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        // Sections of access-to-information acts: S.15(1)(l), s. 22, ss.13, 15
        r"(?i)^[(\[]?(?:s{1,2}|sec|sect|section)s?[.\s]*\d+(?:\.\d+)?(?:\s?\([a-z0-9]{1,4}\))*(?:[\s,;&]+(?:and )?(?:s\.?\s*)?\d+(?:\.\d+)?(?:\s?\([a-z0-9]{1,4}\))*)*[)\]]?\.?$",
        r"^[\s█▇■▮▬]*[█▮][\s█▇■▮▬]*$",
        r"^#{4,}$",
    ]
    .iter()
    .filter_map(|pattern| Regex::new(pattern).ok())
    .collect()
});

/// Tells what one line or paragraph says by itself.
pub(crate) fn statement(paragraph: &str, expected: Expected, vocabularies: &[&Vocabulary]) -> Part {
    let text = paragraph.trim();
    if WITHHELD.iter().any(|pattern| pattern.is_match(text)) {
        return Part::Redacted;
    }
    let tokens = tokens(text);
    let core = core(&tokens);
    // A line to write on is as good as no answer, a dash is one.
    if core.is_empty() && is_blank(text, &tokens, vocabularies) {
        return Part::Placeholder;
    }
    if core.is_empty() || is_sign_for_none(text) {
        return Part::NotApplicable;
    }
    if is_whole(core, |at| {
        hit_at(vocabularies, |v| &v.redacted, core, at).map(|hit| hit.end)
    }) {
        return Part::Redacted;
    }
    let words = core.iter().filter(|token| token.is_word()).count();
    let short = words <= LONGEST_POINTER;
    if short && !hits(vocabularies, |v| &v.internal, core).is_empty() {
        return Part::Elsewhere;
    }
    if is_blank(text, &tokens, vocabularies) {
        return Part::Placeholder;
    }
    if text.ends_with('?') && words > 1 {
        return Part::Label;
    }
    // "N/A (established here)"
    let opening = text
        .split([' ', '\u{a0}', '(', ',', ';', ':'])
        .next()
        .unwrap_or_default();
    if is_sign_for_none(opening) && opening != "0" && words <= LONGEST_NONE {
        return Part::NotApplicable;
    }
    // A dash and a remark: "— (no data subjects)".
    if tokens[0].is("-") && tokens.get(1).is_some_and(|next| next.is("(")) && !tokens[0].touches(&tokens[1]) {
        return Part::No;
    }
    if let Some(part) = none(core, words, expected, vocabularies) {
        return part;
    }
    if short && !expected.place && points_elsewhere(text, core, vocabularies) {
        return Part::Elsewhere;
    }
    match hit_at(vocabularies, |v| &v.answers, core, 0) {
        Some(hit) if hit.end == core.len() && *hit.meaning => Part::Yes,
        Some(hit) if core.get(hit.end).is_some_and(Token::is_mark) => Part::Content {
            answer: Some(*hit.meaning),
        },
        _ => Part::Content { answer: None },
    }
}

/// "No", "None, because …", "No data are transferred", "Tietoja ei luovuteta".
fn none(core: &[Token], words: usize, expected: Expected, vocabularies: &[&Vocabulary]) -> Option<Part> {
    let sentence = first_sentence(core);
    let first = &core[..sentence];
    if !hits(vocabularies, |v| &v.exceptions, first).is_empty() {
        return None;
    }
    let opens = |kind: fn(&Vocabulary) -> &Lexicon<()>| hit_at(vocabularies, kind, core, 0).map(|hit| hit.end);
    if let Some(end) = opens(|v| &v.not_applicable) {
        return (end == core.len() || words <= LONGEST_NONE).then_some(Part::NotApplicable);
    }
    let no = hit_at(vocabularies, |v| &v.answers, core, 0)
        .filter(|hit| !hit.meaning)
        .map(|hit| hit.end);
    if let Some(end) = opens(|v| &v.none).max(no) {
        if end == core.len() {
            return Some(Part::No);
        }
        // "No longer than …" sets a term, "No. 5" counts.
        let term = opens(|v| &v.maximum)
            .or(opens(|v| &v.minimum))
            .or(opens(|v| &v.indefinite))
            .is_some();
        let counts = core[end].is(".") && core.get(end + 1).is_some_and(|next| next.number().is_some());
        let said = first.iter().filter(|token| token.is_word()).count();
        // "No personal data. …" has said it all, and may explain at length.
        let bare = said <= 4 && sentence < core.len();
        if term || counts || words > if bare { 3 * LONGEST_NONE } else { LONGEST_NONE } {
            return None;
        }
        // A hyphen makes one word of it: "no-reply", "non-EU".
        let closed =
            core[end].is_mark() && !core[end].touches(&core[end - 1]) || core[end].is_mark() && !core[end].is("-");
        let longest = if expected.none == NoneMeans::Answers { 25 } else { 6 };
        if closed || said <= longest {
            return Some(Part::No);
        }
        return None;
    }
    let inner = expected.none == NoneMeans::Answers && words <= LONGEST_NONE;
    let negated = inner && !hits(vocabularies, |v| &v.negations, first).is_empty();
    (negated || expected.question && is_short_no(first, vocabularies)).then_some(Part::No)
}

/// "Finder ikke sted", "We have not appointed one, as Art. 37 does not apply": a short clause with a word of negation and
/// no number; the reason may follow behind a comma.
fn is_short_no(sentence: &[Token], vocabularies: &[&Vocabulary]) -> bool {
    let clause = sentence
        .iter()
        .position(|token| token.is(",") || token.is(":"))
        .unwrap_or(sentence.len());
    let clause = &sentence[..clause];
    let words = |tokens: &[Token]| tokens.iter().filter(|token| token.is_word()).count();
    words(clause) <= SHORT_ANSWER
        && words(sentence) <= LONGEST_NONE
        && clause.iter().all(|token| token.number().is_none())
        && !hits(vocabularies, |v| &v.not, clause).is_empty()
}

fn points_elsewhere(text: &str, core: &[Token], vocabularies: &[&Vocabulary]) -> bool {
    static LINK: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^<?(?:(?:https?://|www\.)\S+|\[[^\]]*\]\([^)]*\))>?[.,;]?$").ok());
    if LINK.as_ref().is_some_and(|link| link.is_match(text)) {
        return true;
    }
    // "See the annex — encryption, backups": the answer follows its source.
    let dash = |at: usize| core[at].is("-") && !core[at].touches(&core[at - 1]);
    let colon = |at: usize| {
        core[at].is(":") && !text.contains("://") && at + 1 < core.len() && !core[at + 1].touches(&core[at])
    };
    let goes_on = (1..core.len())
        .any(|at| (dash(at) || colon(at)) && core[at..].iter().filter(|token| token.is_word()).count() > 3);
    if goes_on {
        return false;
    }
    let one_sentence = first_sentence(core) == core.len();
    hits(vocabularies, |v| &v.elsewhere, core)
        .iter()
        .any(|hit| hit.first == 0 || (one_sentence && hit.end - hit.first >= 3))
}

/// Yes or no, alone or before a mark.
pub(crate) fn answer_word(label: &str, vocabularies: &[&Vocabulary]) -> Option<bool> {
    let tokens = tokens(label);
    let core = core(&tokens);
    let hit = hit_at(vocabularies, |v| &v.answers, core, 0)?;
    let ends = hit.end == core.len() || core[hit.end].is_mark();
    ends.then_some(*hit.meaning)
}

/// The whole of `core` but for marks at its end is one phrase.
fn is_whole(core: &[Token], phrase_end: impl Fn(usize) -> Option<usize>) -> bool {
    phrase_end(0).is_some_and(|end| core[end..].iter().all(Token::is_mark))
}

/// Without bullets, emphasis, brackets and full stops around it.
fn core(tokens: &[Token]) -> &[Token] {
    let start = tokens.iter().position(|token| !token.is_mark()).unwrap_or(tokens.len());
    let end = tokens
        .iter()
        .rposition(|token| !token.is_mark())
        .map_or(start, |last| last + 1);
    &tokens[start..end]
}

/// Signs that say "none" in every language.
fn is_sign_for_none(text: &str) -> bool {
    // Told by its letters before anything is folded.
    if text.chars().filter(|c| c.is_alphanumeric()).nth(LONGEST_SIGN).is_some() {
        return false;
    }
    let text = folded(text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '(' | ')' | '"')));
    matches!(
        text.trim_end_matches('.').replace(' ', "").as_str(),
        "n/a" | "na" | "n.a" | "n\\a" | "0" | "n/d"
    )
}

/// Where the first sentence ends: past a stop with a space after it, or a semicolon.
fn first_sentence(core: &[Token]) -> usize {
    core.windows(2)
        .position(|pair| (pair[0].is(".") && !pair[1].touches(&pair[0])) || pair[0].is(";") || pair[0].is("!"))
        .map_or(core.len(), |at| at + 1)
}
