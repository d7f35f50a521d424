//! Two columns set with spaces: label on the left, text on the right, one below the other.

use std::collections::BTreeSet;
use std::ops::Range;

use super::columns;
use super::source::SourceLine;
use crate::read::marker;

/// Spaces between columns at least: two may be an old habit after a full stop.
const GAP: usize = 3;

/// Hands that type columns miss them by so many characters.
const SLACK: usize = 2;

/// A line of a passage set in two columns: bytes of what stands left and right, either may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Halves {
    pub(super) left: Range<usize>,
    pub(super) right: Range<usize>,
    /// The left half is the rest of the label above, which was too long for its column.
    pub(super) goes_on: bool,
}

/// For each line, its halves if it stands in such a passage: three lines or more whose right half begins in the same
/// place, two of them with a left half. Between them, lines that begin in that place go on with the one above, and so
/// do lines with nothing but the rest of a label.
///
/// `dropped` are lines that are no part of the text, such as numbers of pages.
pub(super) fn find(lines: &[SourceLine<'_>], dropped: &BTreeSet<usize>) -> Vec<Option<Halves>> {
    let mut found = vec![None; lines.len()];
    let splits: Vec<Option<(usize, Halves)>> = lines.iter().map(split).collect();
    let mut index = 0;
    while index < lines.len() {
        let Some((column, _)) = splits[index] else {
            index += 1;
            continue;
        };
        let mut passage = Vec::new();
        let spaced = rows_are_spaced(lines, &splits, index, column, dropped);
        let mut end = index;
        while let Some(line) = lines.get(end) {
            if dropped.contains(&end) {
                end += 1;
                continue;
            }
            let narrow = split_at(line, column);
            match splits[end].as_ref().or(narrow.as_ref()) {
                Some((at, halves)) if at.abs_diff(column) <= SLACK => {
                    let goes_on = label_above(&passage, lines, end)
                        .is_some_and(|above| spaced || continues(above, &line.raw[halves.left.clone()]));
                    passage.push((
                        end,
                        Halves {
                            goes_on,
                            ..halves.clone()
                        },
                    ));
                }
                _ if line.is_blank() => {}
                _ if line.raw.contains('\t') => break,
                _ if line.indent().abs_diff(column) <= SLACK => {
                    let start = line.raw.len() - line.raw.trim_start().len();
                    let right = start..line.raw.trim_end().len();
                    passage.push((
                        end,
                        Halves {
                            left: 0..0,
                            right,
                            goes_on: false,
                        },
                    ));
                }
                _ => match rest_of_label(line, column, label_above(&passage, lines, end), spaced) {
                    Some(halves) => passage.push((end, halves)),
                    None => break,
                },
            }
            end += 1;
        }
        let labelled = passage.iter().filter(|(_, halves)| !halves.left.is_empty()).count();
        if passage.len() >= 3 && labelled >= 2 {
            for (line, halves) in passage {
                found[line] = Some(halves);
            }
            index = end;
        } else {
            index += 1;
        }
    }
    found
}

/// The halves of a line whose label leaves but two spaces before the column that the right halves begin in.
fn split_at(line: &SourceLine<'_>, column: usize) -> Option<(usize, Halves)> {
    let right = line.raw.char_indices().nth(column)?.0;
    let left = line.raw[..right].strip_suffix("  ")?;
    let start = left.len() - left.trim_start().len();
    let text = line.raw.trim_end();
    let parted =
        !left.trim().is_empty() && !left.ends_with(' ') && right < text.len() && !text[right..].starts_with(' ');
    (parted && !columns::is_counter(&left[start..])).then_some((
        column,
        Halves {
            left: start..left.len(),
            right: right..text.len(),
            goes_on: false,
        },
    ))
}

/// The left half of the line right above, if it has one.
fn label_above<'a>(passage: &[(usize, Halves)], lines: &[SourceLine<'a>], line: usize) -> Option<&'a str> {
    let (above, halves) = passage.last()?;
    let label = &lines[*above].raw[halves.left.clone()];
    (above + 1 == line && !label.is_empty()).then_some(label)
}

/// `left` is the rest of the label `above`: that ends in a hyphen or within its brackets, or this begins with a small
/// letter where that does not.
fn continues(above: &str, left: &str) -> bool {
    let small = |text: &str| text.starts_with(char::is_lowercase) && marker::ordinal(text).is_none();
    above.ends_with(['-', '/', ',', '\u{ad}'])
        || above.matches('(').count() > above.matches(')').count()
        || small(left) && !small(above)
}

/// Blank lines part the rows of the passage that begins at `from`: whatever stands on the left right below a label is
/// the rest of it. So it is where nearly all of those lines begin small.
fn rows_are_spaced(
    lines: &[SourceLine<'_>],
    splits: &[Option<(usize, Halves)>],
    from: usize,
    column: usize,
    dropped: &BTreeSet<usize>,
) -> bool {
    let mut rows = 1;
    let (mut small, mut large) = (0, 0);
    for at in (from + 1..lines.len()).filter(|at| !dropped.contains(at)) {
        let line = &lines[at];
        let left = match &splits[at] {
            Some((other, halves)) if other.abs_diff(column) <= SLACK => &line.raw[halves.left.clone()],
            None if line.is_blank() || line.indent().abs_diff(column) <= SLACK => continue,
            None if fits(line, column) => line.raw.trim(),
            _ => break,
        };
        if lines[at - 1].is_blank() {
            rows += 1;
        } else if left.starts_with(char::is_lowercase) && marker::ordinal(left).is_none() {
            small += 1;
        } else {
            large += 1;
        }
    }
    rows >= 3 && small >= 2 && small >= large * 3
}

/// All of the line stands left of the column.
fn fits(line: &SourceLine<'_>, column: usize) -> bool {
    line.raw.trim_end().chars().count() + GAP <= column + SLACK
}

/// A line with nothing on its right, as the rest of the label above.
fn rest_of_label(line: &SourceLine<'_>, column: usize, above: Option<&str>, spaced: bool) -> Option<Halves> {
    let text = line.raw.trim_end();
    let start = text.len() - text.trim_start().len();
    (fits(line, column) && (continues(above?, &text[start..]) || spaced)).then_some(Halves {
        left: start..text.len(),
        right: text.len()..text.len(),
        goes_on: true,
    })
}

/// The halves of a line with one wide gap, and the column (in characters) that the right one begins in.
fn split(line: &SourceLine<'_>) -> Option<(usize, Halves)> {
    if line.raw.contains('\t') {
        return None;
    }
    let text = line.raw.trim_end();
    let start = text.len() - text.trim_start().len();
    let wide = " ".repeat(GAP);
    let gap = start + text[start..].find(&wide)?;
    let right = gap + (text[gap..].len() - text[gap..].trim_start().len());
    // A number with its text hanging after it is no label, and more columns are not told apart by gaps alone.
    if columns::is_counter(&text[start..gap]) || text[right..].contains(&wide) {
        return None;
    }
    let halves = Halves {
        left: start..gap,
        right: right..text.len(),
        goes_on: false,
    };
    Some((text[..right].chars().count(), halves))
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    #[test]
    fn labels_and_texts_in_place_are_halves() {
        let text = "Controller   Firm Ltd\n             Street 1\nAim          Pay\n\nEnd of it.\n";
        let lines = source::lines(text);
        let found = find(&lines, &BTreeSet::new());
        let halves = |index: usize| {
            found[index]
                .clone()
                .map(|halves| (&lines[index].raw[halves.left], &lines[index].raw[halves.right]))
        };
        assert_eq!(halves(0), Some(("Controller", "Firm Ltd")));
        assert_eq!(halves(1), Some(("", "Street 1")));
        assert_eq!(halves(2), Some(("Aim", "Pay")));
        assert_eq!(halves(4), None);
    }

    #[test]
    fn a_label_goes_on_below_itself() {
        let text = "Name of the proces-   Dog tax\nsing activity\nData protection        The county's\nofficer             officer\nAim                   Taxing dogs\nPart 2\n";
        let lines = source::lines(text);
        let goes_on: Vec<Option<bool>> = find(&lines, &BTreeSet::new())
            .iter()
            .map(|found| Some(found.as_ref()?.goes_on))
            .collect();
        let [row, rest] = [Some(false), Some(true)];
        assert_eq!(goes_on, [row, rest, row, rest, row, None, None]);
    }

    #[test]
    fn where_blank_lines_part_the_rows_a_label_goes_on_as_it_likes() {
        let text = "Name of the       Dog tax\nactivity\n\nContact details   desk@town.example\nDPO\n\nPersons whose     Owners\ndata are          of dogs\nprocessed\n";
        let lines = source::lines(text);
        let goes_on: Vec<Option<bool>> = find(&lines, &BTreeSet::new())
            .iter()
            .map(|found| Some(found.as_ref()?.goes_on))
            .collect();
        let [row, rest] = [Some(false), Some(true)];
        assert_eq!(goes_on[..9], [row, rest, None, row, rest, None, row, rest, rest]);
    }

    #[test]
    fn numbers_of_pages_and_narrow_gaps_do_not_end_a_passage() {
        let text =
            "Controller   Firm Ltd\nAim          Pay\n                  p. 2\nb) Transfer  None\nc) Data      Names\n";
        let lines = source::lines(text);
        let found = find(&lines, &BTreeSet::from([2]));
        let left = |index: usize| {
            found[index]
                .clone()
                .map(|halves| (&lines[index].raw[halves.left], halves.goes_on))
        };
        assert_eq!(left(2), None);
        assert_eq!(left(3), Some(("b) Transfer", false)));
        assert_eq!(left(4), Some(("c) Data", false)));
    }

    #[test]
    fn a_stray_gap_makes_no_columns() {
        let text = "One   two\nThree four\nFive      six\n";
        assert_eq!(find(&source::lines(text), &BTreeSet::new()), [None, None, None, None]);
        let numbered = source::lines("1.   Controller\n     Firm Ltd\n2.   Purpose\n     Pay");
        assert!(find(&numbered, &BTreeSet::new()).iter().all(Option::is_none));
    }
}
