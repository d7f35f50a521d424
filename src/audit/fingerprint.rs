//! What a finding is known by from one run to the next.

use sha2::{Digest, Sha256};

use crate::record::{Gap, Record};

/// 32 hexadecimal digits, made from the code, the field, the record's own name and what stands there, and from no line,
/// page or path: a finding stays the same one while the document around it is edited, moved or saved in another format.
///
/// Two findings of one file may have the same one, where records have neither title nor number and are alike.
pub fn fingerprint(record: &Record, gap: &Gap) -> String {
    let text = |field: &str| record.fields.get(field).map_or("", |field| field.text.as_str());
    let mut parts = vec![gap.code.as_str(), &gap.field, text("reference_number"), text("title")];
    match gap.evidence.is_empty() {
        true if gap.provenance.is_some() => parts.push(text(&gap.field)),
        true => {}
        false => parts.extend(gap.evidence.iter().map(|quote| quote.text.as_str())),
    }
    hashed(&parts)
}

/// Of a finding on a file itself, which no record tells apart: from the code and its sentence.
pub fn fingerprint_in_file(gap: &Gap) -> String {
    hashed(&[&gap.code, &gap.message])
}

fn hashed(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(folded(part));
        // Without an end to each, "ab" + "c" would be "a" + "bc".
        hash.update([0]);
    }
    hash.finalize()
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Line breaks and letter case are the form of a text, and change when a document is saved in another format.
pub(crate) fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
