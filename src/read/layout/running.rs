//! Running heads and feet: what stands at the same place on several pages, digits aside.

use super::grid::Grid;
use super::lines::{TextLine, by_place};
use super::strokes::Separator;
use super::words::Word;
use std::collections::BTreeMap;

/// Heads and feet lie within this share of the page's height from its edges.
const ZONE: f32 = 0.11;
/// The same head stands at the same height within this many points.
const SAME_HEIGHT: f32 = 4.0;
/// At most this many lines of a head or foot.
const MOST_LINES: usize = 6;

/// A page as words, on its way to lines.
#[derive(Debug, Clone, Default)]
pub(super) struct PageWords {
    pub(super) number: u32,
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) words: Vec<Word>,
    pub(super) grids: Vec<Grid>,
    pub(super) separators: Vec<Separator>,
}

/// A line at the edge of a page that may be a running one.
struct Candidate {
    page: usize,
    line: TextLine,
    foot: bool,
    /// Distance to the text that follows it (precedes it, for a foot), in font sizes.
    apart: f32,
}

/// Takes running heads and feet off the pages and gives each distinct one once.
pub(super) fn take(pages: &mut [PageWords], body: f32) -> Vec<TextLine> {
    let mut running = artifacts(pages);
    let candidates: Vec<Candidate> = pages
        .iter()
        .enumerate()
        .flat_map(|(i, page)| candidates(i, page))
        .collect();
    let mut places: BTreeMap<(bool, String), Vec<(usize, f32)>> = BTreeMap::new();
    for candidate in &candidates {
        let key = (candidate.foot, key(&candidate.line.text()));
        places
            .entry(key)
            .or_default()
            .push((candidate.page, candidate.line.baseline));
    }
    let mut blocked: Option<(usize, bool)> = None;
    for candidate in &candidates {
        let side = (candidate.page, candidate.foot);
        let text = candidate.line.text();
        let pattern = pattern(&text);
        let there = places.get(&(candidate.foot, key(&text))).map_or(&[][..], Vec::as_slice);
        let repeated = there
            .iter()
            .filter(|(_, y)| (y - candidate.line.baseline).abs() <= SAME_HEIGHT)
            .count();
        let least = if pages.len() > 6 { 3 } else { 2 };
        let is_running = repeated >= least && !is_title(candidate, body)
            || is_page_number(&text, &pattern, pages[candidate.page].number)
            || is_browser_line(&text, &pattern);
        // From the edge inwards: what stands behind text of the page is text of the page.
        if blocked == Some(side) || !is_running {
            blocked = Some(side);
            continue;
        }
        let orders: Vec<usize> = candidate.line.words.iter().map(|word| word.order).collect();
        pages[candidate.page].words.retain(|word| !orders.contains(&word.order));
        running.push(candidate.line.clone());
    }
    let mut seen = std::collections::BTreeSet::new();
    running.retain(|line| seen.insert(key(&line.text())));
    running
}

/// What the document itself marks as decoration.
fn artifacts(pages: &mut [PageWords]) -> Vec<TextLine> {
    let mut lines = Vec::new();
    let count = |artifact: bool| {
        let words = pages.iter().flat_map(|page| &page.words);
        words
            .filter(|word| word.artifact == artifact)
            .map(Word::len)
            .sum::<usize>()
    };
    if count(true) > count(false) {
        return lines;
    }
    for page in pages {
        let (artifacts, words) = std::mem::take(&mut page.words)
            .into_iter()
            .partition(|word| word.artifact);
        page.words = words;
        lines.extend(by_place(page.number, artifacts));
    }
    lines
}

/// Lines at the top and at the foot, from the edge inwards.
fn candidates(index: usize, page: &PageWords) -> Vec<Candidate> {
    let near_edge = |word: &Word| word.rect.bottom() < 0.2 * page.height || word.rect.y > 0.8 * page.height;
    let lines = by_place(
        page.number,
        page.words.iter().filter(|word| near_edge(word)).cloned().collect(),
    );
    let in_table = |line: &TextLine| {
        let (x, y) = (
            line.rect.x + line.rect.width / 2.0,
            line.rect.y + line.rect.height / 2.0,
        );
        let holds = |grid: &&Grid| {
            let r = grid.rect;
            r.x <= x && x <= r.right() && r.y <= y && y <= r.bottom()
        };
        page.grids.iter().find(holds).is_some_and(|grid| grid.rows.len() > 2)
    };
    let mut found = Vec::new();
    for foot in [false, true] {
        let at = |i: usize| if foot { lines.len().checked_sub(i + 1) } else { Some(i) }.and_then(|i| lines.get(i));
        for i in 0..MOST_LINES {
            let Some(line) = at(i) else { break };
            let edge = if foot {
                page.height - line.rect.y
            } else {
                line.rect.bottom()
            };
            if edge > ZONE * page.height || in_table(line) {
                break;
            }
            let next = at(i + 1).map_or(f32::INFINITY, |next| (next.baseline - line.baseline).abs());
            found.push(Candidate {
                page: index,
                line: line.clone(),
                foot,
                apart: next / line.size.max(1.0),
            });
        }
    }
    found
}

/// A text with numbers for wildcards.
fn pattern(text: &str) -> String {
    let mut pattern = String::new();
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        match c {
            c if c.is_numeric() && pattern.ends_with('#') => {}
            c if c.is_numeric() => pattern.push('#'),
            c => pattern.extend(c.to_lowercase()),
        }
    }
    pattern
}

/// The pattern without punctuation, which OCR reads as one mark on one page and as another on the next.
fn key(text: &str) -> String {
    let mut key = pattern(text);
    if key.contains(char::is_alphanumeric) {
        key.retain(|c| c.is_alphanumeric() || c == '#');
    }
    key
}

/// Where each page holds one record, its title repeats, too. Titles look like titles, and text follows them closely.
fn is_title(candidate: &Candidate, body: f32) -> bool {
    let line = &candidate.line;
    !candidate.foot && (line.bold() || line.size > 1.15 * body) && candidate.apart < 2.5
}

/// "7", "- 7 -", "7 / 12", where 7 is the number of this page.
fn is_page_number(text: &str, pattern: &str, page: u32) -> bool {
    const PATTERNS: [&str; 6] = ["#", "-#-", "–#–", "#/#", "(#)", "#(#)"];
    let first: String = text
        .chars()
        .skip_while(|c| !c.is_numeric())
        .take_while(|c| c.is_numeric())
        .collect();
    PATTERNS.contains(&pattern) && first.parse() == Ok(page)
}

/// Address and page number, or date and title, as browsers print them on each page.
fn is_browser_line(text: &str, pattern: &str) -> bool {
    let address = ["file:///", "http://", "https://", "about:blank"]
        .iter()
        .any(|scheme| text.starts_with(scheme));
    let counted = text
        .rsplit_once(' ')
        .is_some_and(|(_, last)| self::pattern(last) == "#/#");
    let dated = ["#/#/#,#:#", "#.#.#,#:#", "#-#-#,#:#", "#/#/#,#.#"]
        .iter()
        .any(|date| pattern.starts_with(date));
    address && counted || dated
}
