//! The fonts of a file, since the bytes of its text are in their encodings.

use std::collections::BTreeMap;

use encoding_rs::{Encoding, WINDOWS_1252};

use crate::read::pdf::symbol;

/// A font.
#[derive(Debug, Clone, Default)]
pub(super) struct Font {
    /// Windows' number for the characters that it has.
    pub(super) charset: Option<i32>,
    /// A code page, which counts more.
    pub(super) page: Option<i32>,
    pub(super) name: String,
}

/// The fonts by number, and the encoding of text in none of them.
#[derive(Debug)]
pub(super) struct Fonts {
    pub(super) fonts: BTreeMap<i32, Font>,
    pub(super) encoding: &'static Encoding,
}

impl Default for Fonts {
    fn default() -> Fonts {
        Fonts {
            fonts: BTreeMap::new(),
            encoding: WINDOWS_1252,
        }
    }
}

impl Fonts {
    /// The encoding of text in this font.
    pub(super) fn encoding(&self, font: Option<i32>) -> &'static Encoding {
        let font = font.and_then(|font| self.fonts.get(&font));
        let stated = font.and_then(|font| code_page(font.page?).or_else(|| code_page(page_of(font.charset?)?)));
        stated
            .or_else(|| code_page(page_of(font?.charset?)?))
            .unwrap_or(self.encoding)
    }

    /// The letters of this font are pictures.
    pub(super) fn draws_pictures(&self, font: Option<i32>) -> bool {
        let font = font.and_then(|font| self.fonts.get(&font));
        font.is_some_and(|font| symbol::pictorial(font.name.trim_end_matches(';').trim()))
    }
}

/// The encoding that Windows has under a number.
pub(super) fn code_page(page: i32) -> Option<&'static Encoding> {
    let label = match page {
        866 => "ibm866",
        932 => "shift_jis",
        936 => "gbk",
        949 => "euc-kr",
        950 => "big5",
        10000 => "macintosh",
        10007 => "x-mac-cyrillic",
        20866 => "koi8-r",
        65001 => "utf-8",
        874 | 1250..=1258 => return Encoding::for_label(format!("windows-{page}").as_bytes()),
        28591..=28605 => return Encoding::for_label(format!("iso-8859-{}", page - 28590).as_bytes()),
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

/// The code page of a character set; none for those that say nothing.
fn page_of(charset: i32) -> Option<i32> {
    Some(match charset {
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}
