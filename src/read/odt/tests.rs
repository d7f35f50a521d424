//! Small packages, part by part.

use super::*;
use crate::document::{Block, Role};
use crate::read::parts::tests::package;
use crate::read::seen;

fn namespaces() -> String {
    let plain = ["office", "style", "text", "table", "form", "meta", "manifest"];
    let plain = plain.map(|name| format!("xmlns:{name}='urn:oasis:names:tc:opendocument:xmlns:{name}:1.0' "));
    format!(
        "{} xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' xmlns:xlink='http://www.w3.org/1999/xlink' \
         xmlns:fo='urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0' xmlns:dc='http://purl.org/dc/elements/1.1/' \
         xmlns:loext='urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0'",
        plain.concat()
    )
}

const STYLES: &str = "<style:style style:name='Head' style:family='paragraph'><style:text-properties fo:font-weight='bold' fo:font-size='14pt'/></style:style>\
    <style:style style:name='Strong' style:family='text'><style:text-properties fo:font-weight='bold'/></style:style>\
    <style:style style:name='Secret' style:family='text'><style:text-properties text:display='none'/></style:style>\
    <text:outline-style><text:outline-level-style text:level='1' style:num-format='1' style:num-suffix='.'/>\
    <text:outline-level-style text:level='2' style:num-format='a' style:num-suffix=')' text:display-levels='2'/></text:outline-style>\
    <text:list-style style:name='L'><text:list-level-style-number text:level='1' style:num-format='i' style:num-prefix='(' style:num-suffix=')'/>\
    <text:list-level-style-bullet text:level='2' text:bullet-char='•'/></text:list-style>";

fn document(text: &str) -> Document {
    let part = |content: &str| format!("<office:document {}>{content}</office:document>", namespaces());
    let bytes = package(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        (
            "content.xml",
            &part(&format!("<office:body><office:text>{text}</office:text></office:body>")),
        ),
        (
            "styles.xml",
            &part(&format!(
                "<office:styles>{STYLES}</office:styles><office:master-styles><style:master-page>\
                 <style:header><text:p>Firm Ltd</text:p></style:header><style:footer><text:p>Firm Ltd</text:p></style:footer>\
                 </style:master-page></office:master-styles>"
            )),
        ),
        (
            "meta.xml",
            &part("<office:meta><dc:title>Record</dc:title><dc:language>fi</dc:language></office:meta>"),
        ),
    ]);
    read(&bytes, &Limits::default()).unwrap()
}

fn texts(text: &str) -> Vec<String> {
    seen::texts(&document(text))
}

fn roles(text: &str) -> Vec<(Role, String)> {
    seen::roles(&document(text))
}

#[test]
fn headings_are_numbered_and_headers_stand_apart() {
    let document = document(
        "<text:h text:style-name='Head' text:outline-level='1'>Aim</text:h><text:h text:outline-level='2'>Data</text:h>\
         <text:table-of-content><text:p>Aim 1</text:p></text:table-of-content><text:p><text:span text:style-name='Strong'>Who:</text:span> we</text:p>",
    );
    let texts: Vec<String> = document.blocks.iter().map(Block::text).collect();
    assert_eq!(texts, ["1. Aim", "1.a) Data", "Who: we"]);
    let Block::Text(first) = &document.blocks[0] else {
        panic!()
    };
    assert_eq!(
        (&first.role, first.style.bold, first.style.size),
        (&Role::Heading { level: 1 }, true, Some(14.0))
    );
    let Block::Text(last) = &document.blocks[2] else {
        panic!()
    };
    assert_eq!(last.lines[0].lead, 4);
    assert_eq!(
        (document.title.as_deref(), document.language.as_deref()),
        (Some("Record"), Some("fi"))
    );
    assert_eq!(document.running.len(), 1);
}

#[test]
fn lists_count_anew_unless_they_go_on() {
    let list = |more: &str, items: &str| format!("<text:list text:style-name='L' {more}>{items}</text:list>");
    let item = |text: &str| format!("<text:list-item><text:p>{text}</text:p></text:list-item>");
    let inner = "<text:list-item><text:p>c</text:p><text:list><text:list-item><text:p>d</text:p></text:list-item></text:list></text:list-item>";
    let body = [
        list("", &(item("a") + &item("b"))),
        "<text:p>Text</text:p>".to_owned(),
        list("text:continue-numbering='true'", &(inner.to_owned() + &item("e"))),
        "<text:p>Text</text:p>".to_owned(),
        list("", &item("f")),
    ];
    let markers: Vec<String> = roles(&body.concat())
        .into_iter()
        .filter(|(_, text)| text != "Text")
        .map(|(role, text)| match role {
            Role::Item { depth, marker } => format!("{depth} {marker} {text}"),
            _ => text,
        })
        .collect();
    assert_eq!(
        markers,
        ["0 (i) a", "0 (ii) b", "0 (iii) c", "1 • d", "0 (iv) e", "(i) f"]
    );
}

#[test]
fn changes_count_as_accepted_and_what_is_not_shown_is_left_out() {
    let body = "<text:tracked-changes><text:changed-region><text:deletion><text:p>Old</text:p></text:deletion></text:changed-region></text:tracked-changes>\
         <text:p>Firm<text:s text:c='3'/>Ltd<text:span text:style-name='Secret'>x</text:span><office:annotation><text:p>Why?</text:p></office:annotation>\
         <text:line-break/>Town<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>As of May</text:p></text:note-body></text:note></text:p>\
         <text:section text:display='none'><text:p>Draft</text:p></text:section>";
    assert_eq!(texts(body), ["Firm Ltd\nTown", "As of May"]);
    assert_eq!(roles(body)[1].0, Role::Note);
}

#[test]
fn controls_boxes_and_links_show_what_they_hold() {
    let body = "<office:forms><form:form><form:checkbox form:id='c' form:current-state='checked'/>\
         <form:listbox form:id='l'><form:option form:label='EU'/><form:option form:label='USA' form:current-selected='true'/></form:listbox></form:form></office:forms>\
         <text:p><draw:control draw:control='c'/>Yes <draw:control draw:control='l'/></text:p>\
         <text:p><loext:content-control loext:checkbox='true'>þ</loext:content-control>No \
         <loext:content-control loext:showing-place-holder='true'>Click</loext:content-control></text:p>\
         <text:p>Anchor<draw:frame><draw:text-box><text:p>Boxed</text:p></draw:text-box></draw:frame></text:p>\
         <text:p>See <text:a xlink:href='https://firm.example/n'>here</text:a></text:p>";
    assert_eq!(
        texts(body),
        [
            "☒ Yes USA",
            "☐ No",
            "Anchor",
            "Boxed",
            "See here (https://firm.example/n)"
        ]
    );
}

#[test]
fn cells_stand_in_their_columns() {
    let body = "<table:table><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned='2'><text:p>Record</text:p></table:table-cell>\
         <table:covered-table-cell/></table:table-row></table:table-header-rows><table:table-row><table:table-cell table:number-rows-spanned='2'><text:p>Aim</text:p></table:table-cell>\
         <table:table-cell><text:p>Pay</text:p></table:table-cell></table:table-row><table:table-row><table:covered-table-cell/>\
         <table:table-cell><table:table><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell><table:table-cell><text:p>y</text:p></table:table-cell></table:table-row></table:table></table:table-cell></table:table-row></table:table>";
    let document = document(body);
    let [Block::Table(table)] = document.blocks.as_slice() else {
        panic!()
    };
    assert_eq!(
        seen::placed(table),
        [vec![(0, 2, 1)], vec![(0, 1, 2), (1, 1, 1)], vec![(1, 1, 1)]]
    );
    assert_eq!(table.head_rows, 1);
    assert!(matches!(table.rows[2].cells[0].blocks[0], Block::Table(_)));
}

#[test]
fn a_locked_document_is_told_from_a_broken_one() {
    let manifest = format!(
        "<manifest:manifest {}><manifest:encryption-data/></manifest:manifest>",
        namespaces()
    );
    let bytes = package(&[("META-INF/manifest.xml", &manifest), ("content.xml", "\u{1}\u{2}\u{3}")]);
    assert_eq!(
        read(&bytes, &Limits::default()).unwrap_err().kind,
        FailureKind::Encrypted
    );
    let bytes = package(&[("mimetype", "application/vnd.oasis.opendocument.text")]);
    assert_eq!(
        read(&bytes, &Limits::default()).unwrap_err().kind,
        FailureKind::Unreadable
    );
}
