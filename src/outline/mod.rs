//! [`Document`] → [`Outline`]: headings, labels with their values, tables and body text, in reading order.
//!
//! This stage knows how headings, numbers, labels and tables look in any language; which of them means what is for
//! the stages after it. It therefore offers more headings than there are: a look-only heading (a short line in
//! capitals, a line on its own) that no rule knows is taken as body text again by [`mapping`](crate::mapping).

mod grid;
mod heading;
mod label;
mod lone;
pub mod number;
mod rank;
mod series;

pub use grid::{Grid, GridRow};
pub use heading::{Heading, Mark};
pub use label::{Label, LabelMark};
pub use number::Number;

use serde::Serialize;
use series::Series;

use crate::document::{Block, Document, Format, Line, Location, Role, TextBlock};

/// A document as a list of nodes in reading order.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outline {
    /// Nodes in reading order.
    pub nodes: Vec<Node>,
    /// The title that the file's metadata give.
    pub title: Option<String>,
    /// Running heads and feet.
    pub running: Vec<Line>,
}

/// One node of an outline.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Node {
    /// A line that may head what follows.
    Heading(Heading),
    /// A label and its value.
    Label(Label),
    /// Running text, a list item or a note.
    Body(TextBlock),
    /// A table whose shape is still open: label/value, a record a row, or content.
    Table(Grid),
}

impl Node {
    /// Where it stands.
    pub fn location(&self) -> Location {
        match self {
            Node::Heading(heading) => heading.location,
            Node::Label(label) => label.location,
            Node::Body(block) => block.location(),
            Node::Table(grid) => grid.location,
        }
    }

    /// All its text, lines joined by line breaks.
    pub fn text(&self) -> String {
        match self {
            Node::Heading(heading) => heading.text.clone(),
            Node::Label(label) => label.whole.text(),
            Node::Body(block) => block.text(),
            Node::Table(grid) => grid.text(),
        }
    }
}

/// Finds headings, labels and tables in a document.
pub fn outline(document: &Document) -> Outline {
    let nodes = nodes_of(&document.blocks);
    Outline {
        nodes,
        title: document.title.clone(),
        // The frame of a web page names the site and its makers, never the document.
        running: match document.format {
            Format::Html => Vec::new(),
            _ => document.running.clone(),
        },
    }
}

/// The nodes of some blocks: of a document, or of a cell that turns out to hold more than a value.
pub fn nodes_of(blocks: &[Block]) -> Vec<Node> {
    let mut nodes = Vec::with_capacity(blocks.len());
    let blocks = lone::rejoin(blocks);
    let series = Series::of(&blocks);
    for block in blocks.iter() {
        match block {
            Block::Table(table) => {
                let grid = Grid::new(table);
                match nodes.last_mut() {
                    Some(Node::Table(above)) if above.continues_in(&grid) => above.append(grid),
                    _ => nodes.push(Node::Table(grid)),
                }
            }
            Block::Text(text) => read_text(text, &series, &mut nodes),
        }
    }
    rank::assign(&mut nodes);
    nodes
}

/// A text block is one heading, a run of labels, a heading with its text glued below, or body.
fn read_text(block: &TextBlock, series: &Series, nodes: &mut Vec<Node>) {
    // "Purpose: to keep in touch" is a label with its value, however short the line is.
    let labelled = block.role == Role::Paragraph && label::has_value(block, series);
    if !labelled && let Some(heading) = heading::of_block(block, series) {
        nodes.push(Node::Heading(heading));
        return;
    }
    if block.role == Role::Note {
        nodes.push(Node::Body(block.clone()));
        return;
    }
    if let Some((heading, rest)) = heading::above_text(block, series) {
        nodes.push(Node::Heading(heading));
        read_text(&rest, series, nodes);
        return;
    }
    match label::of_block(block, series) {
        Some(parts) => nodes.extend(parts),
        None => nodes.push(Node::Body(block.clone())),
    }
}

#[cfg(test)]
mod tests;
