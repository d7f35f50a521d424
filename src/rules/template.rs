//! Forms that many organisations fill in, ready for use.

use super::FieldId;
use super::check::{self, Names};
use super::error::Errors;
use super::file::TemplateFile;
use super::fold::fold;
use super::language::folded;
use super::load::Source;
use super::openings::Openings;

/// A form.
#[derive(Debug, Clone)]
pub struct Template {
    /// The file's name.
    pub id: String,
    /// Its name, for people.
    pub name: String,
    /// Who publishes it, and where it was read.
    pub source: String,
    /// The regime that a document on this form is held against.
    pub regime: Option<String>,
    /// The language that its headings are in.
    pub language: String,
    /// A document is on this form when at least this many of its headings are there.
    pub at_least: usize,
    /// Sentences or titles that name the form, folded: one of them is enough.
    pub signs: Vec<String>,
    /// Its headings, in the form's order.
    pub headings: Vec<TemplateHeading>,
    /// Places in `headings` by their folded texts.
    by_text: Openings<usize>,
    /// The form's own instructions and captions, folded: never a value.
    pub instructions: Openings<()>,
}

/// A heading of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateHeading {
    /// As printed, without its number.
    pub text: String,
    /// In the one spelling that headings are compared in.
    pub folded: String,
    /// The fields that it asks for, the primary one first.
    pub fields: Vec<FieldId>,
    /// Its rule, for provenance: `templates/edps-record.toml#heading[3]`, counted from 0.
    pub rule: String,
}

impl Template {
    /// The headings that begin with a word, in the form's order.
    pub fn headings_from(&self, word: &str) -> impl Iterator<Item = &TemplateHeading> {
        let places = self.by_text.beginning_with(word);
        places.iter().map(|(_, place)| &self.headings[*place])
    }

    /// The headings that a folded text is, or goes on from behind a space, in the form's order.
    pub fn headings_opening(&self, text: &str) -> impl Iterator<Item = &TemplateHeading> {
        self.by_text.of(text).map(|(_, place)| &self.headings[*place])
    }

    /// Whether a title or sentence, as [`fold::words`](super::fold::words) gives it, names this form.
    pub fn is_signed_by(&self, words: &str) -> bool {
        let text = format!(" {words} ");
        self.signs.iter().any(|sign| text.contains(&format!(" {sign} ")))
    }
}

/// Compiles a template from its layers, the binary's first; notes every error.
pub(super) fn compile(layers: &[Source], names: &Names, errors: &mut Errors) -> Option<Template> {
    let mut template: Option<Template> = None;
    for source in layers {
        let Some(file) = errors.parse::<TemplateFile>(source) else {
            continue;
        };
        check::own_id(source, &file.id, errors);
        names.language(source, &file.language, errors);
        if let Some(regime) = &file.regime {
            names.regime(source, regime, errors);
        }
        let earlier = template.take();
        let mut next = Template {
            id: file.id.into_inner(),
            name: file.name,
            source: file.source,
            regime: file.regime.map(|regime| regime.into_inner()),
            language: file.language.into_inner(),
            at_least: file.at_least,
            signs: folded(source, &file.signs, errors),
            headings: Vec::new(),
            by_text: Openings::default(),
            instructions: Openings::default(),
        };
        for (index, heading) in file.heading.iter().enumerate() {
            let text = heading.phrase.get_ref().clone();
            let fields = heading
                .fields
                .iter()
                .filter_map(|id| names.field(source, id, errors))
                .collect();
            let rule = format!("{}#heading[{index}]", source.path);
            next.headings.push(TemplateHeading {
                folded: fold(&text),
                text,
                fields,
                rule,
            });
        }
        if let Some(earlier) = earlier {
            next.signs.splice(0..0, earlier.signs);
            next.headings.splice(0..0, earlier.headings);
            next.instructions = earlier.instructions;
            next.regime = next.regime.or(earlier.regime);
        }
        let instructions = folded(source, &file.instructions, errors);
        next.instructions
            .extend(instructions.into_iter().map(|text| (text, ())));
        let texts = next.headings.iter().map(|heading| heading.folded.clone());
        next.by_text.extend(texts.zip(0..));
        template = Some(next);
    }
    template
}
