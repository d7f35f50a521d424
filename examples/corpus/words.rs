//! What the documents are made of, language by language.

/// Headings in the order of Article 30 GDPR, and answers that may stand under each.
pub(super) struct Language {
    /// BCP 47.
    pub(super) code: &'static str,
    pub(super) title: &'static str,
    pub(super) headings: [&'static str; FIELDS],
    pub(super) answers: [&'static [&'static str]; FIELDS],
}

const FIELDS: usize = 9;

pub(super) const LANGUAGES: [Language; 5] = [
    Language {
        code: "en",
        title: "Record of processing activities",
        headings: [
            "Name of the processing activity",
            "Controller",
            "Purposes of the processing",
            "Legal basis",
            "Categories of data subjects",
            "Categories of personal data",
            "Recipients",
            "Retention period",
            "Security measures",
        ],
        answers: [
            &["Boat hire", "Choir members", "Parking permits", "Payroll"],
            &[
                "Harbour Trust, 2 Quay Street, privacy@harbour.example",
                "Hill Choir, 9 Mill Lane, hill@choir.example",
            ],
            &[
                "To let boats by the day and to bill for them",
                "To send out the programme",
                "To pay wages in time",
            ],
            &[
                "Contract (Article 6(1)(b) GDPR)",
                "Legal obligation (Article 6(1)(c) GDPR)",
                "Consent",
            ],
            &["Customers", "Members", "Employees and applicants"],
            &["Name, address, telephone number", "Name, bank account, hours worked"],
            &["The bank", "None", "The tax office; the accountant"],
            &[
                "3 years after the last hire",
                "Six months",
                "10 years from the end of the financial year",
            ],
            &["Locked cabinets; access by role", "Backups are encrypted"],
        ],
    },
    Language {
        code: "de",
        title: "Verzeichnis von Verarbeitungstätigkeiten",
        headings: [
            "Bezeichnung der Verarbeitungstätigkeit",
            "Verantwortlicher",
            "Zwecke der Verarbeitung",
            "Rechtsgrundlage",
            "Kategorien betroffener Personen",
            "Kategorien personenbezogener Daten",
            "Empfänger",
            "Löschfristen",
            "Technische und organisatorische Maßnahmen",
        ],
        answers: [
            &["Bootsverleih", "Lohnabrechnung", "Mitgliederverwaltung"],
            &[
                "Hafenverein e. V., Kaistraße 2, post@hafen.example",
                "Stadtchor, Mühlweg 9, chor@stadt.example",
            ],
            &[
                "Verleih von Booten und Rechnung darüber",
                "Auszahlung der Löhne",
                "Versand des Programms",
            ],
            &[
                "Art. 6 Abs. 1 lit. b DSGVO",
                "Art. 6 Abs. 1 lit. c DSGVO",
                "Einwilligung",
            ],
            &["Kunden", "Beschäftigte", "Mitglieder und Eltern"],
            &["Name, Anschrift, Telefonnummer", "Name, Bankverbindung, Arbeitszeit"],
            &["Bank", "Keine", "Finanzamt; Steuerberater"],
            &["3 Jahre nach der letzten Miete", "sechs Monate", "10 Jahre"],
            &[
                "Verschlossene Schränke",
                "Verschlüsselte Sicherungen; Rechte nach Rollen",
            ],
        ],
    },
    Language {
        code: "fr",
        title: "Registre des activités de traitement",
        headings: [
            "Nom du traitement",
            "Responsable du traitement",
            "Finalités du traitement",
            "Base juridique",
            "Catégories de personnes concernées",
            "Catégories de données personnelles",
            "Destinataires",
            "Durée de conservation",
            "Mesures de sécurité",
        ],
        answers: [
            &["Location de bateaux", "Paie", "Gestion des adhérents"],
            &[
                "Association du port, 2 quai Neuf, port@association.example",
                "Chorale, 9 rue du Moulin, voix@chorale.example",
            ],
            &[
                "Louer des bateaux et les facturer",
                "Verser les salaires",
                "Envoyer le programme",
            ],
            &[
                "Contrat (article 6.1.b du RGPD)",
                "Obligation légale (article 6.1.c du RGPD)",
                "Consentement",
            ],
            &["Clients", "Salariés", "Adhérents et parents"],
            &["Nom, adresse, téléphone", "Nom, compte bancaire, horaires"],
            &["Banque", "Aucun", "Administration fiscale; comptable"],
            &["3 ans après la dernière location", "six mois", "10 ans"],
            &["Armoires fermées à clé", "Sauvegardes chiffrées; accès par rôle"],
        ],
    },
    Language {
        code: "es",
        title: "Registro de actividades de tratamiento",
        headings: [
            "Nombre de la actividad de tratamiento",
            "Responsable del tratamiento",
            "Fines del tratamiento",
            "Base jurídica",
            "Categorías de interesados",
            "Categorías de datos personales",
            "Destinatarios",
            "Plazo de conservación",
            "Medidas de seguridad",
        ],
        answers: [
            &["Alquiler de barcas", "Nóminas", "Gestión de socios"],
            &[
                "Club del puerto, Muelle 2, puerto@club.example",
                "Coro, Calle Molino 9, coro@voces.example",
            ],
            &[
                "Alquilar barcas y facturarlas",
                "Pagar los salarios",
                "Enviar el programa",
            ],
            &[
                "Contrato (artículo 6.1.b RGPD)",
                "Obligación legal (artículo 6.1.c RGPD)",
                "Consentimiento",
            ],
            &["Clientes", "Empleados", "Socios y padres"],
            &["Nombre, dirección, teléfono", "Nombre, cuenta bancaria, horario"],
            &["Banco", "Ninguno", "Agencia tributaria; asesoría"],
            &["3 años desde el último alquiler", "seis meses", "10 años"],
            &["Armarios cerrados", "Copias cifradas; acceso por función"],
        ],
    },
    Language {
        code: "fi",
        title: "Seloste käsittelytoimista",
        headings: [
            "Käsittelytoimen nimi",
            "Rekisterinpitäjä",
            "Käsittelyn tarkoitukset",
            "Oikeusperuste",
            "Rekisteröityjen ryhmät",
            "Henkilötietoryhmät",
            "Vastaanottajat",
            "Säilytysaika",
            "Turvatoimet",
        ],
        answers: [
            &["Veneiden vuokraus", "Palkanlaskenta", "Jäsenrekisteri"],
            &[
                "Satamayhdistys ry, Laituritie 2, satama@yhdistys.example",
                "Kuoro ry, Myllytie 9, kuoro@laulu.example",
            ],
            &[
                "Veneiden vuokraaminen ja laskutus",
                "Palkkojen maksaminen",
                "Ohjelman lähettäminen",
            ],
            &["Sopimus", "Lakisääteinen velvoite", "Suostumus"],
            &["Asiakkaat", "Työntekijät", "Jäsenet ja huoltajat"],
            &["Nimi, osoite, puhelinnumero", "Nimi, tilinumero, työaika"],
            &["Pankki", "Ei ole", "Verohallinto; tilitoimisto"],
            &["3 vuotta viimeisestä vuokrauksesta", "kuusi kuukautta", "10 vuotta"],
            &[
                "Lukitut kaapit",
                "Varmuuskopiot salataan; käyttöoikeudet tehtävän mukaan",
            ],
        ],
    },
];
