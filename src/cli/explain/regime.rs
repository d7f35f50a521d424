//! A regime: what it asks for, in its own order.

use std::fmt::Write;

use super::field::level;
use crate::rules::{Regime, Rules};

pub(super) fn explanation(regime: &Regime, rules: &Rules) -> String {
    let mut text = format!("# {}: {}\n\n{}\n\nIt asks for:\n", regime.id, regime.name, regime.law);
    let widest = regime
        .elements
        .iter()
        .map(|element| rules.field(element.field).id.len())
        .max()
        .unwrap_or(0);
    for element in &regime.elements {
        let id = &rules.field(element.field).id;
        let when = element
            .when
            .as_ref()
            .map(|when| format!(" ({when})"))
            .unwrap_or_default();
        // Writing to a string does not fail.
        let _ = writeln!(
            text,
            "  {id:<widest$}  {:<22}  {}{when}",
            level(element.level),
            element.law
        );
    }
    if !regime.never.is_empty() {
        let never: Vec<&str> = regime
            .never
            .iter()
            .map(|field| rules.field(*field).id.as_str())
            .collect();
        let _ = writeln!(text, "\nIt never asks for: {}", never.join(", "));
    }
    if regime.awaits_checking {
        text.push_str("\nThe citations were written from memory and await checking against the text of the law.\n");
    }
    text.push_str(
        "\nMissing: an error where it is always asked for, or its condition is known to hold; a warning where\n",
    );
    text.push_str("possible; otherwise a note. More of each field: ropex explain FIELD\n");
    text
}
