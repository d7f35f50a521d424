//! Where the tables of one sheet begin and end: people put several on it, with blank rows and columns between.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::workbook::Look;

/// A cell with text, and what it covers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Extent {
    /// Rows, 0-based.
    pub(crate) rows: Range<u32>,
    /// Columns, 0-based.
    pub(crate) columns: Range<u32>,
    /// How it looks; all the same where the format does not tell.
    pub(crate) look: Look,
}

/// Rows and columns of one table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Region {
    pub(crate) rows: Range<u32>,
    pub(crate) columns: Range<u32>,
}

/// A blank row ends a table where the rows below are built differently: this share of the columns in use is common to
/// both at most.
const COMMON: f32 = 0.5;

/// The tables of a sheet, from top to bottom, what stands beside them last.
pub(crate) fn regions(cells: &[Extent]) -> Vec<Region> {
    let Some((main, aside)) = beside(cells) else {
        return Vec::new();
    };
    let mut found = stacked(cells, &main);
    if let Some(aside) = aside {
        found.extend(stacked(cells, &aside));
    }
    found
}

/// The columns of the tables, and one column set apart on their right: links, remarks.
fn beside(cells: &[Extent]) -> Option<(Range<u32>, Option<Range<u32>>)> {
    let runs = runs(cells.iter().map(|cell| cell.columns.clone()));
    let (first, last) = (runs.first()?, runs.last()?);
    let width = |run: &Range<u32>| {
        let starts: BTreeSet<u32> = starts(cells, run).collect();
        starts.len()
    };
    // More gaps than one are the gaps between the columns of one table.
    if let [main, aside] = runs.as_slice()
        && width(main) > 1
        && width(aside) == 1
    {
        return Some((main.clone(), Some(aside.clone())));
    }
    Some((first.start..last.end, None))
}

fn starts<'a>(cells: &'a [Extent], columns: &'a Range<u32>) -> impl Iterator<Item = u32> + 'a {
    cells
        .iter()
        .map(|cell| cell.columns.start)
        .filter(|column| columns.contains(column))
}

/// Cuts at blank rows where a table of another build begins.
fn stacked(cells: &[Extent], columns: &Range<u32>) -> Vec<Region> {
    let mut by_row: BTreeMap<u32, Vec<&Extent>> = BTreeMap::new();
    for cell in cells.iter().filter(|cell| columns.contains(&cell.columns.start)) {
        by_row.entry(cell.rows.start).or_default().push(cell);
    }
    let mut found: Vec<(Region, Build)> = Vec::new();
    let runs = runs(by_row.values().flatten().map(|cell| cell.rows.clone()));
    for rows in runs.into_iter().flat_map(|rows| at_heads(&by_row, rows)) {
        let inside: Vec<&[&Extent]> = by_row.range(rows.clone()).map(|(_, row)| row.as_slice()).collect();
        let build = Build::of(&inside);
        match found.last_mut() {
            Some((above, known)) if known.goes_on_in(&build) => {
                above.rows.end = rows.end;
                known.columns.extend(build.columns);
            }
            _ => found.push((
                Region {
                    rows,
                    columns: columns.clone(),
                },
                build,
            )),
        }
    }
    found.into_iter().map(|(region, _)| region).collect()
}

/// Cuts a run of rows where one looks as the first does, which is a head.
fn at_heads(by_row: &BTreeMap<u32, Vec<&Extent>>, run: Range<u32>) -> Vec<Range<u32>> {
    let rows: Vec<(u32, Vec<Look>)> = by_row
        .range(run.clone())
        .map(|(&row, cells)| (row, cells.iter().map(|cell| cell.look).collect()))
        .collect();
    let is_head = |at: usize| {
        rows.get(at + 1)
            .is_some_and(|(_, below)| stands_out(&rows[at].1, below))
    };
    let mut starts = vec![run.start];
    if is_head(0) {
        let look = rows[0].1[0];
        // The second row of a head is no head of its own.
        let alike =
            |at: usize| rows[at].1.len() > 1 && rows[at].1[0] == look && is_head(at) && !rows[at - 1].1.contains(&look);
        starts.extend((1..rows.len()).filter(|&at| alike(at)).map(|at| rows[at].0));
    }
    let ends = starts.iter().skip(1).copied().chain([run.end]).collect::<Vec<_>>();
    starts.into_iter().zip(ends).map(|(start, end)| start..end).collect()
}

/// How a run of rows is built.
struct Build {
    /// Columns that cells begin in.
    columns: BTreeSet<u32>,
    /// No row has more than one cell.
    text: bool,
    /// The first row looks like a head.
    head: bool,
}

impl Build {
    /// The build of rows with text.
    fn of(rows: &[&[&Extent]]) -> Build {
        let looks = |at: usize| -> Vec<Look> { rows[at].iter().map(|cell| cell.look).collect() };
        Build {
            columns: rows
                .iter()
                .flat_map(|row| row.iter().map(|cell| cell.columns.start))
                .collect(),
            text: rows.iter().all(|row| row.len() < 2),
            head: rows.len() > 1 && stands_out(&looks(0), &looks(1)),
        }
    }

    fn goes_on_in(&self, below: &Build) -> bool {
        if self.text || below.text {
            return self.text && below.text && self.columns == below.columns;
        }
        // Labels with their values are no part of a wider table.
        if (self.columns.len() == 2) != (below.columns.len() == 2) {
            return false;
        }
        let common = self.columns.intersection(&below.columns).count() as f32;
        let all = self.columns.union(&below.columns).count() as f32;
        !below.head && common > COMMON * all
    }
}

/// A row looks like a head: all its cells look alike, bold or on a coloured ground, and no cell of the row below does.
pub(super) fn stands_out(row: &[Look], below: &[Look]) -> bool {
    let Some(look) = row.first() else { return false };
    (look.bold || look.fill.is_some()) && row.iter().all(|other| other == look) && !below.contains(look)
}

/// Ranges that touch or overlap, joined, from the lowest to the highest.
fn runs(ranges: impl Iterator<Item = Range<u32>>) -> Vec<Range<u32>> {
    let mut sorted: Vec<Range<u32>> = ranges.collect();
    sorted.sort_by_key(|range| range.start);
    let mut joined: Vec<Range<u32>> = Vec::new();
    for range in sorted {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}
