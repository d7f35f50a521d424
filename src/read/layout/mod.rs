//! Positioned glyphs and ruling lines → blocks.
//!
//! What PDF (and later OCR) readers give is a list of [`PageContent`]; what comes out is the same list of blocks that
//! readers of structured formats give.

pub mod page;

pub use page::{Glyph, PageContent, RuleLine};
