//! Page breaks in plain text, and the running heads, feet and page numbers that stand at them.
//!
//! A form feed is a page break. A gap of two or more blank lines may be one. Registers also set their records apart
//! with such gaps, and what comes back at the start of each record must stay: so gaps count as page breaks only if a
//! sentence or the page numbers go on over one, or if nothing else comes back as records' headings do.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::Line;
use crate::read::inline::{Emphasis, Inline, tidy};

use super::folio;
use super::running::{self, Edge};
use super::source::SourceLine;

/// What was found at the page breaks, by the index of the line.
#[derive(Debug, Default)]
pub(super) struct Pages {
    /// Lines that are no part of the text: running heads and feet, page numbers.
    pub(super) dropped: BTreeSet<usize>,
    /// First lines of pages but the first, what was dropped not counted.
    pub(super) starts: BTreeSet<usize>,
    /// Running heads and feet, each once.
    pub(super) running: Vec<Line>,
}

/// The lines between two gaps or form feeds, by index, blank ones left out.
pub(super) type Section = Vec<usize>;

/// Finds the page breaks of a text.
pub(super) fn find(lines: &[SourceLine<'_>]) -> Pages {
    let mut pages = at_breaks(lines);
    pages.dropped.extend(folio::set_apart(lines));
    pages
}

fn at_breaks(lines: &[SourceLine<'_>]) -> Pages {
    let (mut sections, fed) = sections(lines);
    if sections.len() < 2 {
        return Pages::default();
    }
    let numbers = folio::find(lines, &sections, fed);
    remove(&mut sections, &numbers);
    let share = if fed { 4 } else { 2 };
    let mut repeats = running::find(lines, &sections, Edge::Head, share, fed);
    let title: BTreeSet<usize> = repeats
        .iter()
        .filter(|line| sections[0].contains(line))
        .copied()
        .collect();
    repeats.extend(running::find(lines, &sections, Edge::Foot, share, fed));
    let mut inner = sections.clone();
    remove(&mut inner, &repeats);
    let records = labels_come_back(lines, &inner);
    if !fed && numbers.is_empty() && !cuts_a_sentence(lines, &inner) && (records || repeats.is_empty()) {
        return Pages::default();
    }
    if records {
        // Each page is a record: what could be its first heading stays.
        repeats.retain(|line| !could_be_heading(lines[*line].raw));
    }
    let mut pages = Pages::default();
    let mut seen = BTreeSet::new();
    for &line in &repeats {
        if seen.insert(tidy(lines[line].raw)) {
            pages.running.extend(set(&lines[line]));
        }
    }
    remove(&mut sections, &repeats);
    pages.starts = sections
        .iter()
        .skip(1)
        .filter_map(|section| section.first().copied())
        .collect();
    pages.dropped = numbers;
    // On the first page the running head is the title of the document.
    pages.dropped.extend(repeats.difference(&title));
    pages
}

/// The text between page breaks, and whether they are form feeds.
fn sections(lines: &[SourceLine<'_>]) -> (Vec<Section>, bool) {
    let fed = lines.iter().skip(1).any(|line| line.page_start && !line.is_blank());
    let mut sections = vec![Section::new()];
    let mut blank = 0;
    let mut fresh = false;
    for (index, line) in lines.iter().enumerate() {
        fresh |= line.page_start;
        if line.is_blank() {
            blank += 1;
            continue;
        }
        if if fed { fresh } else { blank >= 2 } {
            sections.push(Section::new());
        }
        if let Some(section) = sections.last_mut() {
            section.push(index);
        }
        blank = 0;
        fresh = false;
    }
    sections.retain(|section| !section.is_empty());
    (sections, fed)
}

fn remove(sections: &mut [Section], lines: &BTreeSet<usize>) {
    for section in sections {
        section.retain(|line| !lines.contains(line));
    }
}

/// Half of the sections begin with the same label, or have two labels in common: these are records, and a page each
/// if at all. What follows a running head is another text on each page.
fn labels_come_back(lines: &[SourceLine<'_>], sections: &[Section]) -> bool {
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for section in sections {
        let labels: BTreeSet<String> = section.iter().filter_map(|line| label(lines[*line].raw)).collect();
        let first = section.first().and_then(|line| label(lines[*line].raw));
        for label in labels {
            let count = counts.entry(label.clone()).or_default();
            count.0 += 1;
            count.1 += usize::from(first.as_ref() == Some(&label));
        }
    }
    let half = |count: usize| count >= 2 && count * 2 >= sections.len();
    counts.values().filter(|count| half(count.0)).count() >= 2 || counts.values().any(|count| half(count.1))
}

/// What could be a heading or label of a line: all of it, or what stands before its tab or colon.
fn label(raw: &str) -> Option<String> {
    let text = tidy(raw.trim_start().split(['\t', ':']).next()?);
    (text.chars().filter(|c| c.is_alphabetic()).count() >= 4).then_some(text)
}

/// A label, a numbered heading, or a record that is counted.
fn could_be_heading(raw: &str) -> bool {
    raw.contains(|c: char| c == ':' || c.is_ascii_digit())
}

/// A sentence goes on after a break: no terminator before it, a small letter after it.
fn cuts_a_sentence(lines: &[SourceLine<'_>], sections: &[Section]) -> bool {
    sections.windows(2).any(|pair| match (pair[0].last(), pair[1].first()) {
        (Some(last), Some(first)) => goes_on(lines[*last].raw, lines[*first].raw),
        _ => false,
    })
}

/// The second line goes on with the sentence of the first one.
pub(super) fn goes_on(before: &str, after: &str) -> bool {
    let open = before
        .trim_end()
        .ends_with(|c: char| c.is_alphanumeric() || c == ',' || c == '-');
    open && before.split_whitespace().count() > 1 && after.trim_start().starts_with(char::is_lowercase)
}

fn set(line: &SourceLine<'_>) -> Option<Line> {
    let mut inline = Inline::default();
    inline.push(line.raw, Emphasis::default());
    inline.finish(line.extent()).map(|set| set.line)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::source;
    use super::*;

    fn kept(text: &str) -> (Vec<&str>, Vec<String>) {
        let lines = source::lines(text);
        let pages = find(&lines);
        let kept = lines
            .iter()
            .enumerate()
            .filter(|(index, line)| !pages.dropped.contains(index) && !line.is_blank());
        let running = pages.running.into_iter().map(|line| line.text).collect();
        (kept.map(|(_, line)| line.raw).collect(), running)
    }

    #[test]
    fn a_head_that_is_split_otherwise_is_the_same_head() {
        let text = "\n\nTown of Firm\n\nAssessment 12\n\nWe keep the data of\n\n\n\nTown of Firm\n\nAssessment 12\n\nour \
                    guests.\n\n\n\nTown of Firm\n\nAssessment\n\n12\n\nNo.";
        let (kept, running) = kept(text);
        assert_eq!(
            kept,
            [
                "Town of Firm",
                "Assessment 12",
                "We keep the data of",
                "our guests.",
                "No."
            ]
        );
        assert_eq!(running, ["Town of Firm", "Assessment 12", "Assessment", "12"]);
    }

    #[test]
    fn records_that_begin_alike_are_no_pages() {
        let record =
            |name: &str| format!("Record of processing\nController: Firm\nName: {name}\nPurpose: {name} care\n");
        let text = format!("{}\n\n{}\n\n{}", record("Staff"), record("Guest"), record("Donor"));
        assert_eq!(kept(&text).0.len(), 12);
        assert_eq!(kept(&text).1, [""; 0]);
    }

    #[test]
    fn a_head_may_count_the_pages() {
        let text = "Notice   1 (3)\nOne\n\x0cNotice   2 (3)\nTwo\n\x0cNotice   3 (3)\nThree\n";
        assert_eq!(kept(text).0, ["Notice   1 (3)", "One", "Two", "Three"]);
    }

    #[test]
    fn form_feeds_are_page_breaks_and_their_numbers_go() {
        let text = "Firm Ltd\nOne\n- 1 -\n\x0cFirm Ltd\nTwo\n- 2 -\n\x0cFirm Ltd\nThree\n- 3 -\n\x0c";
        let (kept, running) = kept(text);
        assert_eq!(kept, ["Firm Ltd", "One", "Two", "Three"]);
        assert_eq!(running, ["Firm Ltd"]);
    }
}
