#![allow(clippy::unwrap_used)]

use crate::document::Format;
use crate::outline::{Node, outline};
use crate::read::{Limits, read};
use crate::rules::Rules;
use crate::segment::{Part, Segments, segment};

/// The records of a sheet, written with semicolons.
fn records(sheet: &str) -> Segments {
    let rules = Rules::embedded().unwrap();
    let document = read(sheet.as_bytes(), Format::Csv, &Limits::default()).unwrap();
    segment(&outline(&document), &rules)
}

/// `[group ›] label = value` of each label.
fn labels(part: &Part) -> Vec<String> {
    let shown = |node: &Node| match node {
        Node::Label(label) => {
            let group = label.group.as_ref().map(|group| format!("{group} › "));
            let value: Vec<String> = label.value.iter().map(|block| block.text()).collect();
            format!("{}{} = {}", group.unwrap_or_default(), label.text, value.join("/"))
        }
        other => other.text(),
    };
    part.nodes.iter().map(shown).collect()
}

#[test]
fn groups_of_columns_name_what_their_columns_do_not() {
    let found = records(
        "No.;Processing activity;Recipients;;Purposes;Retention period\n\
         ;;internal;external;;\n\
         1;2;3;4;5;6\n\
         1;Payroll;HR;Tax office;Paying wages;10 years\n\
         2;Hire;Desk;Bank;Hiring out boats;3 years\n",
    );
    assert_eq!(found.records.len(), 2);
    assert_eq!(
        labels(&found.records[0])[1..],
        [
            "Processing activity = Payroll",
            "Recipients › internal = HR",
            "Recipients › external = Tax office",
            "Purposes = Paying wages",
            "Retention period = 10 years"
        ]
    );
}

#[test]
fn what_stands_over_a_register_is_shared() {
    let found = records(
        "Controller;Firm Ltd;;;\nData protection officer;Ann Poole;;;\n\
         Name of processing;Purposes;Categories of personal data;Recipients;Retention period\n\
         Payroll;Paying wages;Names;Bank;10 years\nHire;Hiring;Names;None;3 years\n",
    );
    assert_eq!(found.records.len(), 2);
    assert_eq!(
        labels(&found.shared),
        ["Controller = Firm Ltd", "Data protection officer = Ann Poole"]
    );
}

#[test]
fn lists_to_choose_from_are_no_records() {
    let found = records(
        "Categories of data subjects;Legal basis;Recipients;Retention period\n\
         Employees;Consent;Bank;10 years\nCustomers;Contract;Police;3 years\nVisitors;;;72 hours\n",
    );
    assert_eq!(found.records.len(), 1);
}

#[test]
fn columns_are_records_beside_numbers_and_guidance() {
    let found = records(
        "1;Name of processing;;Payroll;Hire\n\
         2;Purposes of the processing;Why do you process them?;Wages;Boats\n\
         3;Categories of personal data;Which data?;Names;Names, phone\n\
         4;Recipients;Who gets them?;Bank;None\n\
         5;Retention period;How long?;10 years;3 years\n",
    );
    assert_eq!(found.records.len(), 2);
    assert_eq!(labels(&found.records[1])[4], "Retention period = 3 years");
}

#[test]
fn a_corner_names_what_its_rows_answer() {
    let found = records(
        "Name of processing;Hire\nReference number;7\n\n\
         Recipients;Kind;Details\nRecipient 1;Processor;Pay Ltd\nRecipient 2;Internal;Desk\n",
    );
    assert_eq!(found.records.len(), 1);
    assert_eq!(
        labels(&found.records[0]),
        [
            "Name of processing = Hire",
            "Reference number = 7",
            "Recipients = Processor/Pay Ltd/Internal/Desk",
        ]
    );
    let found =
        records("Categories of personal data;Details;Retention period\nIdentity;Names;3 years\nPayment;Card;1 year\n");
    assert_eq!(
        labels(&found.records[0]),
        [
            "Categories of personal data = Identity/Names/Payment/Card",
            "Retention period = 3 years/1 year"
        ]
    );
}

#[test]
fn a_column_that_only_counts_gives_the_records_their_numbers() {
    let found = records(
        "#;Name of processing;Purposes;Recipients;Retention period\n\
         1;Payroll;Paying wages;Bank;10 years\n2;Hire;Hiring;None;3 years\n",
    );
    let numbers: Vec<&str> = found
        .records
        .iter()
        .map(|part| part.number.as_ref().unwrap().text.as_str())
        .collect();
    assert_eq!(numbers, ["1", "2"]);
    assert_eq!(labels(&found.records[1])[0], "Name of processing = Hire");
    let found = records(
        "Who;Name of processing;Purposes;Recipients;Retention period\n\
         HR;Payroll;Paying wages;Bank;10 years\nIT;Hire;Hiring;None;3 years\n",
    );
    assert_eq!(found.records[0].number, None);
}

#[test]
fn a_likely_corner_counts_where_another_head_is_sure() {
    let found = records(
        "Name of processing;Hire\nPurposes;Hiring\n\n\
         Types of personal data held;Details;Retention period\nIdentity;Names;3 years\nPayment;Card;1 year\n",
    );
    assert_eq!(
        labels(&found.records[0])[2..],
        [
            "Types of personal data held = Identity/Names/Payment/Card",
            "Retention period = 3 years/1 year"
        ]
    );
}

#[test]
fn numbers_before_the_labels_are_no_corner() {
    let found = records(
        "Ref. no.;Point;Answer\n1;Purposes;Wages\n2;Retention period;10 years\n3;Recipients;Bank\n4;Legal basis;Contract\n",
    );
    assert_eq!(found.records.len(), 1);
    assert_eq!(labels(&found.records[0])[1], "2 › Retention period = 10 years");
}
