//! Paths as addresses: what a path says is percent-encoded, so that it is read as a path and nothing else.

use std::fmt::Write;

/// An address of a path with `/` between its parts: relative to where the run was started, or a `file:` one.
pub(super) fn of(path: &str) -> String {
    let root = if path.starts_with('/') { "file://" } else { "" };
    format!("{root}{}", encoded(path.trim_start_matches("./")))
}

/// All but unreserved characters and `/` encoded. A colon is too: before it would stand a scheme.
pub(super) fn encoded(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                encoded.push(char::from(byte))
            }
            // Writing to a string cannot fail.
            _ => drop(write!(encoded, "%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_an_address_and_no_more() {
        assert_eq!(of("./a b/käyttö #1.pdf"), "a%20b/k%C3%A4ytt%C3%B6%20%231.pdf");
        assert_eq!(of("javascript:alert(1)"), "javascript%3Aalert%281%29");
        assert_eq!(of("/srv/100%.txt"), "file:///srv/100%25.txt");
        assert_eq!(of("a.zip!/b.pdf"), "a.zip%21/b.pdf");
    }
}
