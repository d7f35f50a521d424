#![allow(clippy::unwrap_used)]

use super::*;

fn read_with(confidences: &[Option<f32>]) -> Field {
    let place = |confidence: &Option<f32>| Provenance {
        confidence: *confidence,
        ..Provenance::at(&Default::default())
    };
    Field {
        status: Status::Present,
        text: "Two years".to_owned(),
        items: Vec::new(),
        value: None,
        inherited: false,
        placeholder: false,
        provenance: confidences.iter().map(place).collect(),
    }
}

#[test]
fn the_least_sure_place_decides_whether_a_field_is_sure() {
    let doubtful = read_with(&[Some(93.0), Some(41.0), None]);
    assert!(unsure(&doubtful));
    assert_eq!(least_sure(&doubtful).unwrap().confidence, Some(41.0));
    assert!(!unsure(&read_with(&[Some(93.0), None])));
    assert!(!unsure(&read_with(&[None])), "the document's own text");
}
