//! The second reader, pdf-extract: text without places, for files whose glyphs the first cannot put into words.

use std::panic::{self, AssertUnwindSafe};

use crate::document::{Block, Document, Format, Line, Location, Role, Style, TextBlock, TextSource, Transcript};
use crate::outcome::{Failure, FailureKind};
use crate::read::bounds::too_large;
use crate::read::{Limit, Limits};

/// A line at least this long, as a share of the longest of its page, goes on in the next one.
const FULL: f32 = 0.7;

/// Reads the text of all pages: a block for each paragraph, soft wraps joined by the length of lines.
///
/// # Errors
/// `unreadable` where the reader fails, `no_text` where it finds none, `too_large` over `limits`.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Failure> {
    let unreadable = |why: &str| Failure::new(FailureKind::Unreadable, format!("the second PDF reader failed: {why}"));
    // It panics on one file in twenty. Its stack overflows and endless loops cost the worker process, by design.
    let pages = panic::catch_unwind(AssertUnwindSafe(|| pdf_extract::extract_text_from_mem_by_pages(bytes)))
        .map_err(|_| unreadable("it panicked"))?
        .map_err(|error| unreadable(&error.to_string()))?;
    let text: usize = pages.iter().map(String::len).sum();
    if text > limits.text_bytes {
        return Err(too_large(limits, Limit::TextBytes, format!("{text} bytes of text")));
    }
    let mut transcript = Transcript::default();
    let blocks: Vec<Block> = (1..)
        .zip(&pages)
        .flat_map(|(number, page)| paragraphs(page, number, &mut transcript))
        .collect();
    if blocks.is_empty() {
        return Err(Failure::new(
            FailureKind::NoText,
            "the second PDF reader finds no text either",
        ));
    }
    Ok(Document {
        format: Format::Pdf,
        text_source: TextSource::Plain,
        pages: Vec::new(),
        text: transcript.finish(),
        blocks,
        running: Vec::new(),
        title: None,
        language: None,
        remarks: Vec::new(),
    })
}

fn paragraphs(page: &str, number: u32, transcript: &mut Transcript) -> Vec<Block> {
    let lines: Vec<String> = page
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    let full = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0) as f32 * FULL;
    let mut blocks = Vec::new();
    for paragraph in lines.split(|line| line.is_empty()).filter(|lines| !lines.is_empty()) {
        let lines = joined(paragraph, full).into_iter().map(|text| {
            let location = Location {
                page: Some(number),
                ..transcript.push(&text)
            };
            Line {
                text,
                lead: 0,
                location,
            }
        });
        let style = Style {
            space_before: 1.0,
            ..Style::default()
        };
        blocks.push(Block::Text(TextBlock {
            role: Role::Paragraph,
            lines: lines.collect(),
            style,
        }));
    }
    blocks
}

/// Joins each line to the one before it if that one is full.
fn joined(lines: &[String], full: f32) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    let mut goes_on = false;
    for line in lines {
        match joined.last_mut() {
            Some(last) if goes_on => {
                last.push(' ');
                last.push_str(line);
            }
            _ => joined.push(line.clone()),
        }
        goes_on = line.chars().count() as f32 >= full;
    }
    joined
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::fixture;
    use super::*;

    #[test]
    fn full_lines_go_on_and_short_ones_end() {
        let page = "Purpose\nWe keep the data of people who\nwrite to us.\n\nRetention\n";
        let mut transcript = Transcript::default();
        let blocks = paragraphs(page, 3, &mut transcript);
        assert_eq!(blocks[0].text(), "Purpose\nWe keep the data of people who write to us.");
        assert_eq!(blocks[1].location().page, Some(3));
        assert_eq!(blocks[1].location().lines, Some((3, 3)));
    }

    #[test]
    fn reads_a_page_and_survives_garbage() {
        let document = read(
            &fixture::pdf("BT /F1 10 Tf 50 700 Td (Purpose) Tj ET", &[]),
            &Limits::default(),
        );
        assert_eq!(document.unwrap().text, "Purpose\n");
        assert_eq!(
            read(b"no pdf", &Limits::default()).unwrap_err().kind,
            FailureKind::Unreadable
        );
    }
}
