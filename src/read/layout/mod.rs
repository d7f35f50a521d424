//! Positioned glyphs and ruling lines → blocks.
//!
//! What PDF (and later OCR) readers give is a list of [`PageContent`]; what comes out is the same list of blocks that
//! readers of structured formats give.
//!
//! The stages, in order: glyphs → words (`words`); rules → grids (`grid`); running heads and feet off
//! (`running`); words into cells, the others into lines, columns and tables without rules (`flow`); lines →
//! paragraphs and items (`paragraphs`, `lists`); footnotes aside (`notes`); what goes on over a page end joined
//! (`pages`); headings by their looks (`headings`); blocks and their transcript (`blocks`).

mod bands;
mod blocks;
mod borderless;
mod columns;
mod elements;
mod flow;
mod grid;
mod gutters;
mod headings;
mod hyphens;
mod lines;
mod lists;
mod measure;
mod notes;
pub mod page;
mod pages;
mod paragraphs;
mod pieces;
mod rows;
mod running;
mod strokes;
mod tagged;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
mod turned;
#[cfg(test)]
mod typeset;
mod words;

pub use page::{Glyph, PageContent, RuleLine};
pub(in crate::read) use turned::from_frame;

use crate::document::{Block, Line, TextSource, Transcript};
use crate::read::pdf::tags::Tree;

/// The text of a paged document, laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// Blocks in reading order.
    pub blocks: Vec<Block>,
    /// Running heads and feet, page numbers: each distinct one once (digits aside), in the order met.
    pub running: Vec<Line>,
    /// All lines, those of `running` last; [`Location::lines`](crate::document::Location::lines) count in it.
    pub text: String,
    /// Structure tree or geometry.
    pub source: TextSource,
}

/// Lays out the pages of a document, by its structure tree if `tags` covers the text, else by geometry.
pub fn blocks(pages: &[PageContent], tags: Option<&Tree>) -> Layout {
    let mut pages: Vec<running::PageWords> = pages.iter().map(turned::upright).collect();
    let mut lexicon = hyphens::Lexicon::default();
    let body = headings::body_size(lines_of(&pages, &mut lexicon).iter());
    let tags = tags.filter(|tree| tagged::covers(tree, &pages));
    let heads = running::take(&mut pages, body);
    let tagged = tags.map(|tree| tagged::pieces(tree, &mut pages, body));
    let source = if tagged.is_some() {
        TextSource::Tagged
    } else {
        TextSource::Geometry
    };
    let placed = pages::join(flow::flows(pages, body));
    let mut pieces = match tagged {
        Some(tagged) => pieces::merge(tagged, placed),
        None => placed,
    };
    headings::mark(&mut pieces, body);
    lexicon.learn_ends(soft_ends(&pieces).into_iter());
    finish(&pieces, &heads, &lexicon, source)
}

/// All lines of the pages, columns unparted: for what is counted over the whole document.
fn lines_of(pages: &[running::PageWords], lexicon: &mut hyphens::Lexicon) -> Vec<lines::TextLine> {
    let mut all = Vec::new();
    for page in pages {
        let lines = lines::by_place(page.number, page.words.clone());
        let chunks: Vec<lines::TextLine> = lines.into_iter().flat_map(lines::TextLine::chunks).collect();
        lexicon.learn(&chunks);
        all.extend(chunks);
    }
    all
}

/// Lines that go on in the next one, with that one.
fn soft_ends(pieces: &[pieces::Piece]) -> Vec<(&lines::TextLine, &lines::TextLine)> {
    let mut pairs = Vec::new();
    for piece in pieces {
        match piece {
            pieces::Piece::Text(para) => {
                pairs.extend(
                    para.lines
                        .windows(2)
                        .filter(|pair| pair[0].soft)
                        .map(|pair| (&pair[0], &pair[1])),
                );
            }
            pieces::Piece::Table(table) => {
                pairs.extend(table.rows.iter().flatten().flat_map(|cell| soft_ends(&cell.pieces)));
            }
        }
    }
    pairs
}

fn finish(
    pieces: &[pieces::Piece],
    heads: &[lines::TextLine],
    lexicon: &hyphens::Lexicon,
    source: TextSource,
) -> Layout {
    let mut blocks = blocks::blocks(pieces, lexicon);
    let mut running: Vec<Line> = heads
        .iter()
        .filter_map(|line| blocks::joined(std::slice::from_ref(line), lexicon))
        .collect();
    let mut transcript = Transcript::default();
    blocks::transcribe(&mut blocks, &mut transcript);
    running
        .iter_mut()
        .for_each(|line| blocks::transcribe_line(line, &mut transcript));
    Layout {
        blocks,
        running,
        text: transcript.finish(),
        source,
    }
}
