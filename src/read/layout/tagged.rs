//! Structure tree → pieces: roles from the tree, lines and words from geometry.

use super::elements::{Element, ElementCell, Frame, align, is_mark, lay_out};
use super::lines::{TextLine, by_stream};
use super::pieces::Piece;
use super::running::PageWords;
use super::words::Word;
use crate::read::pdf::tags::{Child, Node, Role, Tree};
use std::collections::{BTreeMap, BTreeSet};

/// The tree is used if it covers this share of the text.
const COVERS: f32 = 0.8;
/// Elements nested deeper are left out; the reader of the tree has a limit of its own.
const DEEPEST: usize = 200;

/// Marked content: page and id.
type Mark = (u32, i32);

/// Whether the tree covers most of the text.
pub(super) fn covers(tree: &Tree, pages: &[PageWords]) -> bool {
    let mut marks = BTreeSet::new();
    tree.root.iter().for_each(|node| collect(node, &mut marks, DEEPEST));
    let (mut all, mut covered) = (0, 0);
    for page in pages {
        for word in page.words.iter().filter(|word| !word.artifact) {
            all += word.len();
            covered += if word.mcid.is_some_and(|id| marks.contains(&(page.number, id))) {
                word.len()
            } else {
                0
            };
        }
    }
    covered > 0 && covered as f32 >= COVERS * all as f32
}

fn collect(node: &Node, marks: &mut BTreeSet<Mark>, depth: usize) {
    for child in &node.children {
        match child {
            Child::Content { page, mcid } => {
                marks.insert((*page, *mcid));
            }
            Child::Node(node) if depth > 0 => collect(node, marks, depth - 1),
            Child::Node(_) => {}
        }
    }
}

/// The pieces of the tree in its order. The words it holds are taken from the pages; others stay there.
pub(super) fn pieces(tree: &Tree, pages: &mut [PageWords], body: f32) -> Vec<Piece> {
    let mut marks = BTreeSet::new();
    tree.root.iter().for_each(|node| collect(node, &mut marks, DEEPEST));
    let mut words: BTreeMap<Mark, Vec<Word>> = BTreeMap::new();
    for page in pages {
        let number = page.number;
        let tagged = |word: &Word| word.mcid.is_some_and(|id| marks.contains(&(number, id)));
        let (own, rest) = std::mem::take(&mut page.words).into_iter().partition(tagged);
        page.words = rest;
        for word in own {
            words
                .entry((number, word.mcid.unwrap_or_default()))
                .or_default()
                .push(word);
        }
    }
    let mut elements = Elements {
        words,
        found: Vec::new(),
    };
    let group = Frame::default();
    let mut loose = Vec::new();
    tree.root
        .iter()
        .for_each(|node| elements.node(node, &group, &mut loose, DEEPEST));
    elements.flush(&mut loose, &group);
    lay_out(elements.found, body)
}

struct Elements {
    words: BTreeMap<Mark, Vec<Word>>,
    found: Vec<Element>,
}

impl Elements {
    /// Adds what stands in the node. Text that no block element holds gathers in `loose`.
    fn node(&mut self, node: &Node, frame: &Frame, loose: &mut Vec<(u32, Word)>, depth: usize) {
        let Some(depth) = depth.checked_sub(1) else { return };
        match node.role {
            Role::Artifact => {}
            Role::Inline | Role::Figure | Role::Form => self.run(node, frame, loose, depth),
            Role::Group if is_run(node) || frame.inline && !holds_blocks(node, DEEPEST) => {
                self.run(node, frame, loose, depth);
            }
            Role::Label if frame.lists > 0 => {
                let start = loose.len();
                self.children(node, frame, loose, depth);
                // One word, which the item's text is told apart by.
                let text: String = loose[start..].iter().map(|(_, word)| word.text.as_str()).collect();
                replace(loose, start, &text);
            }
            Role::Table => {
                self.flush(loose, frame);
                self.table(node, depth);
            }
            Role::ListBody | Role::Label => self.children(node, frame, loose, depth),
            _ => {
                let item = node.role == Role::ListItem;
                // A paragraph that is all of an item does not end it.
                if !(frame.item && node.role == Role::Paragraph) {
                    self.flush(loose, frame);
                }
                let mut inner = Frame {
                    item: item || frame.item,
                    ..*frame
                };
                inner.inline = node.role != Role::Group && node.role != Role::List;
                match node.role {
                    Role::Heading(level) => inner.heading = Some(level.unwrap_or(2).max(1)),
                    Role::Note => inner.note = true,
                    Role::List => {
                        inner = Frame {
                            lists: frame.lists.saturating_add(1),
                            item: false,
                            ..*frame
                        }
                    }
                    _ => {}
                }
                self.children(node, &inner, loose, depth);
                self.flush(loose, &inner);
            }
        }
    }

    /// Adds text within a line.
    fn run(&mut self, node: &Node, frame: &Frame, loose: &mut Vec<(u32, Word)>, depth: usize) {
        let start = loose.len();
        self.children(node, frame, loose, depth);
        if let Some(text) = &node.actual_text {
            replace(loose, start, text);
        }
    }

    fn children(&mut self, node: &Node, frame: &Frame, loose: &mut Vec<(u32, Word)>, depth: usize) {
        let mut frame = *frame;
        for child in &node.children {
            let before = self.found.len();
            match child {
                Child::Content { page, mcid } => {
                    let words = self.words.remove(&(*page, *mcid)).unwrap_or_default();
                    loose.extend(words.into_iter().map(|word| (*page, word)));
                }
                Child::Node(node) => self.node(node, &frame, loose, depth),
            }
            // Only the first text of an item has its mark.
            frame.item &= self.found.len() == before || !matches!(self.found.last(), Some(Element::Text { .. }));
        }
    }

    /// Makes a block of the loose text.
    fn flush(&mut self, loose: &mut Vec<(u32, Word)>, frame: &Frame) {
        if loose.is_empty() {
            return;
        }
        let mut pages: BTreeMap<u32, Vec<Word>> = BTreeMap::new();
        for (page, word) in loose.drain(..) {
            pages.entry(page).or_default().push(word);
        }
        let lines: Vec<TextLine> = pages
            .into_iter()
            .flat_map(|(page, words)| by_stream(page, words))
            .collect();
        let label = frame.item
            && lines
                .first()
                .is_some_and(|line| line.words.len() > 1 && is_mark(&line.words[0].text));
        self.found.push(Element::Text {
            lines,
            frame: *frame,
            label,
        });
    }

    fn table(&mut self, node: &Node, depth: usize) {
        let mut rows = Vec::new();
        find_rows(node, false, &mut rows, depth);
        let head_rows = rows.iter().take_while(|(row, head)| *head || is_head(row)).count();
        let head_rows = if head_rows == rows.len() { 0 } else { head_rows };
        // Columns that cells from rows above still cover, with the rows left.
        let mut covered: Vec<usize> = Vec::new();
        let mut laid = Vec::new();
        for (row, _) in &rows {
            let mut cells = Vec::new();
            let mut column = 0;
            for child in &row.children {
                let Child::Node(cell) = child else { continue };
                while covered.get(column).is_some_and(|left| *left > 0) {
                    column += 1;
                }
                let (colspan, rowspan) = (usize::from(cell.col_span.max(1)), usize::from(cell.row_span.max(1)));
                let outer = std::mem::take(&mut self.found);
                let mut loose = Vec::new();
                self.children(cell, &Frame::default(), &mut loose, depth);
                self.flush(&mut loose, &Frame::default());
                let elements = std::mem::replace(&mut self.found, outer);
                cells.push(ElementCell {
                    column,
                    colspan,
                    rowspan,
                    header: cell.role == Role::HeadCell,
                    elements,
                });
                covered.resize(covered.len().max(column + colspan), 0);
                covered[column..column + colspan].fill(rowspan);
                column += colspan;
            }
            covered.iter_mut().for_each(|left| *left = left.saturating_sub(1));
            laid.push(cells);
        }
        laid[..head_rows]
            .iter_mut()
            .flatten()
            .for_each(ElementCell::keep_first_page);
        align(&mut laid);
        if !laid.is_empty() {
            self.found.push(Element::Table { rows: laid, head_rows });
        }
    }
}

/// Browsers write runs of text as groups of no role, with the text directly in them; a block holds its text in runs.
fn is_run(node: &Node) -> bool {
    node.children.iter().any(|child| matches!(child, Child::Content { .. })) && !holds_blocks(node, DEEPEST)
}

/// An element in it starts a line.
fn holds_blocks(node: &Node, depth: usize) -> bool {
    node.children.iter().any(|child| match child {
        Child::Content { .. } => false,
        Child::Node(node) => match node.role {
            Role::Group | Role::Inline | Role::Figure | Role::Form => depth > 0 && holds_blocks(node, depth - 1),
            _ => true,
        },
    })
}

/// The words from `start` as one with this text.
fn replace(loose: &mut Vec<(u32, Word)>, start: usize, text: &str) {
    let text = text.trim();
    let rect = loose[start..]
        .iter()
        .map(|(_, word)| word.rect)
        .reduce(|a, b| a.union(&b));
    if let (Some(rect), false) = (rect, text.is_empty()) {
        loose.truncate(start + 1);
        let word = &mut loose[start].1;
        word.bold = if word.bold == word.len() {
            text.chars().count()
        } else {
            0
        };
        word.text = text.to_owned();
        word.rect = rect;
    }
}

fn find_rows<'a>(node: &'a Node, head: bool, rows: &mut Vec<(&'a Node, bool)>, depth: usize) {
    let Some(depth) = depth.checked_sub(1) else { return };
    for child in &node.children {
        let Child::Node(child) = child else { continue };
        match child.role {
            Role::Row => rows.push((child, head)),
            Role::Table | Role::Caption => {}
            role => find_rows(child, head || role == Role::TableHead, rows, depth),
        }
    }
}

fn is_head(row: &Node) -> bool {
    let mut cells = row.children.iter().filter_map(|child| match child {
        Child::Node(cell) => Some(cell),
        Child::Content { .. } => None,
    });
    let first = cells.next();
    first.is_some_and(|cell| cell.role == Role::HeadCell) && cells.all(|cell| cell.role == Role::HeadCell)
}
