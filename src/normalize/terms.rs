//! Lists of terms: bullets, a term a line, or terms between commas and semicolons.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::token::folded;

/// An item of a list is at most this many words; a longer line is prose.
const LONGEST_ITEM: usize = 15;
/// A term between commas is at most this many words, and four or fewer on average: clauses are longer.
const LONGEST_TERM: usize = 8;
/// What introduces a list before a colon is at most this many words.
const LONGEST_LEAD: usize = 25;
/// A full sentence of more words than this is prose; a shorter one is a term with a full stop.
const LONGEST_SENTENCE: usize = 8;

static MARKER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    // Bullets, "1.", "2)", "a)", "(iv)", and the "o" and Wingdings that word processors draw bullets with.
    Regex::new(
        r"^\s*(?:[-–—•*·‣▪■□◦●○➢➤✓✔✅❌►>\u{F0B7}\u{F0A7}\u{F0D8}]+|o|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)])\s+",
    )
    .ok()
});

/// The items of a value's lines, markers and end punctuation taken off, each once; prose gives none.
pub fn items<'a>(lines: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut known: BTreeSet<String> = BTreeSet::new();
    let items = lines.into_iter().flat_map(|line| of_line(line.trim()));
    items
        .filter(|item| {
            let folded = folded(item);
            !folded.is_empty() && known.insert(folded)
        })
        .collect()
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
    let split = sentences(text);
    let listed: Vec<String> = split
        .iter()
        .flat_map(|sentence| between_commas(lead_off(sentence), marker))
        .collect();
    if !listed.is_empty() {
        return listed;
    }
    // A bullet vouches for its line, whatever its length.
    if marker {
        return item(text, usize::MAX).into_iter().collect();
    }
    let ends = text.ends_with(['.', '!', '?']);
    // "Guardians: the guardians at the school." defines a term, whatever its length.
    let defines = text.split_once(": ").is_some_and(|(term, _)| words(term) <= 4);
    let longest = if ends && !defines {
        LONGEST_SENTENCE
    } else {
        LONGEST_ITEM
    };
    if split.len() > 1 {
        return Vec::new();
    }
    item(text, longest).into_iter().collect()
}

/// At least three short terms between commas; a bullet must look more like a list to be cut up.
fn between_commas(text: &str, bullet: bool) -> Vec<String> {
    let terms = outside_brackets(text.trim_end_matches('.'), ',');
    let (least, longest) = if bullet { (4, 4) } else { (3, LONGEST_TERM) };
    let lengths: Vec<usize> = terms.iter().map(|term| words(&without_brackets(term))).collect();
    let short = lengths.iter().all(|length| (1..=longest).contains(length));
    if terms.len() < least || !short || lengths.iter().sum::<usize>() > 4 * terms.len() {
        return Vec::new();
    }
    terms.into_iter().filter_map(|term| item(term, usize::MAX)).collect()
}

/// Items glued into one line: "Some of: - address, - name", "history• Events", "history- Events".
fn glued(line: &str) -> Option<Vec<&str>> {
    static BULLET: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"(?P<round>[•▪‣●\u{F0B7}\u{F0A7}])\s*|(?P<sure>^|[,;:.]\s+|\p{Ll})(?P<dash>[-–])\s+|\s(?P<loose>[-–])\s+",
        )
        .ok()
    });
    let mut starts: Vec<(usize, usize)> = Vec::new();
    let (mut sure, mut loose) = (0, 0);
    for found in BULLET.as_ref()?.captures_iter(line) {
        let whole = found.get(0)?;
        let bullet = ["round", "dash", "loose"].iter().find_map(|name| found.name(name))?;
        // "alkamis- ja päättymispäivä": a dash at a word's end is a list's only before a capital.
        let hangs = found
            .name("sure")
            .is_some_and(|before| before.as_str().starts_with(char::is_lowercase));
        if hangs && !line[whole.end()..].starts_with(char::is_uppercase) {
            continue;
        }
        if bullet.start() > 0 {
            if found.name("loose").is_some() {
                loose += 1
            } else {
                sure += 1
            }
        }
        starts.push((bullet.start(), whole.end()));
    }
    // One dash between words is punctuation.
    if sure == 0 && loose < 2 {
        return None;
    }
    let lead = line[..starts.first()?.0].trim();
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
        Some((lead, rest)) if words(lead) <= LONGEST_LEAD && !rest.trim().is_empty() => rest,
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

/// Cuts at full stops with a capital after them.
fn sentences(text: &str) -> Vec<&str> {
    static STOP: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[\p{L}\d)]{2}[.!?](\s+)\p{Lu}").ok());
    let mut sentences = Vec::new();
    let mut start = 0;
    for gap in STOP
        .iter()
        .flat_map(|stop| stop.captures_iter(text))
        .filter_map(|found| found.get(1))
    {
        sentences.push(&text[start..gap.start()]);
        start = gap.end();
    }
    sentences.push(&text[start..]);
    sentences
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0usize;
    let outside = text.chars().filter(|c| {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    });
    outside.collect()
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
        assert_eq!(
            read("Name, address, VAT id. Card data never reach us."),
            ["Name", "address", "VAT id"]
        );
    }

    #[test]
    fn glued_lists_come_apart() {
        assert_eq!(
            read("Some or all of: - Email address, - last name, - event history- Marketing choices"),
            ["Email address", "last name", "event history", "Marketing choices"]
        );
        assert_eq!(read("Students• Teachers • Alumni"), ["Students", "Teachers", "Alumni"]);
        assert_eq!(read("Well-being – pupils"), ["Well-being – pupils"]);
        assert_eq!(read("- No passwords – codes by mail"), ["No passwords – codes by mail"]);
        assert_eq!(read("- alkamis- ja päättymispäivä"), ["alkamis- ja päättymispäivä"]);
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
