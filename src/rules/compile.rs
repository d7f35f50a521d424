//! Turns the texts of rule files into rules, or into all their errors.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::check::{self, Names};
use super::error::Errors;
use super::file::FieldsFile;
use super::load::Sources;
use super::{Field, FieldId, Rules, language, regime, template};

/// Compiles all rules; every file is read to its end, so that one run shows all that is wrong.
pub(super) fn compile(sources: &Sources) -> Result<Rules, Errors> {
    let mut errors = Errors::default();
    check::places(sources, &mut errors);
    let (fields, ids) = fields(sources, &mut errors);
    let names = Names::new(ids, sources);
    let languages = sources
        .folder("languages")
        .filter_map(|layers| language::compile(layers, &names, &mut errors))
        .collect();
    let templates = sources
        .folder("templates")
        .filter_map(|layers| template::compile(layers, &names, &mut errors))
        .collect();
    let regimes = regime::compile(sources.folder("regimes"), &names, &mut errors);
    errors.or(Rules {
        fields,
        languages,
        templates,
        regimes,
        hash: hash(sources),
    })
}

fn fields(sources: &Sources, errors: &mut Errors) -> (Vec<Field>, BTreeMap<String, FieldId>) {
    let mut fields = Vec::new();
    let mut ids = BTreeMap::new();
    let layers = sources.rules.get("fields.toml").map_or(&[][..], Vec::as_slice);
    for source in layers {
        let Some(file) = errors.parse::<FieldsFile>(source) else {
            continue;
        };
        for entry in file.field {
            let (span, id) = (entry.id.span(), entry.id.into_inner());
            let Ok(index) = u16::try_from(fields.len()) else {
                continue;
            };
            if ids.insert(id.clone(), FieldId(index)).is_some() {
                errors.at(source, span, format!("field `{id}` is there twice"));
            }
            fields.push(Field {
                id,
                label: entry.label,
                meaning: entry.meaning,
                value_type: entry.value_type,
                none: entry.none,
                place: entry.place,
                inherits: entry.inherits,
                dpv: entry.dpv,
            });
        }
    }
    (fields, ids)
}

/// Of paths and texts; a file's length stands before it, so that no two sets of files look alike.
fn hash(sources: &Sources) -> String {
    let mut hasher = Sha256::new();
    for source in sources.rules.values().flatten() {
        for part in [source.path.as_bytes(), source.text.as_bytes()] {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
    }
    hasher
        .finalize()
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
