//! Errors in rule files. Each says where and, where a name is nearly right, what was meant.

use std::fmt;
use std::ops::Range;

use super::load::Source;

/// One error in a rule file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Error {
    /// The file, as a person finds it.
    pub path: String,
    /// 1-based line and column (in characters), where the error has a place in the file.
    pub place: Option<(usize, usize)>,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Some((line, column)) => write!(out, "{}:{line}:{column}: {}", self.path, self.message),
            None => write!(out, "{}: {}", self.path, self.message),
        }
    }
}

/// All errors of all rule files, in the order of files and lines; one a line when shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Errors(pub Vec<Error>);

impl fmt::Display for Errors {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.0.iter().enumerate() {
            write!(out, "{}{error}", if index == 0 { "" } else { "\n" })?;
        }
        Ok(())
    }
}

impl std::error::Error for Errors {}

impl Errors {
    /// Notes an error at a byte range of a file.
    pub(crate) fn at(&mut self, source: &Source, span: Range<usize>, message: String) {
        let place = Some(line_and_column(&source.text, span.start));
        self.0.push(Error {
            path: source.name.clone(),
            place,
            message,
        });
    }

    /// Notes an error of a whole file.
    pub(crate) fn of(&mut self, name: &str, message: String) {
        self.0.push(Error {
            path: name.to_owned(),
            place: None,
            message,
        });
    }

    /// A value, or an error of a whole file noted.
    pub(super) fn noting<T, E: fmt::Display>(&mut self, name: &str, result: Result<T, E>) -> Option<T> {
        result.map_err(|error| self.of(name, error.to_string())).ok()
    }

    /// Parses a file, or notes why it does not parse.
    pub(crate) fn parse<T: serde::de::DeserializeOwned>(&mut self, source: &Source) -> Option<T> {
        match toml::from_str(&source.text) {
            Ok(file) => Some(file),
            Err(error) => {
                self.at(source, error.span().unwrap_or_default(), plainly(error.message()));
                None
            }
        }
    }

    /// `value` where no error was noted, else all of them.
    pub(crate) fn or<T>(mut self, value: T) -> Result<T, Errors> {
        if self.0.is_empty() {
            return Ok(value);
        }
        self.0.sort();
        self.0.dedup();
        Err(self)
    }
}

/// `, did you mean …?` where one of `names` is near `wrong`, else nothing.
pub(crate) fn suggestion<'a>(wrong: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    // Below this a "did you mean" misleads more than it helps.
    const NEAR: f64 = 0.6;
    names
        .into_iter()
        .map(|name| (strsim::normalized_damerau_levenshtein(wrong, name), name))
        .filter(|(likeness, _)| *likeness >= NEAR)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map_or(String::new(), |(_, name)| format!(", did you mean `{name}`?"))
}

/// A parser's message on one line; a list of thirty expected keys becomes the one that was meant.
fn plainly(message: &str) -> String {
    let message = message.split_whitespace().collect::<Vec<_>>().join(" ");
    let said = [("unknown field", "unknown key"), ("unknown variant", "unknown value")];
    let Some((theirs, ours)) = said.into_iter().find(|(theirs, _)| message.starts_with(theirs)) else {
        return message;
    };
    let mut names = message[theirs.len()..].split('`').skip(1).step_by(2);
    let wrong = names.next().unwrap_or_default();
    let meant = suggestion(wrong, names);
    if meant.is_empty() {
        message.replace(theirs, ours)
    } else {
        format!("{ours} `{wrong}`{meant}")
    }
}

fn line_and_column(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_not_bytes() {
        let text = "a = 1\nä = \"päivä\" oops";
        assert_eq!(line_and_column(text, text.find("oops").unwrap_or(0)), (2, 13));
        assert_eq!(line_and_column("", 0), (1, 1));
    }

    #[test]
    fn a_misspelt_key_gets_its_nearest_name() {
        let message = "unknown field `regulater`, expected one of `law`, `regulator`, `usage`\n";
        assert_eq!(plainly(message), "unknown key `regulater`, did you mean `regulator`?");
        assert_eq!(
            plainly("unknown field `xyz`, expected `law`"),
            "unknown key `xyz`, expected `law`"
        );
        assert_eq!(
            plainly("unknown variant `eror`, expected one of `error`, `note`"),
            "unknown value `eror`, did you mean `error`?"
        );
    }
}
