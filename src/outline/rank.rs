//! Depths of headings.
//!
//! Headings that look the same are siblings: those of one level of mark-up, of one scheme of numbers, of one look.
//! A look that comes up for the first time is a child of the heading that it comes up under.

use super::{Heading, Mark, Node};
use crate::outline::number::Scheme;

/// What makes two headings siblings.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Look {
    Level(u8),
    Number(Scheme),
    Mark(Mark),
}

/// Mark-up and type size order themselves; between two of their levels there is room for looks of other kinds.
const LEVEL: u8 = 8;
/// OpenDocument has ten levels, others fewer; what says that it is deeper is as deep.
const DEEPEST: u8 = 10;

fn of_level(level: u8) -> u8 {
    level.min(DEEPEST) * LEVEL
}

/// The rank below that of the next shorter numbers: `1.2.3` stands below `1.2`.
fn below(known: &[(Look, u8)], depth: usize) -> Option<u8> {
    let shorter = known.iter().filter_map(|(seen, rank)| match seen {
        Look::Number(Scheme::Decimal(above)) if *above < depth => Some(rank + 1),
        _ => None,
    });
    shorter.max()
}

/// Gives every heading its rank.
pub(super) fn assign(nodes: &mut [Node]) {
    tell_roman(nodes);
    let mut known: Vec<(Look, u8)> = Vec::new();
    let levels: Vec<u8> = nodes.iter().filter_map(level).collect();
    let mut deepest_open = levels.iter().min().map_or(0, |level| of_level(*level));
    let below_levels = levels.iter().max().map_or(0, |level| of_level(*level));
    for node in nodes {
        let Node::Heading(heading) = node else { continue };
        let look = look(heading);
        let rank = match known.iter().find(|(seen, _)| *seen == look) {
            Some(&(_, rank)) => rank,
            None => {
                let rank = match look {
                    Look::Level(level) => of_level(level),
                    Look::Number(Scheme::Decimal(depth)) if depth > 1 => {
                        below(&known, depth).unwrap_or(deepest_open + 1)
                    }
                    Look::Number(_) => deepest_open + 1,
                    Look::Mark(_) => deepest_open.max(below_levels) + 1,
                };
                known.push((look, rank));
                rank
            }
        };
        heading.rank = rank;
        // Looks alone may turn out to be body text: nothing stands under those.
        if heading.mark.closes() || heading.mark == Mark::Bold {
            deepest_open = rank.min(u8::MAX - LEVEL);
        }
    }
}

/// `i)` before `ii)` is a number, not the letter after `h)`.
fn tell_roman(nodes: &mut [Node]) {
    let mut roman_below = false;
    for node in nodes.iter_mut().rev() {
        let Node::Heading(heading) = node else { continue };
        let Some(number) = &mut heading.number else { continue };
        if roman_below && number.text.trim_matches(['(', ')', '.']) == "i" {
            number.scheme = Scheme::Roman;
        }
        roman_below = number.scheme == Scheme::Roman;
    }
}

fn level(node: &Node) -> Option<u8> {
    match node {
        Node::Heading(heading) => heading.level,
        _ => None,
    }
}

fn look(heading: &Heading) -> Look {
    match (heading.level, &heading.number, heading.mark) {
        (Some(level), _, _) => Look::Level(level),
        (None, Some(number), Mark::Number | Mark::Part) => Look::Number(number.scheme.clone()),
        (None, _, mark) => Look::Mark(mark),
    }
}
