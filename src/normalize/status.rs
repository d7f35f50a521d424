//! Whether a value answers: present, none, elsewhere, redacted or empty.
//!
//! A value says "none" by a negation, with or without a reason after it. A reservation ("except", "in principle"), a
//! long text with a negation somewhere inside, or one part that does answer make it present.

use super::placeholder::is_placeholder;
use super::statement::{Part, answer_word, statement};
use super::tick;
use super::token::first_tokens;
use super::vocabulary::Vocabulary;
use crate::record::Status;
use crate::rules::file::NoneMeans;
use crate::rules::{Field, ValueType};

/// A label before a colon is at most this many words.
const LONGEST_LABEL: usize = 8;

/// What a field's rules say of its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Expected {
    /// What "none" says under it.
    pub none: NoneMeans,
    /// A link or a place is what it asks for (a notice, a document), so that pointing there answers it.
    pub place: bool,
    /// It asks whether: "Are data transferred?", "Is there an officer?".
    pub question: bool,
}

impl Expected {
    /// What a field's rules say.
    pub(crate) fn of(field: &Field) -> Expected {
        Expected {
            none: field.none,
            place: field.place,
            question: matches!(
                field.value_type,
                ValueType::Country | ValueType::Answer | ValueType::Party
            ),
        }
    }
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
    // The head of a table says nothing by itself.
    let rows = parts.iter().filter(|(_, text)| text.contains('\t')).count();
    let head = parts.iter().position(|(_, text)| text.contains('\t'));
    if let Some(head) = head.filter(|&head| rows > 1 && !parts[head].1.contains(|c: char| c.is_ascii_digit())) {
        parts[head].0 = Part::Label;
    }
    let parts: Vec<Part> = parts.into_iter().map(|(part, _)| part).collect();
    // "No." answers the question; that the data stay here only explains it.
    let mut telling = parts.iter().filter(|part| **part != Part::Label);
    if expected.question && telling.next() == Some(&Part::No) && !parts.contains(&Part::Yes) && rows > 0 {
        return combine(&[Part::No]);
    }
    combine(&parts)
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
        let plain = first_tokens(value, 4).len() <= 3 || is_placeholder(value, vocabularies);
        if plain && !matches!(inner, Part::Elsewhere) && !label.is_empty() {
            return inner;
        }
    }
    part
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
            question: false,
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
            question: false,
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
