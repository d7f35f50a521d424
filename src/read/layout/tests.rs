//! Whole pages through all stages.

use super::page::PageContent;
use super::typeset::Typeset;
use super::{Layout, blocks};
use crate::document::{Block, Role, TextSource};
use crate::read::pdf::tags::{Child, Node, Role as Tag, Tree};

fn lay_out(pages: &[PageContent]) -> Layout {
    blocks(pages, None)
}

/// One line a block: role, lines parted by "/", cells by "|".
fn outline(blocks: &[Block]) -> Vec<String> {
    let lines = |block: &Block| block.text().replace('\n', "/");
    let mut out = Vec::new();
    for block in blocks {
        match block {
            Block::Text(text) => {
                let role = match &text.role {
                    Role::Heading { level } => format!("h{level}"),
                    Role::Paragraph => "p".to_owned(),
                    Role::Item { depth, marker } => format!("{marker}{depth}"),
                    Role::Note => "note".to_owned(),
                };
                out.push(format!("{role} {}", lines(block)));
            }
            Block::Table(table) => out.extend(table.rows.iter().map(|row| {
                let cells: Vec<String> = row.cells.iter().map(|cell| cell.text().replace('\n', "/")).collect();
                format!("row {}", cells.join("|"))
            })),
        }
    }
    out
}

/// Full lines of 10-point text 300 points wide, so that soft wraps can be told.
const FULL: &str = "The controller keeps the data only as long as the law asks ";
const PROSE: [&str; 3] = [
    "The controller keeps the data only as long as the law asks",
    "for, and informs the persons concerned of what is proces-",
    "sed before it is collected.",
];

#[test]
fn soft_wraps_are_joined_and_line_ends_of_the_author_stay() {
    let page = Typeset::page(1)
        .lines(50.0, 100.0, &PROSE)
        .lines(50.0, 160.0, &["Example Society Ltd", "12 High Street", "Anytown"])
        .lines(
            50.0,
            230.0,
            &["Data are processed here, too: proces-", "sed means used."],
        )
        .set();
    let layout = lay_out(&[page]);
    let text = "p The controller keeps the data only as long as the law asks for, and informs the persons concerned of what \
                is processed before it is collected.";
    assert_eq!(
        outline(&layout.blocks)[..2],
        [text, "p Example Society Ltd/12 High Street/Anytown"]
    );
    let Block::Text(address) = &layout.blocks[1] else {
        panic!("not text")
    };
    let place = address.lines[1].location;
    let (from, to) = place.chars.unwrap();
    assert_eq!(
        layout.text.chars().skip(from).take(to - from).collect::<String>(),
        "12 High Street"
    );
    assert_eq!((place.page, place.lines), (Some(1), Some((3, 3))));
    assert_eq!(place.rect.unwrap().y, 164.0);
}

#[test]
fn columns_are_read_one_after_the_other() {
    let left = [
        "Alpha beta gamma delta epsilon",
        "zeta eta theta iota kappa mu",
        "nu xi omicron pi rho sigma tau",
        "upsilon phi.",
    ];
    let right = [
        "One two three four five six",
        "seven eight nine ten eleven",
        "twelve thirteen fourteen",
        "fifteen.",
    ];
    // Their baselines do not agree.
    let page = Typeset::page(1)
        .text(50.0, 60.0, 16.0, "A title over both")
        .lines(50.0, 100.0, &left)
        .lines(300.0, 104.0, &right);
    let blocks = outline(&lay_out(&[page.set()]).blocks);
    assert_eq!(blocks.len(), 3, "{blocks:?}");
    assert!(
        blocks[1].ends_with("upsilon phi.") && blocks[2].starts_with("p One two"),
        "{blocks:?}"
    );
}

#[test]
fn labels_beside_values_are_a_table_and_no_columns() {
    let mut page = Typeset::page(1);
    let rows = [
        ("Controller:", "Example Society"),
        ("Contact:", "privacy@example.org"),
        ("Purpose:", "Newsletters"),
        ("Retention:", "6 years"),
        ("Recipients:", "None"),
    ];
    for (i, (label, value)) in rows.iter().enumerate() {
        page = page
            .text(50.0, 100.0 + 20.0 * i as f32, 10.0, label)
            .text(200.0, 100.0 + 20.0 * i as f32, 10.0, value);
    }
    let blocks = outline(&lay_out(&[page.set()]).blocks);
    assert_eq!(blocks[0], "row Controller:|Example Society");
    assert_eq!(blocks.len(), 5);
}

#[test]
fn values_centred_on_their_labels_find_them() {
    let page = Typeset::page(1)
        .lines(50.0, 100.0, &["Name and contact", "details of DPO"])
        .text(200.0, 106.0, 10.0, "dpo@example.org")
        .lines(50.0, 140.0, &["Joint controller", "where applicable"])
        .text(200.0, 146.0, 10.0, "None");
    let expected = [
        "row Name and contact details of DPO|dpo@example.org",
        "row Joint controller where applicable|None",
    ];
    assert_eq!(outline(&lay_out(&[page.set()]).blocks), expected);
}

#[test]
fn a_ruled_table_goes_on_over_the_page_end() {
    let edges = [50.0, 150.0, 400.0];
    let first = Typeset::page(1)
        .grid(&edges, &[100.0, 120.0, 140.0, 180.0])
        .text(55.0, 114.0, 10.0, "*Item*")
        .text(155.0, 114.0, 10.0, "*Description*")
        .text(55.0, 134.0, 10.0, "Purpose")
        .text(155.0, 134.0, 10.0, "Newsletters")
        .text(55.0, 154.0, 10.0, "Recipients")
        .text(155.0, 154.0, 10.0, "Data are passed on to the competent tax");
    let second = Typeset::page(2)
        .grid(&edges, &[50.0, 70.0, 90.0, 110.0])
        .text(55.0, 64.0, 10.0, "*Item*")
        .text(155.0, 64.0, 10.0, "*Description*")
        .text(155.0, 84.0, 10.0, "authorities only.")
        .text(55.0, 104.0, 10.0, "Retention")
        .text(155.0, 104.0, 10.0, "6 years");
    let layout = lay_out(&[first.set(), second.set()]);
    let expected = [
        "row Item|Description",
        "row Purpose|Newsletters",
        "row Recipients|Data are passed on to the competent tax authorities only.",
        "row Retention|6 years",
    ];
    assert_eq!(outline(&layout.blocks), expected);
    let Block::Table(table) = &layout.blocks[0] else {
        panic!("no table")
    };
    assert_eq!(table.head_rows, 1);
    assert!(table.rows[0].cells[0].header && !table.rows[1].cells[0].header);
}

#[test]
fn running_heads_go_and_titles_of_records_stay() {
    let page = |number: u32| {
        let name = ["Payroll", "Recruitment", "Newsletter"][number as usize - 1];
        Typeset::page(number)
            .text(50.0, 30.0, 8.0, "Register of processing")
            .text(50.0, 70.0, 16.0, &format!("Record {number}"))
            .lines(50.0, 95.0, &[name, "Example Society"])
            .text(290.0, 815.0, 8.0, &number.to_string())
            .set()
    };
    let layout = lay_out(&[page(1), page(2), page(3)]);
    let running: Vec<&str> = layout.running.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(running, ["Register of processing", "1"]);
    assert_eq!(
        outline(&layout.blocks)[2..4],
        ["h1 Record 2", "p Recruitment/Example Society"]
    );
}

#[test]
fn a_footnote_stands_behind_the_paragraph_that_goes_on() {
    let filler: Vec<String> = (0..6).map(|i| format!("{FULL}{i}")).collect();
    let filler: Vec<&str> = filler.iter().map(|line| &line[..58]).collect();
    let first = Typeset::page(1)
        .lines(50.0, 100.0, &filler)
        .text(50.0, 700.0, 7.0, "1 See annex.");
    let second = Typeset::page(2)
        .lines(50.0, 100.0, &["for.", "", "Next"])
        .lines(50.0, 150.0, &filler);
    let blocks = outline(&lay_out(&[first.set(), second.set()]).blocks);
    assert!(
        blocks[0].ends_with("as the law asks for./Next") || blocks[0].ends_with("asks for."),
        "{blocks:?}"
    );
    assert!(
        blocks.iter().skip(1).any(|block| block == "note 1 See annex."),
        "{blocks:?}"
    );
}

#[test]
fn lists_nest_and_numbers_count() {
    let page = Typeset::page(1)
        .text(50.0, 100.0, 10.0, "We process:")
        .text(60.0, 112.0, 10.0, "• names")
        .text(75.0, 124.0, 10.0, "- first names")
        .text(60.0, 136.0, 10.0, "• addresses")
        .text(50.0, 160.0, 10.0, "1. Scope")
        .text(50.0, 184.0, 10.0, "This is about all members.")
        .text(60.0, 208.0, 10.0, "1. one")
        .text(60.0, 220.0, 10.0, "2. two");
    let expected = [
        "p We process:",
        "•0 names",
        "-1 first names",
        "•0 addresses",
        "p 1. Scope",
        "p This is about all members.",
        "1.0 one",
        "2.0 two",
    ];
    assert_eq!(outline(&lay_out(&[page.set()]).blocks), expected);
}

#[test]
fn bold_labels_lead_and_bold_lines_are_headings() {
    let page = Typeset::page(1)
        .text(50.0, 60.0, 18.0, "Privacy notice")
        .text(50.0, 100.0, 10.0, "*Purpose*")
        .lines(50.0, 112.0, &PROSE)
        .text(50.0, 180.0, 10.0, "*Legal basis:* consent of the person");
    let layout = lay_out(&[page.set()]);
    assert_eq!(outline(&layout.blocks)[..2], ["h1 Privacy notice", "h2 Purpose"]);
    let Block::Text(last) = &layout.blocks[3] else {
        panic!("not text")
    };
    assert_eq!(last.lines[0].lead, "Legal basis:".len());
    assert!(!last.style.bold);
}

#[test]
fn a_turned_page_reads_like_any_other() {
    let upright = Typeset::page(1).lines(50.0, 100.0, &PROSE);
    let turned = Typeset::page(1).lines(50.0, 100.0, &PROSE).turned();
    assert_eq!(
        outline(&lay_out(&[turned]).blocks),
        outline(&lay_out(&[upright.set()]).blocks)
    );
}

#[test]
fn tags_are_used_where_they_cover_the_text() {
    let page = Typeset::page(1)
        .text(50.0, 100.0, 10.0, "Purpose")
        .mark(0)
        .lines(50.0, 112.0, &PROSE)
        .mark(1)
        .text(50.0, 160.0, 10.0, "•")
        .mark(2)
        .text(60.0, 160.0, 10.0, "names")
        .mark(3);
    let leaf = |role: Tag, mcid: i32| {
        let children = vec![Child::Content { page: 1, mcid }];
        Child::Node(Node {
            role,
            children,
            row_span: 1,
            col_span: 1,
            ..Node::default()
        })
    };
    let node = |role: Tag, children: Vec<Child>| Node {
        role,
        children,
        row_span: 1,
        col_span: 1,
        ..Node::default()
    };
    let item = node(Tag::ListItem, vec![leaf(Tag::Label, 2), leaf(Tag::ListBody, 3)]);
    let list = node(Tag::List, vec![Child::Node(item)]);
    let mut children = vec![
        leaf(Tag::Heading(Some(2)), 0),
        leaf(Tag::Paragraph, 1),
        Child::Node(list),
    ];
    let tree = |children| Tree {
        root: vec![node(Tag::Group, children)],
        language: None,
    };
    let pages = [page.set()];
    let layout = blocks(&pages, Some(&tree(children.clone())));
    assert_eq!(layout.source, TextSource::Tagged);
    let found = outline(&layout.blocks);
    assert_eq!((found[0].as_str(), found[2].as_str()), ("h2 Purpose", "•0 names"));
    children.truncate(1);
    assert_eq!(blocks(&pages, Some(&tree(children))).source, TextSource::Geometry);
}

#[test]
fn a_line_of_soft_hyphens_is_none() {
    let page = |number| {
        Typeset::page(number)
            .text(50.0, 30.0, 8.0, "\u{ad}")
            .lines(50.0, 95.0, &["Payroll"])
            .set()
    };
    let layout = lay_out(&[page(1), page(2), page(3)]);
    assert!(layout.running.is_empty(), "{:?}", layout.running);
    assert!(outline(&layout.blocks).iter().all(|block| block.ends_with("Payroll")));
}

#[test]
fn nothing_gives_nothing() {
    let layout = lay_out(&[Typeset::page(1).set()]);
    assert!(layout.blocks.is_empty() && layout.text.is_empty());
    assert!(lay_out(&[]).blocks.is_empty());
}

/// Numbers that no honest page has must not panic, hang or take much memory.
#[test]
fn odd_numbers_do_no_harm() {
    let odd = [
        f32::NAN,
        f32::INFINITY,
        f32::NEG_INFINITY,
        0.0,
        -5.0,
        1.0e30,
        3.0,
        250.0,
    ];
    let mut seed = 7_usize;
    let mut pick = || {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        odd[(seed >> 33) % odd.len()]
    };
    let mut page = Typeset::page(1)
        .lines(
            50.0,
            100.0,
            &[
                "1. Some text    here",
                "• of many    sorts",
                "- and pla-",
                "ces   (odd)",
            ],
        )
        .grid(&[50.0, 100.0, 200.0], &[90.0, 120.0, 140.0])
        .set();
    for _ in 0..200 {
        for glyph in &mut page.glyphs {
            let field = [
                &mut glyph.rect.x,
                &mut glyph.rect.y,
                &mut glyph.rect.width,
                &mut glyph.baseline,
                &mut glyph.size,
            ];
            for (i, value) in field.into_iter().enumerate() {
                if pick() == 3.0 {
                    *value = if i == 4 { pick().abs() } else { pick() };
                }
            }
        }
        for rule in &mut page.rules {
            rule.rect.x = pick();
            rule.rect.height = pick();
        }
        lay_out(&[page.clone(), page.clone()]);
    }
}
