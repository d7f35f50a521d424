//! Lines of text as a plain PDF: one font, as many pages as it takes.

use std::fmt::Write;

const LINES_A_PAGE: usize = 48;
const LETTERS_A_LINE: usize = 88;

/// Writes the lines, those that are too long in several.
pub(super) fn write(lines: &[String]) -> Vec<u8> {
    let lines: Vec<String> = lines.iter().flat_map(|line| folded(line)).collect();
    let pages: Vec<&[String]> = lines.chunks(LINES_A_PAGE).collect();
    let kids: Vec<String> = (0..pages.len()).map(|page| format!("{} 0 R", 4 + 2 * page)).collect();
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!("<</Type/Pages/Count {}/Kids[{}]>>", pages.len(), kids.join(" ")).into_bytes(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec(),
    ];
    for (page, lines) in pages.iter().enumerate() {
        let mut content = b"BT /F1 11 Tf 15 TL 56 780 Td\n".to_vec();
        for line in *lines {
            content.push(b'(');
            content.extend(line.chars().flat_map(shown));
            content.extend_from_slice(b")'\n");
        }
        content.extend_from_slice(b"ET\n");
        let about = format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents {} 0 R>>",
            5 + 2 * page
        );
        let length = format!("<</Length {}>>stream\n", content.len());
        objects.push(about.into_bytes());
        objects.push([length.as_bytes(), &content, b"endstream"].concat());
    }
    file(&objects)
}

/// The objects with their table.
fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in (1..).zip(objects) {
        writeln!(table, "{:010} 00000 n ", bytes.len()).unwrap();
        bytes.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        bytes.extend_from_slice(object);
        bytes.extend_from_slice(b"\nendobj\n");
    }
    let trailer = format!(
        "trailer<</Size {}/Root 1 0 R>>\nstartxref\n{}\n%%EOF\n",
        objects.len() + 1,
        bytes.len()
    );
    bytes.extend_from_slice(table.as_bytes());
    bytes.extend_from_slice(trailer.as_bytes());
    bytes
}

/// A letter in a string of WinAnsi, which Latin-1 is nearly all of.
fn shown(letter: char) -> Vec<u8> {
    match letter {
        '(' | ')' | '\\' => vec![b'\\', letter as u8],
        _ => vec![u8::try_from(u32::from(letter)).unwrap_or(b'?')],
    }
}

fn folded(line: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in line.split(' ') {
        match lines.last_mut() {
            Some(last) if last.is_empty() => last.push_str(word),
            Some(last) if last.chars().count() + word.chars().count() < LETTERS_A_LINE => {
                last.push(' ');
                last.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
