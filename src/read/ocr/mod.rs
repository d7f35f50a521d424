//! Pages that are pictures of text: rendered by hayro, read by tesseract, placed like any other page.
//!
//! The pages of a document are taken one by one, so that a mixed one keeps those that it has text for. What was read
//! goes through the same layout as glyphs of a PDF do: words with their places, sizes and weight, and the lines that
//! were drawn on the paper.

mod bitmap;
mod bullet;
mod confidence;
mod hocr;
mod language;
mod placed;
mod render;
mod ruling;
mod settings;
mod sheet;
mod side_by_side;
mod size;
mod skew;
mod tesseract;
mod trouble;
mod wanted;
mod weight;

use hayro_syntax::Pdf;

pub use settings::{Mode, Settings};

pub(crate) use confidence::{Reading as WordRead, mark};
pub(crate) use trouble::Trouble;
pub(crate) use wanted::unread;

use crate::outcome::{Failure, FailureKind};
use crate::read::Limits;
use crate::read::layout::PageContent;
use language::Missing;
use sheet::{Reading, Sheet};

/// A first reading less sure than this, 0 to 100, may be of another script.
const DOUBTFUL: f32 = 60.0;
/// So many pages are looked at for the language, at most: the first ones may be a cover or blank.
const SAMPLES: usize = 3;
/// Words less sure than this, 0 to 100, are dirt, signatures and pieces of pictures.
const DIRT: f32 = 15.0;

/// What OCR came to.
#[derive(Debug, Default)]
pub(crate) struct Recognised {
    /// Pages that it was used on.
    pub(crate) pages: usize,
    /// The words that it read, page by page.
    pub(crate) words: Vec<WordRead>,
    /// What kept it from reading pages that need it.
    pub(crate) trouble: Option<Trouble>,
}

/// Reads those of the document's `pages` that need it, and puts what stands there in the place of what was there before.
/// `alive` is called each time that a page is done.
///
/// # Errors
///
/// `too_large` where more pages need it, or more text stands there, than `limits` allow. That it is not installed is no
/// error here: what is without OCR may be enough.
pub(crate) fn read(
    pdf: &Pdf,
    pages: &mut [PageContent],
    settings: &Settings,
    limits: &Limits,
    alive: &dyn Fn(),
) -> Result<Recognised, Failure> {
    let wanted = wanted::wanted(pages, settings.mode);
    if wanted.is_empty() {
        return Ok(Recognised::default());
    }
    if wanted.len() > limits.ocr_pages {
        let message = format!(
            "{} pages are to be read by OCR, more than {} (limit ocr_pages): raise it with --max-ocr-pages",
            wanted.len(),
            limits.ocr_pages
        );
        return Err(Failure::new(FailureKind::TooLarge, message));
    }
    let render = |page: usize| render::render(&pdf.pages()[page]);
    let mut recognised = Recognised::default();
    let beside = wanted::text_beside(pages, &wanted);
    let samples = wanted.iter().take(SAMPLES).filter_map(|&page| render(page));
    let samples = samples
        .map(|(bitmap, dpi)| Sheet::new(bitmap, dpi))
        .inspect(|_| alive());
    let languages = match languages(&beside, samples, settings) {
        Ok(languages) => languages,
        Err(trouble) => {
            recognised.trouble = Some(trouble);
            return Ok(recognised);
        }
    };

    let work = |(bitmap, dpi)| {
        let sheet = Sheet::new(bitmap, dpi);
        let reading = sheet.read(&languages, settings.page_time);
        (reading, sheet.strokes, sheet.dpi)
    };
    for (page, (reading, strokes, dpi)) in side_by_side::side_by_side(&wanted, settings.at_once, render, work, alive) {
        match reading {
            Ok(reading) => {
                let Reading { words, bold } = reading.without_dirt(DIRT, DOUBTFUL);
                placed::fill(&mut pages[page], &words, &bold, &strokes, dpi);
                recognised.pages += 1;
                recognised.words.extend(words.iter().map(|word| WordRead {
                    page: pages[page].number,
                    rect: placed::rect(word, dpi),
                    confidence: word.confidence,
                }));
            }
            Err(error) => recognised.trouble = Some(Trouble::Failed(error.to_string())),
        }
    }
    Ok(recognised)
}

/// The languages to read in: those that were asked for, or what the text beside the scans is in, or what a first reading
/// of the first scan that has text looks like.
fn languages(beside: &str, samples: impl Iterator<Item = Sheet>, settings: &Settings) -> Result<String, Trouble> {
    let installed = tesseract::languages().map_err(Trouble::of)?;
    if !settings.languages.is_empty() {
        return Ok(language::asked(&settings.languages, &installed)?);
    }
    let Some(first) = language::first(&installed) else {
        return Err(Missing("eng".to_owned()).into());
    };
    if let Some(told) = language::of_text(beside, &installed)? {
        return Ok(told);
    }
    for sheet in samples {
        let reading = sheet.read(first, settings.page_time).map_err(Trouble::of)?;
        if reading.confidence() < DOUBTFUL
            && let Some(script) = sheet.script(settings.page_time)
            && let Some(languages) = language::of_script(&script, &installed)?
        {
            return Ok(languages);
        }
        if let Some(told) = language::of_text(&reading.text(), &installed)? {
            return Ok(told);
        }
    }
    Ok(first.to_owned())
}
