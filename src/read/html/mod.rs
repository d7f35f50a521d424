//! HTML → blocks, by the tree that browsers make of it.

mod aside;
mod depth;
mod form;
mod node;
mod table;
mod walk;

use encoding_rs::Encoding;
use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::RcDom;

use crate::document::{Block, Document, Format, Location, TextSource, Transcript};
use crate::outcome::Failure;

use super::Limits;
use super::inline::tidy;
use walk::{Place, Walk};

/// How far into a file its own declaration of its encoding may stand, by the HTML standard.
const PRESCAN: usize = 1024;

/// Reads a page. What its frame holds (header, footer) goes to [`Document::running`]; menus, banners, scripts and what
/// is hidden are left out.
pub(super) fn read(text: &str, limits: &Limits) -> Result<Document, Failure> {
    let text = without_server_code(text);
    depth::check(&text, limits)?;
    let dom = parse(&text);
    let mut walk = Walk::new(Place::Transcript(Transcript::default()), limits);
    walk.body(&dom.document)?;
    let title = node::find(&dom.document, "title").map(|title| tidy(&node::text(&title)));
    let language = node::find(&dom.document, "html").and_then(|html| node::attribute(&html, "lang"));
    let (blocks, running, text) = walk.finish();
    Ok(Document {
        remarks: Vec::new(),
        format: Format::Html,
        text_source: TextSource::Markup,
        pages: Vec::new(),
        text,
        blocks,
        running,
        title: title.filter(|title| !title.is_empty()),
        language: language.filter(|language| !language.trim().is_empty()),
    })
}

/// The blocks of a piece of HTML inside another format, all of them standing at `place`.
pub(super) fn fragment(html: &str, place: Location, limits: &Limits) -> Result<Vec<Block>, Failure> {
    depth::check(html, limits)?;
    let dom = parse(html);
    let mut walk = Walk::new(Place::Fixed(place), limits);
    walk.body(&dom.document)?;
    Ok(walk.finish().0)
}

/// The encoding that a page declares in its `<meta>` or XML declaration.
pub(super) fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(PRESCAN)]).to_ascii_lowercase();
    let at = ["charset=", "encoding="]
        .iter()
        .find_map(|key| head.find(key).map(|at| at + key.len()))?;
    let value = head[at..].trim_start_matches(['"', '\'', ' ']);
    let label = value
        .split(|c: char| !c.is_ascii_alphanumeric() && !"-_:".contains(c))
        .next()?;
    Encoding::for_label(label.as_bytes())
}

fn parse(text: &str) -> RcDom {
    parse_document(RcDom::default(), ParseOpts::default()).one(text)
}

/// Pages are also kept as templates: `<% … %>` is code and not text.
fn without_server_code(text: &str) -> String {
    let mut parts = text.split("<%");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once("%>") {
            Some((_, after)) => kept.push_str(after),
            None => kept.extend(["<%", part]),
        }
    }
    kept
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::document::{Role, Table, TextBlock};

    fn page(html: &str) -> Document {
        read(html, &Limits::default()).unwrap()
    }

    fn texts(html: &str) -> Vec<String> {
        page(html).blocks.iter().map(Block::text).collect()
    }

    fn only_table(html: &str) -> Table {
        let mut blocks = page(html).blocks;
        match blocks.pop() {
            Some(Block::Table(table)) if blocks.is_empty() => table,
            other => panic!("{other:?} after {blocks:?}"),
        }
    }

    #[test]
    fn the_frame_is_set_aside_and_the_text_stays() {
        let document = page(
            "<html lang=fi><title>Notice</title><body class=has-menu><a class=skip-link href=#m>Skip</a><header><nav>Home</nav>Firm</header>\
             <div id=cookieConsent-bar>Accept?</div><ul class=breadcrumb><li>Here</ul>\
             <main><header><h1>Notice <a href=#n>#</a></h1></header><p>We keep names of all who stay with us, and what they pay.\
             <p hidden>Draft<p style='display: none'>Old</main><footer>Firm Street 1</footer>",
        );
        assert_eq!(document.title.as_deref(), Some("Notice"));
        assert_eq!(document.language.as_deref(), Some("fi"));
        let texts: Vec<String> = document.blocks.iter().map(Block::text).collect();
        assert_eq!(
            texts,
            ["Notice", "We keep names of all who stay with us, and what they pay."]
        );
        let running: Vec<&str> = document.running.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(running, ["Firm", "Firm Street 1"]);
    }

    #[test]
    fn a_section_on_cookies_is_text_and_a_class_cannot_hide_the_page() {
        assert_eq!(
            texts("<div class=menu><h2 id=cookies>Cookies</h2><div class=cookies>None</div></div>"),
            ["Cookies", "None"]
        );
    }

    #[test]
    fn lines_breaks_and_leads() {
        let document = page("<p><strong>Contr</strong><b>oller:</b> Firm<br>Town<br><br>Next<pre>a\n b</pre>");
        let [Block::Text(first), Block::Text(next), Block::Text(pre)] = document.blocks.as_slice() else {
            panic!()
        };
        assert_eq!(first.lines[0].text, "Controller: Firm");
        assert_eq!(first.lines[0].lead, 11);
        assert_eq!(
            (first.lines.len(), next.text().as_str(), pre.lines.len()),
            (2, "Next", 2)
        );
        let (start, end) = first.lines[1].location.chars.unwrap();
        assert_eq!(&document.text[start..end], "Town");
        assert_eq!(first.lines[1].location.lines, Some((2, 2)));
    }

    #[test]
    fn lists_number_their_items_and_hold_paragraphs() {
        let document = page("<ol start=3><li><p>one</p><p>more</p><ul><li>two</ul><li>four</ol><p>• five");
        let items: Vec<(Role, String)> = document
            .blocks
            .iter()
            .map(|block| match block {
                Block::Text(text) => (text.role.clone(), text.text()),
                Block::Table(_) => panic!("a table"),
            })
            .collect();
        let item = |depth, marker: &str, text: &str| {
            let marker = marker.to_owned();
            (Role::Item { depth, marker }, text.to_owned())
        };
        assert_eq!(
            items,
            [
                item(0, "3.", "one\nmore"),
                item(1, "", "two"),
                item(0, "4.", "four"),
                item(0, "•", "five")
            ]
        );
    }

    #[test]
    fn cells_stand_in_their_columns() {
        let table = only_table(
            "<table><thead><tr><th>A<th>B<th>C</thead><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td><p>d<p>e</table>",
        );
        assert_eq!(table.head_rows, 1);
        let columns: Vec<Vec<usize>> = table
            .rows
            .iter()
            .map(|row| row.cells.iter().map(|cell| cell.column).collect())
            .collect();
        assert_eq!(columns, [vec![0, 1, 2], vec![0, 1], vec![1, 2]]);
        assert_eq!(table.rows[2].cells[1].blocks.len(), 2);
        assert_eq!((table.rows[1].cells[0].rowspan, table.rows[1].cells[1].colspan), (2, 2));
    }

    #[test]
    fn inner_tables_stay_inside_and_layout_tables_are_none() {
        let outer = only_table("<table><tr><td>Data<td><table><tr><td>a<td>b</table></table>");
        assert!(matches!(outer.rows[0].cells[1].blocks[0], Block::Table(_)));
        assert_eq!(
            texts("<table><tr><td><h1>Notice</h1><p>Text</table>"),
            ["Notice", "Text"]
        );
    }

    #[test]
    fn definitions_and_forms_are_read() {
        let table = only_table(
            "<dl><dt>Aim<dd>Pay<dd>Leave<div><dt>Box<dd><input type=checkbox checked>Yes<input type=radio>No</div></dl>",
        );
        assert_eq!(table.rows[0].cells[1].text(), "Pay\nLeave");
        assert_eq!(table.rows[1].cells[1].text(), "☒ Yes ☐ No");
        assert_eq!(
            texts(
                "<p>Name <input value='A. Body'><select><option>x<option selected>y</select><textarea>l1\nl2</textarea>"
            )[0],
            "Name A. Body y"
        );
    }

    #[test]
    fn what_is_folded_away_does_not_deepen_what_follows() {
        let page = page("<h1>Us<details><summary>One</summary><h4>In it</h4></details><details><summary>Two</summary>");
        let level = |block: &Block| match block {
            Block::Text(TextBlock {
                role: Role::Heading { level },
                ..
            }) => *level,
            other => panic!("no heading: {other:?}"),
        };
        assert_eq!(page.blocks.iter().map(level).collect::<Vec<u8>>(), [1, 2, 4, 2]);
    }

    #[test]
    fn hostile_nesting_is_a_failure_and_not_a_crash() {
        let failure = read(&"<div>".repeat(1_000_000), &Limits::default()).unwrap_err();
        assert!(failure.message.contains("nesting"), "{}", failure.message);
        let table = only_table("<table><tr><td colspan=99999999>a<td rowspan=99999999>b</table>");
        assert_eq!(table.rows[0].cells[1].column, 1000);
    }

    #[test]
    fn an_encoding_declares_itself() {
        assert_eq!(
            declared_encoding(b"<meta charset=\"iso-8859-2\">"),
            Some(encoding_rs::ISO_8859_2)
        );
        assert_eq!(
            declared_encoding(b"<?xml version='1.0' encoding='windows-1251'?>"),
            Some(encoding_rs::WINDOWS_1251)
        );
        assert_eq!(declared_encoding(b"<p>charset is a word</p>"), None);
    }
}
