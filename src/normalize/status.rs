//! Whether a value answers: present, none, elsewhere, redacted or empty.
//!
//! A value says "none" by a negation, with or without a reason after it. A reservation ("except", "in principle"), a
//! long text with a negation somewhere inside, or one part that does answer make it present.

use std::sync::LazyLock;

use regex::Regex;

use super::placeholder::is_placeholder;
use super::tick;
use super::token::{Token, folded, tokens};
use super::vocabulary::{Vocabulary, hit_at, hits};
use crate::record::Status;
use crate::rules::file::NoneMeans;

/// A "none" with its reason is at most this many words; a longer text says more than none.
const LONGEST_NONE: usize = 45;
/// A value that only points elsewhere is at most this many words.
const LONGEST_POINTER: usize = 30;
/// A label before a colon is at most this many words.
const LONGEST_LABEL: usize = 8;

/// What a field's rules say of its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Expected {
    /// What "none" says under it.
    pub none: NoneMeans,
    /// A link or a place is what it asks for (a notice, a document), so that pointing there answers it.
    pub place: bool,
}

/// A value's status, and what goes with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// The status.
    pub status: Status,
    /// It is empty since only a blank of the form stands there.
    pub placeholder: bool,
    /// The yes or no that it gives.
    pub answer: Option<bool>,
}

/// What one line or paragraph of a value says.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Part {
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

/// Judges a value by its text alone, lines as written.
pub fn judge(text: &str, expected: Expected, vocabularies: &[&Vocabulary]) -> Verdict {
    let mut parts: Vec<(Part, String)> = Vec::new();
    for paragraph in paragraphs(text) {
        let part = part(&paragraph, expected, vocabularies);
        // "Manual files" over "None.": the short line above is what there is none of.
        if matches!(part, Part::No | Part::NotApplicable)
            && let Some((Part::Content { .. }, above)) = parts.last()
            && is_caption(above)
        {
            parts.pop();
        }
        parts.push((part, paragraph));
    }
    combine(&parts.into_iter().map(|(part, _)| part).collect::<Vec<_>>())
}

fn combine(parts: &[Part]) -> Verdict {
    let verdict = |status, answer| Verdict {
        status,
        placeholder: false,
        answer,
    };
    let telling: Vec<Part> = parts.iter().copied().filter(|part| *part != Part::Label).collect();
    if parts.is_empty() {
        return verdict(Status::Empty, None);
    }
    if telling.is_empty() {
        // A value of labels alone is a list as good as any; a single one is its form's caption.
        return verdict(
            if parts.len() > 1 {
                Status::Present
            } else {
                Status::Empty
            },
            None,
        );
    }
    let blank = |part: &Part| matches!(part, Part::Placeholder | Part::Unticked);
    if telling.iter().all(blank) {
        return Verdict {
            status: Status::Empty,
            placeholder: telling.contains(&Part::Placeholder),
            answer: None,
        };
    }
    let said: Vec<Part> = telling.into_iter().filter(|part| !blank(part)).collect();
    if said.iter().all(|part| matches!(part, Part::No | Part::NotApplicable)) {
        return verdict(Status::NotApplicable, said.contains(&Part::No).then_some(false));
    }
    if said.iter().all(|part| *part == Part::Redacted) {
        return verdict(Status::Redacted, None);
    }
    if said.iter().all(|part| *part == Part::Elsewhere) {
        return verdict(Status::ReferenceOnly, None);
    }
    let answer = said.iter().find_map(|part| match part {
        Part::Yes => Some(true),
        Part::Content { answer } => *answer,
        _ => None,
    });
    verdict(Status::Present, answer)
}

/// Lines, those joined that a reader left broken in mid-sentence.
fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let goes_on = line.starts_with(|c: char| c.is_lowercase());
        match paragraphs.last_mut() {
            Some(last)
                if goes_on && !last.ends_with(['.', ':', ';', '!', '?']) && last.split_whitespace().count() > 3 =>
            {
                last.push(' ');
                last.push_str(line);
            }
            _ => paragraphs.push(line.to_string()),
        }
    }
    paragraphs
}

fn part(paragraph: &str, expected: Expected, vocabularies: &[&Vocabulary]) -> Part {
    if let Some(options) = tick::options(paragraph) {
        let answers: Vec<Option<bool>> = options
            .ticked
            .iter()
            .map(|label| answer_word(label, vocabularies))
            .collect();
        return match answers.as_slice() {
            [] => Part::Unticked,
            [Some(false)] => Part::No,
            [Some(true)] => Part::Yes,
            answers => Part::Content {
                answer: answers.iter().flatten().next().copied(),
            },
        };
    }
    // A row of cells: the head, then what the others say.
    if let Some((_, cells)) = paragraph.split_once('\t') {
        let cells: Vec<Part> = cells
            .split('\t')
            .filter(|cell| !cell.trim().is_empty())
            .map(|cell| part(cell, expected, vocabularies))
            .collect();
        let no = |part: &Part| matches!(part, Part::No | Part::NotApplicable);
        return match cells.first() {
            Some(first) if cells.iter().all(no) => *cells.iter().find(|part| **part == Part::No).unwrap_or(first),
            Some(Part::Placeholder) if cells.len() == 1 => Part::Placeholder,
            _ => Part::Content { answer: None },
        };
    }
    let part = statement(paragraph, expected, vocabularies);
    if let Part::Content { .. } = part
        && let Some((label, value)) = labelled(paragraph)
    {
        if value.is_empty() {
            return Part::Label;
        }
        // Under a label, only a whole "none" speaks for the part; a pointer may well be what the label announces.
        let inner = statement(value, expected, vocabularies);
        let plain = tokens(value).len() <= 3 || is_placeholder(value, vocabularies);
        if plain && !matches!(inner, Part::Elsewhere) && !label.is_empty() {
            return inner;
        }
    }
    part
}

fn statement(paragraph: &str, expected: Expected, vocabularies: &[&Vocabulary]) -> Part {
    let text = paragraph.trim();
    if WITHHELD.iter().any(|pattern| pattern.is_match(text)) {
        return Part::Redacted;
    }
    let tokens = tokens(text);
    let core = core(&tokens);
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
    if is_placeholder(text, vocabularies) {
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
    if let Some(part) = none(core, words, expected.none, vocabularies) {
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
fn none(core: &[Token], words: usize, means: NoneMeans, vocabularies: &[&Vocabulary]) -> Option<Part> {
    let sentence = first_sentence(core);
    let first = &core[..sentence];
    if !hits(vocabularies, |v| &v.exceptions, first).is_empty() {
        return None;
    }
    let opens =
        |kind: fn(&Vocabulary) -> &super::lexicon::Lexicon<()>| hit_at(vocabularies, kind, core, 0).map(|hit| hit.end);
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
        if term || counts || words > LONGEST_NONE {
            return None;
        }
        // A hyphen makes one word of it: "no-reply", "non-EU".
        let closed =
            core[end].is_mark() && !core[end].touches(&core[end - 1]) || core[end].is_mark() && !core[end].is("-");
        let longest = if means == NoneMeans::Answers { 25 } else { 6 };
        if closed || first.iter().filter(|token| token.is_word()).count() <= longest {
            return Some(Part::No);
        }
        return None;
    }
    let inner = means == NoneMeans::Answers && words <= LONGEST_NONE;
    (inner && !hits(vocabularies, |v| &v.negations, first).is_empty()).then_some(Part::No)
}

fn points_elsewhere(text: &str, core: &[Token], vocabularies: &[&Vocabulary]) -> bool {
    static LINK: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^<?(?:(?:https?://|www\.)\S+|\[[^\]]*\]\([^)]*\))>?[.,;]?$").ok());
    if LINK.as_ref().is_some_and(|link| link.is_match(text)) {
        return true;
    }
    // "See the annex — encryption, backups": the answer follows its source.
    let dash = |at: usize| core[at].is("-") && !core[at].touches(&core[at - 1]);
    let goes_on = (1..core.len()).any(|at| dash(at) && core[at..].iter().filter(|token| token.is_word()).count() > 3);
    if goes_on {
        return false;
    }
    let one_sentence = first_sentence(core) == core.len();
    hits(vocabularies, |v| &v.elsewhere, core)
        .iter()
        .any(|hit| hit.first == 0 || (one_sentence && hit.end - hit.first >= 3))
}

fn answer_word(label: &str, vocabularies: &[&Vocabulary]) -> Option<bool> {
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

/// "Address: …": the label and what stands after it.
fn labelled(line: &str) -> Option<(&str, &str)> {
    let (label, value) = line.split_once([':', '：'])?;
    let value = value.trim();
    let short = label.split_whitespace().count() <= LONGEST_LABEL;
    (value.is_empty() || (short && !value.starts_with('/'))).then_some((label.trim(), value))
}

/// A short line that ends no sentence.
fn is_caption(line: &str) -> bool {
    line.split_whitespace().count() <= LONGEST_LABEL && !line.ends_with(['.', ';', '!'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::samples::vocabularies;
    use super::*;

    fn status(text: &str) -> Status {
        verdict(text, Expected::default()).status
    }

    fn verdict(text: &str, expected: Expected) -> Verdict {
        let vocabularies = vocabularies(&["en", "fi", "es", "de"]);
        judge(text, expected, &vocabularies.iter().collect::<Vec<_>>())
    }

    #[test]
    fn none_needs_a_negation() {
        for text in [
            "N/A",
            "n. a.",
            "-",
            "—",
            "None.",
            "No",
            "Ei ole.",
            "No aplica",
            "nein (DE)",
            "Kein Vertreter",
            "entfällt (keine Übermittlung)",
            "— (keine betroffenen Personen)",
            "No.\nNo.",
            "N/A (established in the EU)",
            "No, any decisions about a person are made through other systems",
            "The agency does not transfer any data outside of EU and EEA.",
            "Tietoja ei luovuteta EU:n tai Euroopan talousalueen ulkopuolelle.",
            "Data are shared with:\n* None of the others\n* None",
            "es gibt keine automatisierte Einzelentscheidung",
            "Daten werden nicht an Drittländer übermittelt.",
            "Non-EU countries\tNo\t-",
        ] {
            assert_eq!(status(text), Status::NotApplicable, "{text}");
        }
    }

    #[test]
    fn a_reservation_or_an_answering_part_is_present() {
        for text in [
            "None, except the tax office",
            "Ei luovuteta, paitsi viranomaisille",
            "The body does not transfer data to third countries directly, but its processor does.",
            "A. Manual material\nEi ole.\nB. Electronic material\nThe register is kept in a system.",
            "A DPIA is not required because the risk is low and the data are public."
                .replace("not required", "unneeded")
                .as_str(),
            "All data are located in Canada.",
            "No. 12/2019",
            "No longer than 5 years",
            "[email protected]",
            "Address: Main Street 5\nEmail: a@b.eu",
        ] {
            assert_eq!(status(text), Status::Present, "{text}");
        }
    }

    #[test]
    fn a_field_that_needs_a_value_takes_a_bare_none_only() {
        let gap = Expected {
            none: NoneMeans::Gap,
            place: false,
        };
        assert_eq!(verdict("None", gap).status, Status::NotApplicable);
        let text = "No retention periods are fixed since the archive decides on each series by itself";
        assert_eq!(verdict(text, gap).status, Status::Present);
    }

    #[test]
    fn pointers_answer_only_where_a_place_is_asked_for() {
        let place = Expected {
            none: NoneMeans::Answers,
            place: true,
        };
        let text = "See the privacy notice";
        assert_eq!(status(text), Status::ReferenceOnly);
        assert_eq!(verdict(text, place).status, Status::Present);
        assert_eq!(verdict("Published internally", place).status, Status::ReferenceOnly);
        assert_eq!(
            status("The assessment can be found in the [file](a.md)"),
            Status::ReferenceOnly
        );
    }

    #[test]
    fn redactions_and_blanks() {
        for text in ["S.15(1)(l)", "[redacted]", "████", "#######", "s. 22"] {
            assert_eq!(status(text), Status::Redacted, "{text}");
        }
        for text in [
            "[Cégnév]\n[Cím]",
            "Please write to:\nEmail: [Email cím]",
            "{current_date}",
            "Click here to enter text.",
        ] {
            let verdict = verdict(text, Expected::default());
            assert_eq!((verdict.status, verdict.placeholder), (Status::Empty, true), "{text}");
        }
        assert_eq!(status(" \n"), Status::Empty);
    }

    #[test]
    fn boxes_answer() {
        let yes_no = |text| {
            let verdict = verdict(text, Expected::default());
            (verdict.status, verdict.answer)
        };
        assert_eq!(yes_no("☐ Yes ☒ No"), (Status::NotApplicable, Some(false)));
        assert_eq!(yes_no("[x] Yes [ ] No"), (Status::Present, Some(true)));
        assert_eq!(yes_no("☐ Staff\n☐ Visitors"), (Status::Empty, None));
        assert_eq!(yes_no("☐ Staff\n☒ Visitors"), (Status::Present, None));
        assert_eq!(yes_no("✓ All data are located in Canada").0, Status::Present);
        assert_eq!(yes_no("Yes"), (Status::Present, Some(true)));
        assert_eq!(yes_no("No."), (Status::NotApplicable, Some(false)));
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in "\\PC*|[\\s\\-\\[\\]().:;☐☒a-zÄπ]*") {
            let verdict = verdict(&text, Expected::default());
            prop_assert!(!verdict.placeholder || verdict.status == Status::Empty);
        }
    }
}
