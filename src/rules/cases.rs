//! Runs the cases beside the rule files: what each rule must do, and what it must not.

use std::path::Path;

use super::error::{Error, Errors};
use super::file::{CasesFile, CheckCase, HeadingCase, Phrase, RecogniseCase, SentenceCase, StatusCase};
use super::fold::words;
use super::load::{self, Source};
use super::{FieldId, Language, Rules, Scope, compile};

/// Fields of a heading in a language, the primary one first.
pub type HeadingJudge = fn(&Rules, &Language, &str) -> Vec<FieldId>;

/// Status of a value under a field, as in the output.
pub type StatusJudge = fn(&Rules, &Language, FieldId, &str) -> String;

/// Ids of the fields that the check of this code finds something in, each once; or why the document cannot be judged.
pub type CheckJudge = fn(&Rules, code: &str, case: &CheckCase) -> Result<Vec<String>, String>;

/// How headings, values and documents are judged: as the program maps, normalizes and checks them, so that the cases hold
/// for what users see. It comes from outside, for rules know no stage.
#[derive(Clone, Copy)]
pub struct Judge {
    /// For headings.
    pub heading: HeadingJudge,
    /// For values.
    pub status: StatusJudge,
    /// For what checks find.
    pub check: CheckJudge,
}

/// What running the cases gave.
#[derive(Debug, Default)]
pub struct Report {
    /// Cases that held.
    pub passed: usize,
    /// Cases that did not hold, with the place of each.
    pub failed: Vec<Error>,
}

/// Runs all cases of the rules in force.
///
/// # Errors
///
/// All errors of rule files and of files of cases.
pub fn run(user: Option<&Path>, judge: Judge) -> Result<Report, Errors> {
    let sources = load::sources(user)?;
    let rules = compile::compile(&sources, &[])?;
    let mut errors = Errors::default();
    let mut run = Run {
        rules: &rules,
        judge,
        report: Report::default(),
    };
    for source in sources.cases.values().flatten() {
        let Some(file) = errors.parse::<CasesFile>(source) else {
            continue;
        };
        let language = rules
            .language(source.stem())
            .filter(|_| source.path.starts_with("languages/"));
        for case in &file.heading {
            match language {
                Some(language) => run.heading(source, language, case),
                None => errors.at(
                    source,
                    case.heading.span(),
                    "headings belong to a language's cases".to_owned(),
                ),
            }
        }
        for case in &file.sentence {
            match language {
                Some(language) => run.sentence(language, source, case),
                None => errors.at(
                    source,
                    case.sentence.span(),
                    "sentences belong to a language's cases".to_owned(),
                ),
            }
        }
        for case in &file.status {
            match language {
                Some(language) => run.status(source, language, case),
                None => errors.at(
                    source,
                    case.value.span(),
                    "values belong to a language's cases".to_owned(),
                ),
            }
        }
        for case in &file.check {
            run.check(source, case, &mut errors);
        }
        for case in &file.recognise {
            run.recognise(source, case, &mut errors);
        }
    }
    let report = run.report;
    errors.or(report)
}

struct Run<'a> {
    rules: &'a Rules,
    judge: Judge,
    report: Report,
}

impl Run<'_> {
    fn heading(&mut self, source: &Source, language: &Language, case: &HeadingCase) {
        let fields = (self.judge.heading)(self.rules, language, case.heading.get_ref());
        self.compare(source, &case.heading, &self.names(&fields), case.is.get_ref());
        for field in &case.not {
            let id = self.rules.field_id(field.get_ref());
            let wrong = match id {
                Some(id) => fields.first() == Some(&id),
                None => true,
            };
            if wrong {
                let what = if id.is_none() { "no field" } else { "what it is" };
                self.compare(source, field, what, "another field");
            }
        }
    }

    fn sentence(&mut self, language: &Language, source: &Source, case: &SentenceCase) {
        let scope = Scope::new(self.rules, None, vec![language], []);
        let fields = scope
            .told(case.sentence.get_ref())
            .map_or(Vec::new(), |found| found.fields);
        self.compare(source, &case.sentence, &self.names(&fields), case.is.get_ref());
    }

    fn status(&mut self, source: &Source, language: &Language, case: &StatusCase) {
        let field = self.rules.field_id(case.field.get_ref());
        match field {
            Some(field) => {
                let status = (self.judge.status)(self.rules, language, field, case.value.get_ref());
                self.compare(source, &case.value, &status, case.is.get_ref());
            }
            None => self.compare(source, &case.field, "no field", case.field.get_ref()),
        }
    }

    fn check(&mut self, source: &Source, case: &CheckCase, errors: &mut Errors) {
        if !source.path.starts_with("checks/") {
            errors.at(source, case.finds.span(), "only checks find something".to_owned());
            return;
        }
        match (self.judge.check)(self.rules, source.stem(), case) {
            Ok(fields) if fields.is_empty() => self.compare(source, &case.finds, "nothing", case.finds.get_ref()),
            Ok(fields) => self.compare(source, &case.finds, &fields.join(","), case.finds.get_ref()),
            Err(reason) => errors.at(source, case.finds.span(), reason),
        }
    }

    fn recognise(&mut self, source: &Source, case: &RecogniseCase, errors: &mut Errors) {
        let text = &words(case.text.get_ref());
        let found = if let Some(regime) = self
            .rules
            .regime(source.stem())
            .filter(|_| source.path.starts_with("regimes/"))
        {
            regime.is_named_by(text)
        } else if let Some(template) = self
            .rules
            .templates
            .iter()
            .find(|template| template.id == source.stem())
        {
            template.is_signed_by(text)
        } else {
            errors.at(
                source,
                case.text.span(),
                "only forms and regimes are recognised".to_owned(),
            );
            return;
        };
        let word = |found| if found { "recognised" } else { "not recognised" };
        self.compare(source, &case.text, word(found), word(case.is));
    }

    fn names(&self, fields: &[FieldId]) -> String {
        if fields.is_empty() {
            return "none".to_owned();
        }
        fields
            .iter()
            .map(|&id| self.rules.field(id).id.as_str())
            .collect::<Vec<_>>()
            .join(",")
    }

    fn compare(&mut self, source: &Source, subject: &Phrase, got: &str, want: &str) {
        if got == want {
            self.report.passed += 1;
            return;
        }
        let mut failed = Errors::default();
        failed.at(
            source,
            subject.span(),
            format!("`{}` is {got}, and should be {want}", subject.get_ref()),
        );
        self.report.failed.append(&mut failed.0);
    }
}
