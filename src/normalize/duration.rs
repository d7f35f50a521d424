//! Retention: how long, from or until when, or by which criterion.
//!
//! A text is read clause by clause. Lengths of time and "indefinitely" are periods; where a text has none, its first
//! criterion counts ("until consent is withdrawn", "as long as necessary", a schedule kept elsewhere).

use super::period::lengths;
use super::status::{Expected, judge};
use super::token::{Token, tokens};
use super::vocabulary::{Vocabulary, hit_at, hits};
use crate::record::{Period, Retention, RetentionKind, Status};

/// How many tokens before a length "at least" or "up to" may stand.
const QUALIFIER_BEFORE: usize = 7;
/// How many after it: "12 months maximum".
const QUALIFIER_AFTER: usize = 3;
/// An event that stands before its period is at most this many tokens.
const EVENT_BEFORE: usize = 12;

/// Reads a retention period or criterion; `None` where the text gives none.
pub fn retention(text: &str, vocabularies: &[&Vocabulary]) -> Option<Retention> {
    let clauses = clauses(text);
    let stated: Vec<Vec<Period>> = clauses.iter().map(|clause| stated(clause, vocabularies)).collect();
    let none = stated.iter().all(Vec::is_empty);
    let mut periods: Vec<Period> = Vec::new();
    for (clause, own) in clauses.iter().zip(stated) {
        // The first criterion counts where no period is stated; in a list, a line with one stands beside the others.
        let counts = match none {
            true => periods.is_empty(),
            false => clause.whole_line && clauses.len() > 1,
        };
        if own.is_empty() && counts {
            periods.extend(criterion(clause, vocabularies));
        }
        periods.extend(own);
    }
    let Some(first) = periods.first().cloned() else {
        let expected = Expected::default();
        let verdict = judge(text, expected, vocabularies);
        let not_kept = verdict.status == Status::NotApplicable && verdict.answer == Some(false);
        let sentence = text.split_whitespace().count() >= 3;
        return (not_kept && sentence).then(|| Retention {
            kind: RetentionKind::None,
            duration: None,
            event: None,
            periods: Vec::new(),
        });
    };
    if periods.len() == 1 {
        periods.clear();
    }
    Some(Retention {
        kind: first.kind,
        duration: first.duration,
        event: first.event,
        periods,
    })
}

/// A clause: a line or a sentence of it.
struct Clause<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    whole_line: bool,
}

impl Clause<'_> {
    /// Tokens `from..to` as written, without the marks around them.
    fn written(&self, from: usize, to: usize) -> Option<String> {
        let tokens = self.tokens.get(from..to)?;
        let loose = |token: &Token| token.is_mark() && !matches!(token.text.as_str(), "(" | ")" | "\"" | "%");
        let first = tokens.iter().find(|token| !loose(token))?;
        let last = tokens.iter().rfind(|token| !loose(token))?;
        let mut text = self.text[first.start..last.end].trim();
        if text.starts_with('(') && !text.contains(')') {
            text = &text[1..];
        }
        if text.ends_with(')') && !text.contains('(') {
            text = &text[..text.len() - 1];
        }
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then_some(text)
    }
}

fn clauses(text: &str) -> Vec<Clause<'_>> {
    let mut clauses = Vec::new();
    for line in text.lines() {
        let tokens = tokens(line);
        let mut start = 0;
        let before = clauses.len();
        for at in 0..tokens.len() {
            // Abbreviations are short: "bzw. Konto" goes on.
            let short = at > 0 && tokens[at - 1].is_word() && tokens[at - 1].text.chars().count() < 4;
            let stop = tokens[at].is(";")
                || (tokens[at].is(".")
                    && !short
                    && tokens.get(at + 1).is_some_and(|next| !next.touches(&tokens[at]))
                    && line[tokens[at + 1].start..].starts_with(|c: char| c.is_uppercase()));
            if stop || at + 1 == tokens.len() {
                push_clause(&mut clauses, line, &tokens[start..=at]);
                start = at + 1;
            }
        }
        let whole_line = clauses.len() == before + 1;
        if let Some(last) = clauses.last_mut() {
            last.whole_line = whole_line;
        }
    }
    clauses
}

fn push_clause<'a>(clauses: &mut Vec<Clause<'a>>, line: &'a str, tokens: &[Token]) {
    if let (Some(first), Some(last)) = (tokens.first(), tokens.last()) {
        let text = &line[first.start..last.end];
        clauses.push(Clause {
            text,
            tokens: super::token::tokens(text),
            whole_line: false,
        });
    }
}

/// The periods that a clause states outright.
fn stated(clause: &Clause<'_>, vocabularies: &[&Vocabulary]) -> Vec<Period> {
    let tokens = &clause.tokens;
    let lengths = lengths(tokens, vocabularies);
    let text = clause.written(0, tokens.len()).unwrap_or_default();
    if lengths.is_empty() {
        // "… unless it is kept permanently" is an exception.
        let exception = hits(vocabularies, |v| &v.exceptions, tokens)
            .first()
            .map_or(usize::MAX, |hit| hit.first);
        let indefinite = hits(vocabularies, |v| &v.indefinite, tokens)
            .first()
            .is_some_and(|hit| hit.first < exception);
        let kind = RetentionKind::Indefinite;
        let period = Period {
            kind,
            duration: None,
            event: None,
            text,
        };
        return if indefinite { vec![period] } else { Vec::new() };
    }
    let minima = hits(vocabularies, |v| &v.minimum, tokens);
    let maxima = hits(vocabularies, |v| &v.maximum, tokens);
    let mut periods = Vec::new();
    for (index, length) in lengths.iter().enumerate() {
        let from = index.checked_sub(1).map_or(0, |before| lengths[before].end);
        let to = lengths.get(index + 1).map_or(tokens.len(), |next| next.first);
        let qualified = |first: usize, end: usize| {
            let before = end <= length.first && first >= from && length.first - end <= QUALIFIER_BEFORE;
            let after = first >= length.end && first - length.end < QUALIFIER_AFTER && end <= to;
            // The nearest before it counts, else the first after it.
            match (before, after) {
                (true, _) => Some(length.first - end),
                (false, true) => Some(QUALIFIER_BEFORE + first - length.end),
                (false, false) => None,
            }
        };
        let minimum = minima.iter().filter_map(|hit| qualified(hit.first, hit.end)).min();
        let maximum = maxima.iter().filter_map(|hit| qualified(hit.first, hit.end)).min();
        let kind = match (minimum, maximum) {
            (Some(minimum), Some(maximum)) if maximum < minimum => RetentionKind::Maximum,
            (Some(_), _) => RetentionKind::Minimum,
            (None, Some(_)) => RetentionKind::Maximum,
            (None, None) => RetentionKind::Fixed,
        };
        let event = event_after(clause, length.end, to, vocabularies).or_else(|| {
            if index == 0 {
                event_before(clause, from, length.first, vocabularies)
            } else {
                None
            }
        });
        let period = |kind, duration: &String| Period {
            kind,
            duration: Some(duration.clone()),
            event: event.clone(),
            text: text.clone(),
        };
        match &length.longest {
            Some(longest) => {
                periods.push(period(RetentionKind::Minimum, &length.iso));
                periods.push(period(RetentionKind::Maximum, longest));
            }
            None => periods.push(period(kind, &length.iso)),
        }
    }
    periods
}

/// "… after the end of employment": from the word that announces it; with a few words before it, all of the rest
/// ("asiakkuuden päättymisestä").
fn event_after(clause: &Clause<'_>, from: usize, to: usize, vocabularies: &[&Vocabulary]) -> Option<String> {
    // "4 years minimum from …": the qualifier is the period's.
    let from = [
        hit_at(vocabularies, |v| &v.minimum, &clause.tokens, from),
        hit_at(vocabularies, |v| &v.maximum, &clause.tokens, from),
    ]
    .into_iter()
    .flatten()
    .map(|hit| hit.end)
    .fold(from, usize::max)
    .min(to);
    let rest = &clause.tokens[from..to];
    let first = hits(vocabularies, |v| &v.events, rest).into_iter().next()?.first;
    let marked = rest[..first].iter().skip(1).any(Token::is_mark);
    let starts = if first <= 3 && !marked { 0 } else { first };
    // Before another period, what stands after the last comma belongs to that one.
    let more = to < clause.tokens.len();
    let comma = rest
        .iter()
        .rposition(|token| token.is(","))
        .filter(|comma| more && *comma > first);
    clause.written(from + starts, from + comma.unwrap_or(rest.len()))
}

/// "After the end of employment, 5 years": up to the comma, or the period itself.
fn event_before(clause: &Clause<'_>, from: usize, to: usize, vocabularies: &[&Vocabulary]) -> Option<String> {
    let rest = &clause.tokens[from..to];
    let hit = hits(vocabularies, |v| &v.events, rest).into_iter().next()?;
    let comma = rest[hit.end..]
        .iter()
        .position(|token| token.is(","))
        .map(|at| at + hit.end);
    let end = comma.unwrap_or(rest.len());
    // "deleted after 400 days": the word belongs to the period, it announces no event.
    let inner = &rest[hit.end..end];
    let qualifiers = hits(vocabularies, |v| &v.maximum, inner).len() + hits(vocabularies, |v| &v.minimum, inner).len();
    let words = inner
        .iter()
        .filter(|token| token.is_word())
        .count()
        .saturating_sub(qualifiers);
    if words == 0 || end - hit.first > EVENT_BEFORE {
        return None;
    }
    clause.written(from + hit.first, from + end)
}

fn criterion(clause: &Clause<'_>, vocabularies: &[&Vocabulary]) -> Option<Period> {
    let tokens = &clause.tokens;
    let formula = hits(vocabularies, |v| &v.as_necessary, tokens);
    let schedule = hits(vocabularies, |v| &v.schedules, tokens);
    let event = if let Some(hit) = formula.first() {
        clause.written(hit.first, tokens.len())
    } else if let Some(hit) = schedule.first() {
        clause.written(hit.first, hit.end)
    } else {
        // Where the word stands last ("asiakassuhteen ajan"), all of the clause.
        hits(vocabularies, |v| &v.events, tokens).first().and_then(|hit| {
            let ends = tokens[hit.end..].iter().all(Token::is_mark);
            clause.written(if ends { 0 } else { hit.first }, tokens.len())
        })
    };
    event.map(|event| Period {
        kind: RetentionKind::Criterion,
        duration: None,
        event: Some(event),
        text: clause.written(0, tokens.len()).unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::super::samples::vocabularies;
    use super::*;

    fn read(text: &str) -> Option<Retention> {
        let vocabularies = vocabularies(&["en", "fi", "es", "de"]);
        retention(text, &vocabularies.iter().collect::<Vec<_>>())
    }

    fn first(text: &str) -> (RetentionKind, Option<String>, Option<String>) {
        let retention = read(text).unwrap();
        (retention.kind, retention.duration, retention.event)
    }

    #[test]
    fn periods_with_their_events() {
        use RetentionKind::{Fixed, Maximum, Minimum};
        for (text, kind, duration, event) in [
            ("Data are kept for 10 years.", Fixed, "P10Y", None),
            (
                "six months after the end of employment",
                Fixed,
                "P6M",
                Some("after the end of employment"),
            ),
            (
                "5 vuotta asiakkuuden päättymisestä",
                Fixed,
                "P5Y",
                Some("asiakkuuden päättymisestä"),
            ),
            ("3 Jahre ab Jahresende", Fixed, "P3Y", Some("ab Jahresende")),
            (
                "for a maximum period of three months, after which it is deleted",
                Maximum,
                "P3M",
                Some("after which it is deleted"),
            ),
            ("5 year minimum", Minimum, "P5Y", None),
            ("permanently deleted after 400 days", Fixed, "P400D", None),
            ("nach spätestens 24 h", Maximum, "PT24H", None),
        ] {
            assert_eq!(
                first(text),
                (kind, Some(duration.to_string()), event.map(str::to_string)),
                "{text}"
            );
        }
    }

    #[test]
    fn criteria_where_no_period_is_stated() {
        let event = |text| first(text).2.unwrap();
        assert_eq!(
            event("Data are kept until consent is withdrawn."),
            "until consent is withdrawn"
        );
        assert_eq!(
            event("As long as necessary for the purpose"),
            "As long as necessary for the purpose"
        );
        assert_eq!(event("See the retention schedule of the office"), "retention schedule");
        assert_eq!(event("asiakassuhteen ajan"), "asiakassuhteen ajan");
        assert_eq!(first("toistaiseksi").0, RetentionKind::Indefinite);
        assert_eq!(read("The office keeps them."), None);
    }

    #[test]
    fn several_periods_are_all_kept() {
        let list = read("Accounts: until deletion\nLogs: 30 days\nInvoices: at least 6 years").unwrap();
        let read: Vec<_> = list
            .periods
            .iter()
            .map(|p| (p.kind, p.duration.as_deref(), p.text.as_str()))
            .collect();
        assert_eq!(
            read,
            [
                (RetentionKind::Criterion, None, "Accounts: until deletion"),
                (RetentionKind::Fixed, Some("P30D"), "Logs: 30 days"),
                (RetentionKind::Minimum, Some("P6Y"), "Invoices: at least 6 years"),
            ]
        );
        let range: Vec<_> = super::tests::read("12-18 months")
            .unwrap()
            .periods
            .iter()
            .map(|p| p.kind)
            .collect();
        assert_eq!(range, [RetentionKind::Minimum, RetentionKind::Maximum]);
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in "\\PC*|[0-9 a-z();.,\n-]*(years|until|indefinitely)[ a-z()]*") {
            if let Some(retention) = read(&text) {
                for iso in retention.periods.iter().filter_map(|p| p.duration.as_ref()).chain(&retention.duration) {
                    prop_assert!(iso.parse::<jiff::Span>().is_ok(), "{}", iso);
                }
            }
        }
    }
}
