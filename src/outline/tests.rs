//! Outlines of small documents.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::document::{Cell, Format, Row, Style, Table, TextSource};

fn paragraph(lines: &[&str]) -> Block {
    Block::Text(TextBlock {
        role: Role::Paragraph,
        lines: lines
            .iter()
            .map(|text| Line {
                text: (*text).into(),
                ..Line::default()
            })
            .collect(),
        style: Style::default(),
    })
}

fn table(rows: &[&[&str]]) -> Block {
    let cell = |(column, text): (usize, &&str)| Cell {
        column,
        colspan: 1,
        rowspan: 1,
        header: false,
        blocks: if text.is_empty() {
            Vec::new()
        } else {
            vec![paragraph(&[text])]
        },
    };
    let rows = rows
        .iter()
        .map(|row| Row {
            cells: row.iter().enumerate().map(cell).collect(),
            location: Location::default(),
        })
        .collect();
    Block::Table(Table {
        rows,
        head_rows: 0,
        location: Location::default(),
    })
}

fn outlined(blocks: Vec<Block>) -> Vec<Node> {
    let document = Document {
        remarks: Vec::new(),
        format: Format::Text,
        text_source: TextSource::Plain,
        pages: Vec::new(),
        text: String::new(),
        blocks,
        running: Vec::new(),
        title: None,
        language: None,
    };
    outline(&document).nodes
}

fn heading(node: &Node) -> &Heading {
    match node {
        Node::Heading(heading) => heading,
        other => panic!("no heading: {other:?}"),
    }
}

#[test]
fn letters_are_siblings_of_numbers_and_new_schemes_are_children() {
    let nodes = outlined(vec![
        paragraph(&["1. Controller"]),
        paragraph(&["1a. Contact"]),
        paragraph(&["2. Security"]),
        paragraph(&["A. Manual files"]),
        paragraph(&["3. Rights"]),
    ]);
    let ranks: Vec<u8> = nodes.iter().map(|node| heading(node).rank).collect();
    assert_eq!(ranks, [1, 1, 1, 2, 1]);
}

#[test]
fn a_row_with_only_its_last_cell_goes_on_with_the_row_above() {
    let nodes = outlined(vec![table(&[
        &["Nr", "Item", "Description"],
        &["", "", "Title of all"],
        &["1", "Purpose", "To keep"],
        &["Nr", "Item", "Description"],
        &["", "", "and to find."],
        &["2", "Data", "Names"],
    ])]);
    let Node::Table(grid) = &nodes[0] else { panic!() };
    let lines: Vec<String> = grid.rows.iter().map(GridRow::line).collect();
    assert_eq!(lines.len(), 4, "{lines:?}");
    assert_eq!(lines[1], "Title of all");
    assert_eq!(lines[2], "1\tPurpose\tTo keep and to find.");
}

#[test]
fn labels_of_a_paragraph_come_one_by_one() {
    let nodes = outlined(vec![paragraph(&[
        "Controller: Example Ltd",
        "1 Main Street",
        "E-mail: a@example.org",
    ])]);
    let labels: Vec<(&str, String)> = nodes
        .iter()
        .map(|node| match node {
            Node::Label(label) => (label.text.as_str(), label.value[0].text()),
            other => panic!("no label: {other:?}"),
        })
        .collect();
    assert_eq!(
        labels,
        [
            ("Controller", "Example Ltd\n1 Main Street".into()),
            ("E-mail", "a@example.org".into())
        ]
    );
}

#[test]
fn a_numbered_first_line_heads_the_text_glued_below_it() {
    let nodes = outlined(vec![paragraph(&[
        "3. Retention",
        "Five years after the contract ends.",
    ])]);
    assert_eq!(heading(&nodes[0]).mark, Mark::Number);
    assert_eq!(nodes[1].text(), "Five years after the contract ends.");
}

#[test]
fn bold_lines_are_no_parents_of_marked_headings() {
    let bold = |text: &str| {
        let mut block = paragraph(&[text]);
        if let Block::Text(text) = &mut block {
            text.style.bold = true;
        }
        block
    };
    let marked = |text: &str, level: u8| {
        let mut block = paragraph(&[text]);
        if let Block::Text(text) = &mut block {
            text.role = Role::Heading { level };
        }
        block
    };
    let nodes = outlined(vec![
        bold("Introduction"),
        marked("Purposes", 1),
        bold("Payroll"),
        marked("Details", 2),
    ]);
    let ranks: Vec<u8> = nodes.iter().map(|node| heading(node).rank).collect();
    assert!(ranks[0] > ranks[1] && ranks[2] > ranks[3], "{ranks:?}");
    assert_eq!(ranks[0], ranks[2]);
}

#[test]
fn a_letter_and_a_colon_make_a_heading_that_begins_small() {
    let nodes = outlined(vec![
        paragraph(&["d) categories of data:"]),
        paragraph(&["names, addresses"]),
        paragraph(&["e) recipients:"]),
    ]);
    assert_eq!(
        (heading(&nodes[0]).mark, heading(&nodes[2]).mark),
        (Mark::Number, Mark::Number)
    );
    assert_eq!(heading(&nodes[0]).rank, heading(&nodes[2]).rank);
}

#[test]
fn a_table_is_as_wide_as_the_columns_that_cells_begin_in() {
    let Block::Table(mut table) = table(&[&["Purposes", "Pay"], &["Recipients", "None"]]) else {
        panic!("no table");
    };
    for row in &mut table.rows {
        (row.cells[0].colspan, row.cells[1].column) = (usize::MAX / 2, usize::MAX / 2);
        row.cells[1].rowspan = usize::MAX;
    }
    table.rows[1].cells.pop();
    let grid = Grid::new(&table);
    assert_eq!(grid.columns, 2);
    assert_eq!(grid.text(), "Purposes\tPay\nRecipients\tPay");
}

#[test]
fn a_level_deeper_than_any_format_has_is_a_level() {
    let heading = |level, text: &str| {
        Block::Text(TextBlock {
            role: Role::Heading { level },
            lines: vec![Line {
                text: text.to_owned(),
                ..Line::default()
            }],
            style: Style::default(),
        })
    };
    let nodes = nodes_of(&[
        heading(1, "Record"),
        heading(255, "Purposes"),
        heading(40, "Recipients"),
    ]);
    let ranks: Vec<u8> = nodes
        .iter()
        .filter_map(|node| match node {
            Node::Heading(heading) => Some(heading.rank),
            _ => None,
        })
        .collect();
    assert_eq!(ranks.len(), 3);
    assert!(ranks[0] < ranks[1] && ranks[1] < u8::MAX, "{ranks:?}");
}

#[test]
fn rows_of_a_table_that_goes_on_are_joined_to_its_last() {
    let head = ["Field", "Law", "Text"];
    let mut grid = Grid::new(&match table(&[&head, &["Purposes", "30", "To pay"]]) {
        Block::Table(table) => table,
        Block::Text(_) => panic!("no table"),
    });
    match table(&[&head, &["Retention", "30", "One"], &["", "", "year"]]) {
        Block::Table(below) => grid.append(Grid::new(&below)),
        Block::Text(_) => panic!("no table"),
    }
    assert_eq!(
        grid.text(),
        "Field\tLaw\tText\nPurposes\t30\tTo pay\nRetention\t30\tOne year"
    );
}
