//! Rich Text Format → blocks.
//!
//! No crate reads its tables, so this is a reader of our own: [`token`] cuts the file into words, [`walk`] carries
//! them out with the properties that [`state`] keeps for each group.

mod charset;
mod control;
mod destination;
mod form;
mod frame;
mod state;
mod table;
mod token;
mod walk;

use crate::document::{Document, Format, TextSource};
use crate::outcome::Failure;

use super::Limits;
use super::inline::tidy;
use super::parts::unreadable;
use token::{Token, Tokens};
use walk::Walk;

/// Reads a file. Text whose deletion is tracked, hidden text and comments are left out; notes stand at the end of the
/// text, what headers and footers hold in [`Document::running`].
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Failure> {
    let mut walk = Walk::new(limits);
    let mut last = Token::Close;
    for token in Tokens::new(bytes) {
        last = token;
        match token {
            Token::Open => walk.open_group()?,
            Token::Close if walk.depth() <= 1 => break,
            Token::Close => walk.close_group()?,
            Token::Control(word, value) => walk.control(word, value)?,
            Token::Byte(byte) => walk.byte(byte)?,
        }
    }
    // Many writers forget braces at the end. Where the file stops anywhere else, text is missing.
    if !matches!(last, Token::Close | Token::Control("par", _)) {
        return Err(unreadable("the file ends too early"));
    }
    let read = walk.finish()?;
    Ok(Document {
        remarks: Vec::new(),
        format: Format::Rtf,
        text_source: TextSource::Markup,
        pages: Vec::new(),
        text: read.text,
        blocks: read.blocks,
        running: read.running,
        title: Some(tidy(&read.title)).filter(|title| !title.is_empty()),
        language: None,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
