//! Normalized values in words: what it is, and what it is said to be.

use crate::record::{Party, Precision, Retention, RetentionKind, Value};

type Words = (&'static str, String);

pub(super) fn words(value: &Value) -> Vec<Words> {
    match value {
        Value::Date(date) => {
            let doubt = match date.precision {
                Precision::Ambiguous => " (day and month could be the other way round)",
                _ => "",
            };
            vec![("date", format!("{}{doubt}", date.date))]
        }
        Value::Retention(retention) => self::retention(retention),
        Value::Parties(parties) => parties
            .parties
            .iter()
            .map(|party| ("party", self::party(party)))
            .collect(),
        Value::Transfers(transfers) => {
            let mut words = answer(transfers.answer);
            words.extend(list("countries", &transfers.countries));
            words
        }
        Value::LegalBases(bases) => list("legal basis", &bases.codes),
        Value::Rights(rights) => list("rights", &rights.rights),
        Value::Answer(stated) => answer(stated.answer),
    }
}

fn retention(retention: &Retention) -> Vec<Words> {
    let one = |kind, duration: &Option<String>, event: &Option<String>| {
        let parts = [Some(self::kind(kind)), duration.as_deref(), event.as_deref()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    if retention.periods.is_empty() {
        let words = one(retention.kind, &retention.duration, &retention.event);
        return vec![("period", words)];
    }
    let periods = retention.periods.iter();
    periods
        .map(|period| ("period", one(period.kind, &period.duration, &period.event)))
        .collect()
}

fn kind(kind: RetentionKind) -> &'static str {
    match kind {
        RetentionKind::Fixed => "fixed",
        RetentionKind::Minimum => "at least",
        RetentionKind::Maximum => "at most",
        RetentionKind::Criterion => "by a criterion",
        RetentionKind::Indefinite => "for ever, or with no end stated",
        RetentionKind::None => "not kept",
    }
}

fn party(party: &Party) -> String {
    let parts = [
        &party.name,
        &party.role,
        &party.org,
        &party.address,
        &party.email,
        &party.phone,
        &party.url,
    ];
    let stated: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    stated.join(", ")
}

fn answer(answer: Option<bool>) -> Vec<Words> {
    answer
        .map(|yes| ("answer", if yes { "yes" } else { "no" }.to_owned()))
        .into_iter()
        .collect()
}

fn list(name: &'static str, items: &[String]) -> Vec<Words> {
    match items.is_empty() {
        true => Vec::new(),
        false => vec![(name, items.join(", "))],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_says_what_is_stated_and_nothing_else() {
        let retention = Retention {
            kind: RetentionKind::Maximum,
            duration: Some("P5Y".to_owned()),
            event: None,
            periods: Vec::new(),
        };
        assert_eq!(
            words(&Value::Retention(retention)),
            [("period", "at most, P5Y".to_owned())]
        );
        let party = Party {
            org: Some("Tool shed".to_owned()),
            email: Some("a@example.org".to_owned()),
            ..Party::default()
        };
        assert_eq!(self::party(&party), "Tool shed, a@example.org");
    }
}
