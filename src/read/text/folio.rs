//! Page numbers that stand alone on a line at a page break.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::pages::Section;
use super::source::SourceLine;

/// "Page 3 of 9" and the like: the word in the languages of Europe, or "3 / 9".
static NAMED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let page = "page|seite|sivu|sida|side|síða|pagina|página|pàgina|pág\\.|pag\\.|p\\.|strona|strana|stran|str\\.|stranica\
                |oldal|lk|lehekülg|lapa|lpp\\.|puslapis|psl\\.|leathanach|paġna|σελίδα|σελ\\.|страница|стр\\.|orria|s\\.";
    let of = "of|von|de|du|di|sur|van|av|af|fra|z|ze|od|iz|sa|dintre|din|από|от|из|da|/|\\|";
    Regex::new(&format!(
        r"(?i)^\W*(?:(?:{page})\W*\d{{1,4}}(?:\s*(?:{of})\s*\d{{1,4}})?|\d{{1,4}}\s*/\s*\d{{1,4}})\W*$"
    ))
    .ok()
});

/// A number alone, perhaps between dashes.
static BARE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^[\s\-–—|\[\]]*(\d{1,4})[\s\-–—|\[\]]*$").ok());

/// The lines that are page numbers. A bare number is one only if it counts on from section to section.
pub(super) fn find(lines: &[SourceLine<'_>], sections: &[Section], fed: bool) -> BTreeSet<usize> {
    let edges =
        |section: &Section| -> Vec<usize> { section.first().into_iter().chain(section.last()).copied().collect() };
    let mut numbers: BTreeSet<usize> = sections
        .iter()
        .flat_map(edges)
        .filter(|line| is_named(lines[*line].raw))
        .collect();
    for edge in [0, 1] {
        let bare: Vec<Option<(usize, usize)>> = sections
            .iter()
            .map(|section| {
                let line = *edges(section).get(edge)?;
                Some((line, bare_number(lines[line].raw)?))
            })
            .collect();
        let counted: Vec<usize> = (0..bare.len())
            .filter_map(|index| {
                let (line, number) = bare[index]?;
                let follows = |other: Option<&Option<(usize, usize)>>, expected: Option<usize>| {
                    other
                        .copied()
                        .flatten()
                        .is_some_and(|(_, number)| Some(number) == expected)
                };
                let before = index > 0 && follows(bare.get(index - 1), number.checked_sub(1));
                (before || follows(bare.get(index + 1), Some(number + 1))).then_some(line)
            })
            .collect();
        if counted.len() >= if fed { 2 } else { 3 } {
            numbers.extend(counted);
        }
    }
    numbers
}

/// Named page numbers far from the margin that count on from one to the next: where the breaks of pages were lost, they
/// are all that is left of them.
pub(super) fn set_apart(lines: &[SourceLine<'_>]) -> BTreeSet<usize> {
    /// Spaces before such a number at least.
    const INDENT: usize = 20;
    let number = |line: &SourceLine<'_>| {
        let digits = line
            .raw
            .split(|c: char| !c.is_ascii_digit())
            .find(|part| !part.is_empty());
        digits.and_then(|digits| digits.parse::<usize>().ok())
    };
    let numbers: Vec<(usize, Option<usize>)> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.indent() >= INDENT && is_named(line.raw))
        .map(|(index, line)| (index, number(line)))
        .collect();
    let counts = numbers
        .windows(2)
        .all(|pair| pair[0].1.is_some_and(|a| pair[1].1 == Some(a + 1)));
    let mut numbers = numbers.into_iter().map(|(index, _)| index).collect::<BTreeSet<usize>>();
    if !counts || numbers.len() < 2 {
        return BTreeSet::new();
    }
    numbers.extend(heads_below(lines, &numbers));
    numbers
}

/// The lines right below numbers of pages that are the same on each page that follows: its running head.
fn heads_below(lines: &[SourceLine<'_>], numbers: &BTreeSet<usize>) -> Vec<usize> {
    let below = |&number: &usize| {
        lines
            .get(number + 1)
            .filter(|line| !line.is_blank())
            .map(|_| number + 1)
    };
    let heads: Vec<usize> = numbers.iter().filter_map(below).collect();
    let words = |at: usize| lines[at].raw.split_whitespace().collect::<Vec<_>>();
    let same = heads.windows(2).all(|pair| words(pair[0]) == words(pair[1]));
    if same && heads.len() > 1 { heads } else { Vec::new() }
}

fn is_named(raw: &str) -> bool {
    NAMED.as_ref().is_some_and(|named| named.is_match(raw))
}

fn bare_number(raw: &str) -> Option<usize> {
    BARE.as_ref()?.captures(raw)?.get(1)?.as_str().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    #[test]
    fn numbers_far_from_the_margin_count_pages_without_breaks() {
        let far = " ".repeat(30);
        let text = format!("One\n{far}pag. 1\nTwo\n{far}pag. 2\nThree\npag. 3\n");
        assert_eq!(set_apart(&source::lines(&text)), BTreeSet::from([1, 3]));
        let headed = format!("One\n{far}p. 1\nTown of Firm  12\nTwo\n{far}p. 2\nTown of Firm  12\nThree\n{far}p. 3\n");
        assert_eq!(set_apart(&source::lines(&headed)), BTreeSet::from([1, 2, 4, 5, 7]));
        let stray = format!("One\n{far}pag. 7\nTwo\n{far}pag. 2\n");
        assert!(set_apart(&source::lines(&stray)).is_empty());
    }

    #[test]
    fn page_numbers_are_told_from_durations_and_parts() {
        for number in ["Page 3 of 9", "Sivu 2", "Seite 2 von 5", "- Página 3 de 4 -", "3 / 9"] {
            assert!(is_named(number), "{number}");
        }
        for text in ["5 years", "Part 2", "12", "Page views", "2019/03/04"] {
            assert!(!is_named(text), "{text}");
        }
    }
}
