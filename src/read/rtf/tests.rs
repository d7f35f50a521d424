//! Small files, word by word.

use super::*;
use crate::document::{Block, Role, Table};
use crate::outcome::FailureKind;
use crate::read::seen;

fn document(body: &str) -> Document {
    let head = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset238{\*\falt X}Arial CE;}{\f2\fcharset2 Wingdings;}}
{\stylesheet{\ql Normal;}{\s1\b heading 1;}{\*\cs2 Strong;}{\s3\outlinelevel1 Own;}}{\info{\author X}{\title Rec\'f6rd}}";
    read(format!("{head}{body}}}").as_bytes(), &Limits::default()).unwrap()
}

fn texts(body: &str) -> Vec<String> {
    seen::texts(&document(body))
}

fn roles(body: &str) -> Vec<(Role, String)> {
    seen::roles(&document(body))
}

fn only_table(body: &str) -> Table {
    seen::only_table(&document(body))
}

#[test]
fn text_is_decoded_by_its_font_or_its_unicode() {
    assert_eq!(
        texts(r"\'e4\f1\'ec {\f0\'ec}\par\u8364\'80{\f2\u-3842?\'fe}\par{\uc0\u269 a}\par\u55357?\u56832?"),
        ["äě ì", "€☑☑", "ča", "😀"]
    );
    assert_eq!(
        texts(r"{\upr{old}{\*\ud{new\u381 ?}}} a\emdash b\~c\_d\-e"),
        ["newŽ a—b c-de"]
    );
    assert_eq!(document("x").title.as_deref(), Some("Recörd"));
}

#[test]
fn headings_items_and_leads() {
    let body = r"\pard\s1{\listtext 2.1\tab}\b Aim\b0\par\pard\s3 Data\par\pard\s1\outlinelevel9 plain\par
\pard{\pntext\f2\'a7\tab}{\*\pn\pnlvlblt}one\par{\listtext (1)\tab}\ilvl1 two\par{\listtext (2)\tab}three\par\pard{\b Who:} we\line they";
    let item = |depth, marker: &str, text: &str| {
        let marker = marker.to_owned();
        (Role::Item { depth, marker }, text.to_owned())
    };
    assert_eq!(
        roles(body),
        [
            (Role::Heading { level: 1 }, "2.1 Aim".to_owned()),
            (Role::Heading { level: 2 }, "Data".to_owned()),
            (Role::Paragraph, "plain".to_owned()),
            item(0, "•", "one"),
            item(1, "(1)", "two"),
            item(1, "(2)", "three"),
            (Role::Paragraph, "Who: we\nthey".to_owned()),
        ]
    );
    let document = document(body);
    let Some(Block::Text(last)) = document.blocks.last() else {
        panic!()
    };
    assert_eq!(last.lines[0].lead, 4);
    let Block::Text(first) = &document.blocks[0] else {
        panic!()
    };
    assert!(first.style.bold);
}

#[test]
fn what_is_not_shown_is_left_out() {
    let body = r"Firm{\v hidden}{\deleted old}{\*\unknown x{\b y}}{\pict 00ff}{\*\annotation Why?}{\loch\*\cs2  Ltd}{\footnote\pard As of May}{\header Top\par}";
    let document = document(body);
    let texts: Vec<String> = document.blocks.iter().map(Block::text).collect();
    assert_eq!(texts, ["Firm Ltd", "As of May"]);
    assert_eq!(document.running[0].text, "Top");
}

#[test]
fn fields_show_their_result_and_forms_their_state() {
    let field =
        |instruction: &str, result: &str| format!(r"{{\field{{\*\fldinst {instruction}}}{{\fldrslt {result}}}}}");
    let tick = r"{\*\formfield{\fftype1\ffres25\ffdefres1{\*\ffname a}}}";
    let list = r"{\*\formfield{\fftype2\ffres1{\*\ffl EU}{\*\ffl USA}}}";
    let body = [
        field(r#"HYPERLINK "https://firm.example/n""#, "here"),
        field(&format!("FORMCHECKBOX {tick}"), ""),
        "Yes ".to_owned(),
        field(&format!("FORMDROPDOWN {list}"), "EU"),
        field(r"TOC \\o", r"Aim 1\par"),
    ];
    assert_eq!(texts(&body.concat()), ["here (https://firm.example/n)☒ Yes USA"]);
}

#[test]
fn cells_end_where_their_row_says() {
    let body = r"\trowd\trhdr\cellx4000\pard\intbl Record\cell\row
\trowd\clvmgf\cellx1000\cellx4010\pard\intbl Aim\cell Pay\par Leave\cell\row
\trowd\clvmrg\cellx1000\cellx3990\pard\intbl\cell
\pard\intbl\itap2 x\nestcell y\nestcell{\*\nesttableprops\trowd\cellx100\cellx200\nestrow}{\nonesttables\par}
\pard\intbl\itap1 \cell\row\pard";
    let table = only_table(body);
    assert_eq!(
        seen::placed(&table),
        [vec![(0, 2, 1)], vec![(0, 1, 2), (1, 1, 1)], vec![(1, 1, 1)]]
    );
    assert_eq!(table.head_rows, 1);
    assert_eq!(table.rows[1].cells[1].text(), "Pay\nLeave");
    let Block::Table(inner) = &table.rows[2].cells[0].blocks[0] else {
        panic!()
    };
    assert_eq!(inner.rows[0].cells[1].text(), "y");
}

#[test]
fn text_boxes_follow_their_paragraph() {
    assert_eq!(
        texts(r"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt Boxed\par}}{\shprslt Boxed}}Anchor\par"),
        ["Anchor", "Boxed"]
    );
}

#[test]
fn a_file_that_stops_anywhere_is_unreadable() {
    let limits = Limits::default();
    assert_eq!(
        read(br"{\rtf1 The purpo", &limits).unwrap_err().kind,
        FailureKind::Unreadable
    );
    assert!(read(br"{\rtf1 All\par ", &limits).is_ok());
    let deep = format!(r"{{\rtf1 {}", "{".repeat(100_000));
    assert_eq!(read(deep.as_bytes(), &limits).unwrap_err().kind, FailureKind::TooLarge);
    let tables = read(br"{\rtf1\pard\intbl\itap2000000000 x\cell}", &limits);
    assert_eq!(tables.unwrap_err().kind, FailureKind::TooLarge);
}
