//! Where the tables of one sheet begin and end: people put several on it, with blank rows and columns between.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A cell with text, and what it covers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Extent {
    /// Rows, 0-based.
    pub(crate) rows: Range<u32>,
    /// Columns, 0-based.
    pub(crate) columns: Range<u32>,
    /// It looks like a head: bold.
    pub(crate) bold: bool,
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
    for rows in runs(by_row.values().flatten().map(|cell| cell.rows.clone())) {
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

/// How a run of rows is built.
struct Build {
    /// Columns that cells begin in.
    columns: BTreeSet<u32>,
    /// No row has more than one cell.
    text: bool,
    /// The first row is bold throughout and the second is not.
    head: bool,
}

impl Build {
    /// The build of rows with text.
    fn of(rows: &[&[&Extent]]) -> Build {
        let bold = |at: usize| rows.get(at).is_some_and(|row| row.iter().all(|cell| cell.bold));
        Build {
            columns: rows
                .iter()
                .flat_map(|row| row.iter().map(|cell| cell.columns.start))
                .collect(),
            text: rows.iter().all(|row| row.len() < 2),
            head: rows.len() > 1 && rows[0].len() > 1 && bold(0) && !bold(1),
        }
    }

    fn goes_on_in(&self, below: &Build) -> bool {
        if self.text || below.text {
            return self.text && below.text && self.columns == below.columns;
        }
        let common = self.columns.intersection(&below.columns).count() as f32;
        let all = self.columns.union(&below.columns).count() as f32;
        !below.head && common > COMMON * all
    }
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
