//! The pages under `docs/checks` and `docs/failures`, by the code or kind that each explains.

/// Path below `docs/` and Markdown of each page, by path.
const FILES: &[(&str, &str, ())] = include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// Name and Markdown of each page.
pub(super) fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    FILES.iter().map(|(path, page, ())| {
        let file = path.rsplit('/').next().unwrap_or(path);
        (file.strip_suffix(".md").unwrap_or(file), *page)
    })
}

#[cfg(test)]
mod tests {
    use super::all;
    use crate::rules::Rules;

    #[test]
    fn every_page_names_what_it_explains() {
        for (name, page) in all().filter(|(name, _)| *name != "README") {
            assert!(page.starts_with(&format!("# {name}: ")), "{name}");
        }
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
