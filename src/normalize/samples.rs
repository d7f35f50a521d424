//! Vocabularies for the tests of this module: enough words of four languages to show each rule.

use super::vocabulary::Vocabulary;
use crate::rules::file::LanguageFile;

/// The vocabularies of these languages, in this order.
pub(crate) fn vocabularies(codes: &[&str]) -> Vec<Vocabulary> {
    codes.iter().map(|code| vocabulary(code)).collect()
}

fn vocabulary(code: &str) -> Vocabulary {
    let text = match code {
        "en" => ENGLISH,
        "fi" => FINNISH,
        "es" => SPANISH,
        "de" => GERMAN,
        _ => "",
    };
    let file: LanguageFile =
        toml::from_str(&format!("language = '{code}'\nname = '{code}'\n{text}")).expect("the sample parses");
    Vocabulary::new(&file.status, &file.words)
}

const ENGLISH: &str = r#"
[status]
not_applicable = ["not applicable", "not required"]
none = ["none", "no", "there are no"]
negations = ["does not transfer", "not transferred", "not be transferred", "no automated"]
exceptions = ["except", "unless", "other than", "but", "not directly", "in principle"]
elsewhere = ["see", "see the", "please refer to", "can be found in"]
internal = ["published internally", "available internally"]
to_complete = ["to be completed", "click here to enter text", "draft"]
redacted = ["redacted"]
yes = ["yes"]
no = ["no"]
[words]
months = [["january", "jan"], ["february"], ["march", "mar"], ["april"], ["may"], ["june"], ["july"], ["august"],
    ["september", "sept"], ["october"], ["november"], ["december", "dec"]]
minimum = ["minimum", "at least"]
maximum = ["maximum", "maximum period of", "up to", "no longer than", "within"]
events = ["until", "after", "as long as", "for the duration of", "last", "from"]
indefinite = ["indefinite", "indefinitely"]
as_necessary = ["as long as necessary"]
schedules = ["retention schedule"]
third_country = ["third country", "third countries", "outside of the eu", "outside of eu", "outside the eu"]
roles = ["director", "head", "dpo", "officer", "manager"]
organisations = ["ltd", "inc", "university", "city of", "ministry", "organisation"]
streets = ["street", "park", "place", "road"]
[words.numbers]
1 = ["a", "an", "one"]
3 = ["three"]
5 = ["five"]
6 = ["six"]
24 = ["twenty-four"]
[words.units]
hour = ["hour", "hours", "h"]
day = ["day", "days"]
week = ["week", "weeks"]
month = ["month", "months"]
year = ["year", "years"]
[words.countries]
US = ["United States"]
BE = ["Belgium"]
ES = ["Spain"]
IE = ["Ireland"]
GE = ["Georgia"]
IT = ["Italy"]
EU = ["European Union"]
[words.legal_bases]
a = ["consent"]
b = ["performance of a contract", "contract"]
c = ["legal obligation"]
e = ["public interest"]
f = ["legitimate interest"]
[words.rights]
access = ["access"]
rectification = ["rectification"]
erasure = ["erasure"]
objection = ["object"]
complaint = ["complaint"]
"#;

const FINNISH: &str = r#"
[status]
none = ["ei ole", "ei"]
negations = ["ei luovuteta", "ei siirretä", "ei käytetä"]
exceptions = ["paitsi", "lähtökohtaisesti"]
elsewhere = ["katso", "ks."]
to_complete = ["täydennetään"]
yes = ["kyllä"]
no = ["ei"]
[words]
months = [["tammikuuta"], ["helmikuuta"], ["maaliskuuta"]]
minimum = ["vähintään"]
maximum = ["enintään"]
events = ["kunnes", "jälkeen", "päättymisestä", "ajan"]
indefinite = ["pysyvästi", "toistaiseksi"]
third_country = ["euroopan talousalueen ulkopuolelle", "eu:n … ulkopuolelle"]
roles = ["*johtaja", "asiantuntija", "*vastaava"]
organisations = ["oy", "ry", "*korkeakoulu"]
streets = ["*katu", "*tie", "*ranta"]
[words.numbers]
5 = ["viisi", "viiden"]
6 = ["kuusi", "kuuden"]
[words.units]
month = ["kuukausi", "kuukautta", "kuukauden", "kk"]
year = ["vuosi", "vuotta", "vuoden", "v"]
[words.countries]
US = ["Yhdysvallat", "Yhdysvaltoi*", "Yhdysvalloi*"]
EEA = ["Euroopan talousalueen", "ETA"]
[words.legal_bases]
a = ["suostumu*"]
b = ["sopimus"]
c = ["lakisääteinen velvoite"]
f = ["oikeutettu etu"]
[words.rights]
access = ["tarkastaa"]
rectification = ["oikaista"]
"#;

const SPANISH: &str = r#"
[status]
not_applicable = ["no aplica", "no procede"]
none = ["no", "ninguno", "ninguna", "no existen", "no se prevén"]
negations = ["no se prevén", "no están previstas"]
exceptions = ["salvo"]
elsewhere = ["ver", "véase"]
to_complete = ["pendiente", "pendiente de"]
yes = ["sí"]
no = ["no"]
[words]
months = [["enero"], ["febrero"], ["marzo"]]
maximum = ["máximo"]
events = ["hasta", "desde", "tras", "mientras"]
organisations = ["ayuntamiento", "fundación", "s.l."]
streets = ["calle", "avenida", "plaza"]
[words.numbers]
5 = ["cinco"]
36 = ["treinta y seis"]
[words.units]
day = ["día", "días"]
month = ["mes", "meses"]
year = ["año", "años"]
[words.countries]
BE = ["Bélgica"]
ES = ["España"]
US = ["Estados Unidos", "EE. UU."]
"#;

const GERMAN: &str = r#"
[status]
not_applicable = ["entfällt", "nicht zutreffend"]
none = ["keine", "kein", "nein"]
negations = ["es gibt keine", "nicht … übermittelt"]
exceptions = ["außer", "grundsätzlich"]
elsewhere = ["siehe"]
yes = ["ja"]
no = ["nein"]
[words]
months = [["januar"], ["februar"], ["märz"]]
maximum = ["höchstens", "spätestens"]
events = ["bis", "nach", "ab", "zum"]
indefinite = ["dauerhaft"]
organisations = ["gmbh"]
streets = ["*straße"]
[words.units]
hour = ["h", "stunden"]
week = ["wochen"]
year = ["jahre", "jahr"]
[words.legal_bases]
f = ["berechtigtes interesse"]
"#;
