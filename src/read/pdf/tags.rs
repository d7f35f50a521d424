//! The structure tree of a tagged PDF: which content is a heading, a list, a cell.

/// The structure tree of a document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tree {
    /// The elements at the root, mostly one `Document`.
    pub root: Vec<Node>,
    /// The language that the document declares.
    pub language: Option<String>,
}

/// One structure element.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// What it is, by its standard type (role map applied).
    pub role: Role,
    /// Elements and content in reading order.
    pub children: Vec<Child>,
    /// Rows that a cell covers, at least 1.
    pub row_span: u16,
    /// Columns that a cell covers, at least 1.
    pub col_span: u16,
    /// Text that stands for all its content.
    pub actual_text: Option<String>,
    /// Description of a figure, formula or link.
    pub alt: Option<String>,
    /// Language of its content where it differs.
    pub language: Option<String>,
}

impl Default for Node {
    fn default() -> Node {
        Node {
            role: Role::default(),
            children: Vec::new(),
            row_span: 1,
            col_span: 1,
            actual_text: None,
            alt: None,
            language: None,
        }
    }
}

/// What stands in a structure element.
#[derive(Debug, Clone, PartialEq)]
pub enum Child {
    /// An element.
    Node(Node),
    /// The glyphs of a page that carry this marked-content id ([`Glyph::mcid`](crate::read::layout::Glyph::mcid)).
    ///
    /// Ids below 0 are those of form fields: the PDF names the field itself there.
    Content {
        /// 1-based page.
        page: u32,
        /// Marked-content id on that page.
        mcid: i32,
    },
}

/// The standard structure types (ISO 32000-1, 14.8.4, and ISO 32000-2) as far as reading tells them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// `Document`, `Part`, `Art`, `Sect`, `Div`, `BlockQuote`, `NonStruct` and all that only holds others together.
    #[default]
    Group,
    /// `H1` to `H6` and beyond; `H` has no level of its own, `Title` is 1.
    Heading(Option<u8>),
    /// `P`.
    Paragraph,
    /// `L`.
    List,
    /// `LI`.
    ListItem,
    /// `Lbl`: bullet or number of an item or note.
    Label,
    /// `LBody`.
    ListBody,
    /// `Table`.
    Table,
    /// `THead`.
    TableHead,
    /// `TBody`.
    TableBody,
    /// `TFoot`.
    TableFoot,
    /// `TR`.
    Row,
    /// `TH`.
    HeadCell,
    /// `TD`.
    Cell,
    /// `Caption`.
    Caption,
    /// `Note`, `FENote`: footnotes and endnotes.
    Note,
    /// `TOC`, `Index`.
    Contents,
    /// `TOCI`.
    ContentsItem,
    /// `Span`, `Quote`, `Code`, `Em`, `Strong`, `Reference`, `BibEntry`, `Link`, `Annot`, `Ruby`: within a line.
    Inline,
    /// `Figure`, `Formula`.
    Figure,
    /// `Form`: a form field.
    Form,
    /// `Artifact`: page decoration.
    Artifact,
}
