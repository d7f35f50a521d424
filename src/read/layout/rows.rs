//! Which lines of a table without rules are one row.
//!
//! Labels make the rows. Their values stand beside them: with the first line at the label's, or centred on it.

use super::lines::TextLine;
use super::lists;
use super::paragraphs::{Spacing, starts_lower};

/// A line in its columns, first to last.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Placed {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) line: TextLine,
}

/// Groups the lines into rows from top to bottom.
pub(super) fn rows(mut placed: Vec<Placed>, columns: usize, spacing: &Spacing) -> Vec<Vec<Placed>> {
    placed.sort_by(|a, b| {
        a.line
            .baseline
            .total_cmp(&b.line.baseline)
            .then(a.line.left().total_cmp(&b.line.left()))
    });
    let value = value_column(&placed, columns);
    let (values, keys): (Vec<Placed>, Vec<Placed>) =
        placed.into_iter().partition(|p| p.first == value && p.last == value);
    let labels = labels(keys, &values, columns, spacing);
    let starts = best_starts(&labels, &values, spacing);
    let mut rows: Vec<Vec<Placed>> = Vec::new();
    let mut values = values.into_iter();
    let mut taken = 0;
    for (i, label) in labels.into_iter().enumerate() {
        let until = starts.get(i + 1).copied().unwrap_or(usize::MAX);
        if i == 0 && starts.first().is_some_and(|&first| first > 0) {
            // Values above the first label go on from the page before.
            rows.push(values.by_ref().take(starts[0]).collect());
            taken = starts[0];
        }
        let mut row = label.lines;
        while taken < until {
            let Some(value) = values.next() else { break };
            row.push(value);
            taken += 1;
        }
        rows.push(row);
    }
    let rest: Vec<Placed> = values.collect();
    match rows.last_mut() {
        Some(row) => row.extend(rest),
        None => rows.push(rest),
    }
    rows
}

/// Rows between rules, whose heights are sorted.
pub(super) fn between(placed: impl Iterator<Item = Placed>, rules: &[f32]) -> Vec<Vec<Placed>> {
    let mut rows: Vec<Vec<Placed>> = vec![Vec::new(); rules.len() + 1];
    for placed in placed {
        let middle = placed.line.rect.y + placed.line.rect.height / 2.0;
        rows[rules.partition_point(|rule| *rule < middle)].push(placed);
    }
    rows.retain(|row| !row.is_empty());
    rows
}

/// The column with the most lines, the last of several: values are longer than labels.
fn value_column(placed: &[Placed], columns: usize) -> usize {
    let count = |column: usize| placed.iter().filter(|p| p.first == column && p.last == column).count();
    (1..columns).max_by_key(|&column| count(column)).unwrap_or(0)
}

/// Lines of one label (in all columns but the values').
struct Label {
    lines: Vec<Placed>,
    top: f32,
    bottom: f32,
}

fn labels(keys: Vec<Placed>, values: &[Placed], columns: usize, spacing: &Spacing) -> Vec<Label> {
    let rights: Vec<f32> = (0..columns)
        .map(|column| {
            keys.iter()
                .filter(|p| p.last == column)
                .map(|p| p.line.right())
                .fold(0.0, f32::max)
        })
        .collect();
    let pitch = label_pitch(&keys, spacing);
    let full = full_lines(&keys, values, columns);
    let mut labels: Vec<Label> = Vec::new();
    for placed in keys {
        let (top, bottom) = (placed.line.rect.y, placed.line.rect.bottom());
        let baseline = placed.line.baseline;
        let starts = full.iter().any(|y| same(*y, baseline, placed.line.size))
            && labels
                .last()
                .is_some_and(|label| !same(label.lines[0].line.baseline, baseline, placed.line.size));
        let goes_on = !starts
            && labels
                .last()
                .is_some_and(|label| goes_on(label, &placed, &rights, values, pitch));
        match labels.last_mut() {
            Some(label) if goes_on => {
                label.bottom = label.bottom.max(bottom);
                label.lines.push(placed);
            }
            _ => labels.push(Label {
                lines: vec![placed],
                top,
                bottom,
            }),
        }
    }
    labels
}

/// In tables of many columns, a line with text in all of them starts a row: cells that go on are never all.
fn full_lines(keys: &[Placed], values: &[Placed], columns: usize) -> Vec<f32> {
    let firsts = keys.iter().filter(|placed| placed.first == 0 && columns >= 4);
    let full = firsts.filter(|first| {
        let line = &first.line;
        let beside = keys
            .iter()
            .chain(values)
            .filter(|other| same(other.line.baseline, line.baseline, line.size));
        beside.map(|other| other.last - other.first + 1).sum::<usize>() >= columns
    });
    full.map(|first| first.line.baseline).collect()
}

fn same(a: f32, b: f32, size: f32) -> bool {
    (a - b).abs() <= 0.3 * size
}

/// The largest distance of lines of one label, which is little above the smallest that occurs; and whether most labels
/// stand further apart than that.
fn label_pitch(keys: &[Placed], spacing: &Spacing) -> (f32, bool) {
    let pairs = keys.iter().enumerate().filter_map(|(i, a)| {
        let below = keys[i + 1..].iter().find(|b| b.first == a.first)?;
        let distance = below.line.baseline - a.line.baseline;
        (distance >= 0.95 * a.line.size).then_some(distance)
    });
    let distances: Vec<f32> = pairs.collect();
    let usual = keys.first().map_or(0.0, |key| 1.25 * spacing.pitch(key.line.size));
    let pitch = distances.iter().map(|distance| 1.15 * distance).fold(usual, f32::min);
    (
        pitch,
        distances.iter().filter(|distance| **distance > pitch).count() >= 2,
    )
}

/// The line is of the label above: beside it in another column, or wrapped from it.
fn goes_on(
    label: &Label,
    placed: &Placed,
    rights: &[f32],
    values: &[Placed],
    (pitch, rows_are_spaced): (f32, bool),
) -> bool {
    let line = &placed.line;
    let above = label
        .lines
        .iter()
        .rev()
        .find(|other| other.first <= placed.last && placed.first <= other.last);
    let Some(above) = above else {
        // First line in its column, such as a number centred on the lines of its text.
        return label
            .lines
            .iter()
            .any(|other| line.baseline - other.line.baseline <= pitch);
    };
    let distance = line.baseline - above.line.baseline;
    if distance > pitch || above.line.bold() != line.bold() {
        return false;
    }
    if above.line.text().ends_with(':') {
        return false;
    }
    let wrapped = !above.line.has_room_for(line.first_width(), rights[above.last]) || starts_lower(line);
    // Where this line has a value on its own height, and the value does not go on from the line above, a row starts.
    let beside = |at: &TextLine| {
        values
            .iter()
            .position(|v| (v.line.baseline - at.baseline).abs() <= 0.3 * at.size)
    };
    let value_starts = match (beside(&above.line), beside(line)) {
        (Some(a), Some(b)) if a < b && !rows_are_spaced && lists::marker(&mut values[b].line.clone()).is_none() => {
            let right = values.iter().map(|v| v.line.right()).fold(0.0, f32::max);
            values[a].line.has_room_for(values[b].line.first_width(), right) && !starts_lower(&values[b].line)
        }
        _ => false,
    };
    wrapped && !value_starts
}

/// What it costs to give a label these value lines: how far they are from standing with their first line at the
/// label's, or from being centred on it. Rows cut by a page end may be set otherwise than the others.
fn cost(label: &Label, lines: &[Placed], pitch: f32) -> f32 {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
        return 3.5 * pitch;
    };
    let top = (first.line.rect.y - label.top).abs();
    let off = ((first.line.rect.y + last.line.rect.bottom()) - (label.top + label.bottom)).abs() / 2.0;
    // Space around paragraphs moves centres; tops are the better evidence.
    top.min((off - 0.4 * pitch).max(0.0) + 3.0)
}

/// The division of the value lines among the labels, in order, that costs least: for each label the index of its first
/// value line.
fn best_starts(labels: &[Label], values: &[Placed], spacing: &Spacing) -> Vec<usize> {
    // Lines past this many behind the best place are never worth trying: keeps long tables linear.
    const REACH: usize = 80;
    let count = values.len();
    let wide = |at: usize| {
        let distance = values[at].line.baseline - values[at - 1].line.baseline;
        distance > 1.15 * spacing.pitch(values[at].line.size)
    };
    // Parting lines that stand close costs more than two lines.
    let part = |at: usize| {
        if at == 0 || at >= count || wide(at) {
            0.0
        } else {
            2.5 * spacing.pitch(values[at].line.size)
        }
    };
    let pitch = values.first().map_or(0.0, |value| spacing.pitch(value.line.size));
    let mut best = vec![f32::INFINITY; count + 1];
    best[0] = 0.0;
    let mut came: Vec<Vec<usize>> = Vec::new();
    // What stands above the first label mostly belongs to it, but not where it goes on from the page before.
    let above = |at: usize| match (&values[0].line, values.get(at)) {
        (first, _) if starts_lower(first) => 0.0,
        (first, Some(next)) if first.italic() != next.line.italic() => 0.2 * pitch,
        _ => 0.4 * pitch,
    };
    for (at, best) in best.iter_mut().enumerate().take(REACH + 1).skip(1) {
        *best = above(at) + part(at);
    }
    for (i, label) in labels.iter().enumerate() {
        let mut next = vec![f32::INFINITY; count + 1];
        let mut from = vec![0; count + 1];
        let last = i + 1 == labels.len();
        for (start, &so_far) in best.iter().enumerate().filter(|(_, cost)| cost.is_finite()) {
            let ends = if last {
                count..=count
            } else {
                start..=count.min(start + REACH)
            };
            for end in ends {
                let own = cost(label, &values[start..end], pitch) + if start == end { 0.0 } else { part(end) };
                if so_far + own < next[end] {
                    next[end] = so_far + own;
                    from[end] = start;
                }
            }
        }
        came.push(from);
        best = next;
    }
    let mut starts = vec![0; labels.len()];
    let mut end = count;
    for i in (0..labels.len()).rev() {
        starts[i] = came[i][end];
        end = starts[i];
    }
    starts
}
