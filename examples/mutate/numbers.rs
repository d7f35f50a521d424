//! Numbers that nobody means: lengths, counts, indices, sizes that are not what stands there.

use super::chance::Chance;

/// Numbers at the edges of what readers hold them in, and what is hardly one.
const ODD: &[&str] = &[
    "0",
    "-1",
    "1",
    "2",
    "255",
    "256",
    "32767",
    "65535",
    "65536",
    "2147483647",
    "-2147483648",
    "4294967295",
    "9223372036854775807",
    "18446744073709551616",
    "1e308",
    "1e-308",
    "0.0000001",
    "NaN",
    "99999999999999999999999",
    "",
];

/// Puts another number in the place of one that stands there in digits, or of some bytes where there is none.
pub(super) fn tweak(bytes: &mut Vec<u8>, chance: &mut Chance) {
    let from = chance.below(bytes.len());
    let Some(start) = (from..bytes.len()).find(|at| bytes[*at].is_ascii_digit()) else {
        return raw(bytes, chance);
    };
    let end = (start..bytes.len())
        .find(|at| !bytes[*at].is_ascii_digit())
        .unwrap_or(bytes.len());
    let odd = ODD[chance.below(ODD.len())];
    bytes.splice(start..end, odd.bytes());
}

/// Four bytes that mean a very small or very large number to whoever reads them as one.
fn raw(bytes: &mut [u8], chance: &mut Chance) {
    let at = chance.below(bytes.len());
    let number = [0u32, 1, 0x7fff_ffff, 0xffff_ffff, 0x8000_0000][chance.below(5)].to_le_bytes();
    for (byte, number) in bytes[at..].iter_mut().zip(number) {
        *byte = number;
    }
}
