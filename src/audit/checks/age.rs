//! C038: how old a record is on the day that the user names.

use jiff::civil::Date;

use super::look::{Finding, Look};
use crate::record::{Severity, Value};

const FIELD: &str = "last_update";
/// Years after which a look at the record is due.
const DUE: i16 = 2;
/// Years after which it was due long ago.
const OVERDUE: i16 = 4;

/// The last update is years ago, or still to come.
pub(super) fn out_of_date(look: &Look<'_>) -> Vec<Finding> {
    let (Some(today), Some(field)) = (look.as_of, look.stated(FIELD)) else {
        return Vec::new();
    };
    let Some(Value::Date(date)) = &field.value else {
        return Vec::new();
    };
    let Some(updated) = latest(&date.date) else {
        return Vec::new();
    };
    let years =
        today.year() - updated.year() - i16::from((today.month(), today.day()) < (updated.month(), updated.day()));
    let finding = Finding::on(look, FIELD).quote(look, FIELD);
    if updated > today {
        return vec![
            finding
                .detail(format!("{} is after {today}", date.date))
                .severity(Severity::Warning),
        ];
    }
    match years {
        OVERDUE.. => vec![
            finding
                .detail(format!("{years} years before {today}"))
                .severity(Severity::Warning),
        ],
        DUE.. => vec![finding.detail(format!("{years} years before {today}"))],
        _ => Vec::new(),
    }
}

/// The last day that a date as precise as written can mean.
fn latest(written: &str) -> Option<Date> {
    match written.len() {
        4 => format!("{written}-12-31").parse().ok(),
        7 => format!("{written}-01").parse::<Date>().ok().map(Date::last_of_month),
        _ => written.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::latest;

    #[test]
    fn a_year_may_mean_its_last_day() {
        let day = |written| latest(written).map(|date| date.to_string());
        assert_eq!(day("2024").as_deref(), Some("2024-12-31"));
        assert_eq!(day("2024-02").as_deref(), Some("2024-02-29"));
        assert_eq!(day("2024-02-03").as_deref(), Some("2024-02-03"));
    }
}
