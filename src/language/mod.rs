//! The language of a part: body text by whatlang, headings by the phrases that they match.
//!
//! Headings decide where they can: a form in one language is often filled in in another, and it is headings that the
//! rules are chosen for. Body text decides among languages that no heading speaks for.

mod codes;

use std::collections::BTreeMap;

use codes::{CODES, code, plain};

use crate::outline::Node;
use crate::record;
use crate::rules::{Language, Rules};
use crate::segment::Part;

/// This many headings in one language outweigh what the body looks like.
const HEADINGS: f32 = 3.0;
/// Neighbours share half their headings (Danish and Norwegian, Czech and Slovak): a language that knows at least this
/// share of the headings that the first one knows may be the right one, and the body decides.
const CLOSE: f32 = 0.7;
/// This many headings that the document's language does not know make another one of its languages.
const ALSO: f32 = 2.0;
/// Body text beyond this many bytes adds nothing to the guess.
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
    let headings = headings(part, rules);
    let counts = counts(&headings);
    let body = body(part);
    let declared = declared.map(plain);
    let guess = whatlang::detect(&body);
    let sure = guess
        .as_ref()
        .filter(|guess| guess.is_reliable())
        .and_then(|guess| code(guess.lang()));
    let likeliest = likeliest(&counts, &body, declared.as_deref());
    let spoken = likeliest.filter(|_| counts.first().is_some_and(|&(_, count)| count >= HEADINGS));
    let code = spoken
        .or(sure)
        .or(likeliest)
        .map(str::to_owned)
        .or(declared)
        .or_else(|| guess.and_then(|guess| code(guess.lang())).map(str::to_owned))
        .unwrap_or_else(|| "und".to_owned());
    let reliable = sure == Some(code.as_str());
    let also = beside(&code, headings, sure);
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

/// The languages that know a heading, and how much it speaks for each.
type Heading<'a> = Vec<(&'a str, f32)>;

fn headings<'a>(part: &Part, rules: &'a Rules) -> Vec<Heading<'a>> {
    part.nodes
        .iter()
        .filter_map(|node| match node {
            Node::Heading(heading) => Some(heading.text.as_str()),
            Node::Label(label) => Some(label.text.as_str()),
            _ => None,
        })
        .map(|text| {
            let folded = crate::rules::fold(text);
            let knowing = rules.knowing(&folded);
            knowing
                .map(|(language, weight)| (language.code.as_str(), weight))
                .collect::<Heading>()
        })
        .filter(|known| !known.is_empty())
        .collect()
}

/// How many headings each language knows, the one that knows most first.
fn counts<'a>(headings: &[Heading<'a>]) -> Vec<(&'a str, f32)> {
    let mut counts: BTreeMap<&str, f32> = BTreeMap::new();
    for &(code, weight) in headings.iter().flatten() {
        *counts.entry(code).or_default() += weight;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    counts
}

/// The language that the headings are in: where several come close, the one that the body looks like, or that the file
/// says it is in.
fn likeliest<'a>(counts: &[(&'a str, f32)], body: &str, declared: Option<&str>) -> Option<&'a str> {
    let &(first, most) = counts.first()?;
    let close: Vec<&str> = counts
        .iter()
        .filter(|(_, count)| *count >= CLOSE * most)
        .map(|&(code, _)| code)
        .collect();
    let known: Vec<whatlang::Lang> = CODES
        .iter()
        .filter(|(_, code)| close.contains(code))
        .map(|&(lang, _)| lang)
        .collect();
    // What the body cannot look like, it cannot speak against.
    let judged = close.len() > 1 && known.len() == close.len();
    let looks_like = judged
        .then(|| whatlang::Detector::with_allowlist(known).detect_lang(body))
        .flatten()
        .and_then(code);
    let says = declared.filter(|declared| close.contains(declared));
    close
        .iter()
        .find(|code| Some(**code) == looks_like.or(says))
        .copied()
        .or(Some(first))
}

/// Languages that the part is in too: that of the body, and those of headings which the languages before do not know.
fn beside(code: &str, headings: Vec<Heading>, body: Option<&str>) -> Vec<String> {
    let mut found: Vec<String> = body
        .filter(|body| *body != code)
        .map(str::to_owned)
        .into_iter()
        .collect();
    let mut left = headings;
    loop {
        left.retain(|known| {
            !known
                .iter()
                .any(|(known, _)| *known == code || found.iter().any(|f| f == known))
        });
        match counts(&left).first() {
            Some(&(next, count)) if count >= ALSO => found.push(next.to_owned()),
            _ => return found,
        }
    }
}

/// The first text of a part.
fn body(part: &Part) -> String {
    let mut text = String::new();
    for node in &part.nodes {
        text.push_str(&node.text());
        text.push('\n');
        if text.len() > BODY {
            break;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_body_decides_between_neighbours() {
        let counts = [("da", 6.0), ("nb", 5.0), ("de", 1.0)];
        let norwegian = "Opplysningene blir ikke utlevert til noen andre enn dem som trenger dem i arbeidet sitt.";
        let danish = "Oplysningerne bliver ikke videregivet til andre end dem, som har brug for dem i deres arbejde.";
        assert_eq!(likeliest(&counts, norwegian, None), Some("nb"));
        assert_eq!(likeliest(&counts, danish, None), Some("da"));
    }

    #[test]
    fn the_body_has_no_say_where_it_cannot_tell() {
        let spanish = "Los datos se conservarán durante el tiempo necesario para cumplir con la finalidad.";
        assert_eq!(likeliest(&[("gl", 6.0), ("es", 5.0)], spanish, None), Some("gl"));
        assert_eq!(likeliest(&[("es", 6.0), ("gl", 5.0)], "", Some("gl")), Some("gl"));
        assert_eq!(likeliest(&[("fr", 6.0), ("en", 1.0)], spanish, None), Some("fr"));
        assert_eq!(likeliest(&[], spanish, None), None);
    }

    #[test]
    fn one_heading_makes_no_second_language() {
        let known = |codes: &[&'static str]| codes.iter().map(|code| (*code, 1.0)).collect::<Heading>();
        let headings = vec![
            known(&["fr"]),
            known(&["fr", "ca"]),
            known(&["de"]),
            known(&["nl"]),
            known(&["nl", "de"]),
        ];
        assert_eq!(beside("fr", headings.clone(), None), ["de"]);
        assert_eq!(beside("fr", headings[..3].to_vec(), None), Vec::<String>::new());
        assert_eq!(beside("fr", headings[..3].to_vec(), Some("es")), ["es"]);
    }
}
