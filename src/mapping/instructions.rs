//! A form's own instructions: text that stands under a heading and is not its value.

use super::Claim;
use crate::document::{Block, Line, TextBlock};
use crate::rules::{Scope, fold};

/// What an instruction is told by stands in the first so many bytes.
const OPENING: usize = 200;
/// And its first word, numbering and all, in these.
const BEGINNING: usize = 60;

/// Takes instructions out of a value; tells whether there were any.
pub(super) fn strip(blocks: &mut Vec<Block>, scope: &Scope<'_>) -> bool {
    let before: usize = blocks.iter().map(lines).sum();
    blocks.retain_mut(|block| match block {
        Block::Text(text) => {
            // Rows and lists have lines of their own: one of them may be a caption.
            let one = text
                .lines
                .iter()
                .skip(1)
                .all(|line| line.text.starts_with(char::is_lowercase));
            if one && is_instruction(&joined(text), scope) {
                return false;
            }
            if !one || text.lines.len() > 1 {
                text.lines.retain(|line| !is_instruction(&line.text, scope));
            }
            !text.lines.is_empty()
        }
        Block::Table(table) => {
            table.rows.retain(|row| {
                let text = row.cells.iter().map(|cell| cell.text()).collect::<Vec<_>>().join(" ");
                !is_instruction(&text, scope)
            });
            !table.rows.is_empty()
        }
    });
    before != blocks.iter().map(lines).sum::<usize>()
}

/// Takes captions in brackets out of values: lines of their own right under the heading (`(name and contact details)`),
/// where the form has several of them and the answer stands below.
pub(super) fn strip_captions(claims: &mut [Claim<'_>]) {
    let captioned = |claim: &Claim<'_>| -> bool {
        let mut lines = claim.blocks.iter().flat_map(|block| match block {
            Block::Text(text) => text.lines.as_slice(),
            Block::Table(_) => &[],
        });
        let first = lines.next().map(|line| line.text.trim());
        let whole = |text: &str| text.starts_with('(') && text.find(')') == Some(text.len() - 1) && text.contains(' ');
        first.is_some_and(whole) && (lines.next().is_some() || claim.blocks.len() > 1)
    };
    if claims.iter().filter(|claim| captioned(claim)).count() < 2 {
        return;
    }
    for claim in claims.iter_mut().filter(|claim| captioned(claim)) {
        if let Some(Block::Text(text)) = claim.blocks.first_mut() {
            text.lines.remove(0);
            if text.lines.is_empty() {
                claim.blocks.remove(0);
            }
        }
    }
}

fn lines(block: &Block) -> usize {
    match block {
        Block::Text(text) => text.lines.len(),
        Block::Table(table) => table.rows.len(),
    }
}

fn joined(block: &TextBlock) -> String {
    block
        .lines
        .iter()
        .map(|line: &Line| line.text.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The text opens like an instruction of the form, or of forms in this language.
pub(super) fn is_instruction(text: &str, scope: &Scope<'_>) -> bool {
    let of_form = scope.template.iter().map(|template| &template.instructions);
    let of_languages = scope.languages.iter().map(|language| &language.instructions);
    let mut all = of_form.chain(of_languages);
    // Most texts are told by their first word, before more of them is folded.
    let first = fold::first_word(fold::opening(text, BEGINNING));
    if all.clone().all(|openings| openings.beginning_with(&first).is_empty()) {
        return false;
    }
    // "☐ Yes ☒ No" is an answer, "Yes / No" the form's.
    if text.contains(['☒', '☑', '✓', '✔', '✗', '✘']) || text.contains("[x]") || text.contains("[X]") {
        return false;
    }
    let folded = fold(fold::opening(text, OPENING));
    let asks = text.trim_end().ends_with('.') && (4..=20).contains(&text.split_whitespace().count());
    all.any(|openings| {
        // One word ("describe", "list") opens values as well: a whole sentence that asks is an instruction.
        let mut opening = openings.of(&folded);
        opening.any(|(phrase, ())| phrase.contains(' ') || folded == *phrase || asks)
    })
}
