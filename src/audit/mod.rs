//! [`Record`] → its findings: what the law asks for and the record does not give (`presence`), and what stands there
//! but would make an auditor ask (`checks`).

mod checks;
mod codes;
pub(crate) mod fingerprint;
mod presence;
mod regime;
pub mod review;

use crate::document::Line;
use crate::mapping::Mapping;
use crate::record::Record;
use crate::rules::Rules;

pub use codes::{CODES, Code};
pub use fingerprint::{fingerprint, fingerprint_in_file};

/// What a user may ask of the audit.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    /// Id of the regime to hold the record against; otherwise the document tells.
    pub regime: Option<&'a str>,
    /// The day on which ages are judged; none are without it, for the same input must give the same output.
    pub as_of: Option<jiff::civil::Date>,
}

/// Holds a record against its regime: the one asked for, else the one that the document speaks for.
pub fn audit(
    mut record: Record,
    mapping: &Mapping<'_>,
    shared: Option<&Mapping<'_>>,
    asked: Asked<'_>,
    rules: &Rules,
) -> Record {
    if let Some((regime, why)) = regime::decide(mapping, shared, &record, asked.regime, rules) {
        record.gaps = presence::gaps(&record, regime, rules);
        record.regime = Some(crate::record::Regime {
            id: regime.id.clone(),
            why,
        });
        let parts = shared.into_iter().chain([mapping]);
        let opening: Vec<&Line> = parts.flat_map(|mapping| &mapping.opening).collect();
        let found = checks::of_record(&checks::Subject {
            record: &record,
            regime,
            opening: &opening,
            as_of: asked.as_of,
            rules,
            texts: &checks::Texts::of(&record),
        });
        record.gaps.extend(found);
    }
    record
}

/// Holds the records of one file against each other; each has been audited by itself.
pub fn across(records: &mut [Record], rules: &Rules) {
    checks::of_register(records, rules);
}
