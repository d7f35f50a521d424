//! Two columns set with spaces: label on the left, text on the right, one below the other.

use std::ops::Range;

use super::columns;
use super::source::SourceLine;

/// Spaces between columns at least: two may be an old habit after a full stop.
const GAP: usize = 3;

/// A line of a passage set in two columns: bytes of what stands left and right, either may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Halves {
    pub(super) left: Range<usize>,
    pub(super) right: Range<usize>,
}

/// For each line, its halves if it stands in such a passage: three lines or more whose right half begins in the same
/// place, two of them with a left half. Between them, lines that begin in that place go on with the one above.
pub(super) fn find(lines: &[SourceLine<'_>]) -> Vec<Option<Halves>> {
    let mut found = vec![None; lines.len()];
    let splits: Vec<Option<(usize, Halves)>> = lines.iter().map(split).collect();
    let mut index = 0;
    while index < lines.len() {
        let Some((column, _)) = splits[index] else {
            index += 1;
            continue;
        };
        let mut passage = Vec::new();
        let mut end = index;
        while let Some(line) = lines.get(end) {
            match &splits[end] {
                Some((at, halves)) if *at == column => passage.push((end, halves.clone())),
                _ if line.is_blank() => {}
                _ if line.indent() == column && !line.raw.contains('\t') => {
                    let start = line.raw.len() - line.raw.trim_start().len();
                    passage.push((
                        end,
                        Halves {
                            left: 0..0,
                            right: start..line.raw.trim_end().len(),
                        },
                    ));
                }
                _ => break,
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
        let found = find(&lines);
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
    fn a_stray_gap_makes_no_columns() {
        let text = "One   two\nThree four\nFive      six\n";
        assert_eq!(find(&source::lines(text)), [None, None, None, None]);
        let numbered = source::lines("1.   Controller\n     Firm Ltd\n2.   Purpose\n     Pay");
        assert!(find(&numbered).iter().all(Option::is_none));
    }
}
