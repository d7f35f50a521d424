#![allow(clippy::unwrap_used)]

use std::path::Path;

use jiff::civil::date;

use super::*;
use crate::outcome::{Failure, FailureKind};
use crate::record::{Extent, Field, Language, Record, Severity, Span};

fn gap(code: &str, field: &str) -> Gap {
    Gap {
        code: code.to_owned(),
        kind: GapKind::Missing,
        field: field.to_owned(),
        severity: Severity::Error,
        message: format!("not stated: {field}"),
        law: "Art. 30".to_owned(),
        provenance: None,
        evidence: Vec::new(),
        baseline: None,
        ignored: None,
    }
}

fn document(path: &str, title: &str, gaps: Vec<Gap>) -> Outcome {
    let source = Source {
        path: path.to_owned(),
        sha256: None,
        format: Some(Format::Text),
        pages: None,
        text: None,
        remarks: Vec::new(),
    };
    let record = Record {
        id: "1".to_owned(),
        source: source.clone(),
        record: Extent {
            index: 1,
            count: 1,
            location: Span::default(),
        },
        language: Language::default(),
        template: None,
        regime: None,
        fields: [("title".to_owned(), Field::answered(title))].into(),
        unmapped: Vec::new(),
        gaps,
    };
    Outcome {
        source,
        result: Ok(Extraction {
            records: vec![record],
            ..Extraction::default()
        }),
    }
}

fn unread(path: &str) -> Outcome {
    Outcome {
        result: Err(Failure::new(FailureKind::Encrypted, "needs a password")),
        ..document(path, "", Vec::new())
    }
}

fn folder() -> Folder {
    Folder::new(Path::new(""), Path::new("/work"))
}

fn entry(code: &str) -> Ignore {
    Ignore {
        code: code.to_owned(),
        path: None,
        field: None,
        record: None,
        reason: "agreed".to_owned(),
        owner: None,
        expires: None,
        line: 3,
    }
}

fn ignoring(entries: Vec<Ignore>) -> Review {
    Review {
        ignores: Some(Ignores::new("ropex.toml", folder(), date(2026, 6, 1), entries)),
        baseline: None,
    }
}

/// Fields of the gaps that are open after a review.
fn open(review: &mut Review, mut outcome: Outcome) -> Vec<String> {
    review.mark(&mut outcome);
    let gaps = &outcome.result.unwrap().records[0].gaps;
    let open = gaps.iter().filter(|gap| gap.is_open());
    open.map(|gap| gap.field.clone()).collect()
}

fn own(review: &Review, reach: Reach) -> Vec<String> {
    let findings = review.own(reach).map(|own| own.result.unwrap().findings);
    let told = |gap: &Gap| format!("{} {}", gap.code, gap.message);
    findings.unwrap_or_default().iter().map(told).collect()
}

#[test]
fn an_entry_is_for_what_all_its_keys_hold_for() {
    let entries = vec![
        Ignore {
            path: Some(Glob::new("hr/").unwrap()),
            field: Some("dpo".to_owned()),
            ..entry("G001")
        },
        Ignore {
            record: Some("Door  LOCKS".to_owned()),
            ..entry("G002")
        },
    ];
    let mut review = ignoring(entries);
    let gaps = || vec![gap("G001", "dpo"), gap("G001", "retention"), gap("G002", "security")];
    assert_eq!(
        open(&mut review, document("hr/a.txt", "Mail", gaps())),
        ["retention", "security"]
    );
    assert_eq!(open(&mut review, document("a.txt", "Mail", gaps())).len(), 3);
    assert_eq!(
        open(&mut review, document("a.txt", "Door locks", gaps())),
        ["dpo", "retention"]
    );
    assert!(own(&review, Reach::All).is_empty());
}

#[test]
fn an_expired_entry_sets_nothing_aside_and_is_told() {
    let until = |day| Ignore {
        expires: Some(day),
        owner: Some("privacy@example.org".to_owned()),
        ..entry("G001")
    };
    let mut review = ignoring(vec![until(date(2026, 5, 31))]);
    assert_eq!(
        open(&mut review, document("a.txt", "", vec![gap("G001", "dpo")])),
        ["dpo"]
    );
    let told = "I001 the ignore entry expired on 2026-05-31: G001, agreed (owner: privacy@example.org)";
    assert_eq!(own(&review, Reach::Files), [told]);
    let mut review = ignoring(vec![until(date(2026, 6, 1))]);
    assert!(
        open(&mut review, document("a.txt", "", vec![gap("G001", "dpo")])).is_empty(),
        "its last day"
    );
}

#[test]
fn an_unused_entry_is_told_only_where_its_finding_could_have_been_met() {
    let elsewhere = Ignore {
        path: Some(Glob::new("sales/").unwrap()),
        ..entry("G001")
    };
    let mut review = ignoring(vec![entry("G002"), elsewhere]);
    open(&mut review, document("hr/a.txt", "", vec![gap("G001", "dpo")]));
    assert!(own(&review, Reach::Files).is_empty());
    assert_eq!(
        own(&review, Reach::Folders),
        ["I002 the ignore entry is for no finding: G002, agreed"]
    );
    assert_eq!(own(&review, Reach::All).len(), 2);
    review.mark(&mut unread("sales/b.pdf"));
    assert_eq!(
        own(&review, Reach::All).len(),
        0,
        "nobody knows what an unread document would have had"
    );
}

fn knowing(text: &str, gone: &[&str]) -> Review {
    let baseline = Baseline::parse(text, folder(), |name| gone.contains(&name)).unwrap();
    Review {
        ignores: None,
        baseline: Some(baseline),
    }
}

fn baseline_of(outcomes: Vec<Outcome>) -> String {
    let mut review = Review {
        ignores: None,
        baseline: Some(Baseline::new(folder())),
    };
    outcomes.into_iter().for_each(|mut outcome| review.mark(&mut outcome));
    review.baseline.unwrap().text()
}

#[test]
fn a_baseline_knows_what_it_was_made_of() {
    let documents = || {
        vec![
            document("b.txt", "Mail", vec![gap("G001", "dpo"), gap("G001", "dpo")]),
            document("./a.txt", "Door", vec![gap("G002", "security")]),
        ]
    };
    let text = baseline_of(documents());
    assert!(text.find("a.txt") < text.find("b.txt"), "in a fixed order: {text}");
    let mut review = knowing(&text, &[]);
    for document in documents() {
        assert!(open(&mut review, document).is_empty());
    }
    let baseline = review.baseline.unwrap();
    assert_eq!((baseline.closed(true), baseline.text()), (0, text));
}

#[test]
fn one_more_of_the_same_is_new() {
    let text = baseline_of(vec![document("a.txt", "Mail", vec![gap("G001", "dpo")])]);
    let twice = document("a.txt", "Mail", vec![gap("G001", "dpo"), gap("G001", "dpo")]);
    assert_eq!(open(&mut knowing(&text, &[]), twice), ["dpo"]);
}

#[test]
fn findings_move_with_a_renamed_document_and_are_not_lent_to_a_copy() {
    let text = baseline_of(vec![document("old/a.txt", "Mail", vec![gap("G001", "dpo")])]);
    let moved = || document("new/a.txt", "Mail", vec![gap("G001", "dpo")]);
    assert!(open(&mut knowing(&text, &["old/a.txt"]), moved()).is_empty());
    assert_eq!(open(&mut knowing(&text, &[]), moved()), ["dpo"]);
}

#[test]
fn what_is_no_more_is_closed_and_what_was_not_seen_is_kept() {
    let text = baseline_of(vec![
        document("a.txt", "Mail", vec![gap("G001", "dpo"), gap("G001", "retention")]),
        document("b.pdf", "Door", vec![gap("G001", "dpo")]),
        document("c.txt", "Club", vec![gap("G001", "dpo")]),
    ]);
    let mut review = knowing(&text, &[]);
    review.mark(&mut document("a.txt", "Mail", vec![gap("G001", "dpo")]));
    review.mark(&mut unread("b.pdf"));
    let baseline = review.baseline.unwrap();
    assert_eq!(baseline.closed(true), 2, "retention, and all of c.txt");
    assert_eq!(baseline.closed(false), 1, "c.txt was not come to");
    assert!(baseline.text().contains("b.pdf") && !baseline.text().contains("c.txt"));
}

#[test]
fn another_schema_is_no_baseline() {
    let error = |text: &str| Baseline::parse(text, folder(), |_| false).unwrap_err();
    assert!(error("{\"schema\":\"ropex/baseline/2\",\"findings\":[]}").contains("ropex/baseline/2"));
    assert!(error("[]").starts_with("is no baseline"));
}
