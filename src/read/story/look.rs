//! How runs look, by what styles and the runs themselves state.

use crate::read::inline::Emphasis;
use crate::read::pdf::symbol;

/// How a run of text looks.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Look {
    pub(crate) emphasis: Emphasis,
    /// Points.
    pub(crate) size: Option<f32>,
}

/// What is stated of a run; nothing stated is inherited.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct RunLook {
    pub(crate) bold: Option<bool>,
    pub(crate) italic: Option<bool>,
    pub(crate) hidden: Option<bool>,
    /// Points.
    pub(crate) size: Option<f32>,
    /// Its font draws pictures in place of letters.
    pub(crate) pictures: Option<bool>,
}

impl RunLook {
    /// This look, where it states nothing, `base`.
    pub(crate) fn over(self, base: RunLook) -> RunLook {
        RunLook {
            bold: self.bold.or(base.bold),
            italic: self.italic.or(base.italic),
            hidden: self.hidden.or(base.hidden),
            size: self.size.or(base.size),
            pictures: self.pictures.or(base.pictures),
        }
    }

    pub(crate) fn look(self) -> Look {
        Look {
            emphasis: Emphasis {
                bold: self.bold.unwrap_or(false),
                italic: self.italic.unwrap_or(false),
            },
            size: self.size,
        }
    }

    /// Text in this look: of a font of pictures, what they show.
    pub(crate) fn shown(self, text: &str) -> String {
        let pictures = self.pictures.unwrap_or(false);
        let shown = text.chars().filter_map(|c| match c {
            '\t' | '\n' | '\r' => Some(' '),
            c => symbol::readable(c, pictures),
        });
        shown.collect()
    }
}
