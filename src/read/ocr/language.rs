//! Which of tesseract's languages a document is read in.

use whatlang::{Detector, Lang};

/// Letters that tell a language; fewer are a heading or a stamp.
const LETTERS: usize = 100;

/// Languages that are told by a text and that there is no data for: what looks like them is something else badly read.
const NO_DATA: [Lang; 5] = [Lang::Aka, Lang::Zul, Lang::Sna, Lang::Tuk, Lang::Tgl];

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

/// The languages of the rules by BCP 47, with tesseract's names for them: ISO 639-2, the code of the people's own word.
const NAMES: &[(&str, &str)] = &[
    ("bg", "bul"),
    ("ca", "cat"),
    ("cs", "ces"),
    ("da", "dan"),
    ("de", "deu"),
    ("el", "ell"),
    ("en", "eng"),
    ("es", "spa"),
    ("et", "est"),
    ("eu", "eus"),
    ("fi", "fin"),
    ("fr", "fra"),
    ("ga", "gle"),
    ("gl", "glg"),
    ("hr", "hrv"),
    ("hu", "hun"),
    ("is", "isl"),
    ("it", "ita"),
    ("lt", "lit"),
    ("lv", "lav"),
    ("mt", "mlt"),
    ("nb", "nor"),
    ("nl", "nld"),
    ("pl", "pol"),
    ("pt", "por"),
    ("ro", "ron"),
    ("sk", "slk"),
    ("sl", "slv"),
    ("sv", "swe"),
    ("tr", "tur"),
    ("uk", "ukr"),
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

/// The languages that a user asked for, by tesseract's names or BCP 47, joined as tesseract takes them.
///
/// # Errors
///
/// The first that is not installed.
pub(super) fn asked(languages: &[String], installed: &[String]) -> Result<String, Missing> {
    let named = |language: &String| {
        let own = NAMES.iter().find(|(tag, _)| tag == language);
        own.map_or_else(|| language.clone(), |(_, name)| (*name).to_owned())
    };
    let languages: Vec<String> = languages.iter().map(named).collect();
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
        Some(told) if NO_DATA.contains(&told.lang()) => Ok(None),
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
    #![allow(clippy::unwrap_used)]

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
    fn every_language_of_the_rules_has_its_package() {
        let files = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("rules/languages")
            .read_dir()
            .unwrap();
        let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
        let tags: Vec<String> = names
            .filter(|name| !name.contains(".cases."))
            .map(|name| name.trim_end_matches(".toml").to_owned())
            .collect();
        assert!(tags.len() >= 31);
        for tag in tags {
            let missing = asked(std::slice::from_ref(&tag), &[]).unwrap_err();
            assert!(
                missing.package().len() == "tesseract-ocr-xxx".len(),
                "{tag}: {}",
                missing.package()
            );
        }
        assert_eq!(
            asked(&installed(&["fi", "en"]), &installed(&["eng", "fin"])),
            Ok("fin+eng".to_owned())
        );
    }

    #[test]
    fn begins_with_english_where_it_can() {
        assert_eq!(first(&installed(&["deu", "eng"])), Some("eng"));
        assert_eq!(first(&installed(&["osd", "spa"])), Some("spa"));
        assert_eq!(first(&installed(&["osd"])), None);
    }
}
