//! The pages under `docs/checks` and `docs/failures`, by the code or kind that each explains: `ropex explain` prints
//! them, and reports carry them along.

/// Path below `docs/` and Markdown of each page, by path.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// Name and Markdown of each page, codes before kinds of failure.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    FILES.iter().map(|(path, page)| {
        let file = path.rsplit('/').next().unwrap_or(path);
        (file.strip_suffix(".md").unwrap_or(file), *page)
    })
}

/// The page of this name.
pub fn page(name: &str) -> Option<Page> {
    let (_, text) = all().find(|(known, _)| *known == name)?;
    let (head, body) = text.split_once("\n\n")?;
    let (_, title) = head.split_once(": ")?;
    let first = body.split("\n\n").next()?.replace('\n', " ");
    Some(Page {
        title,
        first,
        body: body.trim_end(),
    })
}

/// One page, taken apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Its heading after the name.
    pub title: &'static str,
    /// Its first paragraph, on one line.
    pub first: String,
    /// All below the heading, as Markdown.
    pub body: &'static str,
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::rules::Rules;

    #[test]
    fn every_page_names_what_it_explains_and_says_first_what_it_means() {
        for (name, text) in all().filter(|(name, _)| *name != "README") {
            assert!(text.starts_with(&format!("# {name}: ")), "{name}");
            let page = page(name).unwrap();
            assert!(!page.title.is_empty() && !page.first.is_empty(), "{name}: {page:?}");
            assert!(!page.first.contains('\n'), "{name}");
        }
        assert_eq!(page("G000"), None);
    }

    #[test]
    fn every_check_has_a_page_that_tells_why_and_what_to_do() {
        let rules = Rules::embedded().unwrap_or_else(|errors| panic!("{errors}"));
        for check in &rules.checks {
            let page = all().find(|(name, _)| *name == check.code);
            let (_, text) = page.unwrap_or_else(|| panic!("docs/checks/{}.md is missing", check.code));
            for part in ["Why it matters:", "What to do:", "To silence it:"] {
                assert!(text.contains(part), "{}: {part}", check.code);
            }
        }
    }
}
