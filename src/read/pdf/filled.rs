//! Sets the values of form fields among the glyphs of their page.

use hayro_interpret::kurbo::{Point, Rect as Area};

use super::forms::{Field, Value};
use super::place;
use crate::document::Rect;
use crate::read::layout::Glyph;

/// Average advance of running text as a share of the font size.
const ADVANCE: f32 = 0.5;
/// Distance of baselines as a share of the font size.
const LEADING: f32 = 1.2;

/// Sets each field that is not drawn yet. `drawn` glyphs of the list are the page's own, those after it were drawn by
/// annotations.
pub(super) fn set(fields: &[Field], glyphs: &mut Vec<Glyph>, drawn: usize, page: (f32, f32)) {
    for field in fields {
        let mut within: Vec<usize> = (0..glyphs.len())
            .filter(|&i| field.area.contains(middle(&glyphs[i], page)))
            .collect();
        match &field.value {
            Value::Checked(checked) => {
                within
                    .iter()
                    .filter(|&&i| i >= drawn)
                    .for_each(|&i| glyphs[i].text.clear());
                let size = (field.area.height().min(field.area.width()) as f32).clamp(4.0, 14.0);
                write_line(if *checked { "☒" } else { "☐" }, field, size, 0, glyphs);
            }
            Value::Text(value) => {
                let shown = said(within.iter().map(|&i| &glyphs[i]));
                let wanted: String = value.split_whitespace().collect();
                if shown.is_empty() || field.stale && !shown.contains(&wanted) {
                    within.retain(|&i| i >= drawn);
                    within.iter().for_each(|&i| glyphs[i].text.clear());
                    write(value, field, glyphs);
                } else {
                    within
                        .iter()
                        .filter(|&&i| i >= drawn)
                        .for_each(|&i| glyphs[i].mcid = Some(field.mcid));
                }
            }
        }
    }
}

/// Where the middle of a glyph is on the page as shown.
fn middle(glyph: &Glyph, page: (f32, f32)) -> Point {
    let Rect { x, y, width, height } = glyph.rect;
    let (x, y) = place::shown((x + width / 2.0, y + height / 2.0), glyph.turn, page);
    Point::new(f64::from(x), f64::from(y))
}

fn said<'g>(glyphs: impl Iterator<Item = &'g Glyph>) -> String {
    glyphs
        .flat_map(|glyph| glyph.text.chars())
        .filter(|c| !c.is_whitespace())
        .collect()
}

/// Sets a value line by line from the top of its field, as a viewer would.
fn write(value: &str, field: &Field, glyphs: &mut Vec<Glyph>) {
    let size = field
        .size
        .unwrap_or((field.area.height() as f32 * 0.7).clamp(6.0, 12.0));
    let fit = if field.multiline {
        (field.area.width() as f32 / (size * ADVANCE)) as usize
    } else {
        usize::MAX
    };
    for (i, line) in value.lines().flat_map(|line| wrap(line, fit)).enumerate() {
        write_line(&line, field, size, i, glyphs);
    }
}

/// Breaks a line at spaces so that no more than `fit` characters stand in one, longer words aside.
fn wrap(line: &str, fit: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in line.split_whitespace() {
        match lines.last_mut() {
            Some(last) if last.chars().count() + 1 + word.chars().count() <= fit => {
                last.push(' ');
                last.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn write_line(line: &str, field: &Field, size: f32, number: usize, glyphs: &mut Vec<Glyph>) {
    let Area { x0, y0, y1, .. } = field.area;
    let top = if field.multiline {
        y0 as f32
    } else {
        ((y0 + y1) as f32 - size) / 2.0
    };
    let top = top + number as f32 * size * LEADING;
    let count = line.chars().count().max(1) as f32;
    let advance = (size * ADVANCE).min(field.area.width() as f32 / count);
    for (i, c) in line.chars().enumerate() {
        let rect = Rect {
            x: x0 as f32 + i as f32 * advance,
            y: top,
            width: advance,
            height: size,
        };
        glyphs.push(Glyph {
            text: c.to_string(),
            rect,
            baseline: top + place::ASCENT * size,
            turn: 0,
            size,
            font: 0,
            bold: false,
            italic: false,
            mcid: Some(field.mcid),
            artifact: false,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: (f32, f32) = (600.0, 800.0);

    fn field(value: Value) -> Field {
        let area = Area::new(100.0, 100.0, 200.0, 120.0);
        Field {
            area,
            value,
            mcid: -1,
            size: Some(10.0),
            multiline: false,
            stale: false,
        }
    }

    fn text(value: &str) -> Field {
        field(Value::Text(value.to_owned()))
    }

    #[test]
    fn a_value_that_is_not_drawn_is_set_once() {
        let mut glyphs = Vec::new();
        set(&[text("Acme Ltd")], &mut glyphs, 0, PAGE);
        assert_eq!(said(glyphs.iter()), "AcmeLtd");
        assert!(glyphs.iter().all(|glyph| glyph.mcid == Some(-1)));
        set(&[text("Acme Ltd")], &mut glyphs, 0, PAGE);
        assert_eq!(said(glyphs.iter()), "AcmeLtd");
    }

    #[test]
    fn a_stale_appearance_gives_way() {
        let mut glyphs = Vec::new();
        set(&[text("old")], &mut glyphs, 0, PAGE);
        let stale = Field {
            stale: true,
            ..text("new")
        };
        set(&[stale], &mut glyphs, 0, PAGE);
        assert_eq!(said(glyphs.iter()), "new");
    }

    #[test]
    fn a_check_mark_becomes_a_box() {
        let mut glyphs = Vec::new();
        set(&[text("4")], &mut glyphs, 0, PAGE);
        set(&[field(Value::Checked(true))], &mut glyphs, 0, PAGE);
        assert_eq!(said(glyphs.iter()), "☒");
    }

    #[test]
    fn long_values_wrap_in_multiline_fields() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
    }
}
