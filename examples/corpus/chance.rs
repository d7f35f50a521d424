//! Chance that can be had again.

/// Numbers that follow from a seed and the number of a document (SplitMix64).
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn new(seed: u64, number: u64) -> Chance {
        Chance(seed.wrapping_mul(0xD129_0ED0_35B1_4F2D) ^ number.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    /// From 0 to one less than `bound`, which is 1 at least.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % bound as u64) as usize
    }
}
