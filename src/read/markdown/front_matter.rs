//! The front matter of a Markdown file: what its site generator is told, not what its readers see.

use crate::read::inline::tidy;

/// Front matter at the start of a text: its title and language, and how many bytes it takes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct FrontMatter {
    pub(super) title: Option<String>,
    pub(super) language: Option<String>,
    pub(super) length: usize,
}

/// Finds front matter between lines of `---` (YAML) or `+++` (TOML). Only plain `key: value` lines are looked at: a
/// title that is spelt any other way is no loss.
pub(super) fn find(text: &str) -> FrontMatter {
    let mut matter = FrontMatter::default();
    let mut lines = text.split_inclusive('\n');
    let Some(fence @ ("---" | "+++")) = lines.next().map(str::trim_end) else {
        return matter;
    };
    let mut length = text.find('\n').map_or(text.len(), |end| end + 1);
    for line in lines {
        length += line.len();
        let text = line.trim_end();
        if text == fence || (text == "..." && fence == "---") {
            return FrontMatter { length, ..matter };
        }
        let Some((key, value)) = text.split_once([':', '=']) else {
            continue;
        };
        let value = tidy(value.trim().trim_matches(['"', '\'']));
        if value.is_empty() {
            continue;
        }
        match key.trim_end() {
            "title" => matter.title = Some(value),
            "lang" | "language" | "locale" => matter.language = Some(value),
            _ => {}
        }
    }
    // A fence that is never closed is a rule.
    FrontMatter::default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn title_and_language_are_found_and_all_of_it_is_skipped() {
        let text = "---\nlayout: page\ntitle: \"Notice: staff\"\nlang: fi\n---\n\n# Notice";
        let matter = find(text);
        assert_eq!(matter.title.as_deref(), Some("Notice: staff"));
        assert_eq!(matter.language.as_deref(), Some("fi"));
        assert_eq!(&text[matter.length..], "\n# Notice");
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        assert_eq!(find("---\n\nPurpose: pay\n"), FrontMatter::default());
    }
}
