//! Small packages, part by part.

use super::*;
use crate::document::{Block, Role, Table};
use crate::outcome::FailureKind;
use crate::read::parts::tests::package;
use crate::read::seen;

const W: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' \
                 xmlns:w14='http://schemas.microsoft.com/office/word/2010/wordml' \
                 xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' \
                 xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'";

const STYLES: &str = "<w:style w:type='paragraph' w:default='1' w:styleId='a'><w:name w:val='Normal'/></w:style>\
    <w:style w:type='paragraph' w:styleId='Otsikko1'><w:name w:val='heading 1'/><w:pPr><w:numPr><w:numId w:val='1'/>\
    </w:numPr></w:pPr><w:rPr><w:b/><w:sz w:val='32'/></w:rPr></w:style>\
    <w:style w:type='paragraph' w:styleId='Own'><w:name w:val='Own'/><w:basedOn w:val='Otsikko1'/>\
    <w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='1'/></w:numPr><w:outlineLvl w:val='1'/></w:pPr></w:style>\
    <w:style w:type='paragraph' w:styleId='Sis'><w:name w:val='toc 1'/></w:style>\
    <w:style w:type='character' w:styleId='Strong'><w:rPr><w:b/></w:rPr></w:style>\
    <w:style w:type='table' w:styleId='Grid'><w:tblStylePr w:type='firstCol'><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>";

const NUMBERING: &str = "<w:abstractNum w:abstractNumId='0'>\
    <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='upperRoman'/><w:lvlText w:val='%1.'/></w:lvl>\
    <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:isLgl/><w:lvlText w:val='%1.%2'/></w:lvl>\
    </w:abstractNum><w:abstractNum w:abstractNumId='1'>\
    <w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val='\u{f0b7}'/><w:rPr><w:rFonts w:ascii='Symbol'/></w:rPr></w:lvl>\
    <w:lvl w:ilvl='1'><w:start w:val='3'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='%2)'/></w:lvl></w:abstractNum>\
    <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num>\
    <w:num w:numId='3'><w:abstractNumId w:val='1'/><w:lvlOverride w:ilvl='1'><w:startOverride w:val='1'/></w:lvlOverride></w:num>";

fn relationship(id: &str, kind: &str, target: &str) -> String {
    format!("<Relationship Id='{id}' Type='http://x/relationships/{kind}' Target='{target}'/>")
}

fn document(body: &str) -> Document {
    let links =
        ["styles", "numbering", "footnotes", "header"].map(|kind| relationship(kind, kind, &format!("{kind}.xml")));
    let links = format!("<Relationships>{}</Relationships>", links.concat());
    let top = [
        relationship("a", "officeDocument", "/word/document.xml"),
        relationship("b", "core-properties", "core.xml"),
    ];
    let bytes = package(&[
        (
            "_rels/.rels",
            &format!("<Relationships>{}</Relationships>", top.concat()),
        ),
        ("word/_rels/document.xml.rels", &links),
        ("word/styles.xml", &format!("<w:styles {W}>{STYLES}</w:styles>")),
        (
            "word/numbering.xml",
            &format!("<w:numbering {W}>{NUMBERING}</w:numbering>"),
        ),
        (
            "word/footnotes.xml",
            &format!(
                "<w:footnotes {W}><w:footnote w:id='2'><w:p><w:r><w:t>As of May</w:t></w:r></w:p></w:footnote></w:footnotes>"
            ),
        ),
        (
            "word/header.xml",
            &format!("<w:hdr {W}><w:p><w:r><w:t>Firm Ltd</w:t></w:r></w:p></w:hdr>"),
        ),
        (
            "core.xml",
            "<c xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title> Record </dc:title><dc:language>fi-FI</dc:language></c>",
        ),
        (
            "word/document.xml",
            &format!("<w:document {W}><w:body>{body}</w:body></w:document>"),
        ),
    ]);
    read(&bytes, &Limits::default()).unwrap()
}

/// Blocks as role and text.
fn blocks(body: &str) -> Vec<(Role, String)> {
    let blocks = document(body).blocks.into_iter();
    blocks
        .map(|block| match block {
            Block::Text(text) => (text.role.clone(), text.text()),
            Block::Table(_) => panic!("a table"),
        })
        .collect()
}

fn texts(body: &str) -> Vec<String> {
    seen::texts(&document(body))
}

fn only_table(body: &str) -> Table {
    seen::only_table(&document(body))
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>")
}

fn styled(style: &str, text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn listed(list: u32, level: u32, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )
}

#[test]
fn headings_have_their_level_and_printed_number_in_any_language() {
    let body = [
        styled("Otsikko1", "Tiedot"),
        styled("Own", "Nimi"),
        styled("Own", "Osoite"),
        styled("Sis", "Tiedot\t1"),
    ];
    let heading = |level, text: &str| (Role::Heading { level }, text.to_owned());
    assert_eq!(
        blocks(&body.concat()),
        [
            heading(1, "I. Tiedot"),
            heading(2, "1.1 Nimi"),
            heading(2, "1.2 Osoite")
        ]
    );
    let document = document(&body.concat());
    let Block::Text(first) = &document.blocks[0] else {
        panic!()
    };
    assert!(first.style.bold && first.style.size == Some(16.0));
    assert_eq!(
        (document.title.as_deref(), document.language.as_deref()),
        (Some("Record"), Some("fi-FI"))
    );
}

#[test]
fn items_have_their_marker_and_a_lone_number_heads_text() {
    let body = [
        listed(2, 0, "one"),
        listed(2, 1, "two"),
        listed(2, 1, "three"),
        listed(3, 1, "four"),
        p("Text"),
        listed(1, 0, "Aim"),
        p("Pay"),
    ];
    let item = |depth, marker: &str, text: &str| {
        let marker = marker.to_owned();
        (Role::Item { depth, marker }, text.to_owned())
    };
    assert_eq!(
        blocks(&body.concat()),
        [
            item(0, "•", "one"),
            item(1, "c)", "two"),
            item(1, "d)", "three"),
            item(1, "a)", "four"),
            (Role::Paragraph, "Text".to_owned()),
            (Role::Paragraph, "I. Aim".to_owned()),
            (Role::Paragraph, "Pay".to_owned())
        ]
    );
    let document = document(&body.concat());
    for block in &document.blocks {
        let (start, end) = block.location().chars.unwrap();
        let text: String = document.text.chars().skip(start).take(end - start).collect();
        assert_eq!(text, block.text());
    }
}

#[test]
fn changes_count_as_accepted_and_hidden_text_as_absent() {
    let body = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Firm </w:t></w:r><w:del><w:r><w:delText>Old</w:delText></w:r></w:del></w:p>\
         <w:p><w:ins><w:r><w:t>Ltd</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom>\
         <w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r></w:p>";
    assert_eq!(texts(body), ["Firm Ltd"]);
}

#[test]
fn leads_breaks_and_signs() {
    let body = "<w:p><w:r><w:rPr><w:rStyle w:val='Strong'/></w:rPr><w:t>Controller:</w:t></w:r><w:r><w:t xml:space='preserve'> Firm</w:t>\
         <w:br/><w:t>third</w:t><w:noBreakHyphen/><w:t>par</w:t><w:softHyphen/><w:t>ty</w:t></w:r>\
         <w:r><w:sym w:font='Wingdings' w:char='F0FE'/></w:r><w:r><w:rPr><w:rFonts w:ascii='Wingdings'/></w:rPr><w:t>o</w:t></w:r></w:p>";
    let document = document(body);
    let Block::Text(block) = &document.blocks[0] else {
        panic!()
    };
    assert_eq!(
        (block.lines[0].text.as_str(), block.lines[0].lead),
        ("Controller: Firm", 11)
    );
    assert_eq!(block.lines[1].text, "third-party☑☐");
}

#[test]
fn controls_and_form_fields_show_their_values() {
    let check = |on| {
        format!(
            "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='{on}'/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>þ</w:t></w:r></w:sdtContent></w:sdt>"
        )
    };
    let prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click here</w:t></w:r></w:sdtContent></w:sdt>";
    let list =
        "<w:sdt><w:sdtPr><w:dropDownList/></w:sdtPr><w:sdtContent><w:r><w:t>Finland</w:t></w:r></w:sdtContent></w:sdt>";
    let body = format!(
        "<w:p>{}<w:r><w:t>Yes</w:t></w:r>{}<w:r><w:t>No</w:t></w:r>{prompt}</w:p><w:p>{list}</w:p>",
        check(1),
        check(0)
    );
    assert_eq!(texts(&body), ["☒ Yes☐ No", "Finland"]);

    let mark = |kind: &str, inside: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'>{inside}</w:fldChar></w:r>");
    let old = |form: &str, result: &str| {
        [
            mark("begin", form),
            "<w:r><w:instrText>FORM</w:instrText></w:r>".into(),
            mark("separate", ""),
            result.into(),
            mark("end", ""),
        ]
        .concat()
    };
    let fields = [
        old(
            "<w:ffData><w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox></w:ffData>",
            "",
        ),
        old(
            "<w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='EU'/><w:listEntry w:val='USA '/></w:ddList></w:ffData>",
            "",
        ),
        old("<w:ffData><w:textInput/></w:ffData>", "<w:r><w:t>Firm</w:t></w:r>"),
    ];
    assert_eq!(texts(&format!("<w:p>{}</w:p>", fields.concat())), ["☒ USA Firm"]);
}

#[test]
fn text_boxes_are_read_once_after_their_paragraph() {
    let content = format!("<w:txbxContent>{}</w:txbxContent>", p("Boxed"));
    let body = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{content}</w:drawing></mc:Choice>\
         <mc:Fallback><w:pict>{content}</w:pict></mc:Fallback></mc:AlternateContent><w:t>Anchor</w:t></w:r></w:p>"
    );
    assert_eq!(texts(&body), ["Anchor", "Boxed"]);
}

#[test]
fn notes_stand_at_the_end_and_headers_apart() {
    let body = format!(
        "<w:p><w:r><w:t>Firm</w:t><w:footnoteReference w:id='2'/></w:r></w:p>{}<w:sectPr><w:headerReference r:id='header'/></w:sectPr>",
        p("Pay")
    );
    let document = document(&body);
    let Some(Block::Text(note)) = document.blocks.last() else {
        panic!()
    };
    assert_eq!((&note.role, note.text().as_str()), (&Role::Note, "As of May"));
    assert_eq!(document.running[0].text, "Firm Ltd");
}

#[test]
fn cells_span_merge_and_hold_tables() {
    let cell = |properties: &str, content: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>");
    let inner = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell("", &p("x")), cell("", &p("y")));
    let body = format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val='Grid'/></w:tblPr><w:tr><w:trPr><w:tblHeader/></w:trPr>{}</w:tr><w:tr>{}{}</w:tr>\
         <w:tr>{}{}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{}</w:tr></w:tbl>",
        cell("<w:gridSpan w:val='2'/>", &p("Record")),
        cell("<w:vMerge w:val='restart'/>", &p("Aim")),
        cell("", &p("Pay")),
        cell("<w:vMerge/>", "<w:p/>"),
        cell("", &inner),
        cell("", &p("gone")),
    );
    let table = only_table(&body);
    assert_eq!(
        seen::placed(&table),
        [vec![(0, 2, 1)], vec![(0, 1, 2), (1, 1, 1)], vec![(1, 1, 1)]]
    );
    assert_eq!(table.head_rows, 1);
    assert!(table.rows[1].cells[0].header && !table.rows[1].cells[1].header);
    assert!(matches!(table.rows[2].cells[0].blocks[0], Block::Table(_)));
}

#[test]
fn tabs_set_columns_and_a_box_around_text_is_no_table() {
    let tabbed = |label: &str, tabs: usize, value: &str| {
        format!(
            "<w:p><w:r><w:t>{label}</w:t>{}<w:t>{value}</w:t></w:r></w:p>",
            "<w:tab/>".repeat(tabs)
        )
    };
    let body = [
        tabbed("Controller:", 1, "Firm"),
        tabbed("", 2, "Town"),
        tabbed("Aim:", 3, "Pay"),
    ]
    .concat();
    let table = only_table(&body);
    assert_eq!(table.rows.len(), 2);
    assert_eq!(table.rows[0].cells[1].text(), "Firm\nTown");
    assert_eq!(table.rows[1].cells[1].text(), "Pay");
    assert_eq!(texts(&tabbed("1.", 1, "Controller")), ["1. Controller"]);
    assert_eq!(
        texts(&format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", p("Notice"))),
        ["Notice"]
    );
}

#[test]
fn what_is_no_whole_document_fails_with_its_reason() {
    let limits = Limits::default();
    let bytes = package(&[("word/document.xml", "<w:document><w:body>")]);
    assert_eq!(read(&bytes, &limits).unwrap_err().kind, FailureKind::Unreadable);
    let bytes = package(&[("word/other.xml", "<a/>")]);
    assert!(read(&bytes, &limits).unwrap_err().message.contains("no document part"));
    let deep = format!("<w:document {W}><w:body>{}", "<w:tbl><w:tr><w:tc>".repeat(100_000));
    let bytes = package(&[("word/document.xml", &deep)]);
    assert_eq!(read(&bytes, &limits).unwrap_err().kind, FailureKind::TooLarge);
}
