//! The title of a record that no heading names, and the number that stands in it.

use super::{Claim, Titles};
use crate::document::{Block, Line, Role, Style, TextBlock};
use crate::language::Tagged;
use crate::record::Evidence;
use crate::rules::{FieldId, Rules, Scope, fold};
use crate::segment::numbered;

/// A title is no longer than this (Unicode scalars).
const LONGEST: usize = 160;
/// A title stands within this many lines from the top.
const WITHIN: usize = 12;
/// Marks that part a kind of document from its subject in titles and running heads.
const PARTING: [&str; 2] = [" | ", " — "];

/// Where the title of a file may stand, beside its opening lines.
#[derive(Clone, Copy)]
pub(super) struct OfFile<'a> {
    /// Outside the text.
    pub(super) titles: Titles<'a>,
    /// The heading that the document begins with, where its author marked it as one.
    pub(super) first_heading: Option<&'a Line>,
}

/// Claims the title of a part, and the number that stands in it, where no heading has claimed one. `of_file` is what the
/// file says, where the part is its only record.
pub(super) fn claim<'r>(
    tagged: &Tagged<'r>,
    opening: &[Line],
    of_file: Option<OfFile<'_>>,
    scope: &Scope<'r>,
    rules: &'r Rules,
    claims: &mut Vec<Claim<'r>>,
) {
    if let (Some(number), Some(field)) = (&tagged.part.number, rules.field_id("reference_number"))
        && !claims.iter().any(|claim| claim.fields.contains(&field))
    {
        claims.push(pattern(field, number.clone(), "segment#number"));
    }
    if let (Some(line), Some(field)) = (&tagged.part.title, rules.field_id("reference_number"))
        && let Some(number) = numbered(&line.text)
        && !claims.iter().any(|claim| claim.fields.contains(&field))
    {
        let number = Line {
            text: number.to_owned(),
            lead: 0,
            location: line.location,
        };
        claims.push(pattern(field, number, "segment#number"));
    }
    let Some(title) = rules.field_id("title") else { return };
    if claims
        .iter()
        .any(|claim| claim.fields.contains(&title) && !claim.blocks.is_empty())
    {
        return;
    }
    let candidates = of_file.map_or(Vec::new(), |file| candidates(opening, file.titles));
    let of_file = || of_file.and_then(|file| of_candidates(&candidates, file, scope));
    let Some(line) = tagged.part.title.clone().or_else(of_file) else {
        return;
    };
    let (line, number) = split_number(line);
    claims.retain(|claim| !claim.fields.contains(&title));
    claims.push(pattern(title, line, "segment#title"));
    let number = number.or_else(|| candidates.into_iter().find(|line| is_number_alone(&line.text)));
    if let (Some(number), Some(field)) = (number, rules.field_id("reference_number"))
        && !claims.iter().any(|claim| claim.fields.contains(&field))
    {
        claims.push(pattern(field, number, "segment#number"));
    }
}

fn pattern(field: FieldId, line: Line, rule: &'static str) -> Claim<'static> {
    let block = TextBlock {
        role: Role::Paragraph,
        lines: vec![line],
        style: Style::default(),
    };
    Claim {
        fields: vec![field],
        heading: None,
        blocks: vec![Block::Text(block)],
        rule,
        evidence: Evidence::Pattern,
        weak: false,
        inherited: false,
        parent: false,
    }
}

/// Lines from the top that may be a title, then running heads; lines of two parts come part by part.
fn candidates(opening: &[Line], titles: Titles<'_>) -> Vec<Line> {
    opening
        .iter()
        .chain(titles.running.iter().filter(|line| !counts_pages(&line.text)))
        .flat_map(|line| {
            let mut parts = vec![line.text.as_str()];
            for mark in PARTING {
                parts = parts.into_iter().flat_map(|part| part.split(mark)).collect();
            }
            parts.into_iter().map(|part| Line {
                text: part.trim().to_owned(),
                lead: 0,
                location: line.location,
            })
        })
        .filter(|line| could_be(&line.text) && !cites_law(&line.text))
        .take(WITHIN)
        .collect()
}

/// The line after a generic title ("Record of processing activity"), else the first that names a kind of document and
/// more, else the heading at the top, else what the metadata say.
fn of_candidates(lines: &[Line], file: OfFile<'_>, scope: &Scope<'_>) -> Option<Line> {
    let kinds: Vec<Kind> = lines
        .iter()
        .map(|line| kind(&split_number(line.clone()).0.text, scope))
        .collect();
    let after = |at: usize| {
        (at + 1..lines.len()).find(|&next| kinds[next] != Kind::Generic && !is_number_alone(&lines[next].text))
    };
    // The page's own heading says more than what is printed over every page.
    let running = |line: &Line| file.titles.running.iter().any(|head| head.location == line.location);
    let first = kinds
        .iter()
        .position(|kind| *kind != Kind::Other)
        .filter(|&at| file.first_heading.is_none() || !running(&lines[at]));
    if let Some(at) = first {
        // Parts of one line: the kind of document, then its subject.
        let parted = lines
            .get(at + 1)
            .is_some_and(|next| next.location == lines[at].location);
        match kinds[at] {
            Kind::Specific if !parted => return Some(lines[at].clone()),
            _ => {
                if let Some(next) = after(at) {
                    return Some(lines[next].clone());
                }
            }
        }
    }
    // "Privacy Impact Assessment – Summer Release": short as it is, it says of what.
    if let Some(at) = first
        && lines[at].text.contains(" – ")
    {
        return Some(lines[at].clone());
    }
    if first.is_none()
        && let Some(heading) = file.first_heading.filter(|line| could_be(&line.text))
    {
        return Some(heading.clone());
    }
    let metadata = file
        .titles
        .metadata
        .filter(|text| could_be(text) && !is_file_name(text) && kind(text, scope) != Kind::Generic);
    metadata.map(|text| Line {
        text: text.trim().to_owned(),
        ..Line::default()
    })
}

/// Short, with letters, and neither a sentence, a date nor an address.
fn could_be(text: &str) -> bool {
    let word = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count() >= 2;
    // "P a g e": letters set apart are an ornament of the page.
    text.chars().count() <= LONGEST
        && text.split_whitespace().any(word)
        && !text.trim_end().ends_with(['.', ';', ',', ':'])
        && !text.contains("://")
        && !is_stamp(text)
        && !is_rest(text)
}

/// "Firm Ltd – rev. 3 – p. 1": the foot of a page, which ends in its number.
fn counts_pages(text: &str) -> bool {
    let Some((before, last)) = text.trim_end().rsplit_once(char::is_whitespace) else {
        return false;
    };
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let page = [
        "p", "pag", "page", "pagina", "página", "s", "seite", "sida", "side", "sivu", "str", "strana", "strona",
    ];
    last.chars().all(|c| c.is_ascii_digit() || c == '/')
        && page.contains(&word.trim_end_matches('.').to_lowercase().as_str())
}

/// "11/22/26, 3:13 AM desk": what a browser prints over a page.
fn is_stamp(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) && text.contains(['/', ':'])
}

/// "of Firm Ltd": the rest of the line above.
fn is_rest(text: &str) -> bool {
    text.starts_with(char::is_lowercase)
}

/// "pursuant to Article 31 of Regulation (EU) 2018/1725": the law that the record is kept under, and no subject. Its
/// number tells it in every language.
fn cites_law(text: &str) -> bool {
    const REGULATIONS: [&str; 3] = ["2016/679", "2018/1725", "2016/680"];
    REGULATIONS.iter().any(|number| text.contains(number))
}

/// One word with the marks that file names are made of.
fn is_file_name(text: &str) -> bool {
    !text.trim().contains(char::is_whitespace) && text.contains(['-', '_', '.', '/', '\\'])
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// It names a kind of document and nothing else that matters.
    Generic,
    /// It names a kind of document, and what it is about.
    Specific,
    /// It names none.
    Other,
}

fn kind(text: &str, scope: &Scope<'_>) -> Kind {
    let folded = fold(text);
    let padded = format!(" {folded} ");
    let phrases = scope
        .languages
        .iter()
        .flat_map(|language| &language.documents)
        .map(|(_, phrase)| phrase);
    let signs = scope.template.into_iter().flat_map(|template| &template.signs);
    let longest = phrases
        .chain(signs)
        .filter(|phrase| padded.contains(&format!(" {phrase} ")) || is_compound(&folded, phrase))
        .map(|phrase| phrase.split(' ').count())
        .max();
    let words = folded.split(' ').count();
    match longest {
        None => Kind::Other,
        // Two words more are a qualifier ("working document", the organisation), not a subject.
        Some(named) if words <= named + 2 => Kind::Generic,
        Some(_) => Kind::Specific,
    }
}

/// A phrase of one word may be the end of a compound: "rekisteriseloste".
fn is_compound(folded: &str, phrase: &str) -> bool {
    !phrase.contains(' ') && phrase.chars().count() >= 8 && folded.split(' ').any(|word| word.ends_with(phrase))
}

/// Cuts a number such as "PIA 2019-007" off the end of a title, or one such as "HR-012" off its front.
fn split_number(line: Line) -> (Line, Option<Line>) {
    let words: Vec<&str> = line.text.split_whitespace().collect();
    if let Some((code, rest)) = words
        .split_first()
        .filter(|(code, rest)| is_code(code) && !rest.is_empty())
    {
        let at = |text: String| Line {
            text,
            lead: 0,
            location: line.location,
        };
        let title = rest.join(" ");
        let title = title.trim_start_matches(['–', '—', '-', ':', ' ', '|', '.']);
        if title.chars().any(char::is_alphabetic) {
            let code = code
                .trim_end_matches([':', '.', ','])
                .trim_matches(['[', ']', '(', ')']);
            return (at(title.to_owned()), Some(at(code.to_owned())));
        }
    }
    let Some((last, before)) = words
        .split_last()
        .filter(|(last, before)| is_number(last) && before.len() >= 2)
    else {
        return (line, None);
    };
    let prefix = before.last().filter(|word| is_prefix(word));
    let kept = before.len() - usize::from(prefix.is_some());
    let number = prefix.map_or_else(|| (*last).to_owned(), |prefix| format!("{prefix} {last}"));
    let title = before[..kept].join(" ");
    let title = title.trim_end_matches(['–', '—', '-', ':', ' ', ',']).to_owned();
    (
        Line {
            text: title,
            ..line.clone()
        },
        Some(Line {
            text: number,
            lead: 0,
            location: line.location,
        }),
    )
}

/// "PIA 2019-007" and nothing else.
fn is_number_alone(text: &str) -> bool {
    match text.split_whitespace().collect::<Vec<_>>().as_slice() {
        [prefix, number] => is_prefix(prefix) && is_number(number),
        _ => false,
    }
}

/// Digits with marks between them, at least four: no year alone, no plain count.
fn is_number(word: &str) -> bool {
    word.contains(['-', '/', '.'])
        && word.chars().all(|c| c.is_ascii_alphanumeric() || "-/.".contains(c))
        && word.chars().filter(char::is_ascii_digit).count() >= 4
}

/// Capitals, then digits after a mark: "HSG-004", "RAT_12", "A/3".
fn is_code(word: &str) -> bool {
    let word = word
        .trim_end_matches([':', '.', ','])
        .trim_matches(['[', ']', '(', ')']);
    let Some((letters, digits)) = word.rsplit_once(['-', '_', '/', '.']) else {
        return false;
    };
    let capital = |c: char| c.is_uppercase() || c.is_ascii_digit() || "-_/.".contains(c);
    letters.starts_with(char::is_uppercase)
        && letters.chars().all(capital)
        && (1..=4).contains(&digits.len())
        && digits.chars().all(|c| c.is_ascii_digit())
        // Names that end in a number.
        && !matches!(letters, "COVID" | "ISO")
}

fn is_prefix(word: &str) -> bool {
    (2..=5).contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_cut_off_titles() {
        let split = |text: &str| {
            let (title, number) = split_number(Line {
                text: text.into(),
                ..Line::default()
            });
            (title.text, number.map(|line| line.text))
        };
        assert_eq!(
            split("Visitor desk – app DPIA 2021-014"),
            ("Visitor desk – app".into(), Some("DPIA 2021-014".into()))
        );
        assert_eq!(
            split("LEI-012 – Tool loans"),
            ("Tool loans".into(), Some("LEI-012".into()))
        );
        assert_eq!(split("COVID-19 testing"), ("COVID-19 testing".into(), None));
        assert_eq!(split("Visitor desk 2021"), ("Visitor desk 2021".into(), None));
    }

    #[test]
    fn laws_are_no_titles() {
        assert!(cites_law("на основание чл. 30 от Регламент (ЕС) 2016/679"));
        assert!(!cites_law("Article 13 notice for the newsroom"));
    }

    #[test]
    fn browser_heads_and_file_names_are_no_titles() {
        assert!(!could_be("11/22/26, 3:13 AM visitor-desk"));
        assert!(!could_be("https://example.org/register"));
        assert!(!could_be("P a g e"));
        assert!(could_be("360 degree feedback"));
        assert!(is_file_name("visitor-desk_v2.docx"));
        assert!(!is_file_name("Visitor desk"));
    }
}
