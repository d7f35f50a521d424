//! How runs look, by the properties that a style or the run itself states.

use crate::read::inline::Emphasis;
use crate::read::pdf::symbol;
use crate::read::story::Look;
use crate::read::xml::Element;

/// What is stated of a run; nothing stated is inherited.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct RunLook {
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) hidden: Option<bool>,
    /// Points.
    pub(super) size: Option<f32>,
    /// Its font draws pictures in place of letters.
    pub(super) pictures: Option<bool>,
}

impl RunLook {
    /// What a `w:rPr` states.
    pub(super) fn of(properties: Option<Element<'_>>) -> RunLook {
        let mut look = RunLook::default();
        for property in properties.into_iter().flat_map(Element::elements) {
            match property.name() {
                "w:b" => look.bold = Some(is_on(property)),
                "w:i" => look.italic = Some(is_on(property)),
                "w:vanish" => look.hidden = Some(is_on(property)),
                "w:sz" => look.size = half_points(property),
                "w:rFonts" => look.pictures = property.attribute("ascii").map(symbol::pictorial).or(look.pictures),
                _ => {}
            }
        }
        look
    }

    /// This look, where it states nothing, `base`.
    pub(super) fn over(self, base: RunLook) -> RunLook {
        RunLook {
            bold: self.bold.or(base.bold),
            italic: self.italic.or(base.italic),
            hidden: self.hidden.or(base.hidden),
            size: self.size.or(base.size),
            pictures: self.pictures.or(base.pictures),
        }
    }

    pub(super) fn look(self) -> Look {
        Look {
            emphasis: Emphasis {
                bold: self.bold.unwrap_or(false),
                italic: self.italic.unwrap_or(false),
            },
            size: self.size,
        }
    }

    /// Text in this look: of a font of pictures, what they show.
    pub(super) fn shown(self, text: &str) -> String {
        let pictures = self.pictures.unwrap_or(false);
        let shown = text.chars().filter_map(|c| match c {
            '\t' | '\n' | '\r' => Some(' '),
            c => symbol::readable(c, pictures),
        });
        shown.collect()
    }
}

/// A switch is on where it stands without a value.
pub(super) fn is_on(property: Element<'_>) -> bool {
    !matches!(property.attribute("val"), Some("0" | "false" | "off" | "none"))
}

fn half_points(property: Element<'_>) -> Option<f32> {
    let halves: f32 = property.attribute("val")?.parse().ok()?;
    Some(halves / 2.0)
}
