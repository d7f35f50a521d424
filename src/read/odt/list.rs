//! Lists and their items.

use super::lists::{Lists, Mark};
use super::walk::Walk;
use crate::outcome::Failure;
use crate::read::xml::Element;

/// An item whose first paragraph is still to come: that one is numbered.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    /// A number of its own.
    start: Option<u32>,
    /// Its list begins to count anew.
    restart: bool,
}

impl Item {
    /// Counts the item, and gives what is printed before it. A list without a style has the one of its paragraphs.
    pub(super) fn mark(self, lists: &mut Lists, open: &[Option<&str>], own: Option<&str>) -> Option<Mark> {
        let style = open.iter().rev().flatten().next().copied().or(own).unwrap_or_default();
        if self.restart {
            lists.restart(style);
        }
        let depth = open.len().checked_sub(1)?;
        // The empty name is that of the headings' own numbers.
        Some(if style.is_empty() {
            Mark::default()
        } else {
            lists.next(style, depth, self.start)
        })
    }
}

impl<'t> Walk<'t, '_> {
    pub(super) fn list(&mut self, list: Element<'t>) -> Result<(), Failure> {
        let outer = self.item.take();
        let goes_on = list.attribute("continue-numbering") == Some("true") || list.attribute("continue-list").is_some();
        // A list inside counts anew with the item that it stands in, unless that has no paragraph to count.
        let mut restart = match outer {
            Some(outer) => outer.restart,
            None => self.open_lists.is_empty() && !goes_on,
        };
        self.open_lists.push(list.attribute("style-name"));
        for item in list.elements() {
            let numbered = item.name() == "text:list-item";
            if !numbered && item.name() != "text:list-header" {
                continue;
            }
            self.item = numbered.then(|| Item {
                start: item.attribute("start-value").and_then(|start| start.parse().ok()),
                restart,
            });
            self.blocks(item)?;
            // An item without a paragraph of its own left the count as it was.
            restart &= self.item.is_some();
            self.item = None;
        }
        self.open_lists.pop();
        Ok(())
    }
}
