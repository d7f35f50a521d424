//! C001 to C005: whether a retention text gives a period, one period, a period of retention, and an end.

use super::look::{Finding, Look};
use crate::record::{Field, Period, Retention, RetentionKind, Value};

const FIELD: &str = "retention";

/// C001: no period, no event and no schedule. What only says "as long as necessary" is for C002.
pub(super) fn without_period(look: &Look<'_>) -> Vec<Finding> {
    if !look.speaks("criteria") {
        return Vec::new();
    }
    let Some(field) = look.stated(FIELD) else {
        return Vec::new();
    };
    if field.value.is_some() || look.has("criteria", &field.text) || only_as_necessary(look, field) {
        return Vec::new();
    }
    vec![Finding::on(look, FIELD).quote(look, FIELD)]
}

/// C002: the formula of necessity, and nothing that a person could count by.
pub(super) fn as_necessary(look: &Look<'_>) -> Vec<Finding> {
    let stated = look.stated(FIELD).filter(|field| only_as_necessary(look, field));
    stated
        .map(|_| Finding::on(look, FIELD).quote(look, FIELD))
        .into_iter()
        .collect()
}

/// C003: for ever, and also for a time; or at most less than at least.
pub(super) fn contradictory(look: &Look<'_>) -> Vec<Finding> {
    let Some(field) = look.stated(FIELD) else {
        return Vec::new();
    };
    let periods = periods(field);
    let of = |kind| periods.iter().find(move |period| period.kind == kind);
    let timed = |period: &&Period| period.duration.is_some() || period.kind == RetentionKind::Fixed;
    let pair = match of(RetentionKind::Indefinite) {
        Some(forever) => periods.iter().find(timed).map(|limited| (forever, limited)),
        None => None,
    };
    let pair = pair.or_else(|| {
        let (least, most) = (of(RetentionKind::Minimum)?, of(RetentionKind::Maximum)?);
        (months(least)? > months(most)?).then_some((least, most))
    });
    let Some((one, other)) = pair else {
        return Vec::new();
    };
    // Different times for different data contradict nothing.
    if [one, other].iter().any(|period| !look.has("general", &period.text)) {
        return Vec::new();
    }
    let mut finding = Finding::on(look, FIELD);
    for period in [one, other] {
        if let Some(at) = field.text.find(&period.text) {
            finding = finding.quote_at(FIELD, field, at..at + period.text.len());
        }
    }
    vec![finding]
}

/// C004: the times are those of a breach notice or of an answer to a request.
pub(super) fn about_something_else(look: &Look<'_>) -> Vec<Finding> {
    if !look.speaks("keeping") {
        return Vec::new();
    }
    let Some(field) = look.stated(FIELD) else {
        return Vec::new();
    };
    let hits = look.find("other_times", &field.text);
    let Some(first) = hits.first() else {
        return Vec::new();
    };
    if look.has("keeping", &field.text) {
        return Vec::new();
    }
    vec![Finding::on(look, FIELD).quote_at(FIELD, field, first.at.clone())]
}

/// C005: only how long at least, never how long at most or when it is deleted.
pub(super) fn only_minimum(look: &Look<'_>) -> Vec<Finding> {
    if !look.speaks("deletion") {
        return Vec::new();
    }
    let Some(field) = look.stated(FIELD) else {
        return Vec::new();
    };
    let periods = periods(field);
    let of = |kind| periods.iter().filter(move |period| period.kind == kind).count();
    // Where most of them are minimums, the odd time without a word is one too.
    let minimums = 2 * of(RetentionKind::Minimum) > periods.len() && of(RetentionKind::Maximum) == 0;
    if !minimums || look.has("deletion", &field.text) {
        return Vec::new();
    }
    vec![Finding::on(look, FIELD).quote(look, FIELD)]
}

fn only_as_necessary(look: &Look<'_>, field: &Field) -> bool {
    let necessary = look.knows(|vocabulary| &vocabulary.as_necessary, &field.text);
    let counted = matches!(&field.value, Some(Value::Retention(retention)) if is_counted(look, retention));
    necessary && !counted
}

/// A time, an event or a schedule stands there; the formula itself is no event.
fn is_counted(look: &Look<'_>, retention: &Retention) -> bool {
    let event = |event: &String| !look.knows(|vocabulary| &vocabulary.as_necessary, event);
    let first = retention.duration.is_some() || retention.event.as_ref().is_some_and(event);
    let settled = matches!(retention.kind, RetentionKind::None | RetentionKind::Indefinite);
    let any = |period: &Period| period.duration.is_some() || period.event.as_ref().is_some_and(event);
    first || settled || retention.periods.iter().any(any)
}

/// The stated periods; of a single one, the value itself.
pub(super) fn periods(field: &Field) -> Vec<Period> {
    let Some(Value::Retention(retention)) = &field.value else {
        return Vec::new();
    };
    if !retention.periods.is_empty() {
        return retention.periods.clone();
    }
    vec![Period {
        kind: retention.kind,
        duration: retention.duration.clone(),
        event: retention.event.clone(),
        text: field.text.clone(),
    }]
}

/// A period's length in months, near enough to compare two of them.
pub(super) fn months(period: &Period) -> Option<i64> {
    let span: jiff::Span = period.duration.as_deref()?.parse().ok()?;
    let days = i64::from(span.get_days()) + 7 * i64::from(span.get_weeks());
    Some(12 * i64::from(span.get_years()) + i64::from(span.get_months()) + days / 30)
}
