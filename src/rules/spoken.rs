//! Which languages the headings of a document are in.

use super::{Language, Rules, fold};

/// A language is likely when it knows at least this share of the headings that the likeliest one knows.
const SHARE: f32 = 0.4;

impl Rules {
    /// The languages that most of these headings are phrases of, the likeliest first; none where no heading is known.
    pub fn spoken<'t>(&self, headings: impl IntoIterator<Item = &'t str>) -> Vec<&Language> {
        let mut known = vec![0.0_f32; self.languages.len()];
        for heading in headings {
            let folded = fold(heading);
            for speaker in self.speakers.of(&folded) {
                known[usize::from(speaker.language)] += speaker.weight();
            }
        }
        let most = known.iter().copied().fold(0.0, f32::max);
        let mut likely: Vec<(&Language, f32)> = self
            .languages
            .iter()
            .zip(known)
            .filter(|&(_, known)| known > 0.0 && known >= SHARE * most)
            .collect();
        likely.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        likely.into_iter().map(|(language, _)| language).collect()
    }
}
