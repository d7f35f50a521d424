//! One page on its way: rendered, levelled, its lines taken off, read.

use std::collections::BTreeSet;
use std::io;
use std::time::Duration;

use super::bitmap::Bitmap;
use super::hocr::{self, Word};
use super::ruling::{self, Stroke};
use super::tesseract::{self, Signs};
use super::{bullet, size, skew, weight};

/// Words of so many letters are wider than tall in any type.
const LONG: usize = 4;

/// A page as it is given to tesseract: level, and without the lines that would be taken for letters or, worse, have
/// whole rows of a table taken for a picture.
pub(super) struct Sheet {
    bitmap: Bitmap,
    ink: Option<u8>,
    pub(super) dpi: f32,
    pub(super) strokes: Vec<Stroke>,
}

/// What stands on a page.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) words: Vec<Word>,
    /// Of each word.
    pub(super) bold: Vec<bool>,
}

impl Sheet {
    pub(super) fn new(rendered: Bitmap, dpi: f32) -> Sheet {
        let Some(ink) = rendered.ink() else {
            return Sheet {
                bitmap: rendered,
                ink: None,
                dpi,
                strokes: Vec::new(),
            };
        };
        let slope = skew::slope(&rendered, ink);
        let mut bitmap = if slope == 0.0 {
            rendered
        } else {
            rendered.levelled(slope)
        };
        let strokes = ruling::strokes(&bitmap, ink, dpi);
        ruling::erase(&mut bitmap, &strokes, ink);
        Sheet {
            bitmap,
            ink: Some(ink),
            dpi,
            strokes,
        }
    }

    /// Reads it in these languages.
    ///
    /// # Errors
    ///
    /// What keeps tesseract from answering in time.
    pub(super) fn read(&self, languages: &str, time: Duration) -> io::Result<Reading> {
        let Some(ink) = self.ink else {
            return Ok(Reading::default());
        };
        let mut words = hocr::words(&tesseract::read(&self.bitmap, self.dpi, languages, time)?);
        size::settle(&mut words);
        bullet::restore(&mut words);
        let bold = weight::bold(&self.bitmap, ink, &words);
        Ok(Reading { words, bold })
    }

    /// Its direction and script, where tesseract can tell.
    pub(super) fn signs(&self, time: Duration) -> Option<Signs> {
        self.ink?;
        tesseract::signs(&self.bitmap, self.dpi, time).ok().flatten()
    }
}

impl Reading {
    /// The mean over its words, 0 to 100.
    pub(super) fn confidence(&self) -> f32 {
        let sum: f32 = self.words.iter().map(|word| word.confidence).sum();
        sum / self.words.len().max(1) as f32
    }

    /// Most of its words stand on end: they are taller than wide.
    pub(super) fn sideways(&self) -> bool {
        let long = self.words.iter().filter(|word| word.text.chars().count() >= LONG);
        let (standing, all) = long.fold((0, 0), |(standing, all), word| {
            let [left, top, right, bottom] = word.place;
            (standing + usize::from(bottom - top > right - left), all + 1)
        });
        standing * 2 > all
    }

    /// Without the words that are less sure than `least` and stand on a line without any that is `sure`: an address
    /// for mail is hard to read and no dirt.
    pub(super) fn without_dirt(self, least: f32, sure: f32) -> Reading {
        let sound = self.words.iter().filter(|word| word.confidence >= sure);
        let sound: BTreeSet<usize> = sound.map(|word| word.line).collect();
        let (words, bold) = self
            .words
            .into_iter()
            .zip(self.bold)
            .filter(|(word, _)| word.confidence >= least || sound.contains(&word.line))
            .unzip();
        Reading { words, bold }
    }

    pub(super) fn text(&self) -> String {
        let words: Vec<&str> = self.words.iter().map(|word| word.text.as_str()).collect();
        words.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(words: &[(&str, f32, f32)]) -> Reading {
        let word = |&(text, width, height): &(&str, f32, f32)| Word {
            text: text.to_owned(),
            place: [10.0, 10.0, 10.0 + width, 10.0 + height],
            confidence: 95.0,
            baseline: 0.0,
            line: 1,
            size: 20.0,
        };
        Reading {
            words: words.iter().map(word).collect(),
            bold: vec![false; words.len()],
        }
    }

    #[test]
    fn a_page_on_its_side_is_told_by_its_long_words() {
        assert!(reading(&[("Purpose", 20.0, 140.0), ("of", 20.0, 40.0), ("1", 10.0, 20.0)]).sideways());
        assert!(!reading(&[("Purpose", 140.0, 20.0), ("1", 10.0, 20.0), ("a", 9.0, 20.0)]).sideways());
        assert!(!reading(&[]).sideways());
    }
}
