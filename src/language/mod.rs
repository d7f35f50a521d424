//! The language of a part: body text by whatlang, headings by the phrases that they match.
//!
//! Headings decide where they can: a form in one language is often filled in in another, and it is headings that the
//! rules are chosen for. Body text decides among languages that no heading speaks for.

use std::collections::BTreeMap;

use crate::outline::Node;
use crate::record;
use crate::rules::{Language, Rules};
use crate::segment::Part;

/// This many headings in one language outweigh what the body looks like.
const HEADINGS: usize = 3;
/// Body text beyond this many characters adds nothing to the guess.
const BODY: usize = 4_000;

/// A part with its language.
#[derive(Debug, Clone)]
pub struct Tagged<'a> {
    /// The part.
    pub part: &'a Part,
    /// What is known of its language.
    pub language: record::Language,
    /// Languages whose rules apply wholly, the likeliest first.
    pub main: Vec<&'a Language>,
    /// Languages of which a heading may be, word for word.
    pub others: Vec<&'a Language>,
}

/// Tells the language of a part. `declared` is what the file's metadata say, and counts where nothing else tells.
pub fn tag<'a>(part: &'a Part, declared: Option<&str>, rules: &'a Rules) -> Tagged<'a> {
    let counts = headings(part, rules);
    let body = of_body(part);
    let declared = declared.map(|code| code.split(['-', '_']).next().unwrap_or(code).to_lowercase());
    let spoken = counts
        .first()
        .filter(|(_, count)| *count >= HEADINGS)
        .map(|(code, _)| code.clone());
    let guess = body
        .as_ref()
        .filter(|(_, reliable)| *reliable)
        .map(|(code, _)| code.clone());
    let code = spoken
        .clone()
        .or_else(|| guess.clone())
        .or_else(|| counts.first().map(|(code, _)| code.clone()))
        .or(declared)
        .or_else(|| body.map(|(code, _)| code))
        .unwrap_or_else(|| "und".to_owned());
    let reliable = guess.is_some_and(|guess| guess == code && spoken.is_none_or(|spoken| spoken == code));
    let also: Vec<String> = counts
        .into_iter()
        .map(|(other, _)| other)
        .filter(|other| *other != code)
        .collect();
    let mut main: Vec<&Language> = rules.language(&code).into_iter().collect();
    main.extend(also.iter().filter_map(|code| rules.language(code)));
    let others = rules
        .languages
        .iter()
        .filter(|language| !main.iter().any(|known| known.code == language.code))
        .collect();
    Tagged {
        part,
        language: record::Language { code, reliable, also },
        main,
        others,
    }
}

/// Languages by how many headings are phrases of theirs and of no language counted before.
fn headings(part: &Part, rules: &Rules) -> Vec<(String, usize)> {
    let texts: Vec<&str> = part
        .nodes
        .iter()
        .filter_map(|node| match node {
            Node::Heading(heading) => Some(heading.text.as_str()),
            Node::Label(label) => Some(label.text.as_str()),
            _ => None,
        })
        .collect();
    let mut left: Vec<Vec<&str>> = texts
        .iter()
        .map(|text| {
            let folded = crate::rules::fold(text);
            rules
                .languages
                .iter()
                .filter(|language| language.exact(&folded).is_some())
                .map(|language| language.code.as_str())
                .collect()
        })
        .filter(|codes: &Vec<&str>| !codes.is_empty())
        .collect();
    let mut ranked = Vec::new();
    // The language of most headings first; what is left over tells the second, and so on.
    while !left.is_empty() {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for code in left.iter().flatten() {
            *counts.entry(code).or_default() += 1;
        }
        let Some((code, count)) = counts
            .into_iter()
            .max_by_key(|(code, count)| (*count, std::cmp::Reverse(*code)))
        else {
            break;
        };
        left.retain(|codes| !codes.contains(&code));
        ranked.push((code.to_owned(), count));
    }
    ranked
}

/// The language that body text looks like, and whether that is beyond doubt.
fn of_body(part: &Part) -> Option<(String, bool)> {
    let mut text = String::new();
    for node in &part.nodes {
        text.push_str(&node.text());
        text.push('\n');
        if text.len() > BODY {
            break;
        }
    }
    let found = whatlang::detect(&text)?;
    Some((bcp47(found.lang())?.to_owned(), found.is_reliable()))
}

/// BCP 47 writes two letters where ISO 639-1 has them.
fn bcp47(lang: whatlang::Lang) -> Option<&'static str> {
    use whatlang::Lang;
    Some(match lang {
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Cat => "ca",
        Lang::Nob => "nb",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Hrv => "hr",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Pol => "pl",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Slk => "sk",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        _ => return None,
    })
}
