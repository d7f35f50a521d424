//! The pages under `docs/checks` and `docs/failures`, by the code or kind that each explains: `ropex explain` prints
//! them, and reports carry them along.

/// Name and Markdown of each page, codes before kinds of failure.
pub const ALL: &[(&str, &str)] = &[
    ("G001", include_str!("../docs/checks/G001.md")),
    ("G002", include_str!("../docs/checks/G002.md")),
    ("G003", include_str!("../docs/checks/G003.md")),
    ("G004", include_str!("../docs/checks/G004.md")),
    ("G005", include_str!("../docs/checks/G005.md")),
    ("G006", include_str!("../docs/checks/G006.md")),
    ("G007", include_str!("../docs/checks/G007.md")),
    ("io", include_str!("../docs/failures/io.md")),
    ("unknown_format", include_str!("../docs/failures/unknown_format.md")),
    ("encrypted", include_str!("../docs/failures/encrypted.md")),
    ("no_text", include_str!("../docs/failures/no_text.md")),
    ("unreadable", include_str!("../docs/failures/unreadable.md")),
    ("crashed", include_str!("../docs/failures/crashed.md")),
    ("timed_out", include_str!("../docs/failures/timed_out.md")),
    ("too_large", include_str!("../docs/failures/too_large.md")),
];

/// The page of this name.
pub fn page(name: &str) -> Option<Page> {
    let (_, text) = ALL.iter().find(|(known, _)| *known == name)?;
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

    #[test]
    fn every_page_names_what_it_explains() {
        for (name, page) in ALL {
            assert!(page.starts_with(&format!("# {name}: ")), "{name}");
        }
    }

    #[test]
    fn a_page_has_a_title_and_says_first_what_it_means() {
        for (name, _) in ALL {
            let page = page(name).unwrap();
            assert!(
                !page.title.is_empty() && page.first.ends_with(['.', ':']),
                "{name}: {page:?}"
            );
            assert!(!page.first.contains('\n'), "{name}");
        }
        assert_eq!(page("G000"), None);
    }
}
