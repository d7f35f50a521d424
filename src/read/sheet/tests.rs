#![allow(clippy::unwrap_used)]

use rust_xlsxwriter::{DataValidation, Format as Style, Formula, Workbook as Writer, Worksheet};

use super::*;
use crate::document::Table;

fn saved(mut writer: Writer) -> Document {
    let bytes = writer.save_to_buffer().unwrap();
    read(&bytes, Format::Xlsx, &Limits::default()).unwrap()
}

fn one_sheet(write: impl FnOnce(&mut Worksheet)) -> Document {
    let mut writer = Writer::new();
    write(writer.add_worksheet());
    saved(writer)
}

/// Rows of a table, cells parted by `|`, spans behind them.
fn rows(block: &Block) -> Vec<String> {
    let Block::Table(Table { rows, .. }) = block else {
        return vec![block.text()];
    };
    let cell = |cell: &crate::document::Cell| match (cell.colspan, cell.rowspan) {
        (1, 1) => cell.text(),
        (across, down) => format!("{} {across}x{down}", cell.text()),
    };
    rows.iter()
        .map(|row| row.cells.iter().map(cell).collect::<Vec<_>>().join("|"))
        .collect()
}

#[test]
fn cells_are_read_as_they_are_shown() {
    let document = one_sheet(|sheet| {
        let date = Style::new().set_num_format("dd/mm/yyyy");
        sheet.write(0, 0, "Last update").unwrap();
        sheet.write_with_format(0, 1, 45616, &date).unwrap();
        sheet.write(1, 0, "Number of people").unwrap();
        sheet.write(1, 1, Formula::new("=6*7").set_result("42")).unwrap();
        sheet.write(2, 0, "Data").unwrap();
        sheet.write(2, 1, "Name\nAddress\n\n- Pay").unwrap();
        sheet.write(3, 0, "Failed").unwrap();
        sheet.write(3, 1, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    });
    let text = rows(&document.blocks[0]);
    assert_eq!(text[..2], ["Last update|2024-11-20", "Number of people|42"]);
    assert_eq!(text[2], "Data|Name\nAddress\nPay");
    let Block::Table(table) = &document.blocks[0] else {
        panic!("no table")
    };
    assert_eq!(table.rows[2].cells[1].blocks.len(), 2, "a paragraph and an item");
    assert_eq!(table.rows[2].location.lines, Some((5, 8)));
}

#[test]
fn merged_cells_span_what_is_in_use() {
    let document = one_sheet(|sheet| {
        let plain = Style::new();
        sheet.merge_range(0, 0, 1, 0, "Activity", &plain).unwrap();
        sheet.merge_range(0, 1, 0, 3, "Recipients", &plain).unwrap();
        sheet.write(1, 1, "internal").unwrap();
        sheet.write(1, 2, "external").unwrap();
        sheet.write(2, 0, "Payroll").unwrap();
        sheet.write(2, 2, "Bank").unwrap();
    });
    assert_eq!(
        rows(&document.blocks[0]),
        ["Activity 1x2|Recipients 2x1", "internal|external", "Payroll|Bank"]
    );
}

#[test]
fn blank_rows_part_tables_of_another_build_only() {
    let document = one_sheet(|sheet| {
        sheet.write(0, 0, "Register of a firm").unwrap();
        for (row, cells) in [
            (2, ["Controller", "Firm Ltd", "", ""]),
            (4, ["No.", "Name", "Purpose", "Data"]),
        ] {
            for (column, text) in (0..).zip(cells).filter(|(_, text)| !text.is_empty()) {
                sheet.write(row, column, text).unwrap();
            }
        }
        // A blank row among records is no end of the register.
        for row in [5, 6, 8] {
            for column in 0..4 {
                sheet.write(row, column, "x").unwrap();
            }
        }
        sheet.write(10, 0, "Explanations: x means something").unwrap();
    });
    let lengths: Vec<usize> = document.blocks.iter().map(|block| rows(block).len()).collect();
    assert_eq!(lengths, [1, 1, 4, 1]);
}

#[test]
fn a_coloured_head_begins_a_table_and_a_coloured_title_stands_over_it() {
    let document = one_sheet(|sheet| {
        let head = Style::new().set_background_color(0x004A99);
        sheet.write_with_format(0, 0, "Purposes", &head).unwrap();
        sheet.write(1, 0, "Main").unwrap();
        sheet.write(1, 1, "Hire of boats").unwrap();
        for (row, kind) in [(3, "Data"), (6, "Recipients")] {
            sheet.write_with_format(row, 0, kind, &head).unwrap();
            sheet.write_with_format(row, 1, "Details", &head).unwrap();
            sheet.write(row + 1, 0, "a").unwrap();
            sheet.write(row + 1, 1, "b").unwrap();
        }
    });
    let first: Vec<String> = document.blocks.iter().map(|block| rows(block)[0].clone()).collect();
    assert_eq!(
        first,
        ["Purposes", "Main|Hire of boats", "Data|Details", "Recipients|Details"]
    );
    let Block::Table(table) = &document.blocks[2] else {
        panic!("no table")
    };
    assert!(table.rows[0].cells.iter().all(|cell| cell.header));
    assert!(!table.rows[1].cells[1].header);
}

#[test]
fn hidden_sheets_and_lists_of_choices_are_left_out_and_said() {
    let mut writer = Writer::new();
    let sheet = writer.add_worksheet().set_name("Register").unwrap();
    sheet.write(0, 0, "Legal basis").unwrap();
    sheet.write(0, 27, "Remark").unwrap();
    sheet.write(1, 0, "Consent").unwrap();
    sheet.set_column_hidden(27).unwrap();
    let choices = DataValidation::new().allow_list_formula("='Our lists'!$A$1:$A$3".into());
    sheet.add_data_validation(1, 0, 9, 0, &choices).unwrap();
    writer
        .add_worksheet()
        .set_name("Our lists")
        .unwrap()
        .write(0, 0, "Consent")
        .unwrap();
    writer
        .add_worksheet()
        .set_name("Old")
        .unwrap()
        .set_hidden(true)
        .write(0, 0, "Purpose")
        .unwrap();
    let document = saved(writer);
    assert!(!document.text.contains("Purpose"));
    assert_eq!(
        document.remarks,
        [
            "in the sheet `Register`, column AB is hidden: read all the same",
            "the sheet `Our lists` holds the choices of drop-down lists: left out",
            "the sheet `Old` is hidden: left out"
        ]
    );
}

#[test]
fn a_workbook_of_hidden_sheets_says_why_nothing_is_read() {
    let mut writer = Writer::new();
    writer.add_worksheet().set_name("Register").unwrap();
    let old = writer.add_worksheet().set_name("Old").unwrap().set_hidden(true);
    old.write(0, 0, "Purpose").unwrap();
    let failure = read(&writer.save_to_buffer().unwrap(), Format::Xlsx, &Limits::default()).unwrap_err();
    assert_eq!(failure.kind, FailureKind::NoText);
    assert!(failure.message.contains("`Old` is hidden"), "{failure}");
}

#[test]
fn names_of_sheets_are_headings_where_people_gave_them() {
    let mut writer = Writer::new();
    for name in ["Payroll", "Sheet2"] {
        writer
            .add_worksheet()
            .set_name(name)
            .unwrap()
            .write(0, 0, "text")
            .unwrap();
    }
    let document = saved(writer);
    assert_eq!(document.text, "Payroll\ntext\ntext\n");
    assert!(is_default_name("Tabelle1") && is_default_name("Sheet (2)") && !is_default_name("Records 2024"));
}

#[test]
fn cells_far_apart_are_no_table() {
    let document = |limits: &Limits| {
        let mut writer = Writer::new();
        let sheet = writer.add_worksheet();
        for step in 0..200 {
            sheet.write(step, (step % 2) as u16 * 2 + step as u16, "x").unwrap();
        }
        read(&writer.save_to_buffer().unwrap(), Format::Xlsx, limits)
    };
    let limits = Limits {
        table_cells: 1_000,
        ..Limits::default()
    };
    let failure = document(&limits).unwrap_err();
    assert_eq!(failure.kind, FailureKind::TooLarge);
    assert!(failure.message.contains("table_cells"), "{failure}");
}

#[test]
fn what_is_cut_short_is_unreadable() {
    let mut writer = Writer::new();
    writer.add_worksheet().write(0, 0, "text").unwrap();
    let bytes = writer.save_to_buffer().unwrap();
    let failure = read(&bytes[..bytes.len() / 2], Format::Xlsx, &Limits::default()).unwrap_err();
    assert_eq!(failure.kind, FailureKind::Unreadable);
    for format in [Format::Xls, Format::Ods] {
        assert_eq!(
            read(b"junk", format, &Limits::default()).unwrap_err().kind,
            FailureKind::Unreadable
        );
    }
}
