//! Marked content: which structure element, artifact or replacement text the glyphs being drawn belong to.

use hayro_syntax::object::{Dict, String as PdfString};

use super::actual_text;
use super::text_string;
use crate::read::layout::Glyph;

/// The marked-content sequences open at a point of a content stream.
#[derive(Debug, Default)]
pub(super) struct Marks {
    open: Vec<Mark>,
}

#[derive(Debug, Clone)]
struct Mark {
    mcid: Option<i32>,
    artifact: bool,
    /// Text that stands for the glyphs from this one on.
    actual: Option<(String, usize)>,
}

impl Marks {
    /// A sequence begins; `drawn` glyphs stand before it.
    pub(super) fn begin(&mut self, tag: &[u8], properties: Option<&Dict<'_>>, drawn: usize) {
        let own = properties.and_then(|properties| properties.get::<i32>(b"MCID"));
        let actual = properties.and_then(|properties| properties.get::<PdfString<'_>>(b"ActualText"));
        self.open.push(Mark {
            mcid: own.or(self.mcid()),
            artifact: tag == b"Artifact" || self.artifact(),
            actual: actual.map(|text| (text_string::decode(text.as_bytes()), drawn)),
        });
    }

    /// The innermost sequence ends: its replacement text takes the place of what its glyphs said.
    pub(super) fn end(&mut self, glyphs: &mut [Glyph]) {
        if let Some(Mark {
            actual: Some((text, start)),
            ..
        }) = self.open.pop()
            && let Some(glyphs) = glyphs.get_mut(start..)
        {
            actual_text::replace(glyphs, &text);
        }
    }

    /// The marked-content id in force.
    pub(super) fn mcid(&self) -> Option<i32> {
        self.open.last().and_then(|mark| mark.mcid)
    }

    /// What is drawn is page decoration.
    pub(super) fn artifact(&self) -> bool {
        self.open.last().is_some_and(|mark| mark.artifact)
    }
}
