//! What the name of a style says. The built-in ones keep their English name in every language that Word speaks.

/// Level of the heading that a style of this name makes, 1 the highest.
pub(crate) fn style_level(name: &str) -> Option<u8> {
    let name = folded(name);
    if name == "title" {
        return Some(1);
    }
    let level = name.strip_prefix("heading")?.parse().ok()?;
    (1..=9).contains(&level).then_some(level)
}

/// A style of this name sets the lines of a table of contents.
pub(crate) fn is_contents(name: &str) -> bool {
    let name = folded(name);
    let level = name.strip_prefix("toc").and_then(|level| level.parse::<u8>().ok());
    level.is_some() || name == "tableoffigures"
}

/// Ids are names without their spaces.
fn folded(name: &str) -> String {
    name.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_ids_say_the_same() {
        assert_eq!(style_level("heading 2"), Some(2));
        assert_eq!(style_level("Heading1"), Some(1));
        assert_eq!(style_level("Heading 1 Char"), None);
        assert_eq!(style_level("Title"), Some(1));
        assert!(is_contents("toc 1") && is_contents("TOC3") && !is_contents("TOC Heading"));
    }
}
