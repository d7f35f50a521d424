//! The bullets and numbers that begin an item.

/// A bullet at the start of a text: how it is printed, and how many characters it and the space after it take.
///
/// Ticked and empty boxes are no bullets: they are what the form says.
pub(crate) fn bullet(text: &str) -> Option<(String, usize)> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let spaces = chars.clone().take_while(|c| c.is_whitespace()).count();
    let tab = chars.clone().next() == Some('\t');
    let found = match first {
        // Word's bullets come out as private characters where the Symbol font is lost.
        '•' | '‣' | '⁃' | '◦' | '∙' | '▪' | '▫' | '●' | '■' | '➢' | '➤' | '►' | '▶' | '❖' | '\u{f0b7}' | '\u{f0a7}'
        | '\u{f0d8}' | '\u{f076}' => true,
        '○' | '·' | '-' | '–' | '—' | '−' | '*' | '+' => spaces > 0,
        // The hollow bullet that word processors write as a letter. In several languages it is a word too.
        'o' => spaces > 1 || tab,
        // The square one, from a font of signs.
        '§' => tab,
        _ => false,
    };
    (found && chars.clone().any(|c| !c.is_whitespace())).then(|| (first.to_string(), 1 + spaces))
}

/// A number or letter that counts items, with what it counts to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ordinal {
    /// As printed: `1.`, `(b)`.
    pub(crate) marker: String,
    /// What it counts to: `b)` is 2.
    pub(crate) value: u32,
    /// Characters that it and the space after it take.
    pub(crate) width: usize,
}

/// A counting marker at the start of a text: `1.`, `1)`, `(1)`, `a)`, `(a)`, `a.`
pub(crate) fn ordinal(text: &str) -> Option<Ordinal> {
    let body = text.strip_prefix('(').unwrap_or(text);
    let end = body.find([')', '.'])?;
    let (word, rest) = body.split_at(end);
    let closed = rest.starts_with(')');
    if body.len() != text.len() && !closed {
        return None;
    }
    let value = match word.as_bytes() {
        [letter] if letter.is_ascii_lowercase() => u32::from(letter - b'a') + 1,
        digits if (1..=2).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit) => word.parse().ok()?,
        _ => return None,
    };
    let marker: String = text
        .chars()
        .take(text.chars().count() - rest.chars().count() + 1)
        .collect();
    let after: Vec<char> = rest.chars().skip(1).collect();
    let spaces = after.iter().take_while(|c| c.is_whitespace()).count();
    if spaces == 0 || spaces == after.len() {
        return None;
    }
    let width = marker.chars().count() + spaces;
    Some(Ordinal { marker, value, width })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn bullets_need_a_space_where_the_sign_has_other_uses() {
        assert_eq!(bullet("• Name"), Some(("•".into(), 2)));
        assert_eq!(bullet("•Name"), Some(("•".into(), 1)));
        assert_eq!(bullet("- Name"), Some(("-".into(), 2)));
        assert_eq!(bullet("-5 °C"), None);
        assert_eq!(bullet("o  Name"), Some(("o".into(), 3)));
        assert_eq!(bullet("o wszystkim"), None);
        assert_eq!(bullet("§\tName"), Some(("§".into(), 2)));
        assert_eq!(bullet("§ 3 Act"), None);
        assert_eq!(bullet("☒ Yes"), None);
        assert_eq!(bullet("-"), None);
    }

    #[test]
    fn ordinals_count() {
        assert_eq!(ordinal("2) Name").unwrap().value, 2);
        let letter = ordinal("(c)  Name").unwrap();
        assert_eq!((letter.marker.as_str(), letter.value, letter.width), ("(c)", 3, 5));
        assert_eq!(ordinal("1.2 Name"), None);
        assert_eq!(ordinal("2019. Year"), None);
        assert_eq!(ordinal("1."), None);
    }
}
