//! Damage that knows of no format but where its pieces begin.

use super::chance::Chance;
use super::numbers;

/// Most bytes that one mutation adds.
const GROWTH: usize = 64 << 10;

/// Damaged in one way; `other` is a file to splice with.
pub(super) fn mutated(bytes: &[u8], other: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    if bytes.is_empty() {
        return bytes;
    }
    match chance.below(12) {
        0 => flip(&mut bytes, chance),
        1 => bytes.truncate(chance.below(bytes.len())),
        2 => splice(&mut bytes, other, chance),
        3 | 4 => repeat(&mut bytes, chance),
        5 => swap(&mut bytes, chance),
        6 => overwrite(&mut bytes, chance),
        7 | 8 => drop(bytes.drain(stretch(&bytes, chance))),
        _ => numbers::tweak(&mut bytes, chance),
    }
    bytes
}

/// Up to sixteen bits.
fn flip(bytes: &mut [u8], chance: &mut Chance) {
    for _ in 0..=chance.below(16) {
        let at = chance.below(bytes.len());
        bytes[at] ^= 1 << chance.below(8);
    }
}

/// Goes on as another file.
fn splice(bytes: &mut Vec<u8>, other: &[u8], chance: &mut Chance) {
    bytes.truncate(chance.below(bytes.len()));
    bytes.extend_from_slice(&other[chance.below(other.len())..]);
}

/// A piece many times over: elements inside themselves, tables of many columns, deep nesting.
fn repeat(bytes: &mut Vec<u8>, chance: &mut Chance) {
    let piece = bytes[stretch(bytes, chance)].to_vec();
    let most = (GROWTH / piece.len().max(1)).max(1);
    let wanted = [2, 20, 2000][chance.below(3)];
    let times = 1 + chance.below(most.min(wanted));
    let at = boundary(bytes, chance);
    bytes.splice(at..at, piece.repeat(times));
}

/// Two pieces, each in the other's place.
fn swap(bytes: &mut Vec<u8>, chance: &mut Chance) {
    let first = stretch(bytes, chance);
    let rest = bytes.split_off(first.end);
    let piece = bytes.split_off(first.start);
    let second = match rest.is_empty() {
        true => 0..0,
        false => stretch(&rest, chance),
    };
    bytes.extend_from_slice(&rest[second.clone()]);
    bytes.extend_from_slice(&rest[..second.start]);
    bytes.extend_from_slice(&piece);
    bytes.extend_from_slice(&rest[second.end..]);
}

/// A stretch of zeros, of the highest byte, of what is no UTF-8, of one letter.
fn overwrite(bytes: &mut [u8], chance: &mut Chance) {
    let with = [0, 0xff, 0xc3, b'<', b'(', b'{', b' '][chance.below(7)];
    let stretch = stretch(bytes, chance);
    bytes[stretch].fill(with);
}

/// From one boundary to another: mostly near, at times far.
fn stretch(bytes: &[u8], chance: &mut Chance) -> std::ops::Range<usize> {
    let start = boundary(bytes, chance);
    let longest = [16, 256, 4096, bytes.len()][chance.below(4)];
    let end = start + chance.below(longest.min(bytes.len() - start) + 1);
    start..next_piece(bytes, end).unwrap_or(end)
}

/// Any place; three in four times one where a piece of mark-up, a line or a word begins.
fn boundary(bytes: &[u8], chance: &mut Chance) -> usize {
    let at = chance.below(bytes.len());
    match chance.below(4) {
        0 => at,
        _ => next_piece(bytes, at).unwrap_or(at),
    }
}

fn next_piece(bytes: &[u8], from: usize) -> Option<usize> {
    let found = bytes[from..].iter().position(|byte| b"<\n\\/{[(;,| ".contains(byte));
    found.map(|found| from + found)
}
