//! The pages under `docs/checks` and `docs/failures`, by the code or kind that each explains.

/// Name and Markdown of each page.
pub(super) const ALL: &[(&str, &str)] = &[
    ("G001", include_str!("../../../docs/checks/G001.md")),
    ("G002", include_str!("../../../docs/checks/G002.md")),
    ("G003", include_str!("../../../docs/checks/G003.md")),
    ("G004", include_str!("../../../docs/checks/G004.md")),
    ("G005", include_str!("../../../docs/checks/G005.md")),
    ("G006", include_str!("../../../docs/checks/G006.md")),
    ("G007", include_str!("../../../docs/checks/G007.md")),
    ("io", include_str!("../../../docs/failures/io.md")),
    (
        "unknown_format",
        include_str!("../../../docs/failures/unknown_format.md"),
    ),
    ("encrypted", include_str!("../../../docs/failures/encrypted.md")),
    ("no_text", include_str!("../../../docs/failures/no_text.md")),
    ("unreadable", include_str!("../../../docs/failures/unreadable.md")),
    ("crashed", include_str!("../../../docs/failures/crashed.md")),
    ("timed_out", include_str!("../../../docs/failures/timed_out.md")),
    ("too_large", include_str!("../../../docs/failures/too_large.md")),
];

#[cfg(test)]
mod tests {
    use super::ALL;

    #[test]
    fn every_page_names_what_it_explains() {
        for (name, page) in ALL {
            assert!(page.starts_with(&format!("# {name}: ")), "{name}");
        }
    }
}
