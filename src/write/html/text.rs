//! The text of a record as it was read, with the values marked where they stand.

use serde::Serialize;

use crate::record::Record;

/// Characters of one record's text: more is for the document itself to show.
const LONGEST: usize = 200_000;

/// A stretch of text.
#[derive(Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub(super) enum Run {
    Plain(String),
    /// The numbers of the fields whose value it is, or a part of it.
    Marked(String, Vec<usize>),
}

impl Run {
    /// Bytes of its text.
    pub(super) fn len(&self) -> usize {
        match self {
            Run::Plain(text) | Run::Marked(text, _) => text.len(),
        }
    }
}

/// A document's text and where its lines begin.
pub(super) struct Text<'a> {
    text: &'a str,
    /// Byte and character that each line begins with, and those after the last.
    lines: Vec<(usize, usize)>,
}

impl<'a> Text<'a> {
    pub(super) fn new(text: &'a str) -> Text<'a> {
        let (mut lines, mut byte, mut chars) = (vec![(0, 0)], 0, 0);
        for line in text.split_inclusive('\n') {
            byte += line.len();
            chars += line.chars().count();
            lines.push((byte, chars));
        }
        Text { text, lines }
    }

    /// The runs of a record; `places` are first and last character of values, in the whole text, with the numbers of
    /// their fields. Nothing, where it is not known which part of the text is the record's.
    pub(super) fn runs(&self, record: &Record, places: &[((usize, usize), usize)]) -> Vec<Run> {
        let Some((start, end)) = self.extent(record) else {
            return Vec::new();
        };
        let (part, first) = (&self.text[start.0..end.0], start.1);
        let mut ends: Vec<usize> = places.iter().flat_map(|((from, to), _)| [*from, *to]).collect();
        ends.sort_unstable();
        ends.dedup();
        let mut runs: Vec<Run> = Vec::new();
        let (mut run, mut fields) = (String::new(), Vec::new());
        let mut next = ends.into_iter().skip_while(|end| *end < first).peekable();
        for (at, c) in (first..).zip(part.chars()) {
            if at - first == LONGEST {
                run.push('…');
                break;
            }
            if next.next_if_eq(&at).is_some() || at == first {
                push(&mut runs, std::mem::take(&mut run), fields);
                fields = covering(at, places);
            }
            run.push(c);
        }
        push(&mut runs, run, fields);
        runs
    }

    /// Where the record begins and ends.
    fn extent(&self, record: &Record) -> Option<((usize, usize), (usize, usize))> {
        let all = (*self.lines.first()?, *self.lines.last()?);
        match record.record.location.lines {
            Some((first, last)) => {
                let line = |number: u32| usize::try_from(number).ok();
                let start = self.lines.get(line(first)?.checked_sub(1)?)?;
                let end = self.lines.get(line(last)?).unwrap_or(&all.1);
                (start <= end).then_some((*start, *end))
            }
            None => (record.record.count <= 1).then_some(all),
        }
    }
}

/// The fields of the shortest places around a character: a value inside a longer one is marked as itself.
fn covering(at: usize, places: &[((usize, usize), usize)]) -> Vec<usize> {
    let over = places.iter().filter(|((from, to), _)| (*from..*to).contains(&at));
    let shortest = over.clone().map(|((from, to), _)| to - from).min();
    let nearest = over.filter(|((from, to), _)| Some(to - from) == shortest);
    let mut fields: Vec<usize> = nearest.map(|(_, field)| *field).collect();
    fields.sort_unstable();
    fields.dedup();
    fields
}

fn push(runs: &mut Vec<Run>, text: String, fields: Vec<usize>) {
    if text.is_empty() {
        return;
    }
    // White space between two values is no value.
    runs.push(match fields.is_empty() || text.trim().is_empty() {
        true => Run::Plain(text),
        false => Run::Marked(text, fields),
    });
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::write::report::examples;

    fn record(lines: Option<(u32, u32)>) -> Record {
        let mut record = examples::document().result.unwrap().records.remove(0);
        record.record.location.lines = lines;
        record
    }

    #[test]
    fn values_are_marked_by_characters_and_only_those_of_the_record() {
        let text = Text::new("Zweck\nPrüfung für Ä\nEnde\n");
        let runs = text.runs(
            &record(Some((2, 2))),
            &[((0, 5), 0), ((6, 19), 1), ((6, 19), 3), ((14, 17), 2)],
        );
        let marked = |text: &str, fields: &[usize]| Run::Marked(text.to_owned(), fields.to_vec());
        assert_eq!(
            runs,
            [
                marked("Prüfung ", &[1, 3]),
                marked("für", &[2]),
                marked(" Ä", &[1, 3]),
                Run::Plain("\n".to_owned())
            ]
        );
    }

    #[test]
    fn a_record_without_lines_is_the_whole_document_only_where_it_is_alone() {
        let text = Text::new("a\nb");
        assert_eq!(text.runs(&record(None), &[]), [Run::Plain("a\nb".to_owned())]);
        let mut one_of_two = record(None);
        one_of_two.record.count = 2;
        assert!(text.runs(&one_of_two, &[]).is_empty());
        assert!(text.runs(&record(Some((7, 9))), &[]).is_empty());
    }
}
