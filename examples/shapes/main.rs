//! Writes texts that are all of one shape, to find what takes more than twice the time for twice the text:
//!
//! ```sh
//! cargo run --example shapes -- DIR [KIB]
//! ```
//!
//! Each is KIB kibibytes long (1024). docs/reliability.md says what they take.

#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::fs;
use std::path::Path;

/// What a text is called, and the piece of it with this number.
type Shape = (&'static str, fn(usize) -> String);

/// Pieces that follow one another.
const SHAPES: &[Shape] = &[
    ("one-line.txt", |at| format!("word{at} ")),
    ("one-word.txt", |_| "abcdefgh".to_owned()),
    ("one-sentence-line.txt", |at| {
        format!("We keep the data of customer {at} for 3 years. ")
    }),
    ("short-lines.txt", |at| format!("{at}\n")),
    ("blank-lines.txt", |at| {
        if at % 100 == 0 { "a\n" } else { "\n" }.to_owned()
    }),
    ("same-line.txt", |_| "Purposes of the processing\n".to_owned()),
    ("labels.txt", |at| format!("Label {at}: value {at}\n")),
    ("known-labels.txt", |at| {
        format!("{}: value {at}\n", HEADINGS[at % HEADINGS.len()])
    }),
    ("colons.txt", |_| "a: ".to_owned()),
    ("numbered.txt", |at| format!("{}. Heading {at}\n\ntext\n\n", at + 1)),
    ("deep-numbers.txt", |at| {
        format!("{}1 Heading {at}\n\n", "1.".repeat(at % 60))
    }),
    ("capitals.txt", |at| format!("HEADING NUMBER {at}\n\ntext\n\n")),
    ("tabs.txt", |_| "a\t".to_owned()),
    ("tab-rows.txt", |at| format!("{at}\ta\tb\tc\n")),
    ("aligned.txt", |at| format!("a{at}      b{at}      c{at}\n")),
    ("spaces.txt", |_| " ".repeat(99) + "a"),
    ("pages.txt", |at| {
        format!("Running head\n\ntext {at}\n\nPage {at}\n\u{c}")
    }),
    ("questions.txt", |at| format!("What is purpose {at}?\nAnswer {at}\n\n")),
    ("dates.txt", |at| format!("1 January 20{:02}, 2 years, ", at % 100)),
    ("numbers.txt", |at| format!("{at} ")),
    ("law.txt", |at| format!("Art. {} ({}) lit. f GDPR, ", at % 99, at % 9)),
    ("mails.txt", |at| format!("a{at}@example.org, ")),
    ("countries.txt", |_| {
        "Germany, United States of America, Japan, ".to_owned()
    }),
    ("marks.txt", |_| "☐ a ☒ b ".to_owned()),
    ("unlike-letters.txt", |at| {
        char::from_u32(0x370 + (at % 9000) as u32).unwrap().to_string()
    }),
    ("combining.txt", |_| "\u{301}\u{323}".to_owned()),
    ("headings.md", |at| format!("# Heading {at}\n")),
    ("sections.md", |at| format!("# Heading {at}\n\ntext\n\n")),
    ("known-sections.md", |at| {
        format!("## {}\n\ntext {at}\n\n", HEADINGS[at % HEADINGS.len()])
    }),
    ("records.md", |at| {
        format!("# Record {at}\n\n## Purposes\n\ntext {at}\n\n## Recipients\n\nNone\n\n")
    }),
    ("same-heading.md", |_| "# Purposes\n\ntext\n\n".to_owned()),
    ("deep-list.md", |at| format!("{}- a\n", "  ".repeat(at % 200))),
    ("long-list.md", |at| format!("- item {at}\n")),
    ("quotes.md", |_| ">".to_owned()),
    ("brackets.md", |_| "[".to_owned()),
    ("stars.md", |_| "**a*_".to_owned()),
    ("rows.md", |at| {
        if at == 0 {
            "| a | b |\n|---|---|\n".to_owned()
        } else {
            format!("| {at} | b |\n")
        }
    }),
    ("tables.md", |at| {
        format!("| Purposes | {at} |\n|---|---|\n| Recipients | b |\n\n")
    }),
    ("same-tables.md", |at| {
        format!("| Label | Text |\n|---|---|\n| {at} | b |\n\n")
    }),
    ("same-notes.md", |_| "text[^1]\n\n[^1]: note\n\n".to_owned()),
    ("references.md", |at| format!("[{at}]: http://example.org\n")),
    ("rows.csv", |at| {
        if at == 0 {
            "Purposes,Recipients,Retention\n".to_owned()
        } else {
            format!("a{at},b,c\n")
        }
    }),
    ("one-row.csv", |at| format!("a{at},")),
    ("wide.csv", |at| {
        if at % 10_000 == 9_999 { "\n" } else { "a," }.to_owned()
    }),
    ("quotes.csv", |_| "\"".to_owned()),
    ("open.html", |_| "<div>".to_owned()),
    ("open-bold.html", |_| "<p><b><i>a".to_owned()),
    ("open-table.html", |_| "<table><tr><td>".to_owned()),
    ("lists.html", |at| {
        if at < 200 {
            "<ul><li>".to_owned()
        } else {
            format!("<li>{at}")
        }
    }),
    ("headings.html", |at| format!("<h2>Heading {at}</h2><p>text</p>")),
    ("rows.html", |at| {
        if at == 0 {
            "<table>".to_owned()
        } else {
            format!("<tr><th>Label {at}<td>b")
        }
    }),
    ("spans.html", |at| {
        if at == 0 {
            "<table>".to_owned()
        } else {
            "<tr><td rowspan=900 colspan=9>a".to_owned()
        }
    }),
    ("corner.html", |at| match at {
        0 => format!("<table><tr>{}", "<td>a".repeat(16_000)),
        _ => "<tr><td>a".to_owned(),
    }),
    ("nested-spans.html", |_| {
        "<table><tr><td rowspan=9>a<tr><td>b<tr><td>c<tr><td rowspan=9>".to_owned()
    }),
    ("attributes.html", |at| {
        if at == 0 { "<p ".to_owned() } else { format!("a{at}=b ") }
    }),
    ("entities.html", |_| "&amp;lt;".to_owned()),
    ("breaks.html", |_| "a<br>".to_owned()),
    ("definitions.html", |at| {
        if at == 0 {
            "<dl>".to_owned()
        } else {
            format!("<dt>Label {at}<dd>b")
        }
    }),
    ("headers.eml", |at| {
        if at == 0 {
            "From: a@example.org\nSubject: b\n".to_owned()
        } else {
            format!("X-{at}: c\n")
        }
    }),
    ("parts.eml", |at| match at {
        0 => "From: a@example.org\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n".to_owned(),
        _ => "--b\nContent-Type: text/plain\n\na\n".to_owned(),
    }),
    ("nested-parts.eml", |at| match at {
        0 => "From: a@example.org\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b0\n\n".to_owned(),
        _ => format!("--b{}\nContent-Type: multipart/mixed; boundary=b{at}\n\n", at - 1),
    }),
    ("groups.rtf", |at| if at == 0 { "{\\rtf1 a" } else { "{" }.to_owned()),
    ("cells.rtf", |at| {
        if at == 0 {
            "{\\rtf1\\trowd ".to_owned()
        } else {
            format!("\\cellx{at} a\\cell")
        }
    }),
    ("rows.rtf", |at| {
        if at == 0 {
            "{\\rtf1 "
        } else {
            "\\trowd\\cellx1\\cellx2 a\\cell b\\cell\\row"
        }
        .to_owned()
    }),
    ("lines.rtf", |at| {
        if at == 0 {
            "{\\rtf1 a".to_owned()
        } else {
            format!("Heading {at}\\par text\\par\n")
        }
    }),
];

const HEADINGS: &[&str] = &[
    "Purposes of the processing",
    "Categories of data subjects",
    "Categories of recipients",
    "Retention periods",
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (folder, length) = match arguments.as_slice() {
        [folder] => (folder, 1024 << 10),
        [folder, kib] => (folder, kib.parse::<usize>().unwrap() << 10),
        _ => return eprintln!("shapes DIR [KIB]"),
    };
    fs::create_dir_all(folder).unwrap();
    for (name, piece) in SHAPES {
        let mut text = String::new();
        for at in 0.. {
            if text.len() >= length {
                break;
            }
            text += &piece(at);
        }
        fs::write(Path::new(folder).join(name), text).unwrap();
    }
}
