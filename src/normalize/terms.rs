//! Lists of terms: bullets, a term a line, or terms between commas and semicolons.

use std::sync::LazyLock;

use regex::Regex;

use super::token::folded;

/// An item of a list is at most this many words; a longer line is prose.
const LONGEST_ITEM: usize = 15;
/// A term between commas is at most this many words.
const LONGEST_TERM: usize = 6;
/// A full sentence of more words than this is prose; a shorter one is a term with a full stop.
const LONGEST_SENTENCE: usize = 8;

static MARKER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    // Bullets, "1.", "2)", "a)", "(iv)", and the "o" and Wingdings that word processors draw bullets with.
    Regex::new(r"^\s*(?:[-–—•*·‣▪■□◦●○➢➤✓✔►>\u{F0B7}\u{F0A7}\u{F0D8}]+|o|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)])\s+")
        .ok()
});

/// The items of a value's lines, markers and end punctuation taken off, each once; prose gives none.
pub fn items<'a>(lines: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for line in lines {
        for item in of_line(line.trim()) {
            let known = folded(&item);
            if !known.is_empty() && items.iter().all(|other| folded(other) != known) {
                items.push(item);
            }
        }
    }
    items
}

fn of_line(line: &str) -> Vec<String> {
    let (marker, text) = split_marker(line);
    if let Some(parts) = glued(line) {
        return parts.into_iter().flat_map(|part| of_line(part.trim())).collect();
    }
    let text = text.trim();
    if text.is_empty() || text.ends_with(':') {
        return Vec::new();
    }
    let semicolons = outside_brackets(text, ';');
    if semicolons.len() > 1 {
        return semicolons
            .into_iter()
            .map(lead_off)
            .filter_map(|part| item(part, LONGEST_ITEM))
            .collect();
    }
    let terms = outside_brackets(lead_off(text).trim_end_matches('.'), ',');
    let short = terms.iter().all(|term| (1..=LONGEST_TERM).contains(&words(term)));
    if terms.len() > 2 && short && sentences(text) == 1 {
        return terms.into_iter().filter_map(|term| item(term, LONGEST_TERM)).collect();
    }
    // A bullet vouches for its line, whatever its length.
    if marker {
        return item(text, usize::MAX).into_iter().collect();
    }
    let ends = text.ends_with(['.', '!', '?']);
    let longest = if ends { LONGEST_SENTENCE } else { LONGEST_ITEM };
    if sentences(text) > 1 {
        return Vec::new();
    }
    item(text, longest).into_iter().collect()
}

/// Items glued into one line: "Some of: - address, - name", "history• Events".
fn glued(line: &str) -> Option<Vec<&str>> {
    static BULLET: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"[•▪‣●\u{F0B7}\u{F0A7}]\s*|(?:^|[\s,;:.\p{Ll}])([-–])\s+").ok());
    let starts: Vec<(usize, usize)> = BULLET
        .as_ref()?
        .captures_iter(line)
        .filter_map(|found| {
            let whole = found.get(0)?;
            Some((found.get(1).map_or(whole.start(), |dash| dash.start()), whole.end()))
        })
        .collect();
    let dots = starts.iter().filter(|(start, _)| *start > 0).count();
    // One dash inside a line is punctuation; a round bullet is never.
    let round = line.chars().skip(1).any(|c| matches!(c, '•' | '▪' | '‣' | '●'));
    if dots == 0 || (starts.len() < 2 && !round) {
        return None;
    }
    let lead = line[..starts[0].0].trim();
    let mut parts = Vec::new();
    if !lead.is_empty() && !lead.ends_with(':') {
        parts.push(lead);
    }
    for (index, (_, end)) in starts.iter().enumerate() {
        let to = starts.get(index + 1).map_or(line.len(), |next| next.0);
        parts.push(&line[*end..to]);
    }
    Some(parts)
}

fn split_marker(line: &str) -> (bool, &str) {
    match MARKER.as_ref().and_then(|marker| marker.find(line)) {
        Some(found) => (true, &line[found.end()..]),
        None => (false, line),
    }
}

/// What stands after "Contact data:" where a list follows it.
fn lead_off(text: &str) -> &str {
    match text.split_once(": ") {
        Some((lead, rest)) if words(lead) <= LONGEST_ITEM && !rest.trim().is_empty() => rest,
        _ => text,
    }
}

fn item(text: &str, longest: usize) -> Option<String> {
    let text = text.trim().trim_end_matches(['.', ',', ';']).trim();
    let (_, text) = split_marker(text);
    (!text.is_empty() && words(text) <= longest && text.chars().any(char::is_alphanumeric)).then(|| text.to_string())
}

/// Splits at a separator that stands in no brackets.
fn outside_brackets(text: &str, separator: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut start) = (0usize, 0);
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if c == separator && depth == 0 => {
                parts.push(&text[start..at]);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts.retain(|part| !part.trim().is_empty());
    parts
}

fn words(text: &str) -> usize {
    text.split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count()
}

/// Full stops with a capital after them, and one.
fn sentences(text: &str) -> usize {
    static STOP: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[\p{L})]{2}[.!?]\s+\p{Lu}").ok());
    1 + STOP.as_ref().map_or(0, |stop| stop.find_iter(text).count())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Vec<String> {
        items(text.lines())
    }

    #[test]
    fn bullets_lines_and_separators() {
        assert_eq!(
            read("- Staff\n• Visitors;\n1) Guests\nCourse participants."),
            ["Staff", "Visitors", "Guests", "Course participants"]
        );
        assert_eq!(
            read("Name, e-mail address, phone (home, work)."),
            ["Name", "e-mail address", "phone (home, work)"]
        );
        assert_eq!(read("Staff; contractors; interns"), ["Staff", "contractors", "interns"]);
        assert_eq!(read("Contact data: name, street, town"), ["name", "street", "town"]);
    }

    #[test]
    fn glued_lists_come_apart() {
        assert_eq!(
            read("Some or all of: - Email address, - last name, - event history- Marketing choices"),
            ["Email address", "last name", "event history", "Marketing choices"]
        );
        assert_eq!(read("Students• Teachers • Alumni"), ["Students", "Teachers", "Alumni"]);
        assert_eq!(read("Well-being – pupils"), ["Well-being – pupils"]);
    }

    #[test]
    fn prose_and_lead_ins_are_no_items() {
        assert!(read("We keep the register to run our courses. It also serves our events and reports.").is_empty());
        assert!(read("The following data are kept:").is_empty());
        assert!(read("The purpose of the processing is to organise meetings and events for members.").is_empty());
    }

    #[test]
    fn an_item_stands_once() {
        assert_eq!(read("Name\n• name\nNAME."), ["Name"]);
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in "\\PC*|[\\-•a-zé ,;:.()\n]*") {
            for item in read(&text) {
                prop_assert!(item.trim() == item && !item.is_empty());
            }
        }
    }
}
