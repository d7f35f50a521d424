//! The number that a record's heading counts it by.

/// The number of "Card No. 7", of a heading that is nothing but the number of its record.
pub fn numbered(text: &str) -> Option<&str> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (&[_, sign, number] | &[_, _, sign, number]) = words.as_slice() else {
        return None;
    };
    let sign = sign.trim_end_matches('.').to_lowercase();
    let signs = [
        "nr", "no", "n", "n°", "nº", "č", "št", "№", "br", "αρ", "sz", "nro", "num", "#",
    ];
    let number = number.trim_end_matches(['.', ':']);
    (signs.contains(&sign.as_str()) && number.contains(|c: char| c.is_ascii_digit())).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_tells_a_number() {
        assert_eq!(numbered("Karte Nr. 7"), Some("7"));
        assert_eq!(numbered("Agenda č. 1:"), Some("1"));
        assert_eq!(numbered("Room for 7"), None);
    }
}
