//! Electronic mail (RFC 5322, MIME): its body is a document, its attachments are files of their own. Headers are no
//! content: a sender is no controller.

use mail_parser::{MessageParser, MimeHeaders, PartType};

use crate::document::{Document, Format};
use crate::outcome::Failure;

use super::archive::Member;
use super::bounds;
use super::{Limits, html, no_text, text};

/// Reads the body: HTML where there is some, since it keeps tables and headings.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Failure> {
    let Some(message) = MessageParser::default().parse(bytes) else {
        return Err(no_text("the mail has no headers and no body"));
    };
    let part = message
        .html_bodies()
        .chain(message.text_bodies())
        .find_map(|part| match &part.body {
            PartType::Html(html) => Some((html, true)),
            PartType::Text(text) => Some((text, false)),
            _ => None,
        });
    let document = match part {
        Some((body, true)) => html::read(bounded(body, limits)?, limits)?,
        Some((body, false)) => text::read(bounded(body, limits)?.to_owned()),
        None => return Err(no_text("the mail has no body")),
    };
    Ok(Document {
        format: Format::Eml,
        ..document
    })
}

fn bounded<'a>(body: &'a str, limits: &Limits) -> Result<&'a str, Failure> {
    bounds::text(body, limits).map(|()| body)
}

/// The attachments, pictures and signatures among them, in the order of the mail. One without a name is numbered.
pub(super) fn attachments(bytes: &[u8]) -> Vec<Member> {
    let Some(message) = MessageParser::default().parse(bytes) else {
        return Vec::new();
    };
    let attachments = message.attachments().zip(1..);
    attachments
        .map(|(part, number)| {
            let name = match (part.attachment_name(), &part.body) {
                (Some(name), _) => name.replace(['/', '\\'], "_"),
                (None, PartType::Message(_)) => format!("{number}.eml"),
                (None, _) => number.to_string(),
            };
            Member {
                name,
                bytes: Ok(part.contents().to_vec()),
            }
        })
        .collect()
}

/// Whether a file is mail: it begins with headers, and has one that only transport or MIME writes, or is named so.
pub(super) fn is_mail(head: &str, named: bool) -> bool {
    const OF_TRANSPORT: &[&str] = &["mime-version", "message-id", "received", "return-path", "delivered-to"];
    const OF_LETTERS: &[&str] = &["from", "to", "subject", "date"];
    let mut names = Vec::new();
    // Programs that keep mail put a line of their own first.
    let head = head.trim_start();
    let head = if head.starts_with("From ") {
        head.split_once('\n').map_or("", |(_, rest)| rest)
    } else {
        head
    };
    for line in head.lines().take_while(|line| !line.trim().is_empty()) {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else {
            return false;
        };
        if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            return false;
        }
        names.push(name.to_ascii_lowercase());
    }
    let has = |known: &[&str]| names.iter().filter(|name| known.contains(&name.as_str())).count();
    has(OF_TRANSPORT) > 0 && has(OF_LETTERS) > 0 || named && has(OF_LETTERS) > 1
}
