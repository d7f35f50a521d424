#![allow(clippy::unwrap_used)]

use crate::record::Evidence;
use crate::rules::{Rules, Scope};

/// The fields that a heading asks for word for word, in a document of these languages: their ids joined by commas.
fn exactly(rules: &Rules, codes: &[&str], heading: &str) -> String {
    let languages = codes.iter().map(|code| rules.language(code).unwrap()).collect();
    let found = Scope::new(rules, None, languages, []).exact(heading);
    let fields = found.map_or(Vec::new(), |found| found.fields);
    let ids: Vec<&str> = fields.iter().map(|&field| rules.field(field).id.as_str()).collect();
    ids.join(",")
}

#[test]
fn a_label_run_together_from_two_languages_names_what_both_name() {
    let rules = Rules::embedded().unwrap();
    let of = |heading: &str| exactly(&rules, &["fi"], heading);
    assert_eq!(of("Säilytysaika Lagringstid"), "retention");
    // The other order, and a half of several words.
    assert_eq!(of("Ändamål med behandlingen Käsittelyn tarkoitus"), "purposes");
    // The halves name different fields.
    assert_eq!(of("Säilytysaika Mottagare"), "");
    // Neither half is in the document's language.
    assert_eq!(exactly(&rules, &["el"], "Säilytysaika Lagringstid"), "");
    // Both halves are in one language: two labels, or a heading in words of its own.
    assert_eq!(of("Säilytysaika Säilytysaika"), "");
    // Words too short to be sure of their language.
    assert_eq!(of("Tarkoitus mål"), "");
}

#[test]
fn a_label_is_known_before_its_explanation() {
    let rules = Rules::embedded().unwrap();
    let of = |heading: &str| exactly(&rules, &["en"], heading);
    assert_eq!(of("Recipients of the data Who has access to them?"), "recipients");
    assert_eq!(of("Retention period State how long the data are kept"), "retention");
    // One word alone may begin any sentence, and a name is no explanation.
    assert_eq!(of("Recipients Who has access to them?"), "");
    assert_eq!(of("Retention Period Review Board Minutes"), "");
    assert_eq!(of("RECIPIENTS OF THE DATA AND OTHER THINGS"), "");
    // Far too long for a label.
    let long = "of the data ".repeat(10);
    assert_eq!(of(&format!("Recipients {long} Who has access to them?")), "");
}

#[test]
fn a_label_in_two_languages_with_a_mark_names_what_both_name() {
    let rules = Rules::embedded().unwrap();
    let of = |heading: &str| exactly(&rules, &["eu", "es"], heading);
    assert_eq!(of("Xedea / Finalidad"), "purposes");
    assert_eq!(of("Xedea / Destinatarios"), "");
}

#[test]
fn a_heading_that_lists_fields_names_each() {
    let rules = Rules::embedded().unwrap();
    assert_eq!(
        exactly(&rules, &["de"], "Zweck und Rechtsgrundlage"),
        "purposes,legal_basis"
    );
    assert_eq!(exactly(&rules, &["de"], "Zweck und Wetter"), "");
}

#[test]
fn an_umlaut_that_a_keyboard_lacked_is_read() {
    let rules = Rules::embedded().unwrap();
    assert_eq!(exactly(&rules, &["de"], "Empfaenger der Daten"), "recipients");
}

#[test]
fn what_was_found_once_is_found_again() {
    let rules = Rules::embedded().unwrap();
    let scope = Scope::new(&rules, None, vec![rules.language("en").unwrap()], []);
    let first = scope.find("Retention period").unwrap();
    assert_eq!(first.evidence, Evidence::Phrase);
    assert_eq!(scope.find("Retention period"), Some(first));
    assert_eq!(scope.find("Lunch"), None);
    assert_eq!(scope.find("Lunch"), None);
}
