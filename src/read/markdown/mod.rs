//! Markdown → blocks, by the CommonMark specification with tables, task lists and footnotes.

mod front_matter;
mod html;
mod inline;
mod place;
mod walk;

use pulldown_cmark::{Options, Parser};

use crate::document::{Document, Format, TextSource};
use crate::outcome::Failure;

use super::Limits;

/// Reads decoded Markdown.
pub(super) fn read(text: String, limits: &Limits) -> Result<Document, Failure> {
    let matter = front_matter::find(&text);
    let blocks = {
        let places = place::Places::new(&text);
        let body = &text[matter.length..];
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_HEADING_ATTRIBUTES;
        let events = Parser::new_ext(body, options).into_offset_iter();
        let events = events.map(|(event, range)| (event, range.start + matter.length..range.end + matter.length));
        walk::blocks(events, &text, &places, limits)?
    };
    Ok(Document {
        remarks: Vec::new(),
        format: Format::Markdown,
        text_source: TextSource::Markup,
        pages: Vec::new(),
        text,
        blocks,
        running: Vec::new(),
        title: matter.title,
        language: matter.language,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::document::{Block, Role};

    fn blocks(text: &str) -> Vec<Block> {
        read(text.to_owned(), &Limits::default()).unwrap().blocks
    }

    fn lines(text: &str) -> Vec<(String, usize)> {
        let blocks = blocks(text);
        let [Block::Text(block)] = blocks.as_slice() else {
            panic!("{blocks:?}")
        };
        block.lines.iter().map(|line| (line.text.clone(), line.lead)).collect()
    }

    #[test]
    fn bold_labels_begin_lines_and_wrapped_text_is_joined() {
        assert_eq!(
            lines(
                "**Controller:** Firm Ltd, which keeps the register of all of its guests\nand **staff**\n**Updated** : May"
            ),
            [
                (
                    "Controller: Firm Ltd, which keeps the register of all of its guests and staff".to_owned(),
                    11
                ),
                ("Updated : May".to_owned(), 7),
            ]
        );
        assert_eq!(lines("Firm Ltd  \nStreet 1\\\nTown<br/>Land").len(), 4);
        assert_eq!(lines("Name: Firm\nE-mail: a@firm.example").len(), 2);
        assert_eq!(lines("[Company]\nSeat: [Town]\nMail: [Mail]").len(), 3);
    }

    #[test]
    fn items_nest_and_boxes_are_text() {
        let blocks = blocks("3) one\n   - two\n     more\n4) four\n\n- [x] done\n- [ ] open\n");
        let items: Vec<(u8, String, String)> = blocks
            .iter()
            .map(|block| match block {
                Block::Text(text) => match &text.role {
                    Role::Item { depth, marker } => (*depth, marker.clone(), text.text()),
                    role => panic!("{role:?}"),
                },
                Block::Table(_) => panic!("a table"),
            })
            .collect();
        let item = |depth, marker: &str, text: &str| (depth, marker.to_owned(), text.to_owned());
        assert_eq!(
            items,
            [
                item(0, "3)", "one"),
                item(1, "", "two more"),
                item(0, "4)", "four"),
                item(0, "", "☒ done"),
                item(0, "", "☐ open"),
            ]
        );
    }

    #[test]
    fn tables_keep_their_lines_and_say_whether_their_head_is_one() {
        let document =
            blocks("| **Field** | Value |\n|---|---|\n| Data | a<br>&#9745; b |\n\n| | |\n|-|-|\n| **X** | y |\n");
        let [Block::Table(first), Block::Table(second)] = document.as_slice() else {
            panic!("{document:?}")
        };
        assert_eq!((first.head_rows, second.head_rows), (1, 0));
        assert_eq!(first.rows[1].cells[1].text(), "a\n☑ b");
        assert_eq!(first.rows[1].location.lines, Some((3, 3)));
        assert!(second.rows[1].cells[0].header);
    }

    #[test]
    fn html_inside_is_read_and_comments_and_images_are_not() {
        let document = blocks(
            "<!-- todo -->\n\n![logo](a.png)\n\n<table><tr><td>Aim</td>\n\n<td>Pay</td></tr></table>\n\n# Next\n",
        );
        let [Block::Table(table), Block::Text(next)] = document.as_slice() else {
            panic!("{document:?}")
        };
        assert_eq!(table.rows[0].cells[1].text(), "Pay");
        assert_eq!(table.rows[0].location.lines, Some((5, 7)));
        assert_eq!(next.role, Role::Heading { level: 1 });
    }

    #[test]
    fn places_are_those_of_the_whole_file() {
        let document = read(
            "---\ntitle: A\nlang: sv\n---\n\n## Ändamål\n\nLön\n".to_owned(),
            &Limits::default(),
        )
        .unwrap();
        assert_eq!(document.title.as_deref(), Some("A"));
        assert_eq!(document.language.as_deref(), Some("sv"));
        let Block::Text(text) = &document.blocks[1] else {
            panic!()
        };
        assert_eq!(text.location().lines, Some((8, 8)));
        let (start, end) = text.location().chars.unwrap();
        assert_eq!(
            document.text.chars().skip(start).take(end - start).collect::<String>(),
            "Lön"
        );
    }

    #[test]
    fn a_list_of_contents_is_left_out_and_a_list_of_links_is_not() {
        assert_eq!(blocks("- [Aim](#aim)\n  - [Pay](#pay)\n\n# Aim\n").len(), 1);
        assert_eq!(blocks("- [Aim](aim.md)\n- [Pay](#pay) of all\n").len(), 2);
    }

    #[test]
    fn nesting_is_bounded() {
        let failure = read("> ".repeat(400) + "a", &Limits::default()).unwrap_err();
        assert!(failure.message.contains("nesting"));
    }
}
