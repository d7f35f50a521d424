//! What `extract` writes about the fixtures holds to the schema that `ropex schema record` prints.

#![allow(clippy::unwrap_used)]

use std::process::Command;

#[test]
fn output_about_all_fixtures_holds_to_the_schema() {
    let schema = serde_json::from_slice(&ropex(&["schema", "record"])).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let output = String::from_utf8(ropex(&["extract", "fixtures/gold", "fixtures/broken"])).unwrap();
    let mut kinds = std::collections::BTreeSet::new();
    for line in output.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        kinds.insert(line["type"].to_string());
        let errors: Vec<String> = schema.iter_errors(&line).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", line["source"]["path"]);
    }
    assert_eq!(kinds.len(), 2, "records and failures: {kinds:?}");
}

#[test]
fn the_schema_refuses_what_no_release_writes() {
    let schema = serde_json::from_slice(&ropex(&["schema", "record"])).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    assert!(!schema.is_valid(&serde_json::json!({"type": "record"})));
    assert!(!schema.is_valid(&serde_json::json!({"type": "finding"})));
}

fn ropex(arguments: &[&str]) -> Vec<u8> {
    Command::new(env!("CARGO_BIN_EXE_ropex"))
        .args(arguments)
        .output()
        .unwrap()
        .stdout
}
