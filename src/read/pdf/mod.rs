//! PDF → pages of glyphs, ruling lines and tags.
//!
//! hayro interprets the content streams ([`extract`]); what it has no call for (structure tree, form fields, document
//! information) is walked in the file's own dictionaries.

mod actual_text;
mod cover;
mod device;
mod font;
mod marks;
mod open;
mod overprint;
mod page;
mod place;
mod ruling;
mod symbol;
pub mod tags;
mod text_string;

use hayro_interpret::InterpreterCache;

use crate::outcome::{Failure, FailureKind};
use crate::read::Limits;
use crate::read::layout::PageContent;

/// What stands in a PDF file, before any layout.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Extracted {
    /// All pages in order.
    pub pages: Vec<PageContent>,
    /// The structure tree, where the file has one with content.
    pub tags: Option<tags::Tree>,
    /// The title in the document information.
    pub title: Option<String>,
    /// The language that the catalog declares, as written there.
    pub language: Option<String>,
}

/// Reads glyphs, ruling lines and tags of all pages with hayro.
///
/// # Errors
/// `no_text` for an empty file, `encrypted` where it needs a password, `unreadable` where it is no PDF or too damaged,
/// `too_large` where it has more pages or text than `limits` allow.
pub fn extract(bytes: &[u8], limits: &Limits) -> Result<Extracted, Failure> {
    let pdf = open::open(bytes, limits)?;
    let cache = InterpreterCache::new();
    let mut faces = font::Faces::default();
    let mut text_left = limits.text_bytes;
    let mut pages = Vec::with_capacity(pdf.pages().len());
    for (number, page) in (1..).zip(pdf.pages().iter()) {
        let content = page::read(number, page, &cache, &mut faces, text_left);
        let text: usize = content.glyphs.iter().map(|glyph| glyph.text.len()).sum();
        if text >= text_left {
            return Err(Failure::new(
                FailureKind::TooLarge,
                format!("more than {} bytes of text (limit text_bytes)", limits.text_bytes),
            ));
        }
        text_left -= text;
        pages.push(content);
    }
    Ok(Extracted { pages, tags: None, title: None, language: None })
}
