//! Pages that are pictures of text: rendered by hayro, read by tesseract, placed like any other page.
//!
//! The pages of a document are taken one by one, so that a mixed one keeps those that it has text for. What was read
//! goes through the same layout as glyphs of a PDF do: words with their places, sizes and weight, and the lines that
//! were drawn on the paper.

mod bitmap;
mod bullet;
mod confidence;
mod direction;
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

use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};

use hayro_syntax::Pdf;

pub use settings::{Mode, Settings};
pub use tesseract::installed;

pub(crate) use confidence::{Reading as WordRead, mark};
pub(crate) use trouble::Trouble;
pub(crate) use wanted::unread;

use crate::outcome::Failure;
use crate::read::bounds::too_large;
use crate::read::layout::PageContent;
use crate::read::{HangsOn, Limit, Limits};
use bitmap::Bitmap;
use direction::Upright;
use language::Missing;

/// A first reading less sure than this, 0 to 100, may be of another script.
const DOUBTFUL: f32 = 60.0;
/// So many pages are looked at for the language, at most: the first ones may be a cover or blank.
const SAMPLES: usize = 3;
/// Words less sure than this, 0 to 100, are dirt, signatures and pieces of pictures.
const DIRT: f32 = 15.0;

/// So many pages that take too long, and the others are not tried: what is made to be slow is so throughout.
const SLOW: usize = 3;

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
/// `alive` is called before the first, and each time that a page is done.
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
        let off = settings.mode == Mode::Never && pages.iter().any(unread);
        return Ok(Recognised::kept_by(off.then_some(Trouble::Off)));
    }
    if wanted.len() > limits.ocr_pages {
        let found = format!("{} pages to be read by OCR", wanted.len());
        return Err(too_large(limits, Limit::OcrPages, found));
    }
    if let Some(why) = &settings.given_up {
        return Ok(Recognised::kept_by(Some(Trouble::GivenUp(why.clone()))));
    }
    alive();
    let render = |page: usize| render::render(&pdf.pages()[page]);
    let beside = wanted::text_beside(pages, &wanted);
    let samples = wanted.iter().take(SAMPLES);
    let samples = samples.filter_map(|&page| Some((page, render(page)?)));
    let FirstPass { languages, read } = match first_pass(&beside, samples, settings, alive) {
        Ok(first_pass) => first_pass,
        Err(trouble) => return Ok(Recognised::kept_by(Some(trouble))),
    };

    let slow = AtomicUsize::new(0);
    let work = |(bitmap, dpi): (Bitmap, f32)| {
        if slow.load(Ordering::Relaxed) >= SLOW {
            return Err(io::ErrorKind::TimedOut.into());
        }
        let read = direction::read(&bitmap, dpi, &languages, settings.page_time);
        if read
            .as_ref()
            .is_err_and(|error| error.kind() == io::ErrorKind::TimedOut)
        {
            slow.fetch_add(1, Ordering::Relaxed);
        }
        read
    };
    let left: Vec<usize> = wanted.into_iter().filter(|page| !read.contains_key(page)).collect();
    let mut all: BTreeMap<usize, io::Result<Upright>> = read.into_iter().map(|(page, read)| (page, Ok(read))).collect();
    all.extend(side_by_side::side_by_side(&left, settings.at_once, render, work, alive));
    let mut recognised = Recognised::default();
    for (page, read) in all {
        match read {
            Ok(read) => recognised.take(&mut pages[page], read),
            Err(error) => recognised.trouble = Some(Trouble::of(error)),
        }
    }
    Ok(recognised)
}

impl Recognised {
    fn kept_by(trouble: Option<Trouble>) -> Recognised {
        Recognised {
            trouble,
            ..Recognised::default()
        }
    }

    /// What comes of it hangs on this.
    pub(crate) fn hangs_on(&self) -> HangsOn {
        match &self.trouble {
            None | Some(Trouble::Off) if self.pages == 0 => HangsOn::Content,
            None | Some(Trouble::Off) => HangsOn::Ocr,
            Some(_) => HangsOn::Chance,
        }
    }

    fn take(&mut self, page: &mut PageContent, read: Upright) {
        let read = read.without_dirt(DIRT, DOUBTFUL);
        placed::fill(page, &read);
        self.pages += 1;
        self.words.extend(read.reading.words.iter().map(|word| WordRead {
            page: page.number,
            rect: placed::rect(word, read.sheet.dpi),
            confidence: word.confidence,
        }));
    }
}

/// What is known before the pages are read.
#[derive(Default)]
struct FirstPass {
    /// As tesseract takes them.
    languages: String,
    /// Pages that were read in these languages already, by their index.
    read: BTreeMap<usize, Upright>,
}

impl From<String> for FirstPass {
    fn from(languages: String) -> FirstPass {
        FirstPass {
            languages,
            ..FirstPass::default()
        }
    }
}

/// The languages to read in: those that were asked for, or what the text beside the scans is in, or what a first reading
/// of the first scan that has text looks like.
fn first_pass(
    beside: &str,
    samples: impl Iterator<Item = (usize, (Bitmap, f32))>,
    settings: &Settings,
    alive: &dyn Fn(),
) -> Result<FirstPass, Trouble> {
    let installed = tesseract::languages().map_err(Trouble::of)?;
    if !settings.languages.is_empty() {
        return Ok(language::asked(&settings.languages, &installed)?.into());
    }
    let Some(first) = language::first(&installed) else {
        return Err(Missing("eng".to_owned()).into());
    };
    if let Some(told) = language::of_text(beside, &installed)? {
        return Ok(told.into());
    }
    let mut read = BTreeMap::new();
    for (page, (bitmap, dpi)) in samples {
        alive();
        let sample = direction::read(&bitmap, dpi, first, settings.page_time).map_err(Trouble::of)?;
        alive();
        if sample.reading.confidence() < DOUBTFUL
            && let Some(signs) = sample.sheet.signs(settings.page_time)
            && let Some(languages) = language::of_script(&signs.script, &installed)?
        {
            return Ok(languages.into());
        }
        let told = language::of_text(&sample.reading.text(), &installed)?;
        read.insert(page, sample);
        match told {
            Some(told) if told == first => break,
            Some(told) => return Ok(told.into()),
            None => {}
        }
    }
    Ok(FirstPass {
        languages: first.to_owned(),
        read,
    })
}
