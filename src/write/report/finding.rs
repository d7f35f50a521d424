//! One finding, as every format tells it.

use serde::Serialize;

use super::shown;
use crate::audit::{fingerprint, fingerprint_in_file};
use crate::record::{Baseline, Gap, Ignored, Provenance, Record, Severity, Span, is_open};

/// A quote longer than this is cut: the record has all of it.
const LONGEST_QUOTE: usize = 300;

/// One gap of a record. Its texts are those of one line, without characters that a terminal obeys.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::write) struct Finding {
    pub(in crate::write) code: String,
    pub(in crate::write) severity: Severity,
    /// Field id.
    pub(in crate::write) field: String,
    /// With what was said of it before, where it fails nothing.
    pub(in crate::write) message: String,
    pub(in crate::write) law: String,
    /// Where it shows; nothing for what is nowhere.
    pub(in crate::write) place: Option<Place>,
    /// The words that it rests on; of a contradiction both sides.
    pub(in crate::write) quotes: Vec<Quote>,
    /// The same from one run to the next.
    pub(in crate::write) fingerprint: String,
    /// Which one it is of those of its document with the same fingerprint, 1-based.
    pub(in crate::write) occurrence: usize,
    /// Whether a baseline knows it, where there is one.
    pub(in crate::write) baseline: Option<Baseline>,
    /// Why it is set aside.
    pub(in crate::write) ignored: Option<Ignored>,
}

/// Words of a document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(in crate::write) struct Quote {
    pub(in crate::write) text: String,
    /// Field id that they stand under.
    pub(in crate::write) field: String,
    /// Id of the record that they stand in, where it is another one of the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::write) record: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::write) place: Option<Place>,
}

/// A page or lines, 1-based.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub(in crate::write) struct Place {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::write) page: Option<u32>,
    /// First and last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::write) lines: Option<(u32, u32)>,
}

impl Finding {
    /// Of a record.
    pub(super) fn new(record: &Record, gap: &Gap) -> Finding {
        Finding {
            quotes: quotes(record, gap),
            fingerprint: fingerprint(record, gap),
            ..Finding::in_file(gap)
        }
    }

    /// Of a file itself.
    pub(super) fn in_file(gap: &Gap) -> Finding {
        Finding {
            code: gap.code.clone(),
            severity: gap.severity,
            field: gap.field.clone(),
            message: shown(&format!("{}{}", gap.message, said_before(gap))),
            law: shown(&gap.law),
            place: gap.provenance.as_ref().map(Place::from),
            quotes: Vec::new(),
            fingerprint: fingerprint_in_file(gap),
            occurrence: 1,
            baseline: gap.baseline,
            ignored: gap.ignored.clone(),
        }
    }

    /// It waits for somebody; others are told and fail nothing.
    pub(in crate::write) fn is_open(&self) -> bool {
        is_open(self.ignored.as_ref(), self.baseline)
    }

    /// Where it stands, in a word.
    pub(in crate::write) fn standing(&self) -> &'static str {
        match (&self.ignored, self.baseline) {
            (Some(_), _) => "ignored",
            (None, Some(Baseline::Known)) => "known",
            (None, Some(Baseline::New)) => "new",
            (None, None) => "open",
        }
    }

    /// Its quotes as one text; empty for what rests on silence.
    pub(in crate::write) fn quote(&self) -> String {
        let quotes: Vec<&str> = self.quotes.iter().map(|quote| quote.text.as_str()).collect();
        quotes.join(" … ")
    }
}

/// What was said of a gap before, in words.
fn said_before(gap: &Gap) -> String {
    match (&gap.ignored, gap.baseline) {
        (Some(Ignored { reason, owner, .. }), _) => {
            let owner = owner.as_ref().map(|owner| format!(", {owner}")).unwrap_or_default();
            format!(" (ignored: {reason}{owner})")
        }
        (None, Some(Baseline::Known)) => " (known before)".to_owned(),
        (None, _) => String::new(),
    }
}

/// The evidence that a gap gives; else all that stands under its field.
fn quotes(record: &Record, gap: &Gap) -> Vec<Quote> {
    let of_gap = gap.evidence.iter().map(|quote| Quote {
        text: cut(&shown(&quote.text), LONGEST_QUOTE),
        field: quote.field.clone(),
        record: quote.record.clone(),
        place: quote.provenance.as_ref().map(Place::from),
    });
    let stated = record.fields.get(&gap.field).map(|field| shown(&field.text));
    let stated = stated.filter(|text| gap.provenance.is_some() && !text.is_empty());
    let of_field = stated.filter(|_| gap.evidence.is_empty()).map(|text| Quote {
        text: cut(&text, LONGEST_QUOTE),
        field: gap.field.clone(),
        record: None,
        place: gap.provenance.as_ref().map(Place::from),
    });
    of_gap.chain(of_field).collect()
}

impl Place {
    /// `path:line`, which editors and terminals open, or the page.
    pub(in crate::write) fn in_file(self, path: &str) -> String {
        match (self.page, self.lines) {
            (Some(page), _) => format!("{path}, page {page}"),
            (None, Some((line, _))) => format!("{path}:{line}"),
            (None, None) => path.to_owned(),
        }
    }
}

impl From<&Provenance> for Place {
    fn from(provenance: &Provenance) -> Place {
        Place {
            page: provenance.page,
            lines: provenance.lines,
        }
    }
}

impl From<Span> for Place {
    fn from(span: Span) -> Place {
        Place {
            page: span.pages.map(|(first, _)| first),
            lines: span.lines,
        }
    }
}

/// Text of at most so many characters, with an ellipsis where something is lost.
pub(in crate::write) fn cut(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}
