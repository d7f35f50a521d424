//! Codes of languages: BCP 47 writes two letters where ISO 639-1 has them.

use whatlang::Lang;

/// A language's code without region and script; both written forms of Norwegian are read by the same rules.
pub(super) fn plain(code: &str) -> String {
    let code = code.split(['-', '_']).next().unwrap_or(code).to_lowercase();
    match code.as_str() {
        "no" | "nn" => "nb".to_owned(),
        _ => code,
    }
}

/// The code of a language that body text looks like.
pub(super) fn code(lang: Lang) -> Option<&'static str> {
    CODES.iter().find(|(known, _)| *known == lang).map(|&(_, code)| code)
}

/// The languages that body text is told by.
pub(super) const CODES: &[(Lang, &str)] = &[
    (Lang::Eng, "en"),
    (Lang::Rus, "ru"),
    (Lang::Spa, "es"),
    (Lang::Por, "pt"),
    (Lang::Ita, "it"),
    (Lang::Fra, "fr"),
    (Lang::Deu, "de"),
    (Lang::Ukr, "uk"),
    (Lang::Cat, "ca"),
    (Lang::Nob, "nb"),
    (Lang::Dan, "da"),
    (Lang::Swe, "sv"),
    (Lang::Fin, "fi"),
    (Lang::Tur, "tr"),
    (Lang::Nld, "nl"),
    (Lang::Hun, "hu"),
    (Lang::Ces, "cs"),
    (Lang::Ell, "el"),
    (Lang::Bul, "bg"),
    (Lang::Hrv, "hr"),
    (Lang::Ron, "ro"),
    (Lang::Slv, "sl"),
    (Lang::Pol, "pl"),
    (Lang::Lit, "lt"),
    (Lang::Lav, "lv"),
    (Lang::Est, "et"),
    (Lang::Slk, "sk"),
    (Lang::Srp, "sr"),
    (Lang::Mkd, "mk"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn norwegian_is_one() {
        assert_eq!(plain("nn-NO"), "nb");
        assert_eq!(plain("no"), "nb");
        assert_eq!(plain("pt_BR"), "pt");
    }
}
