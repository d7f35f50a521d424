//! Characters that say nothing by themselves: private use, control, letters of picture fonts.

/// The letters of this font are pictures (check boxes, bullets, arrows).
pub(in crate::read) fn pictorial(name: &str) -> bool {
    ["Wingdings", "Webdings", "Marlett"]
        .iter()
        .any(|font| name.contains(font))
        || name == "Symbol"
        || name == "SymbolMT"
}

/// The character as text; none where it says nothing.
///
/// Symbol fonts keep their glyphs at U+F020 to U+F0FF, and careless producers write them as the Latin letters below.
pub(in crate::read) fn readable(c: char, pictorial: bool) -> Option<char> {
    match u32::from(c) {
        code @ 0xF020..=0xF0FF if pictorial => Some(picture(code & 0xFF)),
        code @ (0x21..=0x7E | 0xA0..=0xFF) if pictorial => Some(picture_or(code, c)),
        code @ (0xF020..=0xF07E | 0xF0A0..=0xF0FF) => char::from_u32(code & 0xFF).map(bullet),
        0xE000..=0xF8FF | 0xF_0000.. => None,
        0xFFFD..=0xFFFF => None,
        0x09 | 0x0A | 0x0D => Some(' '),
        _ if c.is_control() => None,
        _ => Some(c),
    }
}

/// What Wingdings and Symbol draw for check boxes and bullets; other pictures are bullets for all we know.
fn picture(code: u32) -> char {
    picture_or(code, '•')
}

fn picture_or(code: u32, other: char) -> char {
    match code {
        0x6F | 0x71 | 0x72 | 0xA8 => '☐',
        0x78 | 0xFD => '☒',
        0xFE => '☑',
        0xFB => '✗',
        0xFC => '✓',
        0x6C | 0x6E | 0x73 | 0x75 | 0x76 | 0x9F | 0xA7 | 0xB7 | 0xD8 => '•',
        0xE0 | 0xE8 | 0xF0 => '→',
        _ => other,
    }
}

/// U+F0B7 is Word's bullet, whatever font stands in for Symbol; U+F0A7 its square one.
fn bullet(c: char) -> char {
    match c {
        '·' | '§' => '•',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn picture_fonts_draw_boxes_and_bullets() {
        assert_eq!(readable('\u{F0A8}', true), Some('☐'));
        assert_eq!(readable('\u{F0FE}', true), Some('☑'));
        assert_eq!(readable('\u{F0B7}', true), Some('•'));
        assert_eq!(readable('\u{F0B7}', false), Some('•'));
        assert_eq!(readable('\u{F041}', false), Some('A'));
    }

    #[test]
    fn what_says_nothing_is_no_text() {
        assert_eq!(readable('\u{E123}', false), None);
        assert_eq!(readable('\u{FFFD}', false), None);
        assert_eq!(readable('\u{1}', false), None);
        assert_eq!(readable('ž', false), Some('ž'));
    }
}
