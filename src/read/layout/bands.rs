//! Lines of a region → bands: chunks side by side, which may be the cells of a row.

use super::lines::TextLine;

/// Chunks side by side whose baselines differ by less than this share of their size are on one band: values may be
/// centred on the two lines of their label.
const ONE_BAND: f32 = 0.85;

/// Chunks side by side.
pub(super) type Band = Vec<TextLine>;

/// Lines that were stretched to the full width: their wide spaces are no gutters. Lines of two words show it only beside
/// longer ones.
fn justified(lines: &[TextLine]) -> Vec<bool> {
    let right = lines.iter().map(TextLine::right).fold(f32::NEG_INFINITY, f32::max);
    let stretched = |line: &TextLine, least: usize| {
        let gaps = line
            .words
            .windows(2)
            .map(|pair| pair[1].rect.x - pair[0].right())
            .filter(|gap| *gap > 0.0);
        let (narrow, wide) = gaps.fold((f32::INFINITY, 0.0), |(a, b): (f32, f32), gap| (a.min(gap), b.max(gap)));
        line.words.len() >= least && right - line.right() <= 1.0 && wide <= 1.4 * narrow + 0.5
    };
    let sure: Vec<bool> = lines.iter().map(|line| stretched(line, 4)).collect();
    let near = |i: usize| sure[i.saturating_sub(3)..lines.len().min(i + 4)].contains(&true);
    let is = |(i, line): (usize, &TextLine)| sure[i] || stretched(line, 2) && near(i);
    lines.iter().enumerate().map(is).collect()
}

/// The bands of a region, and the index of the first line of each (and of the line after the last).
pub(super) fn bands(lines: &[TextLine]) -> (Vec<Band>, Vec<usize>) {
    let justified = justified(lines);
    let mut bands: Vec<Band> = Vec::new();
    let mut firsts = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let chunks = if justified[i] {
            vec![line.clone()]
        } else {
            line.clone().chunks()
        };
        let beside = |band: &Band| {
            let near = line.baseline - band[0].baseline < ONE_BAND * line.size.min(band[0].size);
            near && chunks
                .iter()
                .all(|a| band.iter().all(|b| a.left() > b.right() || a.right() < b.left()))
        };
        match bands.last_mut() {
            Some(band) if beside(band) => {
                band.extend(chunks);
                band.sort_by(|a, b| a.left().total_cmp(&b.left()));
            }
            _ => {
                bands.push(chunks);
                firsts.push(i);
            }
        }
    }
    firsts.push(lines.len());
    (bands, firsts)
}
