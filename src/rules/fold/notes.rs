//! What stands behind a heading and is no part of it: "(where applicable)", ", if any", "(Art. 30(1)(b))", "[2]".

use super::numbering::{is_provision, may_be_provision};
use super::words;

/// Openings of such notes, as [`words`] gives them. Whatever follows them inside the brackets goes with them.
const NOTES: &[&str] = &[
    // English
    "where applicable",
    "where possible",
    "where relevant",
    "where appropriate",
    "where available",
    "where necessary",
    "when applicable",
    "if applicable",
    "if any",
    "if available",
    "if possible",
    "if relevant",
    "if known",
    "if so",
    "if yes",
    "if appropriate",
    "if different",
    "if necessary",
    "if required",
    "as applicable",
    "as appropriate",
    "optional",
    "mandatory",
    "required",
    "please",
    // Bulgarian, Catalan, Croatian, Czech
    "ако е приложимо",
    "когато е приложимо",
    "където е приложимо",
    "ако има",
    "si escau",
    "sescau",
    "si sescau",
    "si nhi ha",
    "ako je primjenjivo",
    "ako postoji",
    "ako je moguce",
    "pokud je relevantni",
    "pokud existuje",
    "je li to mozne",
    // Danish, Dutch, Estonian
    "hvis relevant",
    "hvis muligt",
    "eventuelt",
    "evt",
    "indien van toepassing",
    "indien mogelijk",
    "waar mogelijk",
    "optioneel",
    "kui on kohaldatav",
    "vajaduse korral",
    "kui on",
    "voimaluse korral",
    // Finnish, French
    "tarvittaessa",
    "mahdollisuuksien mukaan",
    "jos sovellettavissa",
    "soveltuvin osin",
    "mikali mahdollista",
    "mikali sovellettavissa",
    "le cas echeant",
    "sil y a lieu",
    "si applicable",
    "si possible",
    "si necessaire",
    "facultatif",
    "obligatoire",
    // German, Greek, Hungarian
    "falls zutreffend",
    "falls vorhanden",
    "falls anwendbar",
    "falls moglich",
    "sofern zutreffend",
    "sofern vorhanden",
    "sofern moglich",
    "wenn moglich",
    "wenn zutreffend",
    "ggf",
    "gegebenenfalls",
    "soweit vorhanden",
    "soweit moglich",
    "soweit zutreffend",
    "κατα περιπτωση",
    "εφοσον υπαρχει",
    "εφοσον ειναι δυνατο",
    "οπου εφαρμοζεται",
    "adott esetben",
    "ha van",
    "ha alkalmazhato",
    // Icelandic, Italian, Latvian, Lithuanian
    "ef við a",
    "se applicabile",
    "ove applicabile",
    "ove possibile",
    "se presente",
    "se del caso",
    "eventuale",
    "facoltativo",
    "ja piemerojams",
    "ja iespejams",
    "ja ir",
    "jei taikoma",
    "jei yra",
    "jei imanoma",
    // Norwegian, Polish, Portuguese, Romanian
    "hvis aktuelt",
    "dersom relevant",
    "dersom aktuelt",
    "hvis mulig",
    "dersom mulig",
    "jesli dotyczy",
    "o ile dotyczy",
    "jezeli dotyczy",
    "gdy ma to zastosowanie",
    "jezeli jest to mozliwe",
    "w stosownych przypadkach",
    "se aplicavel",
    "quando aplicavel",
    "se for o caso",
    "se possivel",
    "daca este cazul",
    "dupa caz",
    "daca este posibil",
    // Slovak, Slovenian, Spanish, Swedish, Turkish, Ukrainian
    "ak je relevantne",
    "ak existuje",
    "ak je to mozne",
    "ce je primerno",
    "ce obstaja",
    "ce je mogoce",
    "en su caso",
    "si procede",
    "si corresponde",
    "si aplica",
    "si es posible",
    "si los hay",
    "si existe",
    "opcional",
    "obligatorio",
    "cuando proceda",
    "i forekommande fall",
    "om tillampligt",
    "om mojligt",
    "valfritt",
    "varsa",
    "за наявності",
    "якщо застосовно",
];

/// Words that announce a reference to a law, the last of them where there are several ("pursuant to").
const CITING: &[&str] = &[
    "ex",
    "under",
    "per",
    "to",
    "with",
    "nach",
    "gem",
    "gemass",
    "lt",
    "laut",
    "selon",
    "de",
    "du",
    "a",
    "al",
    "segun",
    "do",
    "da",
    "dell",
    "all",
    "z",
    "podle",
    "podla",
    "enligt",
    "jf",
    "jfr",
    "etter",
    "iht",
    "ifolge",
    "volgens",
    "conform",
    "prema",
    "po",
    "pagal",
    "по",
    "згідно",
    "зі",
    "съгласно",
    "κατα",
    "vastavalt",
    "saskana",
    "ar",
];
/// Articles that name data of their own: "Data under Art. 9" are special ones.
const TELLING_ARTICLES: [&str; 2] = ["9", "10"];

/// A reference to a law in a heading's own words has at most so many bytes.
const LONGEST_CITATION: usize = 160;

/// A note has at most so many words.
const LONGEST_NOTE: usize = 5;

/// Behind a comma a note must be nearly alone: "where possible" may also open half a sentence.
const WORDS_BESIDE: usize = 2;

/// The heading before a note that it ends in, or `None` where it has none.
pub(super) fn before(text: &str) -> Option<&str> {
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | ']'));
    if text.ends_with([')', ']']) {
        let start = opening(text)?;
        let inside = words(&text[start..]);
        let mark = inside.len() <= 2 && inside.bytes().all(|b| b.is_ascii_digit());
        // A mark stuck to a word is part of the heading, as is a list that only begins like a note.
        let note =
            mark || is_note(&inside, usize::MAX) || is_provision(&inside) || is_acronym(&text[start..], &text[..start]);
        return note.then_some(&text[..start]);
    }
    let (start, _) = text
        .char_indices()
        .rev()
        .find(|&(at, c)| matches!(c, ',' | '–' | '—') || (c == '-' && text[..at].ends_with(' ')))?;
    let last = &text[start..];
    // Most commas part a sentence, which is told before what follows is folded.
    if last.split_whitespace().nth(LONGEST_NOTE + WORDS_BESIDE + 1).is_some() && !may_be_provision(last, 2) {
        return None;
    }
    let last = words(last);
    (is_note(&last, WORDS_BESIDE) || is_provision(&last)).then_some(&text[..start])
}

/// A heading without the reference to a law in its own words at the end: "Measures under Art. 32", "Misure ex art. 32".
pub fn before_citation(text: &str) -> Option<&str> {
    if !may_be_provision(text, usize::MAX) {
        return None;
    }
    let near = text.len().saturating_sub(LONGEST_CITATION).max(1);
    let starts = text.char_indices().filter(|&(at, c)| c.is_whitespace() && at >= near);
    for (at, _) in starts {
        // Told by the next words before all that follows is folded.
        if !may_be_provision(&text[at..], 2) {
            continue;
        }
        let cited = words(&text[at..]);
        let telling = cited.split(' ').any(|word| TELLING_ARTICLES.contains(&word));
        if telling || !is_provision(&cited) {
            continue;
        }
        let before = text[..at].trim_end();
        let announced = before
            .rsplit_once(char::is_whitespace)
            .filter(|(_, word)| CITING.contains(&words(word).as_str()));
        let before = announced.map_or(before, |(before, _)| before);
        return before.contains(char::is_alphabetic).then_some(before);
    }
    None
}

/// Whether the brackets hold the initials of what stands before them: "Data Protection Officer (DPO)", "Measures (TOMs)".
/// In compounds, letters inside the words count too: "Datenschutz-Folgenabschätzung (DSFA)".
fn is_acronym(brackets: &str, before: &str) -> bool {
    let inside = brackets.trim_matches(|c: char| !c.is_alphanumeric());
    if inside.len() > 8 || inside.chars().filter(|c| c.is_uppercase()).count() < 2 {
        return false;
    }
    let letters = words(inside.trim_end_matches('s'));
    let before = words(before);
    before.split(' ').enumerate().any(|(index, _)| {
        let mut rest = before.split(' ').skip(index).flat_map(str::chars);
        rest.next() == letters.chars().next() && letters.chars().skip(1).all(|letter| rest.any(|c| c == letter))
    })
}

/// Where the bracket opens that closes at the end; where some close that never open, as in "(art. 6.1.b) GDPR)", the first.
fn opening(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut first = None;
    for (at, c) in text.char_indices().rev() {
        match c {
            ')' | ']' => depth += 1,
            '(' | '[' => {
                depth = depth.saturating_sub(1);
                first = Some(at);
                if depth == 0 {
                    break;
                }
            }
            _ => {}
        }
    }
    first
}

fn is_note(words: &str, beside: usize) -> bool {
    NOTES.iter().any(|note| {
        words
            .strip_prefix(note)
            .is_some_and(|rest| (rest.is_empty() || rest.starts_with(' ')) && rest.split_whitespace().count() <= beside)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn citations_in_running_words_go() {
        assert_eq!(before_citation("Misure ex art. 32"), Some("Misure"));
        assert_eq!(before_citation("Maßnahmen nach Art. 32 DSGVO"), Some("Maßnahmen"));
        assert_eq!(before_citation("Recipients Art. 30(1)(d)"), Some("Recipients"));
        assert_eq!(before_citation("Data under Art. 9"), None);
        assert_eq!(before_citation("Article 30"), None);
        assert_eq!(before_citation("Measures for the art of painting"), None);
    }

    #[test]
    fn notes_are_spelt_as_words_gives_them() {
        for spelt in NOTES.iter().chain(CITING) {
            assert_eq!(words(spelt), *spelt);
        }
        for note in NOTES {
            assert!(note.split(' ').count() <= LONGEST_NOTE, "{note}");
        }
    }
}
