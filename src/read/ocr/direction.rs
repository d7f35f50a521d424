//! Pages that were put on the scanner sideways or upside down.

use std::io;
use std::time::{Duration, Instant};

use super::DOUBTFUL;
use super::bitmap::Bitmap;
use super::sheet::{Reading, Sheet};

/// Fewer words are a stamp or dirt, and tell no direction.
const WORDS: usize = 5;

/// A page that was read, whichever way it lay.
pub(super) struct Upright {
    pub(super) sheet: Sheet,
    pub(super) reading: Reading,
    /// Turn of its text against the page, clockwise: 0, 90, 180 or 270 degrees.
    pub(super) turn: u16,
}

impl Upright {
    /// Without words that are none: see [`Reading::without_dirt`].
    pub(super) fn without_dirt(self, least: f32, sure: f32) -> Upright {
        Upright {
            reading: self.reading.without_dirt(least, sure),
            ..self
        }
    }
}

/// Reads a page as it lies and, where that looks wrong, as it would lie upright: what is surer is taken. All of it
/// within `time`.
///
/// # Errors
///
/// What keeps tesseract from answering in time: a page that looks wrong and cannot be turned is not read.
pub(super) fn read(rendered: &Bitmap, dpi: f32, languages: &str, time: Duration) -> io::Result<Upright> {
    let begun = Instant::now();
    let left = || time.saturating_sub(begun.elapsed());
    let sheet = Sheet::new(rendered.clone(), dpi);
    let reading = sheet.read(languages, time)?;
    let mut best = Upright {
        sheet,
        reading,
        turn: 0,
    };
    let mut sureness = match best.reading.sideways() {
        // tesseract reads such lines well, and sets them one beside the other.
        true => 0.0,
        false => best.reading.confidence(),
    };
    for turn in other_turns(&best, left()) {
        let sheet = Sheet::new(rendered.turned(turn), dpi);
        let reading = sheet.read(languages, left())?;
        if reading.confidence() > sureness && !reading.sideways() {
            sureness = reading.confidence();
            best = Upright { sheet, reading, turn };
        }
    }
    Ok(best)
}

/// The turns to try besides: the one that tesseract is sure of where it has its data for directions, else those that
/// can be.
fn other_turns(read: &Upright, time: Duration) -> Vec<u16> {
    let sideways = read.reading.sideways();
    if read.reading.words.len() < WORDS || !sideways && read.reading.confidence() >= DOUBTFUL {
        return Vec::new();
    }
    match read.sheet.signs(time) {
        Some(signs) if signs.turn == 0 && !sideways => Vec::new(),
        Some(signs) if signs.turn != 0 => vec![signs.turn],
        _ if sideways => vec![90, 270],
        _ => vec![180],
    }
}
