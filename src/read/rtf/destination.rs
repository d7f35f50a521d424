//! Where the text of a group goes.

/// Where the text of a group goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Destination {
    /// Into the document.
    #[default]
    Text,
    /// Nowhere.
    Nothing,
    /// Into the names of fonts.
    Fonts,
    /// Into the names of styles.
    Styles,
    /// Properties of the document: only its title is read.
    Properties,
    /// Into its title.
    Title,
    /// Before the paragraph, as its number or bullet.
    Number,
    /// Into the instruction of a field.
    Instruction,
    /// Into a form field.
    Form,
    /// Into the entries of a form field's list.
    FormEntry,
    /// Two writings of one text, of which only the one in Unicode is read.
    Twice,
}

/// What a group holds that has its own place in the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A footnote or endnote.
    Note,
    /// A header or footer.
    Frame,
    /// A text box.
    Box,
}

/// What a control word at the head of a group makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opens {
    /// Nothing of its own: its text goes where that around it goes.
    Around,
    /// A destination.
    Destination(Destination),
    /// Text of the document in a place of its own.
    Place(Place),
    /// The result of a field.
    Result,
}

/// What this control word opens; nothing for one that opens no destination.
pub(super) fn of(word: &str) -> Option<Opens> {
    use Destination::*;
    let destination = match word {
        "fonttbl" => Fonts,
        "stylesheet" => Styles,
        "info" => Properties,
        "title" => Title,
        "listtext" | "pntext" => Number,
        "fldinst" => Instruction,
        "formfield" => Form,
        "ffl" => FormEntry,
        "upr" => Twice,
        // Marked to be left out where unknown, and known.
        "shpinst" | "shp" | "shpgrp" | "do" | "nesttableprops" | "ud" | "object" | "result" | "field" => {
            return Some(Opens::Around);
        }
        "fldrslt" => return Some(Opens::Result),
        "footnote" => return Some(Opens::Place(Place::Note)),
        "shptxt" | "dptxbxtext" => return Some(Opens::Place(Place::Box)),
        "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr" | "footerf" => {
            return Some(Opens::Place(Place::Frame));
        }
        "colortbl" | "pict" | "nonshppict" | "shprslt" | "sp" | "nonesttables" | "filetbl" | "revtbl" | "listtable"
        | "listoverridetable" | "rsidtbl" | "annotation" | "pn" | "pgptbl" | "mmathPr" | "xe" | "tc" | "rxe"
        | "objdata" | "operator" | "author" | "keywords" | "comment" | "subject" | "doccomm" | "generator"
        | "ftnsep" | "ftnsepc" | "aftnsep" | "aftnsepc" | "ftncn" | "aftncn" | "themedata" | "datastore" => Nothing,
        _ => return None,
    };
    Some(Opens::Destination(destination))
}
