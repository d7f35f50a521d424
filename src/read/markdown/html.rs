//! HTML inside Markdown.

use super::walk::Style;

/// What an inline tag does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Inline {
    Break,
    Begin(Style),
    End(Style),
    Nothing,
}

/// What one inline tag does; all but breaks and emphasis is dropped.
pub(super) fn inline(tag: &str) -> Inline {
    let body = tag
        .trim_start_matches('<')
        .trim_end_matches('>')
        .trim()
        .trim_end_matches('/')
        .trim();
    let (closes, body) = match body.strip_prefix('/') {
        Some(body) => (true, body),
        None => (false, body),
    };
    let name = body
        .split(|c: char| !c.is_ascii_alphanumeric())
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let style = match name.as_str() {
        "br" | "p" | "div" | "li" | "ul" | "ol" => return Inline::Break,
        "b" | "strong" => Style::Bold,
        "i" | "em" => Style::Italic,
        _ => return Inline::Nothing,
    };
    if closes {
        Inline::End(style)
    } else {
        Inline::Begin(style)
    }
}

/// Where an HTML block really ends: a table goes on over blank lines, at which Markdown ends the block.
pub(super) fn end_of_table(text: &str, start: usize, end: usize) -> usize {
    let block = text[start..end].to_ascii_lowercase();
    if block.matches("<table").count() <= block.matches("</table").count() {
        return end;
    }
    let rest = text[end..].to_ascii_lowercase();
    rest.find("</table>").map_or(end, |at| end + at + "</table>".len())
}
