//! Mail addresses, telephone numbers and links in a text.

use std::sync::LazyLock;

use regex::Regex;

/// What a contact is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Contact {
    /// With `@` and dots, however written.
    Email(String),
    /// As written.
    Phone(String),
    /// As written.
    Url(String),
}

// "name(at)unit.fi", "name [at] unit (dot) eu", "name @ unit.eu". A bare " at " is a word, unless " dot " follows.
static EMAIL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?xi)
        (?P<user> [\p{L}\d_%+\-]+ (?:\.[\p{L}\d_%+\-]+)* )
        (?: \s?@\s? | \s?[(\[{]\s?(?:at|ät|a|@|arroba|chiocciola)\s?[)\]}]\s? | (?P<spelt>\sat\s) )
        (?P<host> [\p{L}\d\-]+ (?: (?: \. | \s?[(\[{]\s?(?:dot|piste|punkt|punto|point|ponto)\s?[)\]}]\s? | \sdot\s ) [\p{L}\d\-]+ )+ )
        ",
    )
    .ok()
});
static SPELT_DOT: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)\s?[(\[{]\s?(?:dot|piste|punkt|punto|point|ponto)\s?[)\]}]\s?|\sdot\s").ok());
static URL: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)\b(?:https?://|www\.)[^\s<>()\[\]\x22,;]+").ok());
static PHONE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:\+|\(\+?|\b)\d[\d\s().\-/\u{a0}]{4,20}\d\b").ok());

/// The contacts of one line, left to right: first and last byte, and what stands there.
pub(crate) fn contacts(line: &str) -> Vec<(usize, usize, Contact)> {
    let mut found: Vec<(usize, usize, Contact)> = Vec::new();
    let free = |found: &Vec<(usize, usize, Contact)>, start: usize, end: usize| {
        found.iter().all(|(from, to, _)| end <= *from || start >= *to)
    };
    for url in matches(&URL, line) {
        let text = url.1.trim_end_matches(['.', ':', '!', '?', '\'']);
        found.push((url.0, url.0 + text.len(), Contact::Url(text.to_string())));
    }
    if let Some(pattern) = EMAIL.as_ref() {
        for email in pattern.captures_iter(line) {
            let (Some(whole), Some(user), Some(host)) = (email.get(0), email.name("user"), email.name("host")) else {
                continue;
            };
            let dotted = SPELT_DOT
                .as_ref()
                .map(|dot| dot.replace_all(host.as_str(), ".").into_owned())
                .unwrap_or_default();
            let spelt_at = email.name("spelt").is_some() && dotted == host.as_str();
            let top = dotted.rsplit('.').next().unwrap_or_default();
            let plausible = top.chars().count() >= 2 && top.chars().all(char::is_alphabetic);
            if !spelt_at && plausible && free(&found, whole.start(), whole.end()) {
                found.push((
                    whole.start(),
                    whole.end(),
                    Contact::Email(format!("{}@{dotted}", user.as_str())),
                ));
            }
        }
    }
    for phone in matches(&PHONE, line) {
        let text = phone.1.trim_end_matches([' ', '(', '.', '-', '/']);
        if is_phone(text) && free(&found, phone.0, phone.0 + text.len()) {
            found.push((phone.0, phone.0 + text.len(), Contact::Phone(text.to_string())));
        }
    }
    found.sort_by_key(|(start, _, _)| *start);
    found
}

/// Numbers of companies, dates and post codes look alike: a telephone number begins like one, or comes in groups.
fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let groups: Vec<usize> = text
        .split(|c: char| !c.is_ascii_digit())
        .map(str::len)
        .filter(|length| *length > 0)
        .collect();
    let date = matches!(groups.as_slice(), [1..=2, 1..=2, 4] | [4, 1..=2, 1..=2]);
    let begins = text.starts_with(['+', '0', '(']);
    (6..=13).contains(&digits) && !date && (begins || (groups.len() >= 3 && groups.iter().all(|length| *length <= 4)))
}

/// All matches of a pattern, with where they begin.
fn matches<'t>(pattern: &LazyLock<Option<Regex>>, text: &'t str) -> Vec<(usize, &'t str)> {
    pattern
        .iter()
        .flat_map(|pattern| pattern.find_iter(text))
        .map(|found| (found.start(), found.as_str()))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn emails(line: &str) -> Vec<String> {
        contacts(line)
            .into_iter()
            .filter_map(|(_, _, contact)| {
                if let Contact::Email(email) = contact {
                    Some(email)
                } else {
                    None
                }
            })
            .collect()
    }

    fn phones(line: &str) -> Vec<String> {
        contacts(line)
            .into_iter()
            .filter_map(|(_, _, contact)| {
                if let Contact::Phone(phone) = contact {
                    Some(phone)
                } else {
                    None
                }
            })
            .collect()
    }

    #[test]
    fn disguised_addresses() {
        for line in [
            "a.b(at)unit.fi",
            "a.b [at] unit (dot) fi",
            "a.b @ unit.fi",
            "a.b at unit dot fi",
            "a.b(at)unit(piste)fi",
            "<a.b@unit.fi>,",
        ] {
            assert_eq!(emails(line), ["a.b@unit.fi"], "{line}");
        }
        assert!(emails("look at unit.fi, [email protected]").is_empty());
        assert_eq!(emails("A: a@b.eu B: c-d@e.europa.eu"), ["a@b.eu", "c-d@e.europa.eu"]);
    }

    #[test]
    fn telephone_numbers_and_what_looks_like_them() {
        for line in [
            "020 124 3000",
            "+358 40 123 4567",
            "604-528-5523",
            "(01) 234 56 78",
            "40 89 21 56",
        ] {
            assert_eq!(phones(line), [line]);
        }
        for line in [
            "60320",
            "30.01.2024",
            "1790346-8",
            "769639-5420",
            "880 419 122 00036",
            "2016/679",
        ] {
            assert!(phones(line).is_empty(), "{line}");
        }
    }

    proptest! {
        #[test]
        fn an_address_has_one_at(text in "\\PC*|([a-z.]{1,6}(@|\\(at\\)| at )[a-z.]{1,9}[ 0-9+]*)*") {
            for (start, end, contact) in contacts(&text) {
                prop_assert!(text.get(start..end).is_some());
                if let Contact::Email(email) = contact {
                    prop_assert_eq!(email.matches('@').count(), 1, "{}", email);
                }
            }
        }
    }
}
