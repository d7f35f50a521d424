//! A record as a check sees it, and what a check finds.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use jiff::civil::Date;

use crate::document::Line;
use crate::record::{Field, Gap, Provenance, Quote, Record, Severity, Status};
use crate::rules::vocabulary::lexicon::{self, Lexicon};
use crate::rules::vocabulary::token::{Token, tokens};
use crate::rules::vocabulary::{self, Vocabulary};
use crate::rules::{ContentCheck, Regime, Rules};

/// A quote of more characters than this is cut about the words that count.
const QUOTE: usize = 200;

/// The list of words that take away what follows them in the sentence.
const DENIED: &str = "denied";
/// A denial reaches so many words.
const DENIAL: usize = 12;

/// What a check looks at: the record, and its own words in the record's languages.
pub(super) struct Look<'a> {
    pub(super) record: &'a Record,
    pub(super) regime: &'a Regime,
    /// Title lines and legal sentences above the first field.
    pub(super) opening: &'a [&'a Line],
    /// The day on which ages are judged.
    pub(super) as_of: Option<Date>,
    pub(super) rules: &'a Rules,
    texts: &'a Texts<'a>,
    check: &'a ContentCheck,
    languages: Vec<&'a str>,
}

/// What all checks of a record share.
#[derive(Clone, Copy)]
pub(in crate::audit) struct Subject<'a> {
    pub(in crate::audit) record: &'a Record,
    pub(in crate::audit) regime: &'a Regime,
    pub(in crate::audit) opening: &'a [&'a Line],
    pub(in crate::audit) as_of: Option<Date>,
    pub(in crate::audit) rules: &'a Rules,
    pub(in crate::audit) texts: &'a Texts<'a>,
}

/// The texts of a record's fields, cut into words once for all checks.
pub(in crate::audit) struct Texts<'a>(HashMap<&'a str, Vec<Token>>);

impl<'a> Texts<'a> {
    pub(in crate::audit) fn of(record: &'a Record) -> Texts<'a> {
        let fields = record.fields.values();
        Texts(fields.map(|field| (field.text.as_str(), tokens(&field.text))).collect())
    }

    /// The words of a text, which need not be a field's.
    fn tokens(&self, text: &str) -> Cow<'_, [Token]> {
        match self.0.get(text) {
            Some(known) => Cow::Borrowed(known),
            None => Cow::Owned(tokens(text)),
        }
    }
}

/// Words of a list, found in a text.
pub(super) struct Hit<'a> {
    /// The words as the rule has them.
    pub(super) rule: &'a str,
    /// Their bytes in the text.
    pub(super) at: Range<usize>,
}

impl<'a> Look<'a> {
    pub(super) fn new(subject: &Subject<'a>, check: &'a ContentCheck) -> Look<'a> {
        let also = subject.record.language.also.iter().map(String::as_str);
        Look {
            record: subject.record,
            regime: subject.regime,
            opening: subject.opening,
            as_of: subject.as_of,
            rules: subject.rules,
            texts: subject.texts,
            check,
            languages: std::iter::once(subject.record.language.code.as_str())
                .chain(also)
                .collect(),
        }
    }

    /// The field, where the record states it in substance.
    pub(super) fn stated(&self, id: &str) -> Option<&'a Field> {
        self.record
            .fields
            .get(id)
            .filter(|field| field.status == Status::Present)
    }

    /// A field's name in messages.
    pub(super) fn label(&self, id: &str) -> &'a str {
        let field = self.rules.field_id(id).map(|id| self.rules.field(id));
        field.map_or("", |field| field.label.as_str())
    }

    /// The field, where the record says that there is none.
    pub(super) fn none(&self, id: &str) -> Option<&'a Field> {
        let none = |field: &&Field| field.status == Status::NotApplicable;
        self.record.fields.get(id).filter(none)
    }

    /// All fields with a text of their own, by id.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&'a str, &'a Field)> + use<'a> {
        let fields = self.record.fields.iter();
        fields
            .filter(|(_, field)| !field.text.is_empty())
            .map(|(id, field)| (id.as_str(), field))
    }

    /// Words of one of the check's lists in a text, from left to right.
    pub(super) fn find(&self, list: &str, text: &str) -> Vec<Hit<'a>> {
        let lexicons = self.check.words(list, &self.languages);
        if lexicons.is_empty() {
            return Vec::new();
        }
        let tokens = self.texts.tokens(text);
        let hits = lexicon::hits(&lexicons, &tokens);
        if hits.is_empty() {
            return Vec::new();
        }
        let denied = self.denied(list, &tokens);
        let stands = |hit: &lexicon::Hit<'_, String>| {
            // "no profiling takes place": the sentence up to the words.
            let before = tokens[..hit.first].iter().enumerate().rev();
            let unticked = before
                .clone()
                .next()
                .is_some_and(|(_, token)| matches!(token.text.as_str(), "☐" | "□"));
            !unticked
                && !before
                    .take_while(|(_, token)| !matches!(token.text.as_str(), "." | ";" | "!" | "?"))
                    .take(DENIAL)
                    .any(|(at, _)| denied.contains(&at))
        };
        hits.into_iter()
            .filter(stands)
            .map(|hit| Hit {
                rule: hit.meaning.as_str(),
                at: tokens[hit.first].start..tokens[hit.end - 1].end,
            })
            .collect()
    }

    /// Whether the check knows the words of a list in the record's own language, so that their absence says something.
    pub(super) fn speaks(&self, list: &str) -> bool {
        self.check.speaks(list, &self.record.language.code)
    }

    /// Tokens that deny what follows them, by the check's own list of that name.
    fn denied(&self, list: &str, tokens: &[Token]) -> Vec<usize> {
        if list == DENIED {
            return Vec::new();
        }
        let lexicons = self.check.words(DENIED, &self.languages);
        let hits = lexicon::hits(&lexicons, tokens);
        hits.into_iter().map(|hit| hit.first).collect()
    }

    /// Whether a text holds words of one of the check's lists.
    pub(super) fn has(&self, list: &str, text: &str) -> bool {
        !self.find(list, text).is_empty()
    }

    /// Whether a text holds words of one kind that the record's languages know.
    pub(super) fn knows<T: 'a>(&self, kind: fn(&Vocabulary) -> &Lexicon<T>, text: &str) -> bool {
        let languages = self.languages.iter().filter_map(|code| self.rules.language(code));
        let vocabularies: Vec<&Vocabulary> = languages.map(|language| language.vocabulary()).collect();
        !vocabulary::hits(&vocabularies, kind, &self.texts.tokens(text)).is_empty()
    }
}

/// What a check found.
pub(super) struct Finding {
    field: String,
    detail: Option<String>,
    severity: Option<Severity>,
    provenance: Option<Provenance>,
    evidence: Vec<Quote>,
}

impl Finding {
    /// On a field, which need not be there.
    pub(super) fn on(look: &Look<'_>, id: &str) -> Finding {
        let stated = look.record.fields.get(id);
        Finding {
            field: id.to_owned(),
            detail: None,
            severity: None,
            provenance: stated.and_then(|field| field.provenance.first().cloned()),
            evidence: Vec::new(),
        }
    }

    /// What the finding is in this record: it follows the check's sentence after a colon.
    pub(super) fn detail(mut self, detail: impl Into<String>) -> Finding {
        self.detail = Some(detail.into());
        self
    }

    /// As grave as this, and not as the rule has it.
    pub(super) fn severity(mut self, severity: Severity) -> Finding {
        self.severity = Some(severity);
        self
    }

    /// Rests on these words.
    pub(super) fn evidence(mut self, quote: Quote) -> Finding {
        self.evidence.push(quote);
        self
    }

    /// Stands here, outside of any field.
    pub(super) fn at(mut self, place: Provenance) -> Finding {
        self.provenance = Some(place);
        self
    }

    /// Rests on the beginning of a field's text.
    pub(super) fn quote(self, look: &Look<'_>, id: &str) -> Finding {
        match look.record.fields.get(id) {
            Some(field) => self.quote_at(id, field, 0..0),
            None => self,
        }
    }

    /// Rests on the sentence or line about these bytes of a field's text.
    pub(super) fn quote_at(mut self, id: &str, field: &Field, at: Range<usize>) -> Finding {
        self.evidence.push(Quote {
            field: id.to_owned(),
            text: sentence(&field.text, at),
            record: None,
            provenance: field.provenance.first().cloned(),
        });
        self
    }

    /// It is on a field that stands once for several records.
    pub(super) fn is_inherited(&self, record: &Record) -> bool {
        record.fields.get(&self.field).is_some_and(|field| field.inherited)
    }

    pub(super) fn into_gap(self, check: &ContentCheck, severity: Severity, law: &str) -> Gap {
        let message = match self.detail {
            Some(detail) => format!("{}: {detail}", check.message),
            None => check.message.clone(),
        };
        Gap {
            code: check.code.clone(),
            kind: check.kind,
            field: self.field,
            severity: self.severity.unwrap_or(severity),
            message,
            law: law.to_owned(),
            provenance: self.provenance,
            evidence: self.evidence,
            baseline: None,
            ignored: None,
        }
    }
}

/// The sentence or line about `at`, cut at words where it is long.
fn sentence(text: &str, at: Range<usize>) -> String {
    let is_end = |(_, c): &(usize, char)| matches!(c, '\n' | '.' | ';' | '!' | '?');
    // "Art. 6" and "edps.europa.eu" go on: a sentence begins with a space and then a letter that is no small one.
    let ends = |(at, c): (usize, char)| {
        let rest = &text[at + c.len_utf8()..];
        let next = rest.trim_start().chars().next();
        let new_sentence = c == ';' || next.is_none_or(|next| !next.is_lowercase() && !next.is_numeric());
        c == '\n' || rest.starts_with(['\n', ' ']) && new_sentence
    };
    let (before, after) = (&text[..at.start], &text[at.end..]);
    let start = before
        .char_indices()
        .rfind(|found| is_end(found) && ends(*found))
        .map_or(0, |(index, c)| index + c.len_utf8());
    let end = after
        .char_indices()
        .find(|found| is_end(found) && ends((at.end + found.0, found.1)))
        .map_or(text.len(), |(index, c)| {
            at.end + index + if c == '\n' { 0 } else { c.len_utf8() }
        });
    let whole = text[start..end].trim();
    if whole.chars().count() <= QUOTE {
        return whole.to_owned();
    }
    // About the words that count.
    let lead = text[start..at.start].chars().count().saturating_sub(QUOTE / 3);
    let cut: String = text[start..end].chars().skip(lead).take(QUOTE).collect();
    let opening = if lead > 0 { "…" } else { "" };
    format!("{opening}{}…", cut.trim())
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn a_quote_is_the_sentence_about_the_words() {
        let text = "Kept on a.b.org servers. Sent under the Privacy Shield; and so on.\nNext line";
        let at = text.find("Privacy Shield").map_or(0..0, |at| at..at + 14);
        assert_eq!(sentence(text, at), "Sent under the Privacy Shield;");
        assert_eq!(sentence(text, 0..1), "Kept on a.b.org servers.");
    }

    #[test]
    fn a_long_sentence_is_cut_about_them() {
        let text = format!("{} scoring {}", "word ".repeat(100), "word ".repeat(100));
        let at = text.find("scoring").map_or(0..0, |at| at..at + 7);
        let quote = sentence(&text, at);
        assert!(quote.contains("scoring") && quote.chars().count() <= 202, "{quote}");
    }
}
