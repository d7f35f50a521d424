//! The number that a record's heading counts it by.

use crate::rules::fold::is_number_sign;

/// The number of "Card No. 7", of a heading that is nothing but the number of its record.
pub fn numbered(text: &str) -> Option<&str> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (&[_, sign, number] | &[_, _, sign, number]) = words.as_slice() else {
        return None;
    };
    let number = number.trim_end_matches(['.', ':']);
    (is_number_sign(sign) && number.contains(|c: char| c.is_ascii_digit())).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_tells_a_number() {
        assert_eq!(numbered("Karte Nr. 7"), Some("7"));
        assert_eq!(numbered("Agenda č. 1:"), Some("1"));
        assert_eq!(numbered("Carte n° 12"), Some("12"));
        assert_eq!(numbered("Kartica br. 3"), Some("3"));
        assert_eq!(numbered("Room for 7"), None);
    }
}
