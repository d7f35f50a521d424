//! Chunks of another format that Word takes in when it opens a document: how tools on the web write one. HTML is read,
//! by itself or as a web archive.

use crate::document::{Block, Location};
use crate::outcome::Failure;
use crate::read::{Limits, encoding, html};

/// The blocks of a chunk; none for formats but HTML.
pub(super) fn blocks(bytes: &[u8], limits: &Limits) -> Result<Vec<Block>, Failure> {
    let Some(text) = encoding::decode(bytes, html::declared_encoding(bytes)) else {
        return Ok(Vec::new());
    };
    let page = if text.starts_with("MIME-Version:") {
        archived(&text)
    } else {
        Some(text)
    };
    match page.filter(|page| page.trim_start().starts_with('<')) {
        Some(page) => html::fragment(&page, Location::default(), limits),
        None => Ok(Vec::new()),
    }
}

/// The page in a web archive.
fn archived(archive: &str) -> Option<String> {
    let at = archive.find("boundary=")? + "boundary=".len();
    let value = archive[at..].lines().next()?.trim();
    let boundary = format!("--{}", value.split(';').next()?.trim().trim_matches('"'));
    let parts = archive
        .split(boundary.as_str())
        .filter_map(|part| part.trim_start().split_once("\n\n"));
    let (head, body) = parts
        .into_iter()
        .find(|(head, _)| head.to_ascii_lowercase().contains("text/html"))?;
    let quoted = head.to_ascii_lowercase().contains("quoted-printable");
    Some(if quoted { unquoted(body) } else { body.to_owned() })
}

/// Quoted-printable text: `=3D` for a byte, `=` at the end of a line that goes on.
fn unquoted(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut pieces = text.split('=');
    bytes.extend(pieces.next().unwrap_or_default().bytes());
    for piece in pieces {
        let code = piece.get(..2).and_then(|code| u8::from_str_radix(code, 16).ok());
        match (piece.strip_prefix('\n'), code) {
            (Some(rest), _) => bytes.extend(rest.bytes()),
            (None, Some(code)) => {
                bytes.push(code);
                bytes.extend(piece[2..].bytes());
            }
            (None, None) => bytes.extend(format!("={piece}").bytes()),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn text(chunk: &str) -> Vec<String> {
        let blocks = blocks(chunk.as_bytes(), &Limits::default()).unwrap();
        blocks.iter().map(Block::text).collect()
    }

    #[test]
    fn pages_and_web_archives_are_read_and_other_formats_are_not() {
        assert_eq!(text("<p>Firm"), ["Firm"]);
        assert_eq!(
            text(
                "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"x\"\r\n\r\n--x\r\nContent-Type: text/html\r\n\
                 Content-Transfer-Encoding: quoted-printable\r\n\r\n<p class=3Da>Fi=\r\nrm=C3=A4</p>\r\n--x--"
            ),
            ["Firmä"]
        );
        assert!(text("Plain").is_empty());
    }
}
