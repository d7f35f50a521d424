//! Which field a heading in words of its own asks for, told by how the question begins: "Why do we film the square?",
//! "How long until we forget you".

use super::fold::{fold, quoted, words};
use super::vocabulary::token::tokens;
use super::{Found, Scope, Sentence};
use crate::record::Evidence;

/// A question of more words than this is an instruction or a sentence.
const LONGEST: usize = 16;

impl<'r> Scope<'r> {
    /// The field whose question a heading opens with, as far as it names no document: "Why this notice?" asks for none.
    pub fn asked(&self, heading: &str) -> Option<Found<'r>> {
        if heading.split_whitespace().count() > LONGEST {
            return None;
        }
        let asked = words(&quoted(heading));
        let tokens = tokens(&asked);
        let found = self.languages.iter().find_map(|language| {
            let hit = |at: usize| Some(&language.questions[*language.asking().at(&tokens, at)?.meaning]);
            let opening = hit(0)?;
            let denied = language.denied(&fold(heading));
            let meant = |question: &&Sentence| question.fields.first().is_some_and(|field| !denied.contains(field));
            let question = |at: usize| hit(at).filter(meant);
            let first = Some(opening).filter(meant)?;
            let mut fields = first.fields.clone();
            // "What we keep and for how long": a second question after the first.
            let second = (2..tokens.len()).filter(|&at| language.and.contains(&tokens[at - 1].text));
            for question in second.filter_map(question) {
                fields.extend(question.fields.iter().filter(|field| !first.fields.contains(field)));
            }
            Some(Found {
                fields,
                rule: &first.rule,
                evidence: Evidence::Similar,
                weak: false,
                language: &language.code,
            })
        })?;
        let padded = format!(" {asked} ");
        let mut titles = self.languages.iter().flat_map(|language| &language.documents);
        (!titles.any(|(_, title)| padded.contains(&format!(" {title} ")))).then_some(found)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::rules::{Rules, Scope};

    #[test]
    fn the_opening_of_a_question_tells_its_field() {
        let rules = Rules::embedded().unwrap();
        let asked = |code: &str, heading: &str| {
            let scope = Scope::new(&rules, None, vec![rules.language(code).unwrap()], []);
            let fields = scope.asked(heading).map(|found| found.fields).unwrap_or_default();
            let ids: Vec<&str> = fields.iter().map(|&field| rules.field(field).id.as_str()).collect();
            ids.join(",")
        };
        assert_eq!(asked("en", "3. How long until we forget you?"), "retention");
        assert_eq!(asked("fr", "Pourquoi comptons-nous les visiteurs ?"), "purposes");
        assert_eq!(asked("fr", "D'où viennent vos photos ?"), "data_sources");
        assert_eq!(asked("hu", "Milyen adatokat kérünk a tagságihoz?"), "personal_data");
        assert_eq!(
            asked("it", "Perché lo chiediamo, e su quale base"),
            "purposes,legal_basis"
        );
        assert_eq!(
            asked("et", "Milleks me pilte kasutame ja mis alusel"),
            "purposes,legal_basis"
        );
        assert_eq!(asked("en", "Why do we have this privacy notice for your data?"), "");
        assert_eq!(asked("en", "Opening hours: how long"), "");
    }
}
