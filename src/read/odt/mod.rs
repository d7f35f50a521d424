//! OpenDocument texts (LibreOffice Writer) → blocks.

mod boxes;
mod form;
mod inline;
mod list;
mod lists;
mod styles;
mod table;
mod walk;

use crate::document::{Document, Format, TextSource};
use crate::outcome::{Failure, FailureKind};

use super::Limits;
use super::inline::tidy;
use super::parts::{Parts, unreadable};
use super::xml::{self, Element, Tree};
use form::Forms;
use lists::Lists;
use styles::Styles;
use walk::Walk;

/// Reads a package. Tracked changes count as accepted; comments are left out; notes stand at the end of the text,
/// what headers and footers hold in [`Document::running`].
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Failure> {
    let mut parts = Parts::open(bytes, limits)?;
    let mut part = |name: &str| match parts.part(name)? {
        Some(bytes) => xml::parse(&bytes, name, limits).map(Some),
        None => Ok(None),
    };
    if part("META-INF/manifest.xml")?.is_some_and(|manifest| is_encrypted(&manifest)) {
        let message = "it needs a password; open it where it was written and save it without one";
        return Err(Failure::new(FailureKind::Encrypted, message));
    }
    let content = part("content.xml")?.ok_or_else(|| unreadable("the package has no content part"))?;
    let common = part("styles.xml")?;
    let common = common.as_ref().and_then(Tree::root);
    let meta = part("meta.xml")?;
    let shared = section(common, "office:styles");

    let styles = [shared, section(content.root(), "office:automatic-styles")];
    let text = content
        .root()
        .and_then(|root| root.path(&["office:body", "office:text"]));
    let text = text.ok_or_else(|| unreadable("the package holds no text document"))?;
    let mut walk = Walk::new(Styles::read(&styles), Lists::read(&styles), Forms::read(text), limits);
    walk.text(text)?;
    // Headers have styles of their own, under the names that the text gives to others.
    let styles = [shared, section(common, "office:automatic-styles")];
    walk.restyle(Styles::read(&styles), Lists::read(&styles));
    for page in section(common, "office:master-styles")
        .into_iter()
        .flat_map(Element::elements)
    {
        for frame in page.elements().filter(|_| page.name() == "style:master-page") {
            if frame.name().starts_with("style:header") || frame.name().starts_with("style:footer") {
                walk.frame(frame)?;
            }
        }
    }
    let property = |name: &str| stated(meta.as_ref().and_then(Tree::root), name);
    let (blocks, running, text) = walk.finish();
    Ok(Document {
        remarks: Vec::new(),
        format: Format::Odt,
        text_source: TextSource::Markup,
        pages: Vec::new(),
        text,
        blocks,
        running,
        title: property("dc:title"),
        language: property("dc:language"),
    })
}

fn section<'t>(root: Option<Element<'t>>, name: &str) -> Option<Element<'t>> {
    root?.child(name)
}

/// The key to at least one part is kept from whoever has no password.
fn is_encrypted(manifest: &Tree) -> bool {
    let mut elements = manifest.root().into_iter().flat_map(Element::descendants);
    elements.any(|element| element.name() == "manifest:encryption-data")
}

/// A property of the document as its own metadata state it.
fn stated(meta: Option<Element<'_>>, name: &str) -> Option<String> {
    let value = meta?.path(&["office:meta", name]).map(Element::text)?;
    Some(tidy(&value)).filter(|value| !value.is_empty())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
