//! Pages whose text is turned: the frame that most of it reads upright in.

use super::grid;
use super::page::{PageContent, RuleLine};
use super::running::PageWords;
use super::strokes;
use super::words::{Word, words};
use crate::document::Rect;

/// The words and grids of a page, in the frame in which most of its text stands upright.
pub(super) fn upright(page: &PageContent) -> PageWords {
    let mut words = words(page);
    let turn = main_turn(&words);
    let size = (page.width, page.height);
    for word in words.iter_mut().filter(|word| word.turn != turn) {
        // Text across the others keeps its box; it makes a line of its own there.
        let on_page = from_frame(word.rect, word.turn, size);
        word.rect = into_frame(on_page, turn, size);
        word.baseline = word.rect.bottom();
    }
    let rules: Vec<RuleLine> = page
        .rules
        .iter()
        .map(|rule| RuleLine {
            rect: into_frame(rule.rect, turn, size),
            horizontal: rule.horizontal == turn.is_multiple_of(180),
        })
        .collect();
    let (width, height) = if turn.is_multiple_of(180) {
        size
    } else {
        (page.height, page.width)
    };
    PageWords {
        number: page.number,
        width,
        height,
        words,
        grids: grid::grids(page.number, &rules),
        separators: strokes::separators(&rules),
    }
}

fn main_turn(words: &[Word]) -> u16 {
    let count = |turn: u16| {
        words
            .iter()
            .filter(|word| word.turn == turn)
            .map(Word::len)
            .sum::<usize>()
    };
    [270, 180, 90, 0]
        .into_iter()
        .max_by_key(|turn| count(*turn))
        .unwrap_or(0)
}

/// A box of the page, in the page turned so that text of this turn is upright.
fn into_frame(rect: Rect, turn: u16, (width, height): (f32, f32)) -> Rect {
    let Rect {
        x,
        y,
        width: w,
        height: h,
    } = rect;
    match turn {
        90 => Rect {
            x: y,
            y: width - x - w,
            width: h,
            height: w,
        },
        180 => Rect {
            x: width - x - w,
            y: height - y - h,
            width: w,
            height: h,
        },
        270 => Rect {
            x: height - y - h,
            y: x,
            width: h,
            height: w,
        },
        _ => rect,
    }
}

/// The inverse of [`into_frame`].
pub(in crate::read) fn from_frame(rect: Rect, turn: u16, (width, height): (f32, f32)) -> Rect {
    match turn {
        90 | 270 => into_frame(rect, 360 - turn, (height, width)),
        _ => into_frame(rect, turn, (width, height)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_undo_each_other() {
        let rect = Rect {
            x: 10.0,
            y: 20.0,
            width: 30.0,
            height: 5.0,
        };
        for turn in [0, 90, 180, 270] {
            let size = (600.0, 800.0);
            assert_eq!(from_frame(into_frame(rect, turn, size), turn, size), rect, "{turn}");
        }
    }
}
