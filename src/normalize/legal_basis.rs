//! Legal bases to codes: `GDPR:6.1.c`, `GDPR:9.2.a`, `EUDPR:5.1.a`.
//!
//! Articles are read in the many ways that countries cite them ("Art. 6 Abs. 1 lit. c", "6. cikk (1) bekezdés c) pont",
//! "чл. 6, пар. 1, б. „в“"), by the numbers and the letter and not by the words between. Words for bases ("consent")
//! count on lines that cite no article.

use super::article::{citations, only_law};
use super::token::{Token, tokens};
use super::vocabulary::{Vocabulary, hit_at, hits};
use crate::record::LegalBases;

/// The two laws whose bases have codes. Their letters differ: consent is `a` in one and `d` in the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Law {
    /// Regulation (EU) 2016/679.
    #[default]
    Gdpr,
    /// Regulation (EU) 2018/1725, for institutions of the Union.
    Eudpr,
}

/// Codes of a text, in the order met, each once; `None` where it gives none.
///
/// `default_law` is the law that an article without one is of.
pub fn legal_bases(text: &str, default_law: Law, vocabularies: &[&Vocabulary]) -> Option<LegalBases> {
    let law = only_law(&tokens(text)).unwrap_or(default_law);
    let mut codes: Vec<String> = Vec::new();
    let mut add = |code: String| {
        if !codes.contains(&code) {
            codes.push(code);
        }
    };
    let lines: Vec<Vec<Token>> = text.lines().map(tokens).collect();
    let cited: Vec<Vec<String>> = lines.iter().map(|line| citations(line, law)).collect();
    let any_cited = cited.iter().any(|codes| !codes.is_empty());
    for (line, cited) in lines.iter().zip(cited) {
        if !cited.is_empty() {
            cited.into_iter().for_each(&mut add);
            continue;
        }
        // Beside citations, a long line explains them; its words are no further bases.
        let words = line.iter().filter(|token| token.is_word()).count();
        if !any_cited || words <= 6 {
            named(line, law, vocabularies).into_iter().for_each(&mut add);
        }
    }
    (!codes.is_empty()).then_some(LegalBases { codes })
}

/// Bases by their words; "no consent" names none.
fn named(line: &[Token], law: Law, vocabularies: &[&Vocabulary]) -> Vec<String> {
    hits(vocabularies, |v| &v.legal_bases, line)
        .into_iter()
        .filter(|hit| {
            let before = hit.first.checked_sub(1);
            before
                .and_then(|at| hit_at(vocabularies, |v| &v.none, line, at))
                .is_none_or(|none| none.end != hit.first)
        })
        .filter_map(|hit| match (law, hit.meaning) {
            (Law::Gdpr, letter @ 'a'..='f') => Some(format!("GDPR:6.1.{letter}")),
            (Law::Eudpr, letter) => {
                // The institutions' own Regulation has no legitimate interest.
                let letter = match letter {
                    'a' => 'd',
                    'b' => 'c',
                    'c' => 'b',
                    'd' => 'e',
                    'e' => 'a',
                    _ => return None,
                };
                Some(format!("EUDPR:5.1.{letter}"))
            }
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::samples::vocabularies;
    use super::*;

    fn read(text: &str, law: Law) -> Vec<String> {
        let vocabularies = vocabularies(&["en", "fi", "de"]);
        legal_bases(text, law, &vocabularies.iter().collect::<Vec<_>>())
            .map(|bases| bases.codes)
            .unwrap_or_default()
    }

    #[test]
    fn articles_as_countries_cite_them() {
        for text in [
            "Art. 6(1)(c)",
            "Art. 6 Abs. 1 lit. c DSGVO",
            "Art. 6 Abs. 1 S. 1 Buchst. c",
            "article 6.1.c",
            "art. 6, par. 1, lett. c",
            "čl. 6 odst. 1 písm. c)",
            "6. cikk (1) bekezdés c) pont",
            "6 artiklan 1 kohdan c alakohta",
            "artikel 6, stk. 1, litra c",
            "artikkel 6 nr. 1 bokstav c",
            "art. 6 alin. (1) lit. c)",
            "чл. 6, пар. 1, б. „в“",
            "άρθρο 6 παρ. 1 στοιχ. γ΄",
            "6. panta 1. punkta c) apakšpunkts",
            "6 straipsnio 1 dalies c punktas",
            "GDPR art. 6.1.c)",
            "GDPR 6.1. c)",
            "6. člen, prvi odstavek, točka (c)",
            "Art. 6 (1) c",
            "Article 6 (c) GDPR",
            "6.1.c) artikulua",
        ] {
            assert_eq!(read(text, Law::Gdpr), ["GDPR:6.1.c"], "{text}");
        }
        assert_eq!(read("Art. 9(2)(i) GDPR", Law::Gdpr), ["GDPR:9.2.i"]);
    }

    #[test]
    fn several_letters_and_articles() {
        assert_eq!(read("Art. 6 (1) b/f", Law::Gdpr), ["GDPR:6.1.b", "GDPR:6.1.f"]);
        assert_eq!(
            read(
                "Art. 6(1)(b) and Art. 6(1)(f) (legitimate interest of a tenant)",
                Law::Gdpr
            ),
            ["GDPR:6.1.b", "GDPR:6.1.f"]
        );
        assert_eq!(
            read("Article 6(1)(a), (c) and (e)", Law::Gdpr),
            ["GDPR:6.1.a", "GDPR:6.1.c", "GDPR:6.1.e"]
        );
        assert_eq!(read("6(1)(b) a contract", Law::Gdpr), ["GDPR:6.1.b"]);
    }

    #[test]
    fn the_law_decides_the_letter() {
        assert_eq!(
            read("Article 5(1)(a) of Regulation (EU) 2018/1725", Law::Gdpr),
            ["EUDPR:5.1.a"]
        );
        assert_eq!(read("Article 5(1)(d)", Law::Eudpr), ["EUDPR:5.1.d"]);
        assert_eq!(read("consent of the person", Law::Eudpr), ["EUDPR:5.1.d"]);
        assert!(read("Article 5(1)(a) GDPR", Law::Gdpr).is_empty());
    }

    #[test]
    fn words_name_bases_where_no_article_is_cited() {
        let text = "Käsittelyn oikeusperusteena ovat rekisteröidyn suostumus, sopimus, oikeutettu etu ja lakisääteinen velvoite.";
        assert_eq!(
            read(text, Law::Gdpr),
            ["GDPR:6.1.a", "GDPR:6.1.b", "GDPR:6.1.f", "GDPR:6.1.c"]
        );
        let text = "Art. 6(1)(f) GDPR\nNo data are collected beyond that, and users must give their consent before anything is sent to us";
        assert_eq!(read(text, Law::Gdpr), ["GDPR:6.1.f"]);
        assert!(read("no consent", Law::Gdpr).is_empty());
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in "\\PC*|(art|6|9|1|2|[a-j]|[().,/ ]|GDPR)*") {
            for code in read(&text, Law::Gdpr) {
                prop_assert!(code.starts_with("GDPR:") || code.starts_with("EUDPR:"));
            }
        }
    }
}
