#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use ropex::document::{Document, Format, Rect, TextSource};
use ropex::read::layout::{self, Glyph, PageContent, RuleLine};
use ropex::read::pdf::tags::{Child, Node, Role, Tree};

/// Characters that the layout looks at, and some that it does not.
const LETTERS: &[&str] = &[
    "a", "b", "A", "1", "2", ".", ")", "-", "\u{ad}", "•", "☐", ":", " ", "ß", "ﬁ", "é", "字", "م",
];

#[derive(Arbitrary, Debug)]
struct Input {
    pages: Vec<Page>,
    tags: Option<Vec<Tag>>,
}

#[derive(Arbitrary, Debug)]
struct Page {
    runs: Vec<Run>,
    rules: Vec<(i16, i16, u16, bool)>,
    odd_size: Option<(f32, f32)>,
}

/// Glyphs in a row, as pages have them.
#[derive(Arbitrary, Debug)]
struct Run {
    x: i16,
    y: i16,
    letters: Vec<u8>,
    size: u8,
    look: u8,
    gap: u8,
    mcid: Option<u8>,
    /// A number that no sane page has: infinite, not a number.
    odd: Option<f32>,
}

/// An element, and how many of the next ones are inside it.
#[derive(Arbitrary, Debug)]
struct Tag {
    role: u8,
    children: u8,
    spans: (u16, u16),
    content: Vec<(u8, u8)>,
}

fuzz_target!(|input: Input| {
    let pages: Vec<PageContent> = (1..).zip(input.pages.iter().take(8)).map(page).collect();
    let tree = input.tags.map(|tags| Tree {
        root: nodes(&mut tags.iter().take(200), usize::MAX, 0),
        language: None,
    });
    let layout = layout::blocks(&pages, tree.as_ref());
    ropex_fuzz::sound::document(&Document {
        format: Format::Pdf,
        text_source: TextSource::Geometry,
        pages: Vec::new(),
        text: layout.text,
        blocks: layout.blocks,
        running: layout.running,
        title: None,
        language: None,
        remarks: Vec::new(),
    });
});

fn page((number, page): (u32, &Page)) -> PageContent {
    let (width, height) = page.odd_size.unwrap_or((595.0, 842.0));
    PageContent {
        number,
        width,
        height,
        glyphs: page.runs.iter().flat_map(glyphs).collect(),
        rules: page.rules.iter().map(rule).collect(),
        image_cover: 0.0,
        unreadable_glyphs: 0,
    }
}

fn glyphs(run: &Run) -> Vec<Glyph> {
    let size = f32::from(run.size) / 8.0;
    let advance = size / 2.0 + f32::from(run.gap) / 16.0;
    let start = run.odd.unwrap_or(f32::from(run.x) / 16.0);
    let top = f32::from(run.y) / 16.0;
    let glyph = |(at, letter): (usize, &u8)| Glyph {
        text: LETTERS[usize::from(*letter) % LETTERS.len()].to_owned(),
        rect: Rect {
            x: start + advance * at as f32,
            y: top,
            width: size / 2.0,
            height: size,
        },
        baseline: top + size * 0.8,
        turn: u16::from(run.look >> 6) * 90,
        size,
        font: u32::from(run.look & 3),
        bold: run.look & 4 != 0,
        italic: run.look & 8 != 0,
        mcid: run.mcid.map(i32::from),
        artifact: run.look & 16 != 0,
    };
    run.letters.iter().enumerate().map(glyph).collect()
}

fn rule(&(x, y, length, horizontal): &(i16, i16, u16, bool)) -> RuleLine {
    let length = f32::from(length) / 16.0;
    let (width, height) = if horizontal { (length, 0.5) } else { (0.5, length) };
    RuleLine {
        rect: Rect {
            x: f32::from(x) / 16.0,
            y: f32::from(y) / 16.0,
            width,
            height,
        },
        horizontal,
    }
}

fn nodes<'a>(tags: &mut impl Iterator<Item = &'a Tag>, count: usize, depth: usize) -> Vec<Node> {
    let mut nodes = Vec::new();
    while nodes.len() < count
        && let Some(tag) = tags.next()
    {
        let content = tag.content.iter().map(|(page, mcid)| Child::Content {
            page: u32::from(*page),
            mcid: i32::from(*mcid),
        });
        let mut children: Vec<Child> = content.collect();
        if depth < 64 {
            children.extend(nodes_of(tags, usize::from(tag.children % 8), depth + 1));
        }
        nodes.push(Node {
            role: role(tag.role),
            children,
            row_span: tag.spans.0.max(1),
            col_span: tag.spans.1.max(1),
            ..Node::default()
        });
    }
    nodes
}

fn nodes_of<'a>(tags: &mut impl Iterator<Item = &'a Tag>, count: usize, depth: usize) -> Vec<Child> {
    // Through a trait object, or each depth were a type of its own.
    let tags: &mut dyn Iterator<Item = &'a Tag> = tags;
    nodes(&mut { tags }, count, depth)
        .into_iter()
        .map(Child::Node)
        .collect()
}

fn role(byte: u8) -> Role {
    const ROLES: &[Role] = &[
        Role::Group,
        Role::Heading(None),
        Role::Heading(Some(2)),
        Role::Paragraph,
        Role::List,
        Role::ListItem,
        Role::Label,
        Role::ListBody,
        Role::Table,
        Role::TableHead,
        Role::TableBody,
        Role::TableFoot,
        Role::Row,
        Role::HeadCell,
        Role::Cell,
        Role::Caption,
        Role::Note,
        Role::Contents,
        Role::ContentsItem,
        Role::Inline,
        Role::Figure,
        Role::Form,
        Role::Artifact,
    ];
    ROLES[usize::from(byte) % ROLES.len()]
}
