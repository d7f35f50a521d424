//! Which languages know a heading word for word: one look-up for all of them.
//!
//! The build makes the index of the binary's own languages (`build.rs` takes this module too), so that a language need
//! not be compiled to learn that it does not know a heading.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use fst::Map;

/// A language that knows a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Speaker {
    /// Index into all languages, which are in order of their codes.
    pub(crate) language: u8,
    /// It knows it as a weak phrase only.
    pub(crate) weak: bool,
}

impl Speaker {
    /// How much it speaks for its language: a weak phrase is a word of many languages and meanings.
    pub(crate) fn weight(self) -> f32 {
        if self.weak { 0.25 } else { 1.0 }
    }
}

/// Languages by folded phrase.
#[derive(Debug, Clone)]
pub(crate) struct Speakers {
    /// Where the languages of a phrase begin in `sets`.
    phrases: Map<Bytes>,
    /// Sets of languages: how many, and a byte for each.
    sets: Bytes,
}

type Bytes = Cow<'static, [u8]>;

impl Speakers {
    /// An index as [`pack`] gives it.
    pub(crate) fn new(phrases: impl Into<Bytes>, sets: impl Into<Bytes>) -> Result<Speakers, fst::Error> {
        Ok(Speakers {
            phrases: Map::new(phrases.into())?,
            sets: sets.into(),
        })
    }

    /// The languages that know a folded phrase, in their order.
    pub(crate) fn of(&self, folded: &str) -> impl Iterator<Item = Speaker> {
        let at = self.phrases.get(folded).and_then(|at| usize::try_from(at).ok());
        let set = at.and_then(|at| self.sets.get(at..)).and_then(|rest| {
            let (&count, rest) = rest.split_first()?;
            rest.get(..usize::from(count))
        });
        set.unwrap_or_default().iter().map(|&byte| Speaker {
            language: byte >> 1,
            weak: byte & 1 == 1,
        })
    }
}

/// The two parts of an index as bytes.
pub(crate) fn pack(phrases: &BTreeMap<String, BTreeSet<Speaker>>) -> Result<(Vec<u8>, Vec<u8>), fst::Error> {
    let mut sets = Vec::new();
    let mut places: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
    let mut entries = Vec::with_capacity(phrases.len());
    for (phrase, speakers) in phrases {
        // Who knows it as a sure one too, knows it surely: that one is first.
        let mut bytes: Vec<u8> = Vec::with_capacity(speakers.len());
        for speaker in speakers {
            let byte = speaker.language << 1 | u8::from(speaker.weak);
            if bytes.last().is_none_or(|last| last >> 1 != speaker.language) {
                bytes.push(byte);
            }
        }
        let place = *places.entry(bytes).or_insert_with_key(|bytes| {
            let place = sets.len() as u64;
            sets.extend(u8::try_from(bytes.len()));
            sets.extend(bytes);
            place
        });
        entries.push((phrase, place));
    }
    Ok((Map::from_iter(entries)?.into_fst().into_inner(), sets))
}
