//! Rules: TOML files, embedded and of the user, checked and compiled once.

pub mod file;

// Stub until the rules are merged.
/// Stub.
#[derive(Debug, Default)]
pub struct Rules {
    /// Fields.
    pub fields: Vec<file::FieldEntry>,
    /// Regimes.
    pub regimes: Vec<file::RegimeFile>,
    /// Languages.
    pub languages: Vec<file::LanguageFile>,
    /// Templates.
    pub templates: Vec<file::TemplateFile>,
    /// Hash.
    pub hash: String,
}
/// Stub.
#[derive(Debug, thiserror::Error)]
#[error("stub")]
pub struct Errors;
impl Rules {
    /// Stub.
    pub fn load(_dir: Option<&std::path::Path>) -> Result<Rules, Errors> {
        Ok(Rules { hash: "0123456789abcdef".into(), ..Rules::default() })
    }
}
