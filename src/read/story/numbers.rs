//! Numbered paragraphs that are no list.
//!
//! Word processors number headings and items alike. A numbered paragraph without another one of its list right before
//! or after it heads the text below it; its number is then part of its text, as it is printed.

use crate::document::{Block, Role, TextBlock};

/// Makes paragraphs of lone numbered items.
pub(super) fn settle(blocks: &mut [Block]) {
    let lone: Vec<usize> = (0..blocks.len()).filter(|at| is_lone(blocks, *at)).collect();
    for at in lone {
        if let Block::Text(block) = &mut blocks[at] {
            prefix(block);
        }
    }
}

fn is_lone(blocks: &[Block], at: usize) -> bool {
    let Some((depth, Some(shape))) = item(&blocks[at]) else {
        return false;
    };
    // Items of deeper lists belong to the item above them.
    let beside = |found: Option<&Block>| found.and_then(item) == Some((depth, Some(shape.clone())));
    let inner = |block: &&Block| item(block).is_some_and(|(found, _)| found > depth);
    let before = blocks[..at].iter().rev().find(|block| !inner(block));
    let after = blocks[at + 1..].iter().find(|block| !inner(block));
    !beside(before) && !beside(after)
}

/// The depth of an item, and how its list counts: `(1)`, `a)`; nothing for a bullet.
fn item(block: &Block) -> Option<(u8, Option<String>)> {
    match block {
        Block::Text(TextBlock {
            role: Role::Item { depth, marker },
            ..
        }) => Some((*depth, shape(marker))),
        _ => None,
    }
}

fn shape(marker: &str) -> Option<String> {
    let counts = marker.contains(char::is_alphanumeric) && marker != "o";
    let mut shape: Vec<char> = marker
        .chars()
        .map(|c| match c {
            c if c.is_numeric() => '1',
            c if c.is_lowercase() => 'a',
            c if c.is_alphabetic() => 'A',
            c => c,
        })
        .collect();
    shape.dedup();
    counts.then(|| shape.into_iter().collect())
}

fn prefix(block: &mut TextBlock) {
    let Role::Item { marker, .. } = std::mem::replace(&mut block.role, Role::Paragraph) else {
        return;
    };
    let Some(first) = block.lines.first_mut() else { return };
    let width = marker.chars().count() + 1;
    first.text = format!("{marker} {}", first.text);
    if first.lead > 0 {
        first.lead += width;
    }
    if let Some((start, _)) = &mut first.location.chars {
        *start = start.saturating_sub(width);
    }
}

#[cfg(test)]
mod tests {
    use super::shape;

    #[test]
    fn lists_count_in_shapes() {
        assert_eq!(shape("(12)"), shape("(3)"));
        assert_eq!(shape("iv."), shape("i."));
        assert_ne!(shape("a)"), shape("A)"));
        assert_eq!((shape("•"), shape("o")), (None, None));
    }
}
