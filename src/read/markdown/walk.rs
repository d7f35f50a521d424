//! Markdown events → blocks.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use crate::document::{Block, Cell, Location, Role, Row, Table};
use crate::outcome::Failure;
use crate::read::bounds::too_large;
use crate::read::inline::{Emphasis, text_blocks};
use crate::read::{Limit, Limits, head, link};

use super::html;
use super::inline::Lines;
use super::place::Places;

/// The two kinds of emphasis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Bold,
    Italic,
}

/// The blocks of these events.
pub(super) fn blocks<'e>(
    events: impl Iterator<Item = (Event<'e>, Range<usize>)>,
    text: &str,
    places: &Places<'_>,
    limits: &Limits,
) -> Result<Vec<Block>, Failure> {
    let mut walk = Walk {
        text,
        places,
        limits,
        blocks: Vec::new(),
        lines: Lines::default(),
        role: Role::Paragraph,
        lists: Vec::new(),
        bold: 0,
        italic: 0,
        depth: 0,
        table: None,
        links: Vec::new(),
        html: None,
        images: 0,
        contents: None,
        done: 0,
    };
    for (event, range) in events {
        walk.event(event, range)?;
    }
    walk.end_block();
    Ok(walk.blocks)
}

struct Walk<'a> {
    text: &'a str,
    places: &'a Places<'a>,
    limits: &'a Limits,
    blocks: Vec<Block>,
    lines: Lines,
    role: Role,
    /// The lists around: the next number of each that counts.
    lists: Vec<Option<u64>>,
    bold: usize,
    italic: usize,
    depth: usize,
    table: Option<Table>,
    /// Links around: their address, and the characters of the line before them.
    links: Vec<(String, usize)>,
    /// The HTML block that is being read.
    html: Option<Range<usize>>,
    images: usize,
    /// The outermost list, while it holds nothing but links to places in the same text: it is a list of contents, that
    /// repeats the headings. Where its blocks begin.
    contents: Option<usize>,
    /// Events before this byte are part of an HTML block that was read already.
    done: usize,
}

impl Walk<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) -> Result<(), Failure> {
        if range.start < self.done && !matches!(event, Event::End(_) | Event::Start(_)) {
            return Ok(());
        }
        match event {
            Event::Start(tag) => self.start(tag, range)?,
            Event::End(tag) => self.end(tag, range)?,
            Event::Text(text) if self.role == CODE => self.code(&text, range),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.push(&text, range);
            }
            Event::InlineHtml(tag) => match html::inline(&tag) {
                html::Inline::Break => self.lines.end_line(self.places, false),
                html::Inline::Begin(style) => *self.depth_of(style) += 1,
                html::Inline::End(style) => *self.depth_of(style) = self.depth_of(style).saturating_sub(1),
                html::Inline::Nothing => {}
            },
            Event::Html(_) => {
                let html = self.html.get_or_insert(range.clone());
                html.end = range.end;
            }
            // A bold run over the end of a line is no label at the start of the next one.
            Event::SoftBreak if self.bold > 0 => self.push(" ", range),
            Event::SoftBreak => self.lines.end_line(self.places, true),
            Event::HardBreak => self.lines.end_line(self.places, false),
            Event::TaskListMarker(done) => self.push(if done { "☒ " } else { "☐ " }, range),
            Event::Rule => self.end_block(),
            Event::FootnoteReference(_) => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) -> Result<(), Failure> {
        self.depth += 1;
        if self.depth > self.limits.nesting {
            return Err(too_large(self.limits, Limit::Nesting, "the nesting of Markdown blocks"));
        }
        match tag {
            Tag::Heading { level, .. } => self.begin(Role::Heading { level: depth(level) }),
            // The paragraphs of an item are its lines.
            Tag::Paragraph if matches!(self.role, Role::Item { .. } | Role::Note) => {
                self.lines.end_line(self.places, false)
            }
            Tag::Paragraph | Tag::BlockQuote(_) => self.begin(Role::Paragraph),
            Tag::CodeBlock(_) => self.begin(CODE),
            Tag::List(first) => {
                self.end_block();
                if self.lists.is_empty() {
                    self.contents = Some(self.blocks.len());
                }
                self.lists.push(first);
            }
            Tag::Item => {
                let depth = self.lists.len().saturating_sub(1).min(usize::from(u8::MAX)) as u8;
                let marker = self.marker(&range);
                self.begin(Role::Item { depth, marker });
            }
            Tag::FootnoteDefinition(_) => self.begin(Role::Note),
            Tag::Table(_) => {
                self.end_block();
                self.table = Some(Table {
                    location: self.places.of(range),
                    ..Table::default()
                });
            }
            Tag::TableHead | Tag::TableRow => {
                let location = self.places.of(range);
                if let Some(table) = &mut self.table {
                    table.rows.push(Row {
                        cells: Vec::new(),
                        location,
                    });
                }
            }
            Tag::Strong => self.bold += 1,
            Tag::Emphasis => self.italic += 1,
            Tag::Link { dest_url, .. } => self.links.push((dest_url.to_string(), self.lines.len())),
            Tag::Image { .. } => self.images += 1,
            Tag::HtmlBlock => {
                self.end_block();
                self.html = None;
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) -> Result<(), Failure> {
        self.depth = self.depth.saturating_sub(1);
        match tag {
            TagEnd::Paragraph if matches!(self.role, Role::Item { .. } | Role::Note) => {
                self.lines.end_line(self.places, false);
            }
            TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock | TagEnd::BlockQuote(_) => {
                self.end_block();
            }
            TagEnd::FootnoteDefinition => self.end_block(),
            TagEnd::List(_) => {
                self.end_block();
                self.lists.pop();
                if self.lists.is_empty() {
                    self.drop_contents();
                }
            }
            TagEnd::TableCell => self.cell(),
            TagEnd::TableHead => self.end_head(),
            TagEnd::Table => {
                if let Some(mut table) = self.table.take() {
                    head::mark_bold(&mut table);
                    self.blocks.push(Block::Table(table));
                }
            }
            TagEnd::Strong => self.bold = self.bold.saturating_sub(1),
            TagEnd::Emphasis => self.italic = self.italic.saturating_sub(1),
            TagEnd::Link => {
                if let Some((address, before)) = self.links.pop() {
                    let text = self.lines.text_from(before);
                    if let Some(shown) = link::shown(text.trim(), &address) {
                        self.push(&format!(" ({shown})"), range);
                    }
                }
            }
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            TagEnd::HtmlBlock => self.end_html()?,
            _ => {}
        }
        Ok(())
    }

    fn push(&mut self, text: &str, range: Range<usize>) {
        let inside = self.links.last().is_some_and(|(address, _)| address.starts_with('#'));
        if !inside && !text.trim().is_empty() {
            self.contents = None;
        }
        if self.images == 0 {
            let emphasis = Emphasis {
                bold: self.bold > 0,
                italic: self.italic > 0,
            };
            self.lines.push(text, emphasis, range);
        }
    }

    /// Takes back the list that has just ended if it is a list of contents. One link alone is none.
    fn drop_contents(&mut self) {
        if let Some(start) = self.contents.take()
            && self.blocks.len() > start + 1
        {
            self.blocks.truncate(start);
        }
    }

    /// The lines of a code block are the author's.
    fn code(&mut self, text: &str, range: Range<usize>) {
        let mut start = range.start;
        for line in text.split_inclusive('\n') {
            let end = (start + line.len()).min(range.end);
            self.push(line, start.min(end)..end);
            self.lines.end_line(self.places, false);
            start = end;
        }
    }

    fn depth_of(&mut self, style: Style) -> &mut usize {
        match style {
            Style::Bold => &mut self.bold,
            Style::Italic => &mut self.italic,
        }
    }

    /// The number of an item as it is counted, with the sign after it as it is written.
    fn marker(&mut self, range: &Range<usize>) -> String {
        let Some(Some(number)) = self.lists.last_mut() else {
            return String::new();
        };
        let written = self.text[range.clone()]
            .trim_start()
            .trim_start_matches(|c: char| c.is_ascii_digit());
        let sign = if written.starts_with(')') { ')' } else { '.' };
        let marker = format!("{number}{sign}");
        *number += 1;
        marker
    }

    fn begin(&mut self, role: Role) {
        self.end_block();
        self.role = role;
    }

    fn end_block(&mut self) {
        let lines = self.lines.take(self.places);
        let role = std::mem::replace(&mut self.role, Role::Paragraph);
        let role = if role == CODE { Role::Paragraph } else { role };
        self.blocks.extend(text_blocks(role, lines, 0.0));
    }

    fn cell(&mut self) {
        let lines = self.lines.take(self.places);
        let blocks = text_blocks(Role::Paragraph, lines, 0.0);
        if let Some(table) = &mut self.table {
            let header = table.rows.len() == 1;
            if let Some(row) = table.rows.last_mut() {
                row.cells.push(Cell {
                    column: row.cells.len(),
                    colspan: 1,
                    rowspan: 1,
                    header: header && !blocks.is_empty(),
                    blocks,
                });
            }
        }
    }

    /// A table must have a head in Markdown; one without a word in it is there for the syntax only.
    fn end_head(&mut self) {
        if let Some(table) = &mut self.table {
            let filled = table
                .rows
                .iter()
                .flat_map(|row| &row.cells)
                .any(|cell| !cell.is_empty());
            table.head_rows = usize::from(filled);
        }
    }

    fn end_html(&mut self) -> Result<(), Failure> {
        let Some(range) = self.html.take() else {
            return Ok(());
        };
        if range.start < self.done {
            return Ok(());
        }
        let end = html::end_of_table(self.text, range.start, range.end);
        self.done = end;
        let place: Location = self.places.of(range.start..end);
        let blocks = crate::read::html::fragment(&self.text[range.start..end], place, self.limits)?;
        self.blocks.extend(blocks);
        Ok(())
    }
}

/// Code blocks are paragraphs in the end; while they are read, their line ends count. No list is nested this deep.
const CODE: Role = Role::Heading { level: 0 };

fn depth(level: HeadingLevel) -> u8 {
    level as u8
}
