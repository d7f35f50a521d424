//! What a PDF says of itself: its title and its language.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, String as PdfString};

use super::text_string;

/// The root of the document's dictionaries.
pub(super) fn catalog(pdf: &Pdf) -> Option<Dict<'_>> {
    pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())
}

/// The title in the document information; none where it is blank.
pub(super) fn title(pdf: &Pdf) -> Option<String> {
    pdf.metadata()
        .title
        .as_deref()
        .map(text_string::decode)
        .and_then(filled)
}

/// The language that the catalog declares (BCP 47, as written); none where it declares that it does not know.
pub(super) fn language(pdf: &Pdf) -> Option<String> {
    let language = catalog(pdf)?.get::<PdfString<'_>>(b"Lang")?;
    filled(text_string::decode(language.as_bytes())).filter(|language| language != "und")
}

fn filled(text: String) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::fixture;
    use super::*;

    #[test]
    fn reads_title_and_language() {
        let pdf = Pdf::new(fixture::pdf("", &["<</Note (no tree)>>"])).unwrap();
        assert_eq!(title(&pdf).as_deref(), Some("Záznam"));
        assert_eq!(language(&pdf).as_deref(), Some("sk-SK"));
    }
}
