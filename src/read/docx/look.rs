//! What run properties state.

use crate::read::pdf::symbol;
use crate::read::story::RunLook;
use crate::read::xml::Element;

/// What a `w:rPr` states.
pub(super) fn of_run(properties: Option<Element<'_>>) -> RunLook {
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

/// A switch is on where it stands without a value.
pub(super) fn is_on(property: Element<'_>) -> bool {
    !matches!(property.attribute("val"), Some("0" | "false" | "off" | "none"))
}

fn half_points(property: Element<'_>) -> Option<f32> {
    let halves: f32 = property.attribute("val")?.parse().ok()?;
    Some(halves / 2.0)
}
