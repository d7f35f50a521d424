//! ropex reads the documents in which organisations record how they process personal data, in any layout, and gives
//! normalized records and a gap report.
//!
//! Data flows one way, a type at each boundary: [`read`] gives a [`Document`], [`outline`] its
//! headings, labels and tables, [`segment`] the parts that are one record each, [`language`] their languages,
//! [`mapping`] claims of text on fields, [`normalize`] a [`Record`](record::Record), [`audit`] its gaps. [`process`] is
//! that flow. What headings and values look like is no code but [`rules`].

pub mod audit;
pub mod batch;
pub mod cli;
pub mod diff;
pub mod document;
mod inspect;
pub mod isolate;
pub mod judge;
pub mod language;
pub mod mapping;
pub mod normalize;
pub mod outcome;
pub mod outline;
pub mod pages;
pub mod read;
pub mod record;
pub mod rules;
pub mod segment;
pub mod write;

pub use inspect::{Stage, inspect};

use document::Document;
use outcome::{Extraction, Source};
use rules::Rules;

/// What a user may ask of the stages.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Id of the regime to hold every record against; otherwise each document tells.
    pub regime: Option<String>,
    /// The day on which the age of a record is judged; none is judged without it.
    pub as_of: Option<jiff::civil::Date>,
    /// Give the text as read along with the records, for a report that shows it.
    pub text: bool,
}

/// One document through all stages after reading.
pub fn process(source: &Source, document: &Document, rules: &Rules, options: &Options) -> Extraction {
    let outline = outline::outline(document);
    let segments = segment::segment(&outline, rules);
    let titles = mapping::Titles {
        metadata: outline.title.as_deref(),
        running: &outline.running,
    };
    let map = |part, shared| {
        mapping::map(
            &language::tag(part, document.language.as_deref(), rules),
            shared,
            titles,
            rules,
        )
    };
    let count = segments.records.len();
    let shared = (count > 1).then(|| map(&segments.shared, None));
    let dates = normalize::date_order(document);
    let mut records = Vec::with_capacity(count);
    for (index, part) in (1..).zip(&segments.records) {
        let mapping = map(part, shared.as_ref());
        let whole = normalize::Whole { source, count, dates };
        let record = normalize::normalize(&mapping, whole, index, rules);
        records.push(audit::audit(
            record,
            &mapping,
            shared.as_ref(),
            audit::Asked {
                regime: options.regime.as_deref(),
                as_of: options.as_of,
            },
            rules,
        ));
    }
    audit::across(&mut records, rules);
    Extraction {
        records,
        findings: Vec::new(),
        text: options.text.then(|| document.text.clone()),
    }
}
