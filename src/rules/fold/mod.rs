//! One spelling of a heading, so that phrases can be compared word for word: case, accents, quotes, numbering, notes such
//! as "(where applicable)", mark-up and punctuation are gone.

mod notes;
mod numbering;
mod words;

pub use notes::before_citation;
pub(crate) use numbering::is_number_sign;
pub use words::words;

/// The one spelling of a heading or phrase: lower case words with one space between them.
///
/// ```
/// use ropex::rules::fold;
///
/// assert_eq!(fold("2a. Purpose(s) of the Processing, where applicable:*"), "purpose of the processing");
/// assert_eq!(fold("**Art. 30(1)(f)** – Säilytysaika"), fold("SÄILYTYSAIKA"));
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = words(bare(text));
    // What loses its dots in one round may be a bare number in the next: on, until nothing changes.
    while folded.contains(|c: char| c.is_ascii_digit()) {
        let rest = bare(&folded);
        if rest.len() == folded.len() {
            break;
        }
        folded = words(rest);
    }
    // The two spellings of English that headings differ in; no other language has these letters in a row.
    if folded.contains("ization") {
        folded.replace("ization", "isation")
    } else {
        folded
    }
}

/// The first word of [`fold`], at less cost: most texts are told by it. Empty where there is none.
pub fn first_word(text: &str) -> String {
    let first = |folded: &str| folded.split(' ').next().unwrap_or_default().to_owned();
    // Digits may turn out to be a number in front only when what stands around them is gone.
    if text.contains(char::is_numeric) {
        return first(&fold(text));
    }
    let mut text = text;
    while let Some(rest) = numbering::after(text).filter(|rest| rest.contains(char::is_alphabetic)) {
        text = rest;
    }
    let mut folded = text.split_whitespace().map(words).filter(|word| !word.is_empty());
    first(&folded.next().unwrap_or_default()).replace("ization", "isation")
}

/// A heading as a person would quote it: without numbering in front, notes behind and the colon at its end.
pub fn quoted(text: &str) -> String {
    let text = bare(text).trim_end_matches([':', '*', '.', ' ']);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Without numbering in front and notes behind; what would leave no word is left alone.
fn bare(text: &str) -> &str {
    let mut text = text;
    while let Some(rest) = numbering::after(text).or_else(|| notes::before(text)) {
        if !rest.contains(char::is_alphabetic) {
            break;
        }
        text = rest;
    }
    text
}

/// The first so many bytes of a text, or a little less, up to a space: what is told by an opening needs no more.
pub fn opening(text: &str, bytes: usize) -> &str {
    if text.len() <= bytes {
        return text;
    }
    let fits = |end: &usize| *end <= bytes;
    let spaces = text.match_indices(char::is_whitespace).map(|(at, _)| at);
    spaces.take_while(fits).last().map_or("", |end| &text[..end])
}

/// A folded text whose letters that plain keyboards write as two are one: "empfaenger" as "empfanger", which is how
/// [`fold`] gives "Empfänger". Words that have both letters by nature ("Dauer") lose one as well, so that both sides of a
/// comparison must be taken so. `None` where there are none.
pub(super) fn plain(folded: &str) -> Option<String> {
    const PAIRS: [(&str, &str); 4] = [("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a")];
    if !PAIRS.iter().any(|(pair, _)| folded.contains(pair)) {
        return None;
    }
    let one = |text: String, (pair, letter): (&str, &str)| text.replace(pair, letter);
    Some(PAIRS.into_iter().fold(folded.to_owned(), one))
}

/// A phrase with `*` and `…` in it, its words as [`words`] gives them: "d'où …  vient*" is "dou … vient*".
pub(super) fn open(phrase: &str) -> String {
    let pieces = phrase.split_whitespace().map(|piece| match piece.strip_suffix('*') {
        Some(beginning) => format!("{}*", words(beginning)),
        None if piece == "…" => piece.to_owned(),
        None => words(piece),
    });
    pieces.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_first_word_is_that_of_the_whole() {
        for text in [
            "Describe the purposes, if any",
            "2a. Purpose(s) of the Processing",
            "(c) *Organization* of work",
            "IV. – « Données » traitées",
            "Nr. 3",
            "…",
            "",
            "☐ Yes / ☐ No",
        ] {
            assert_eq!(
                first_word(text),
                fold(text).split(' ').next().unwrap_or_default(),
                "{text}"
            );
        }
    }

    #[test]
    fn numbering_goes() {
        for text in [
            "1. Purpose",
            "2a. Purpose",
            "(c) Purpose",
            "1.1. Purpose",
            "1.2 Purpose",
            "Nr. 3 Purpose",
            "IV. Purpose",
            "A. Purpose",
            "a) Purpose",
            "Art. 30(1)(b) Purpose",
            "Art. 30 Abs. 1 lit. b DSGVO: Purpose",
            "4 Purpose",
            "12) Purpose",
            "§ 5 Purpose",
            "Part 3 – Purpose",
            "- Purpose",
            "• Purpose",
            "**3. Purpose**",
            "N.º 4 Purpose",
            "Article 30.1.b Purpose",
            "iii) Purpose",
            "1.\u{a0}Purpose",
            "10 – Purpose",
            "4.Purpose",
            "lit. b) Purpose",
            "III.2. Purpose",
            "A.1 Purpose",
            "b.2) Purpose",
        ] {
            assert_eq!(fold(text), "purpose", "{text}");
        }
    }

    #[test]
    fn numbers_that_are_words_of_the_heading_stay() {
        assert_eq!(fold("A purpose"), "a purpose");
        assert_eq!(fold("2018 register"), "2018 register");
        assert_eq!(fold("3."), "3");
        assert_eq!(fold("Article"), "article");
        assert_eq!(fold("Vi behandlar"), "vi behandlar");
        assert_eq!(fold("Part of the file"), "part of the file");
        assert_eq!(fold("Article on purposes"), "article on purposes");
        assert_eq!(fold("Mi. purpose"), "mi purpose");
    }

    #[test]
    fn notes_go() {
        for text in [
            "Purpose (where applicable)",
            "Purpose, if any",
            "Purpose (lit. b)",
            "Purpose (Art. 30(1)(b))",
            "Purpose:*",
            "Purpose ?",
            "Purpose¹",
            "Purpose [2]",
            "Purpose – where possible.",
            "Purpose (en su caso)",
            "PURPOSE (s'il y a lieu)",
            "Purpose [optional] :",
            "Purpose (Art. 30 Abs. 1 S. 2 lit. b DS-GVO)",
            "Purpose (GDPR Art. 30)",
            "Purpose (art. 30.1.b) RGPD)",
            "Purpose (if applicable, otherwise leave blank)",
            "Purpose, Art. 13(1)(c) GDPR",
        ] {
            assert_eq!(fold(text), "purpose", "{text}");
        }
        assert_eq!(fold("Data protection officer (DPO)"), "data protection officer");
        assert_eq!(
            fold("Technical and organizational measures (TOMs)"),
            "technical and organisational measures"
        );
        assert_eq!(
            fold("Datenschutz-Folgenabschätzung (DSFA)"),
            "datenschutz folgenabschatzung"
        );
        assert_eq!(fold("Contact (DPO)"), "contact dpo");
        assert_eq!(fold("Transfers (USA)"), "transfers usa");
        assert_eq!(
            fold("Processing where possible harm arises"),
            "processing where possible harm arises"
        );
        assert_eq!(
            fold("Name and contact details of Processor(s)"),
            "name and contact details of processor"
        );
        assert_eq!(fold("Delegado/a de protección"), "delegado de proteccion");
        assert_eq!(fold("DATENSCHUTZBEAUFTRAGTE(R)"), "datenschutzbeauftragte");
        assert_eq!(fold("N/A"), "n a");
        assert_eq!(fold("manual/automated"), "manual automated");
    }

    #[test]
    fn letters_have_one_spelling() {
        assert_eq!(fold("KİŞİSEL VERİLERİN İŞLENMESİ"), fold("Kişisel verilerin işlenmesi"));
        assert_eq!(fold("KAYIT"), fold("kayıt"));
        assert_eq!(fold("ΣΚΟΠΌΣ"), fold("σκοπός"));
        assert_eq!(fold("ΣΚΟΠΟΣ"), fold("σκοπός"));
        assert_eq!(fold("\u{fb01}le"), "file");
        assert_eq!(fold("й ї Ґ"), "й ї ґ");
        assert_eq!(fold("и\u{306}"), "й");
        assert_eq!(fold("за\u{301}мок"), "замок");
        assert_eq!(fold("Maßnahmen"), fold("MASSNAHMEN"));
        assert_eq!(fold("controller\u{2019}s\u{a0}“name”"), "controllers name");
        assert_eq!(fold("reten\u{ad}tion"), "retention");
        assert_eq!(fold("legal_basis"), "legal basis");
        assert_eq!(fold("Ｐｕｒｐｏｓｅ"), "purpose");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,40}|[0-9a-cA-CivIV .,()\\[\\]/§–-]{0,20}(art|nr|if any|lit)?[0-9a-c. ()]{0,12}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone());
            prop_assert_eq!(once.trim(), &once);
        }

        #[test]
        fn the_first_word_is_always_that_of_the_whole(text in "[\\p{Latin}\\p{Greek}\\p{Cyrillic}\\p{P}0-9 ☐№]{0,40}|[a-cA-CivIV .,()\\[\\]/§–-]{0,20}(art|nr|if any|lit)?[a-c. ()]{0,12}") {
            let folded = fold(&text);
            prop_assert_eq!(first_word(&text), folded.split(' ').next().unwrap_or_default());
        }
    }
}
