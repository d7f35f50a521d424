//! What was read, as JSON: on its way from a child, and in the cache.

use serde::Deserialize;

use crate::document::Document;
use crate::outcome::Failure;
use crate::read::HangsOn;

/// What a child answers: what it read, and whether another would read the same.
pub type Answer = (Result<Document, Failure>, HangsOn);

/// Parses an answer, or what else holds a document.
///
/// # Errors
///
/// Where it is none.
pub(crate) fn parsed<'a, T: Deserialize<'a>>(json: &'a [u8]) -> serde_json::Result<T> {
    let mut json = serde_json::Deserializer::from_slice(json);
    // Seventeen tables in each other are over the limit of the parser. A document's own, on its tables, takes its place.
    json.disable_recursion_limit();
    let value = T::deserialize(&mut json)?;
    json.end()?;
    Ok(value)
}
