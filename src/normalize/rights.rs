//! The rights of data subjects that a text names.

use super::token::tokens;
use super::vocabulary::{Vocabulary, hits};
use crate::record::Rights;

/// The rights named, in the order met, each once; `None` where the text names none.
pub fn rights(text: &str, vocabularies: &[&Vocabulary]) -> Option<Rights> {
    let mut rights: Vec<String> = Vec::new();
    for hit in hits(vocabularies, |v| &v.rights, &tokens(text)) {
        if !rights.contains(hit.meaning) {
            rights.push(hit.meaning.clone());
        }
    }
    (!rights.is_empty()).then_some(Rights { rights })
}

#[cfg(test)]
mod tests {
    use super::super::samples::vocabularies;
    use super::*;

    #[test]
    fn rights_by_their_words() {
        let vocabularies = vocabularies(&["en", "fi"]);
        let vocabularies: Vec<&Vocabulary> = vocabularies.iter().collect();
        let read = |text| rights(text, &vocabularies).map(|rights| rights.rights);
        let text = "You may request access, rectification or erasure, and access again; you may lodge a complaint.";
        assert_eq!(
            read(text),
            Some(
                ["access", "rectification", "erasure", "complaint"]
                    .map(String::from)
                    .to_vec()
            )
        );
        assert_eq!(read("Oikeus oikaista tiedot"), Some(vec!["rectification".to_string()]));
        assert_eq!(read("Write to us"), None);
    }
}
