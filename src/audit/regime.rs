//! Which law a record is held against.

use std::collections::BTreeMap;

use crate::mapping::Mapping;
use crate::record::Record;
use crate::rules::{DocumentKind, Regime, Rules, fold};

/// A reader spoken to this often is the one whose data they are.
const ADDRESSED: usize = 2;
/// Without a title or a legal sentence, this many headings must speak for a regime.
const HEADINGS: usize = 2;

/// The regime, and what decided it: the user, the legal sentence, the form, the kind of document that the title
/// names, or the headings, in that order.
pub(super) fn decide<'r>(
    mapping: &Mapping<'_>,
    shared: Option<&Mapping<'_>>,
    record: &Record,
    asked: Option<&str>,
    rules: &'r Rules,
) -> Option<(&'r Regime, String)> {
    if let Some(regime) = asked.and_then(|id| rules.regime(id)) {
        return Some((regime, "asked for".to_owned()));
    }
    let opening: Vec<&str> = shared
        .into_iter()
        .chain([mapping])
        .flat_map(|mapping| mapping.opening.iter().map(|line| line.text.as_str()))
        .collect();
    let title = by_title(&opening, mapping, shared, rules);
    let form = by_form(mapping, title.as_ref(), rules);
    // A title in the words of what is usual says less than a form does.
    let usual =
        |regime: &Regime| regime.default && form.as_ref().is_some_and(|(own, _)| own.document == regime.document);
    let sentence = by_sentence(&opening, rules);
    let sentence = sentence.filter(|(regime, line)| !usual(regime) || regime.is_cited_by(&fold::words(line)));
    sentence
        .map(|(regime, line)| (regime, format!("cites its law: {}", shortened(line))))
        .or(form)
        .or(title)
        .or_else(|| by_headings(record, rules))
        .or_else(|| by_voice(record, mapping, rules))
        .or_else(|| default(DocumentKind::Register, rules).map(|regime| (regime, "nothing says otherwise".to_owned())))
}

/// The form's regime, unless the title names another kind of document: old forms serve new purposes.
fn by_form<'r>(
    mapping: &Mapping<'_>,
    title: Option<&(&Regime, String)>,
    rules: &'r Rules,
) -> Option<(&'r Regime, String)> {
    let template = mapping.template?;
    let regime = rules.regime(template.regime.as_deref()?)?;
    let agrees = title.is_none_or(|(other, _)| other.document == regime.document);
    agrees.then(|| (regime, format!("form: {}", template.name)))
}

/// The first line that cites or names a law; where several regimes know it, the one that asks for most covers the
/// others. A title in the words of what is usual ("record of processing activity") gives way to the article of another
/// law that is cited below it.
fn by_sentence<'r, 'o>(opening: &[&'o str], rules: &'r Rules) -> Option<(&'r Regime, &'o str)> {
    let lines: Vec<(&'o str, String)> = opening.iter().map(|line| (*line, fold::words(line))).collect();
    let first = |speaks: fn(&Regime, &str) -> bool| {
        lines.iter().find_map(|(line, words)| {
            let regimes = rules.regimes.iter().filter(|regime| speaks(regime, words));
            let regime = regimes.max_by_key(|regime| (regime.is_cited_by(words), regime.elements.len()))?;
            Some((regime, *line))
        })
    };
    let named = first(Regime::is_named_by)?;
    let cited = first(Regime::is_cited_by).filter(|_| named.0.default);
    Some(cited.unwrap_or(named))
}

fn by_title<'r>(
    opening: &[&str],
    mapping: &Mapping<'_>,
    shared: Option<&Mapping<'_>>,
    rules: &'r Rules,
) -> Option<(&'r Regime, String)> {
    let languages = mapping
        .languages
        .iter()
        .chain(shared.into_iter().flat_map(|shared| &shared.languages));
    let titles: Vec<(DocumentKind, &str)> = languages
        .flat_map(|language| language.documents.iter().map(|(kind, phrase)| (*kind, phrase.as_str())))
        .collect();
    opening.iter().find_map(|line| {
        let folded = fold::fold(line);
        // The longest phrase wins: "data protection impact assessment" over "data protection".
        let (kind, _) = titles
            .iter()
            .filter(|(_, phrase)| folded.contains(phrase))
            .max_by_key(|(_, phrase)| phrase.len())?;
        Some((default(*kind, rules)?, format!("title: {}", shortened(line))))
    })
}

fn by_headings<'r>(record: &Record, rules: &'r Rules) -> Option<(&'r Regime, String)> {
    let mut counts: BTreeMap<&str, (usize, &Regime)> = BTreeMap::new();
    for regime in &rules.regimes {
        let count = regime
            .fields
            .iter()
            .filter(|field| record.fields.contains_key(&rules.field(**field).id))
            .count();
        counts.insert(&regime.id, (count, regime));
    }
    let (_, &(count, regime)) = counts
        .iter()
        .max_by_key(|(id, (count, _))| (*count, std::cmp::Reverse(**id)))?;
    (count >= HEADINGS).then(|| (regime, format!("headings of {}", regime.name)))
}

/// A text that speaks to those whose data they are is a notice to them.
fn by_voice<'r>(record: &Record, mapping: &Mapping<'_>, rules: &'r Rules) -> Option<(&'r Regime, String)> {
    let texts = record
        .fields
        .values()
        .map(|field| format!(" {} ", fold::words(&field.text)));
    let text = texts.collect::<String>();
    let phrases = mapping.languages.iter().flat_map(|language| &language.address);
    let (phrase, count) = phrases
        .map(|phrase| (phrase, text.matches(&format!(" {phrase} ")).count()))
        .max_by_key(|(_, count)| *count)?;
    let regime = default(DocumentKind::Notice, rules).filter(|_| count >= ADDRESSED)?;
    Some((regime, format!("speaks to its reader: {phrase}")))
}

fn default(kind: DocumentKind, rules: &Rules) -> Option<&Regime> {
    rules
        .regimes
        .iter()
        .find(|regime| regime.document == kind && regime.default)
}

fn shortened(line: &str) -> String {
    const LONGEST: usize = 100;
    match line.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line.to_owned(),
    }
}
