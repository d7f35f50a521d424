//! Which of tesseract's languages a document is read in.

use whatlang::{Detector, Lang};

/// Letters that tell a language; fewer are a heading or a stamp.
const LETTERS: usize = 100;

/// Scripts by tesseract's names, with the languages of data protection registers that are written in them.
const SCRIPTS: &[(&str, &[&str])] = &[
    ("Arabic", &["ara", "fas"]),
    ("Armenian", &["hye"]),
    ("Cyrillic", &["bul", "ukr", "rus", "srp", "mkd"]),
    ("Georgian", &["kat"]),
    ("Greek", &["ell"]),
    ("Han", &["chi_sim", "chi_tra"]),
    ("Hangul", &["kor"]),
    ("Hebrew", &["heb"]),
    ("Japanese", &["jpn"]),
    ("Thai", &["tha"]),
];

/// A language that tesseract has no data for, by its name for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Missing(pub(super) String);

impl Missing {
    /// The Debian package with the data.
    pub(super) fn package(&self) -> String {
        format!("tesseract-ocr-{}", self.0.replace('_', "-"))
    }
}

/// What to read with before anything is known: English, which tells apart all languages in Latin script.
pub(super) fn first(installed: &[String]) -> Option<&str> {
    let mut languages = installed.iter().map(String::as_str);
    languages
        .clone()
        .find(|language| *language == "eng")
        .or_else(|| languages.find(|language| *language != "osd"))
}

/// The languages that a user asked for, joined as tesseract takes them.
///
/// # Errors
///
/// The first that is not installed.
pub(super) fn asked(languages: &[String], installed: &[String]) -> Result<String, Missing> {
    match languages.iter().find(|language| !installed.contains(language)) {
        Some(missing) => Err(Missing(missing.clone())),
        None => Ok(languages.join("+")),
    }
}

/// The languages for a document with this text in it, English beside its own one: names and terms are often in English.
/// `None` where the text does not tell.
///
/// # Errors
///
/// Its language, where that is plain and not installed.
pub(super) fn of_text(text: &str, installed: &[String]) -> Result<Option<String>, Missing> {
    if text.chars().filter(|c| c.is_alphabetic()).count() < LETTERS {
        return Ok(None);
    }
    match Detector::new().detect(text).filter(whatlang::Info::is_reliable) {
        Some(told) => beside_english(name(told.lang()), installed).map(Some),
        None => Ok(None),
    }
}

/// The installed languages of a script; `None` for Latin and for scripts that are not known here.
///
/// # Errors
///
/// The first language of the script, where none is installed.
pub(super) fn of_script(script: &str, installed: &[String]) -> Result<Option<String>, Missing> {
    let Some((_, languages)) = SCRIPTS.iter().find(|(name, _)| *name == script) else {
        return Ok(None);
    };
    let known = languages
        .iter()
        .copied()
        .filter(|language| installed.iter().any(|installed| installed == language));
    let known: Vec<&str> = known.collect();
    match known.is_empty() {
        true => Err(Missing(languages[0].to_owned())),
        false => Ok(Some(known.join("+"))),
    }
}

fn beside_english(language: &str, installed: &[String]) -> Result<String, Missing> {
    let has = |language: &str| installed.iter().any(|installed| installed == language);
    match (has(language), language) {
        (false, _) => Err(Missing(language.to_owned())),
        (true, "eng") => Ok("eng".to_owned()),
        (true, _) if has("eng") => Ok(format!("{language}+eng")),
        (true, _) => Ok(language.to_owned()),
    }
}

/// tesseract's name: ISO 639-3 with few exceptions.
fn name(lang: Lang) -> &'static str {
    match lang {
        Lang::Cmn => "chi_sim",
        Lang::Nob => "nor",
        Lang::Pes => "fas",
        lang => lang.code(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn installed(languages: &[&str]) -> Vec<String> {
        languages.iter().map(|language| (*language).to_owned()).collect()
    }

    const FINNISH: &str = "Rekisterin kayttotarkoitus on asiakassuhteen hoitaminen ja tietojen sailyttaminen. \
                           Tietoja luovutetaan viranomaisille lain edellyttamalla tavalla ja niita suojataan hyvin.";

    #[test]
    fn reads_a_language_beside_english() {
        let both = installed(&["eng", "fin", "osd"]);
        assert_eq!(of_text(FINNISH, &both), Ok(Some("fin+eng".to_owned())));
        assert_eq!(of_text("Rekisteri", &both), Ok(None));
    }

    #[test]
    fn a_language_without_data_names_its_package() {
        let english = installed(&["eng"]);
        let missing = of_text(FINNISH, &english).map_err(|missing| missing.package());
        assert_eq!(missing, Err("tesseract-ocr-fin".to_owned()));
        assert_eq!(Missing("chi_sim".to_owned()).package(), "tesseract-ocr-chi-sim");
        assert_eq!(of_script("Greek", &english), Err(Missing("ell".to_owned())));
        assert_eq!(of_script("Latin", &english), Ok(None));
        assert_eq!(
            asked(&installed(&["eng", "swe"]), &english),
            Err(Missing("swe".to_owned()))
        );
    }

    #[test]
    fn begins_with_english_where_it_can() {
        assert_eq!(first(&installed(&["deu", "eng"])), Some("eng"));
        assert_eq!(first(&installed(&["osd", "spa"])), Some("spa"));
        assert_eq!(first(&installed(&["osd"])), None);
    }
}
