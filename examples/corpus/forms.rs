//! Registers as people lay them out.

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use rust_xlsxwriter::Workbook;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::Activity;
use super::words::Language;

/// Numbered headings with their texts under them, a line each.
pub(super) fn numbered(language: &Language, register: &[Activity]) -> Vec<String> {
    let mut lines = vec![language.title.to_owned(), String::new()];
    for activity in register {
        for (number, (heading, answer)) in (1..).zip(language.headings.iter().zip(activity)) {
            lines.extend([format!("{number}. {heading}"), answer.clone(), String::new()]);
        }
    }
    lines
}

/// A table of headings and texts for each activity.
pub(super) fn markdown(language: &Language, register: &[Activity]) -> String {
    let mut text = format!("# {}\n", language.title);
    for activity in register {
        write!(text, "\n## {}\n\n| | |\n|---|---|\n", activity[0]).unwrap();
        for (heading, answer) in language.headings.iter().zip(activity) {
            writeln!(text, "| {heading} | {answer} |").unwrap();
        }
    }
    text
}

/// A heading and a paragraph for each field.
pub(super) fn html(language: &Language, register: &[Activity]) -> String {
    let (code, title) = (language.code, language.title);
    let mut text =
        format!("<!doctype html><html lang=\"{code}\"><meta charset=utf-8><title>{title}</title><h1>{title}</h1>\n");
    for activity in register {
        writeln!(text, "<h2>{}</h2>", activity[0]).unwrap();
        for (heading, answer) in language.headings.iter().zip(activity).skip(1) {
            writeln!(text, "<h3>{heading}</h3><p>{answer}</p>").unwrap();
        }
    }
    text
}

/// A row for each activity.
pub(super) fn csv(language: &Language, register: &[Activity]) -> String {
    let row = |cells: Vec<&str>| {
        cells
            .iter()
            .map(|cell| format!("\"{cell}\""))
            .collect::<Vec<_>>()
            .join(";")
    };
    let head = row(language.headings.to_vec());
    let rows = register
        .iter()
        .map(|activity| row(activity.iter().map(String::as_str).collect()));
    std::iter::once(head).chain(rows).map(|row| row + "\r\n").collect()
}

/// The same as a workbook.
pub(super) fn xlsx(language: &Language, register: &[Activity]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    // Otherwise the time of writing is in it.
    let created = rust_xlsxwriter::ExcelDateTime::from_ymd(2024, 1, 1).unwrap();
    workbook.set_properties(&rust_xlsxwriter::DocProperties::new().set_creation_datetime(&created));
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, language.headings).unwrap();
    for (row, activity) in (1..).zip(register) {
        sheet.write_row(row, 0, activity).unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

/// A table of headings and texts, of the parts that a reader needs.
pub(super) fn docx(language: &Language, register: &[Activity]) -> Vec<u8> {
    const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let mut body = paragraph(language.title);
    for activity in register {
        body += "<w:tbl>";
        for (heading, answer) in language.headings.iter().zip(activity) {
            let cells = [heading, answer.as_str()].map(|text| format!("<w:tc>{}</w:tc>", paragraph(text)));
            write!(body, "<w:tr>{}</w:tr>", cells.concat()).unwrap();
        }
        body += "</w:tbl>";
        body += &paragraph("");
    }
    let document = format!("<w:document xmlns:w=\"{NAMESPACE}\"><w:body>{body}</w:body></w:document>");
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
        <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
        <Override PartName=\"/word/document.xml\" ContentType=\
        \"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
        <Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
        Target=\"word/document.xml\"/></Relationships>";
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        ("[Content_Types].xml", types),
        ("_rels/.rels", relations),
        ("word/document.xml", &document),
    ];
    for (name, part) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        write!(zip, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>{part}").unwrap();
    }
    zip.finish().unwrap().into_inner()
}
