//! What is shown of a link besides its text.

/// The address to show after the text of a link: only where the text is a word that says nothing by itself, or where a
/// mail address hides behind a name. A value must stay what its reader sees.
pub(crate) fn shown(text: &str, address: &str) -> Option<String> {
    let address = address.trim();
    if let Some(mail) = address.strip_prefix("mailto:") {
        let mail = mail.split('?').next().unwrap_or_default();
        return (mail.contains('@') && !text.is_empty() && !text.contains('@') && !text.contains("(at)"))
            .then(|| mail.to_owned());
    }
    let leads_out = address.starts_with("https://") || address.starts_with("http://");
    let wordy = text.split_whitespace().count() > 1;
    let named = text.contains("://") || text.contains("www.") || address.contains(text);
    (leads_out && !text.is_empty() && !wordy && !named).then(|| address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn only_what_the_text_hides_is_shown() {
        assert_eq!(
            shown("here", "https://firm.example/n").as_deref(),
            Some("https://firm.example/n")
        );
        assert_eq!(shown("our privacy notice", "https://firm.example/n"), None);
        assert_eq!(shown("firm.example", "https://firm.example/"), None);
        assert_eq!(shown("here", "#top"), None);
        assert_eq!(
            shown("Write to us", "mailto:dpo@firm.example?subject=x").as_deref(),
            Some("dpo@firm.example")
        );
        assert_eq!(shown("dpo(at)firm.example", "mailto:dpo@firm.example"), None);
    }
}
