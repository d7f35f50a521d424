//! Faces: how the font of a run of glyphs looks, and what its glyphs say where the file does not tell.

use std::collections::{BTreeMap, HashMap, HashSet};

use hayro_interpret::font::{Glyph, GlyphIdentifier};
use hayro_interpret::hayro_cmap::BfString;
use hayro_syntax::object::{Dict, Name, ObjRef};
use skrifa::{FontRef, MetadataProvider};

use super::symbol;

/// One face of a document.
#[derive(Debug, Clone, Default)]
pub(super) struct Face {
    /// Identifies the face: faces of one name are one, however many subsets of it the file embeds. 0 is no known one.
    pub(super) index: u32,
    pub(super) bold: bool,
    pub(super) italic: bool,
    /// The file does not embed it: its glyphs come from a stand-in, stretched to the stated widths.
    pub(super) stand_in: bool,
    /// Its letters are pictures.
    pictorial: bool,
}

/// The faces met so far in a document.
#[derive(Debug, Default)]
pub(super) struct Faces {
    by_program: HashMap<u128, Face>,
    by_glyph: HashMap<GlyphIdentifier, Face>,
    by_name: BTreeMap<String, u32>,
    /// By program: the characters of its glyphs, for fonts that needed it.
    character_maps: HashMap<u128, HashMap<u32, char>>,
    /// Fonts and forms met so far, by their objects.
    met: HashSet<(u32, i32)>,
}

impl Faces {
    /// The face of a glyph. Faces of fonts without data of their own (Type 1, not embedded) are known only if
    /// [`Faces::learn`] was shown their glyphs.
    pub(super) fn of(&mut self, glyph: &Glyph<'_>) -> Face {
        let Glyph::Outline(outline) = glyph else {
            return Face::default();
        };
        let Some(data) = outline.font_data() else {
            return self.by_glyph.get(&outline.identifier()).cloned().unwrap_or_default();
        };
        if let Some(face) = self.by_program.get(&data.cache_key) {
            return face.clone();
        }
        let name = data.postscript_name.unwrap_or_else(|| format!("{:x}", data.cache_key));
        let face = Face {
            index: self.index(&name),
            bold: data.weight.is_some_and(|weight| weight >= 600) || name_is_bold(&name),
            italic: data.is_italic || name_is_italic(&name),
            stand_in: false,
            pictorial: symbol::pictorial(&name),
        };
        self.by_program.insert(data.cache_key, face.clone());
        face
    }

    /// Whether the object at this place is met for the first time.
    pub(super) fn first_met(&mut self, place: Option<ObjRef>) -> bool {
        place.is_none_or(|place| self.met.insert((place.obj_number, place.gen_number)))
    }

    /// Whether the glyphs of this font dictionary must be shown to [`Faces::learn`]; true once for each.
    pub(super) fn wants(&mut self, font: &Dict<'_>, place: Option<ObjRef>) -> bool {
        let simple = font
            .get::<Name<'_>>(b"Subtype")
            .is_some_and(|subtype| matches!(&*subtype, b"Type1" | b"MMType1" | b"TrueType"));
        let described = font.get::<Dict<'_>>(b"FontDescriptor");
        let has_data = described.is_some_and(|descriptor| descriptor.contains_key(b"FontFile2"));
        simple && !has_data && self.first_met(place)
    }

    /// Learns the face that the font dictionary describes, by the glyphs that it has.
    pub(super) fn learn(&mut self, font: &Dict<'_>, glyphs: &[GlyphIdentifier]) {
        let name = font
            .get::<Name<'_>>(b"BaseFont")
            .map(|name| name.as_str().to_owned())
            .unwrap_or_default();
        let name = name.split_once('+').map_or(name.as_str(), |(_, name)| name);
        let descriptor = font.get::<Dict<'_>>(b"FontDescriptor").unwrap_or_default();
        let flags = descriptor.get::<u32>(b"Flags").unwrap_or(0);
        let face = Face {
            index: self.index(name),
            bold: name_is_bold(name)
                || flags & FORCE_BOLD != 0
                || descriptor
                    .get::<f32>(b"FontWeight")
                    .is_some_and(|weight| weight >= 600.0),
            italic: name_is_italic(name)
                || flags & ITALIC != 0
                || descriptor.get::<f32>(b"ItalicAngle").is_some_and(|angle| angle != 0.0),
            stand_in: !descriptor.contains_key(b"FontFile") && !descriptor.contains_key(b"FontFile3"),
            pictorial: symbol::pictorial(name),
        };
        for glyph in glyphs {
            self.by_glyph.entry(glyph.clone()).or_insert_with(|| face.clone());
        }
    }

    /// What a glyph says by the character map of its font; one drawn by the file itself, by its code. Type 3 fonts
    /// made from others keep ASCII codes more often than not, and those that do not have codes from 0 up.
    fn guess(&mut self, glyph: &Glyph<'_>) -> Option<char> {
        match glyph {
            Glyph::Outline(outline) => {
                let data = outline.font_data()?;
                let map = self
                    .character_maps
                    .entry(data.cache_key)
                    .or_insert_with(|| by_glyph((*data.data).as_ref()));
                map.get(&outline.glyph_id().to_u32()).copied()
            }
            Glyph::Type3(drawing) => {
                let code = u8::try_from(drawing.char_code()).ok()?;
                (b' '..=b'~').contains(&code).then_some(char::from(code))
            }
        }
    }

    fn index(&mut self, name: &str) -> u32 {
        let next = self.by_name.len() as u32 + 1;
        *self.by_name.entry(name.to_owned()).or_insert(next)
    }

    /// What a glyph says, if that can be known.
    pub(super) fn text(&mut self, face: &Face, glyph: &Glyph<'_>) -> Option<String> {
        match glyph.as_unicode() {
            Some(BfString::Char(c)) => symbol::readable(c, face.pictorial).map(String::from),
            Some(BfString::String(text)) => {
                let text: String = text
                    .chars()
                    .filter_map(|c| symbol::readable(c, face.pictorial))
                    .collect();
                (!text.is_empty()).then_some(text)
            }
            None => symbol::readable(self.guess(glyph)?, face.pictorial).map(String::from),
        }
    }
}

/// The character map of a font turned round; of several characters for a glyph the lowest.
fn by_glyph(font: &[u8]) -> HashMap<u32, char> {
    let mut characters = HashMap::new();
    if let Ok(font) = FontRef::new(font) {
        for (code, glyph) in font.charmap().mappings() {
            if let Some(c) = char::from_u32(code) {
                characters
                    .entry(glyph.to_u32())
                    .and_modify(|known: &mut char| *known = c.min(*known))
                    .or_insert(c);
            }
        }
    }
    characters
}

// Font descriptor flags (ISO 32000-2, table 121).
const ITALIC: u32 = 1 << 6;
const FORCE_BOLD: u32 = 1 << 18;

/// By the words that foundries use; `Medi` is the bold of URW's fonts, `CMBX` and `SFBX` those of TeX's.
fn name_is_bold(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    ["bold", "black", "heavy", "demi", "fett", "cmbx", "sfbx"]
        .iter()
        .any(|word| lower.contains(word))
        || lower.contains("-medi") && !lower.contains("-medium")
        || name.ends_with("-Bd")
}

/// `CMTI`, `SFTI`, `CMSL` are TeX's italic and slanted fonts.
fn name_is_italic(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    ["ital", "obli", "kursiv", "slanted", "cmti", "sfti", "cmsl"]
        .iter()
        .any(|word| lower.contains(word))
        || name.ends_with("It")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_bold_and_italic() {
        for name in [
            "Arial-BoldMT",
            "Helvetica-Bold",
            "Calibri,Bold",
            "CMBX12",
            "NimbusSanL-Medi",
            "Lato-Black",
        ] {
            assert!(name_is_bold(name), "{name}");
        }
        for name in ["Arial", "Roboto-Medium", "TimesNewRomanPSMT", "CMR10"] {
            assert!(!name_is_bold(name) && !name_is_italic(name), "{name}");
        }
        for name in [
            "Helvetica-Oblique",
            "MinionPro-It",
            "CMTI10",
            "Times-BoldItalic",
            "NimbusRomNo9L-ReguItal",
        ] {
            assert!(name_is_italic(name), "{name}");
        }
    }
}
