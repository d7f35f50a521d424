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
    placed.sort_by(|a, b| a.line.baseline.total_cmp(&b.line.baseline).then(a.line.left().total_cmp(&b.line.left())));
    let value = value_column(&placed, columns);
    let (values, keys): (Vec<Placed>, Vec<Placed>) = placed.into_iter().partition(|p| p.first == value && p.last == value);
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
        .map(|column| keys.iter().filter(|p| p.last == column).map(|p| p.line.right()).fold(0.0, f32::max))
        .collect();
    let pitch = label_pitch(&keys, spacing);
    let mut labels: Vec<Label> = Vec::new();
    for placed in keys {
        let (top, bottom) = (placed.line.rect.y, placed.line.rect.bottom());
        let goes_on = labels.last().is_some_and(|label| goes_on(label, &placed, &rights, values, pitch));
        match labels.last_mut() {
            Some(label) if goes_on => {
                label.bottom = label.bottom.max(bottom);
                label.lines.push(placed);
            }
            _ => labels.push(Label { lines: vec![placed], top, bottom }),
        }
    }
    labels
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
    (pitch, distances.iter().filter(|distance| **distance > pitch).count() >= 2)
}

/// The line is of the label above: beside it in another column, or wrapped from it.
fn goes_on(label: &Label, placed: &Placed, rights: &[f32], values: &[Placed], (pitch, rows_are_spaced): (f32, bool)) -> bool {
    let line = &placed.line;
    let above = label.lines.iter().rev().find(|other| other.first <= placed.last && placed.first <= other.last);
    let Some(above) = above else {
        // First line in its column, such as a number centred on the lines of its text.
        return label.lines.iter().any(|other| line.baseline - other.line.baseline <= pitch);
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
    let beside = |at: &TextLine| values.iter().position(|v| (v.line.baseline - at.baseline).abs() <= 0.3 * at.size);
    let value_starts = match (beside(&above.line), beside(line)) {
        (Some(a), Some(b)) if a < b && !rows_are_spaced && lists::marker(&mut values[b].line.clone()).is_none() => {
            let right = values.iter().map(|v| v.line.right()).fold(0.0, f32::max);
            values[a].line.has_room_for(values[b].line.first_width(), right) && !starts_lower(&values[b].line)
        }
        _ => false,
    };
    wrapped && !value_starts
}

/// For each label the index of its first value line, by the cheaper of two readings: tops aligned, or centres.
fn best_starts(labels: &[Label], values: &[Placed], spacing: &Spacing) -> Vec<usize> {
    let (tops, top_cost) = starts(labels, values, spacing, 1.0, |label, lines| {
        lines.first().map_or(0.0, |first| (first.line.rect.y - label.top).abs())
    });
    let (centres, centre_cost) = starts(labels, values, spacing, 0.3, |label, lines| match (lines.first(), lines.last()) {
        (Some(a), Some(b)) => ((a.line.rect.y + b.line.rect.bottom()) - (label.top + label.bottom)).abs() / 2.0,
        _ => 0.0,
    });
    if centre_cost + 1.5 < top_cost { centres } else { tops }
}

/// The division of the value lines among the labels, in order, that costs least. `unlabelled` is the price of leaving
/// lines above the first label to none, in that of a label without lines.
fn starts(
    labels: &[Label],
    values: &[Placed],
    spacing: &Spacing,
    unlabelled: f32,
    cost: impl Fn(&Label, &[Placed]) -> f32,
) -> (Vec<usize>, f32) {
    // Lines past this many behind the best place are never worth trying: keeps long tables linear.
    const REACH: usize = 80;
    let count = values.len();
    let wide = |at: usize| {
        let distance = values[at].line.baseline - values[at - 1].line.baseline;
        distance > 1.15 * spacing.pitch(values[at].line.size)
    };
    // Parting lines that stand close costs more than two lines; a label without value, two.
    let part = |at: usize| if at == 0 || at >= count || wide(at) { 0.0 } else { 2.5 * spacing.pitch(values[at].line.size) };
    let empty = values.first().map_or(0.0, |value| 2.0 * spacing.pitch(value.line.size));
    let mut best = vec![f32::INFINITY; count + 1];
    best[0] = 0.0;
    let mut came: Vec<Vec<usize>> = Vec::new();
    // What stands above the first label mostly belongs to it, but not where it goes on from the page before.
    let above = if values.first().is_some_and(|value| starts_lower(&value.line)) { 0.0 } else { unlabelled * empty };
    for (at, best) in best.iter_mut().enumerate().take(REACH + 1).skip(1) {
        *best = above + part(at);
    }
    for (i, label) in labels.iter().enumerate() {
        let mut next = vec![f32::INFINITY; count + 1];
        let mut from = vec![0; count + 1];
        let last = i + 1 == labels.len();
        for (start, &so_far) in best.iter().enumerate().filter(|(_, cost)| cost.is_finite()) {
            let ends = if last { count..=count } else { start..=count.min(start + REACH) };
            for end in ends {
                let own = if start == end { empty } else { cost(label, &values[start..end]) + part(end) };
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
    (starts, best[count])
}
