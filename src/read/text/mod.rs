//! Plain text → blocks: paragraphs, items, tables set with tabs, notes. No headings but underlined ones: which line
//! is a heading is the outline's to say.

mod aligned;
mod columns;
mod contents;
mod folio;
mod markup;
mod pages;
mod paragraphs;
mod running;
mod source;
mod spaced;
mod wrap;

use std::ops::Range;

use crate::document::{Block, Document, Format, TextSource};

use aligned::Halves;
use columns::Columns;
use paragraphs::Paragraphs;
use source::SourceLine;
use spaced::Cells;

/// Reads decoded text.
pub(super) fn read(text: String) -> Document {
    let (blocks, running) = {
        let lines = source::lines(&text);
        let pages = pages::find(&lines);
        let contents = contents::find(&lines);
        let halves = aligned::find(&lines, &pages.dropped);
        let cells = spaced::find(&lines, &pages.dropped);
        let mut assembly = Assembly::new(wrap::of_document(&lines));
        for (index, line) in lines.iter().enumerate() {
            if line.is_blank() || pages.dropped.contains(&index) || contents.contains(&index) {
                assembly.blank += 1;
            } else if let Some(cells) = &cells[index] {
                assembly.add_cells(line, cells);
            } else {
                assembly.add(line, halves[index].as_ref(), pages.starts.contains(&index));
            }
        }
        (assembly.finish(), pages.running)
    };
    Document {
        format: Format::Text,
        text_source: TextSource::Plain,
        pages: Vec::new(),
        text,
        blocks,
        running,
        title: None,
        language: None,
        remarks: Vec::new(),
    }
}

/// The blocks so far, and what is open.
struct Assembly<'a> {
    blocks: Vec<Block>,
    columns: Columns,
    paragraphs: Paragraphs<'a>,
    /// Footnotes that stand between two parts of a table: they follow it.
    notes: Vec<Block>,
    /// Blank or dropped lines since the last line.
    blank: usize,
}

impl<'a> Assembly<'a> {
    fn new(wrap: Option<usize>) -> Assembly<'a> {
        Assembly {
            blocks: Vec::new(),
            columns: Columns::default(),
            paragraphs: Paragraphs::new(wrap),
            notes: Vec::new(),
            blank: 0,
        }
    }

    fn add(&mut self, line: &SourceLine<'a>, halves: Option<&Halves>, page_start: bool) {
        let blank = std::mem::take(&mut self.blank);
        // The foot of one page and the head of the next set nothing apart.
        let blank = if page_start { blank.min(1) } else { blank };
        if columns::is_debris(line) {
            self.blank = blank + 1;
        } else if let Some(halves) = halves {
            if halves.goes_on && self.columns.label_goes_on(line, halves.left.clone()) {
                self.columns.go_on(line, halves.right.clone());
            } else if !halves.left.is_empty() || !self.columns.go_on(line, halves.right.clone()) {
                self.add_row(line, &[halves.left.clone(), halves.right.clone()], blank);
            }
        } else if let Some(cells) = columns::cells(line, self.columns.width()) {
            self.add_row(line, &cells, blank);
        } else if let Some(note) = paragraphs::note(line).filter(|_| !self.columns.is_empty()) {
            self.notes.push(note);
        } else if blank > 0 || !columns::is_rest(line) || !self.columns.go_on(line, 0..line.raw.len()) {
            self.end_table();
            match line.at_margins() {
                Some([left, right]) => {
                    self.blocks
                        .append(&mut self.paragraphs.push(&left, blank.max(1), page_start));
                    self.blocks.append(&mut self.paragraphs.push(&right, 1, false));
                }
                None => self.blocks.append(&mut self.paragraphs.push(line, blank, page_start)),
            }
        }
    }

    /// A line of a table set with spaces; blank lines stand between its rows, not between tables.
    fn add_cells(&mut self, line: &SourceLine<'a>, cells: &Cells) {
        let blank = std::mem::take(&mut self.blank);
        if !cells.begins && self.columns.cells_go_on(line, &cells.ranges) {
            return;
        }
        let blank = if self.columns.width() == cells.ranges.len() {
            0
        } else {
            blank
        };
        self.add_row(line, &cells.ranges, blank);
    }

    fn add_row(&mut self, line: &SourceLine<'a>, cells: &[Range<usize>], blank: usize) {
        self.blocks.append(&mut self.paragraphs.finish());
        if let Some(table) = self.columns.push(line, cells, blank) {
            self.blocks.push(table);
            self.blocks.append(&mut self.notes);
        }
    }

    fn end_table(&mut self) {
        self.blocks.append(&mut self.columns.finish());
        self.blocks.append(&mut self.notes);
    }

    fn finish(mut self) -> Vec<Block> {
        self.end_table();
        self.blocks.append(&mut self.paragraphs.finish());
        self.blocks
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::document::{Role, Table, TextBlock};

    fn blocks(text: &str) -> Vec<Block> {
        read(text.to_owned()).blocks
    }

    fn block(block: &Block) -> &TextBlock {
        match block {
            Block::Text(text) => text,
            Block::Table(_) => panic!("a table"),
        }
    }

    fn table(block: &Block) -> &Table {
        match block {
            Block::Table(table) => table,
            Block::Text(text) => panic!("{text:?}"),
        }
    }

    fn rows(table: &Table) -> Vec<String> {
        table
            .rows
            .iter()
            .map(|row| {
                row.cells
                    .iter()
                    .map(crate::document::Cell::text)
                    .collect::<Vec<_>>()
                    .join("|")
            })
            .collect()
    }

    #[test]
    fn a_table_goes_on_over_page_breaks() {
        let text =
            "Nr\tItem\tText\n1.\tAim\tPay\n--\t--\t--\n\n\n¹ Note\n\n\nNr\tItem\tText\n\t\tand leave\n2.\tTime\t\n";
        let blocks = blocks(text);
        let found = table(&blocks[0]);
        assert_eq!(rows(found), ["Nr|Item|Text", "1.|Aim|Pay", "||and leave", "2.|Time"]);
        assert_eq!(found.head_rows, 1);
        assert_eq!(found.location.lines, Some((1, 11)));
        assert_eq!(block(&blocks[1]).role, Role::Note);
    }

    #[test]
    fn cells_go_on_below_their_row_and_columns_may_be_set_with_spaces() {
        let pasted = blocks("Aim\tPay\nand leave\n• of all\nTime\t1 y\n");
        assert_eq!(rows(table(&pasted[0])), ["Aim|Pay and leave\nof all", "Time|1 y"]);
        let aligned = blocks("Firm     A Ltd\n         Street 1\nAim      Pay\n\nTime     1 y\n");
        assert_eq!(
            rows(table(&aligned[0])),
            ["Firm|A Ltd\nStreet 1", "Aim|Pay", "Time|1 y"]
        );
    }

    #[test]
    fn three_columns_set_with_spaces_are_one_table() {
        let blocks = blocks(
            "Register\n\nTask      Why         Who\n\nHire      Lending     Guests,\nof boats  boats       staff\n\n\
             Payroll   Paying wage Staff\n\nEnd of it.\n",
        );
        assert_eq!(
            rows(table(&blocks[1])),
            [
                "Task|Why|Who",
                "Hire of boats|Lending boats|Guests, staff",
                "Payroll|Paying wage|Staff"
            ]
        );
        assert_eq!(blocks.len(), 3);
    }

    #[test]
    fn labels_set_with_spaces_go_on_below_themselves() {
        let blocks = blocks(
            "Name of the proces-   Dog tax\nsing activity         of the town\nAim                   Taxing\nData (Art. 30)        Names\nand more\n",
        );
        assert_eq!(
            rows(table(&blocks[0])),
            [
                "Name of the processing activity|Dog tax of the town",
                "Aim|Taxing",
                "Data (Art. 30) and more|Names"
            ]
        );
    }

    #[test]
    fn what_stands_at_the_margins_stands_for_itself() {
        let blocks = blocks("Sheet 2                        As of: May 2023\nPurpose: Wages\n");
        let texts: Vec<String> = blocks.iter().map(Block::text).collect();
        assert_eq!(texts[0], "Sheet 2");
        assert!(texts[1].starts_with("As of: May 2023"), "{texts:?}");
        assert_eq!(block(&blocks[1]).lines[0].location.chars, Some((31, 46)));
    }

    #[test]
    fn the_same_labels_again_are_the_next_table() {
        let text = "Firm\tA\nAim\tPay\nTime\t1 y\n\nFirm\tA\nAim\tLeave\nTime\t2 y\n";
        let blocks = blocks(text);
        assert_eq!(blocks.len(), 2);
        assert_eq!(rows(table(&blocks[1])), ["Firm|A", "Aim|Leave", "Time|2 y"]);
    }

    #[test]
    fn tabs_that_only_indent_make_no_table() {
        let blocks = blocks("1.\tController\n\n\tFirm Ltd\n\n•\tnames\n•\tpay\n\nE-mail:\ta@firm.example\tPhone:\t1\n");
        assert_eq!(block(&blocks[0]).text(), "1. Controller");
        assert_eq!(block(&blocks[1]).text(), "Firm Ltd");
        assert!(matches!(&block(&blocks[3]).role, Role::Item { depth: 0, marker } if marker == "•"));
        assert_eq!(table(&blocks[4]).rows[0].cells.len(), 4);
    }

    #[test]
    fn cells_hold_paragraphs_and_items() {
        let blocks = blocks("Aim\t<p>One</p> <p>two:</p><ul> - a; - b\nTime\t<i>1 y</i>\n");
        let found = table(&blocks[0]);
        assert_eq!(found.rows[0].cells[1].blocks.len(), 4);
        assert!(block(&found.rows[1].cells[1].blocks[0]).style.italic);
    }

    #[test]
    fn lines_of_an_address_stay_apart_and_wrapped_prose_is_joined() {
        let text = "2. Firm Ltd\nStreet 1\n00100 Town\n\n\
                    The register is kept in order to pay the wages of our staff and to\n\
                    plan their holidays. It is kept by the office of the firm, by no\n\
                    other firm, and by nobody else but the two people who plan third-\n\
                    party visits.\n";
        let blocks = blocks(text);
        assert_eq!(block(&blocks[0]).lines.len(), 3);
        assert_eq!(block(&blocks[1]).style.space_before, 1.0);
        assert_eq!(block(&blocks[1]).lines.len(), 1);
        assert_eq!(block(&blocks[1]).lines[0].location.lines, Some((5, 8)));
        assert!(block(&blocks[1]).text().ends_with("who plan third-party visits."));
    }

    #[test]
    fn numbers_count_items_only_where_they_follow_each_other() {
        let items = blocks("1) names\n2) pay\n   of all\n");
        assert!(matches!(&block(&items[1]).role, Role::Item { marker, .. } if marker == "2)"));
        assert_eq!(block(&items[1]).text(), "pay of all");
        let headings = blocks("1. Controller\nFirm Ltd\n2. Purpose\nWages\n\n3. Time\n");
        let roles: Vec<&Role> = headings.iter().map(|heading| &block(heading).role).collect();
        assert_eq!(roles, [&Role::Paragraph, &Role::Paragraph, &Role::Paragraph]);
        assert_eq!(block(&headings[1]).text(), "2. Purpose\nWages");
    }

    #[test]
    fn bullets_nest_by_indent_and_underlines_make_headings() {
        let blocks = blocks("Notice\n======\n\n- a\n - b\n - c\n- d\n------\nEnd\n");
        assert_eq!(block(&blocks[0]).role, Role::Heading { level: 1 });
        let depths: Vec<u8> = blocks[1..5]
            .iter()
            .map(|item| match block(item).role {
                Role::Item { depth, .. } => depth,
                _ => panic!("no item"),
            })
            .collect();
        assert_eq!(depths, [0, 1, 1, 0]);
        assert_eq!(block(&blocks[5]).text(), "End");
    }

    #[test]
    fn a_sentence_goes_on_over_a_page_break() {
        let text = "Firm register\n\nWe send the answers to our\n\n\n\nFirm register\n\nlawyers only.\n\n\n\nFirm register\n\nEnd.";
        let document = read(text.to_owned());
        assert_eq!(document.running[0].text, "Firm register");
        assert_eq!(
            document.blocks.iter().map(Block::text).collect::<Vec<_>>(),
            ["Firm register", "We send the answers to our lawyers only.", "End."]
        );
        assert_eq!(block(&document.blocks[1]).location().lines, Some((3, 9)));
    }
}
