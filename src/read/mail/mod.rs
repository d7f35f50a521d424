//! Electronic mail (RFC 5322, MIME): its body is a document, its attachments are files of their own. Headers are no
//! content: a sender is no controller.

use mail_parser::{Message, MessageParser, MimeHeaders, PartType};

use crate::document::{Document, Format};
use crate::outcome::{Failure, FailureKind};

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
        None if is_sealed(&message) => {
            let message = "the mail is encrypted; save it decrypted, or its attachments";
            return Err(Failure::new(FailureKind::Encrypted, message));
        }
        None => return Err(no_text("the mail has no body")),
    };
    Ok(Document {
        format: Format::Eml,
        ..document
    })
}

/// Whether somebody's key is needed to read it: S/MIME (RFC 8551) or OpenPGP (RFC 3156).
fn is_sealed(message: &Message<'_>) -> bool {
    message.parts.iter().filter_map(|part| part.content_type()).any(|kind| {
        let subtype = kind.subtype().unwrap_or_default();
        matches!(subtype, "pkcs7-mime" | "x-pkcs7-mime") && kind.attribute("smime-type") != Some("signed-data")
            || subtype == "encrypted" && kind.ctype() == "multipart"
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
                is_link: false,
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const HEAD: &str = "From: a@firm.example\r\nTo: b@firm.example\r\nMIME-Version: 1.0\r\n";

    fn body(rest: &str) -> Result<String, Failure> {
        read(format!("{HEAD}{rest}").as_bytes(), &Limits::default()).map(|document| document.text)
    }

    #[test]
    fn the_body_is_decoded_and_html_goes_before_text() {
        let plain = "Content-Type: text/plain; charset=iso-8859-2\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=B9l=\r\nuty";
        assert_eq!(body(plain).unwrap().trim(), "šluty");
        let both = "Content-Type: multipart/alternative; boundary=x\r\n\r\n\
            --x\r\nContent-Type: text/plain\r\n\r\nPlain\r\n\
            --x\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+UsOkdHRzbGlnPC9wPg==\r\n--x--\r\n";
        assert_eq!(body(both).unwrap().trim(), "Rättslig");
    }

    #[test]
    fn a_page_saved_whole_is_a_mail() {
        let head = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://firm.example/\r\nSubject: Register\r\n\
            MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"x\"\r\n\r\n";
        let page = "--x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>Pay=C3=A9</p>\r\n\
            --x\r\nContent-Type: text/css\r\n\r\np { color: red; }\r\n--x--\r\n";
        assert!(is_mail(head, false));
        let document = read(format!("{head}{page}").as_bytes(), &Limits::default()).unwrap();
        assert_eq!(document.text.trim(), "Payé");
    }

    #[test]
    fn names_of_attachments_are_decoded_and_stay_inside() {
        let mail = format!(
            "{HEAD}Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nHello\r\n\
             --x\r\nContent-Type: text/csv\r\nContent-Disposition: attachment; filename*=utf-8''..%2Fr%C3%A9gistre.csv\r\n\r\na;b\r\n\
             --x\r\nContent-Type: text/csv\r\nContent-Disposition: attachment\r\n\r\na;b\r\n--x--\r\n"
        );
        let names: Vec<String> = attachments(mail.as_bytes())
            .into_iter()
            .map(|member| member.name)
            .collect();
        assert_eq!(names, [".._régistre.csv", "2"]);
    }

    #[test]
    fn what_needs_a_key_says_so() {
        let sealed = |kind: &str| {
            body(&format!(
                "Content-Type: application/pkcs7-mime; smime-type={kind}\r\n\r\nMIA=\r\n"
            ))
        };
        assert_eq!(sealed("enveloped-data").unwrap_err().kind, FailureKind::Encrypted);
        assert_eq!(
            body("Content-Type: image/png\r\n\r\nx").unwrap_err().kind,
            FailureKind::NoText
        );
    }
}
