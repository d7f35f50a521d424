//! PDF → [`Document`]: glyphs, ruling lines and tags, laid out.
//!
//! hayro interprets the content streams ([`extract`]); what it has no call for (structure tree, form fields, document
//! information) is walked in the file's own dictionaries. Files whose glyphs it cannot put into words get a second
//! reader, pdf-extract, which gives text without places.

mod actual_text;
mod cover;
mod device;
mod filled;
#[cfg(test)]
mod fixture;
mod font;
mod forms;
mod information;
mod marks;
mod open;
mod overprint;
mod page;
mod place;
mod plain;
mod ruling;
mod structure;
pub(in crate::read) mod symbol;
pub mod tags;
mod text_string;

use hayro_syntax::Pdf;
use serde::{Deserialize, Serialize};

use crate::document::{Document, Format, Page, TextSource};
use crate::outcome::{Failure, FailureKind};
use crate::read::bounds::too_large;
use crate::read::layout::{self, PageContent};
use crate::read::ocr::{self, Recognised, Trouble};
use crate::read::{HangsOn, Limit, Limits};

/// Which reader reads PDF files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reader {
    /// hayro, and pdf-extract where hayro's glyphs have no text.
    #[default]
    Auto,
    /// hayro alone.
    Hayro,
    /// pdf-extract alone: text without places.
    PdfExtract,
}

/// How PDF files are read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Settings {
    /// Which reader reads their text.
    pub reader: Reader,
    /// What is done about pages without text.
    pub ocr: ocr::Settings,
}

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

/// Reads a PDF file, and says what the reading hangs on. `alive` is called now and then while OCR reads, which may take
/// seconds a page.
///
/// # Errors
/// `no_text` for an empty file and for one of nothing but images where OCR cannot read them, `encrypted` where it needs a password, `unreadable`
/// where it is no PDF or too damaged, `too_large` where it has more pages or text than `limits` allow. Damage that
/// overflows the stack or never ends is for the caller to contain: it reads in a process of its own.
pub fn read(
    bytes: &[u8],
    limits: &Limits,
    settings: &Settings,
    alive: &dyn Fn(),
) -> (Result<Document, Failure>, HangsOn) {
    let mut hangs_on = HangsOn::Content;
    let read = read_noting(&mut hangs_on, bytes, limits, settings, alive);
    (read, hangs_on)
}

fn read_noting(
    hangs_on: &mut HangsOn,
    bytes: &[u8],
    limits: &Limits,
    settings: &Settings,
    alive: &dyn Fn(),
) -> Result<Document, Failure> {
    if settings.reader == Reader::PdfExtract {
        return plain::read(bytes, limits);
    }
    let pdf = open::open(bytes, limits)?;
    let mut extracted = extract_from(&pdf, limits)?;
    let recognised = ocr::read(&pdf, &mut extracted.pages, &settings.ocr, limits, alive)?;
    *hangs_on = recognised.hangs_on();
    let (read, unread) = (extracted.readable(), extracted.unreadable());
    if settings.reader == Reader::Auto
        && unread > read
        && let Ok(plain) = plain::read(bytes, limits)
        && plain.text.chars().filter(|c| c.is_alphanumeric()).count() > read
    {
        return Ok(Document {
            title: extracted.title,
            language: extracted.language,
            ..plain
        });
    }
    match &recognised.trouble {
        // What little was read would be taken for all there is.
        Some(trouble) if *trouble != Trouble::Off && extracted.mostly_unread() => Err(Failure::new(
            FailureKind::NoText,
            format!("{}; {trouble}", extracted.what_is_there()),
        )),
        _ if read == 0 => Err(extracted.without_text(&recognised)),
        _ => Ok(laid_out(extracted, &recognised)),
    }
}

/// Reads glyphs, ruling lines and tags of all pages with hayro.
///
/// # Errors
/// As [`read`], but for pages without text, which are no error here.
pub fn extract(bytes: &[u8], limits: &Limits) -> Result<Extracted, Failure> {
    extract_from(&open::open(bytes, limits)?, limits)
}

fn extract_from(pdf: &Pdf, limits: &Limits) -> Result<Extracted, Failure> {
    let mut reader = page::Pages::new(pdf);
    let mut text_left = limits.text_bytes;
    let mut pages = Vec::with_capacity(pdf.pages().len());
    for (number, page) in (1..).zip(pdf.pages().iter()) {
        let (share, limit) = match text_left <= limits.page_text_bytes {
            true => (text_left, Limit::TextBytes),
            false => (limits.page_text_bytes, Limit::PageTextBytes),
        };
        let content = reader.read(number, page, share);
        let text: usize = content.glyphs.iter().map(|glyph| glyph.text.len()).sum();
        if text >= share {
            return Err(too_large(limits, limit, format!("the text by page {number}")));
        }
        text_left -= text;
        pages.push(content);
    }
    Ok(Extracted {
        pages,
        tags: structure::read(pdf, &forms::ids(pdf), limits.nesting),
        title: information::title(pdf),
        language: information::language(pdf),
    })
}

impl Extracted {
    /// Letters and digits that were read.
    fn readable(&self) -> usize {
        let glyphs = self.pages.iter().flat_map(|page| &page.glyphs);
        glyphs
            .flat_map(|glyph| glyph.text.chars())
            .filter(|c| c.is_alphanumeric())
            .count()
    }

    /// Glyphs that nothing is known of but their shape.
    fn unreadable(&self) -> usize {
        self.pages.iter().map(|page| page.unreadable_glyphs).sum()
    }

    /// At least half of the pages hold text that was not read.
    fn mostly_unread(&self) -> bool {
        self.pages.iter().filter(|page| ocr::unread(page)).count() * 2 >= self.pages.len()
    }

    /// The pages that hold text and were not read, and why, where there are such pages.
    fn left_out(&self, recognised: &Recognised) -> Option<String> {
        let trouble = recognised.trouble.as_ref()?;
        let left = self.pages.iter().filter(|page| ocr::unread(page));
        let numbers: Vec<String> = left.map(|page| page.number.to_string()).collect();
        match &numbers[..] {
            [] if matches!(trouble, Trouble::GivenUp(_)) => Some(trouble.to_string()),
            [] => None,
            [page] => Some(format!("page {page} is an image and was not read: {trouble}")),
            pages => Some(format!(
                "pages {} are images and were not read: {trouble}",
                pages.join(", ")
            )),
        }
    }

    fn without_text(&self, recognised: &Recognised) -> Failure {
        let next = match recognised.pages {
            0 => "let OCR read it (--ocr auto, with tesseract installed)",
            _ => "OCR found no words in them",
        };
        Failure::new(FailureKind::NoText, format!("{}; {next}", self.what_is_there()))
    }

    /// What stands on the pages instead of text.
    fn what_is_there(&self) -> String {
        let images = self.pages.iter().filter(|page| page.image_cover > 0.0).count();
        match (self.unreadable(), images) {
            (0, 0) => "no text: all pages are blank or hold drawings only".to_owned(),
            (0, images) => format!("no text layer: {images} of {} pages are images", self.pages.len()),
            (glyphs, _) => format!("no text: the fonts do not tell what their {glyphs} glyphs stand for"),
        }
    }
}

fn laid_out(extracted: Extracted, recognised: &Recognised) -> Document {
    let remarks = extracted.left_out(recognised).into_iter().collect();
    let layout = layout::blocks(&extracted.pages, extracted.tags.as_ref());
    let size = |page: &PageContent| Page {
        number: page.number,
        width: page.width,
        height: page.height,
    };
    let mut document = Document {
        format: Format::Pdf,
        text_source: match recognised.pages * 2 > extracted.pages.len() {
            true => TextSource::Ocr,
            false => layout.source,
        },
        pages: extracted.pages.iter().map(size).collect(),
        text: layout.text,
        blocks: layout.blocks,
        remarks,
        running: layout.running,
        title: extracted.title,
        language: extracted.language,
    };
    ocr::mark(&mut document, &recognised.words);
    document
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn read_all(bytes: &[u8], limits: &Limits) -> Result<Document, Failure> {
        let mut settings = Settings::default();
        settings.ocr.mode = ocr::Mode::Never;
        read(bytes, limits, &settings, &|| ()).0
    }

    #[test]
    fn reads_a_page() {
        let pdf = fixture::pdf("BT /F1 10 Tf 50 700 Td (Purpose of the processing) Tj ET", &[]);
        let document = read_all(&pdf, &Limits::default()).unwrap();
        assert_eq!(document.text.trim(), "Purpose of the processing");
        assert_eq!(document.language.as_deref(), Some("sk-SK"));
        assert_eq!(document.pages.len(), 1);
    }

    #[test]
    fn says_what_to_do_about_a_scan() {
        let scan = "600 0 0 800 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI";
        let failure = read_all(&fixture::pdf(scan, &[]), &Limits::default()).unwrap_err();
        assert_eq!(failure.kind, FailureKind::NoText);
        assert!(failure.message.contains("OCR"), "{failure}");
    }

    #[test]
    fn too_much_text_names_its_limit() {
        let pdf = fixture::pdf("BT /F1 10 Tf 50 700 Td (Purpose of the processing) Tj ET", &[]);
        let [mut all, mut page] = [Limits::default(), Limits::default()];
        all.text_bytes = 10;
        page.page_text_bytes = 10;
        for (limits, named) in [(all, " text_bytes = 10"), (page, " page_text_bytes = 10")] {
            let failure = read_all(&pdf, &limits).unwrap_err();
            assert_eq!(failure.kind, FailureKind::TooLarge);
            assert!(failure.message.contains(named), "{failure}");
        }
    }
}
