//! Tagged part → claims: this text under this heading is that field, by that rule.
//!
//! Every claim is kept, also a second one on the same field; it is for the stages after this to see that they conflict.
//! What no rule knows stays unmapped, with the fields that it comes near to: a wrong field is worse than none.

mod aside;
mod columns;
mod dated;
mod doubts;
mod instructions;
mod labels;
mod likely;
mod template;
mod title;
mod told;
mod walk;

use serde::Serialize;

use crate::document::{Block, Line};
use crate::language::Tagged;
use crate::record::{self, Evidence};
use crate::rules::{FieldId, Rules, Scope, Template};

/// The claims of one part.
#[derive(Debug, Clone)]
pub struct Mapping<'r> {
    /// The language of the part.
    pub language: record::Language,
    /// Languages whose rules apply, the likeliest first.
    pub languages: Vec<&'r crate::rules::Language>,
    /// The form that it follows.
    pub template: Option<&'r Template>,
    /// In document order; then what was told by dates, sentences and titles, and what is inherited from outside the part.
    pub claims: Vec<Claim<'r>>,
    /// Headings that no rule knows.
    pub unmapped: Vec<Section<'r>>,
    /// What the part covers.
    pub covers: record::Span,
    /// Title lines and legal sentences before the first claim: they tell the kind of document.
    pub opening: Vec<Line>,
}

/// A claim: this text is that field.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Claim<'r> {
    /// The primary field first; the text is shared with the others.
    pub fields: Vec<FieldId>,
    /// The heading or label; none where the text itself told.
    pub heading: Option<Line>,
    /// The text.
    pub blocks: Vec<Block>,
    /// The rule.
    pub rule: &'r str,
    /// How the rule found it.
    pub evidence: Evidence,
    /// Its phrase is a weak one.
    pub weak: bool,
    /// It stands outside the part, once for several.
    pub inherited: bool,
    /// Headings with fields of their own stand below it: with no text of its own it is but their title.
    pub parent: bool,
}

/// What stands under a heading that no rule knows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Section<'r> {
    /// The heading.
    pub heading: Line,
    /// The text.
    pub blocks: Vec<Block>,
    /// Fields that the heading comes near to, and their phrases.
    pub nearest: Vec<(FieldId, &'r str)>,
    /// The heading is a label: nothing under it means that nothing is stated.
    pub label: bool,
}

/// Finds what each text of a part is. `shared` is the mapping of what stands once for all parts; `titles` are those that
/// stand outside the text.
pub fn map<'r>(tagged: &Tagged<'r>, shared: Option<&Mapping<'r>>, titles: Titles<'_>, rules: &'r Rules) -> Mapping<'r> {
    let template = template::recognise(tagged, rules).or_else(|| shared.and_then(|shared| shared.template));
    let scope = Scope::new(rules, template, tagged.main.clone(), tagged.others.iter().copied());
    let walk::Walked {
        mut claims,
        mut unmapped,
        opening,
        first_heading,
        unplaced,
    } = walk::walk(&tagged.part.nodes, &scope, rules);
    dated::close(&scope, rules, &mut claims, &mut unmapped, unplaced);
    aside::claim(&mut claims, &scope, rules);
    dated::claim(&opening, &scope, rules, &mut claims);
    // Titles of a file with several records are no record's own.
    let of_file = shared.is_none().then_some(title::OfFile {
        titles,
        first_heading: first_heading.as_ref(),
    });
    title::claim(tagged, &opening, of_file, &scope, rules, &mut claims);
    if let Some(shared) = shared {
        let own: Vec<FieldId> = claims.iter().flat_map(|claim| claim.fields.clone()).collect();
        let inherits = |claim: &&Claim<'r>| {
            claim.fields.iter().any(|field| !own.contains(field)) && rules.field(claim.fields[0]).inherits
        };
        claims.extend(shared.claims.iter().filter(inherits).map(|claim| {
            let fields = claim
                .fields
                .iter()
                .copied()
                .filter(|field| !own.contains(field))
                .collect();
            Claim {
                inherited: true,
                fields,
                ..claim.clone()
            }
        }));
    }
    Mapping {
        language: tagged.language.clone(),
        languages: tagged.main.clone(),
        template,
        claims,
        unmapped,
        covers: tagged.part.covers,
        opening,
    }
}

/// Titles from outside the text: of the file's metadata, and running heads.
#[derive(Debug, Clone, Copy, Default)]
pub struct Titles<'a> {
    /// The title that the file's metadata give.
    pub metadata: Option<&'a str>,
    /// Running heads and feet.
    pub running: &'a [Line],
}
