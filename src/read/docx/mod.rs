//! Word documents (Office Open XML) → blocks.

mod boxes;
mod chunk;
mod field;
mod look;
mod numbering;
mod package;
mod paragraph;
mod styles;
mod table;
mod walk;

use crate::document::{Document, Format, TextSource};
use crate::outcome::Failure;

use super::Limits;
use super::inline::tidy;
use super::xml::Element;
use package::{Package, Part};
use walk::Walk;

/// Reads a package. Tracked changes count as accepted; comments are left out; notes stand at the end of the text,
/// what headers and footers hold in [`Document::running`].
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Failure> {
    let mut package = Package::open(bytes, limits)?;
    let main = package.main()?;
    let styles = package.related(&main, "styles")?;
    let styles = styles
        .as_ref()
        .map(|part| styles::Styles::read(&part.tree))
        .unwrap_or_default();
    let numbering = package.related(&main, "numbering")?;
    let numbering = numbering
        .as_ref()
        .map(|part| numbering::Numbering::read(&part.tree, &styles))
        .unwrap_or_default();
    let notes = [
        package.related(&main, "footnotes")?,
        package.related(&main, "endnotes")?,
    ];
    let frames = package.frames(&main)?;
    let chunks = package.chunks(&main)?;

    let mut walk = Walk::new(&styles, numbering, &chunks, limits);
    if let Some(body) = main.tree.root().and_then(|root| root.child("w:body")) {
        walk.part(&main, body)?;
    }
    walk.notes(&notes)?;
    for frame in &frames {
        walk.frame(frame)?;
    }
    let properties = package.properties()?;
    let property = |name: &str| stated(&properties, name);
    let (blocks, running, text) = walk.finish();
    Ok(Document {
        remarks: Vec::new(),
        format: Format::Docx,
        text_source: TextSource::Markup,
        pages: Vec::new(),
        text,
        blocks,
        running,
        title: property("dc:title"),
        language: property("dc:language"),
    })
}

/// A property of the document as its own metadata state it.
fn stated(properties: &Option<Part>, name: &str) -> Option<String> {
    let value = properties.as_ref()?.tree.root()?.child(name).map(Element::text)?;
    Some(tidy(&value)).filter(|value| !value.is_empty())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
