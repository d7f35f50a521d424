//! What stands on a page beside its text: menus, banners, the frame of the site.

use markup5ever_rcdom::Handle;

use super::node;

/// Where an element belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The text.
    Text,
    /// Header or footer of the page.
    Frame,
    /// Notes at the end of the text.
    Notes,
    /// Nothing to read.
    Nothing,
}

/// Which part an element is. `inner` says that it stands inside the page's own text, where a header is a heading's.
/// `page` is how many characters the whole page has: what holds most of it is no frame, whatever its class says.
pub(super) fn part(element: &Handle, name: &str, inner: bool, page: usize) -> Part {
    if is_hidden(element) {
        return Part::Nothing;
    }
    let role = node::attribute(element, "role").unwrap_or_default();
    let words = words(element);
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
    let part = match (name, role.as_str()) {
        ("script" | "style" | "noscript" | "template" | "svg" | "iframe" | "object" | "head" | "datalist", _) => {
            return Part::Nothing;
        }
        ("nav", _) | (_, "navigation" | "search" | "dialog" | "alertdialog" | "menu" | "menubar") => Part::Nothing,
        ("aside" | "dialog", _) | (_, "complementary") => Part::Nothing,
        ("header" | "footer", _) if !inner => Part::Frame,
        (_, "banner" | "contentinfo") if !inner => Part::Frame,
        (_, "doc-endnotes" | "doc-footnote") => Part::Notes,
        // Links that only lead about the page: to its text, to the heading they stand in, back from a note.
        ("a", _) if has(&["skip", "skiplink"]) || leads_back(element) => return Part::Nothing,
        ("div" | "section" | "ol" | "ul" | "form" | "p", _) => {
            let consent = has(&["cookie", "cookies", "consent", "gdpr", "ccpa"])
                && has(&[
                    "banner", "bar", "popup", "modal", "overlay", "dialog", "consent", "prompt", "message", "law",
                ]);
            if consent || words.iter().any(|word| CONSENT.contains(&word.as_str())) || has(MENUS) {
                Part::Nothing
            } else if has(&["footnote", "footnotes", "endnotes"]) || words.iter().any(|word| word == "ftn") {
                Part::Notes
            } else if !inner && has(&["footer", "colophon"]) {
                Part::Frame
            } else if matches!(name, "ol" | "ul" | "p") && is_contents(element) {
                Part::Nothing
            } else {
                Part::Text
            }
        }
        _ => Part::Text,
    };
    match part {
        Part::Nothing | Part::Frame if node::text(element).trim().len() * 2 > page => Part::Text,
        part => part,
    }
}

/// Words of class and id that the menus of content management systems share.
const MENUS: &[&str] = &[
    "nav",
    "navbar",
    "navigation",
    "menu",
    "submenu",
    "breadcrumb",
    "breadcrumbs",
    "skip",
    "skiplink",
    "toc",
    "pagination",
    "share",
    "sharing",
];

/// Tools that ask for consent, by the class or id they bring along.
const CONSENT: &[&str] = &[
    "onetrust",
    "cookiebot",
    "cybot",
    "cookieconsent",
    "usercentrics",
    "didomi",
    "osano",
    "iubenda",
    "klaro",
    "cookiefirst",
    "borlabs",
    "complianz",
    "cmplz",
];

fn is_hidden(element: &Handle) -> bool {
    let style = node::attribute(element, "style")
        .unwrap_or_default()
        .to_ascii_lowercase()
        .replace(' ', "");
    node::attribute(element, "hidden").is_some()
        || node::attribute(element, "aria-hidden").is_some_and(|value| value == "true")
        || style.contains("display:none")
        || style.contains("visibility:hidden")
}

/// A sign, and no word, that leads to a place on the same page.
fn leads_back(link: &Handle) -> bool {
    node::attribute(link, "href").is_some_and(|href| href.starts_with('#')) && letters(link) == 0
}

/// A list of nothing but links to places on the same page repeats the headings; and so does a paragraph, its own name
/// ("Contents") aside.
fn is_contents(list: &Handle) -> bool {
    let paragraph = node::name(list) == Some("p");
    let mut links = 0;
    let mut linked = 0;
    for link in node::descendants(list).filter(|node| node::name(node) == Some("a")) {
        if !node::attribute(&link, "href").is_some_and(|href| href.starts_with('#')) {
            return false;
        }
        links += 1;
        linked += letters(&link);
    }
    match paragraph {
        true => links >= 3 && linked * 10 >= letters(list) * 8,
        false => links >= 2 && linked * 10 >= letters(list) * 9,
    }
}

fn letters(node: &Handle) -> usize {
    node::text(node).chars().filter(|c| c.is_alphanumeric()).count()
}

/// The words of an element's class and id: `cookieBanner-top2` is cookie, banner, top.
fn words(element: &Handle) -> Vec<String> {
    let mut words = vec![String::new()];
    let names = [node::attribute(element, "class"), node::attribute(element, "id")];
    for name in names.into_iter().flatten() {
        let mut small = false;
        for c in name.chars().chain([' ']) {
            if !c.is_alphabetic() || (small && c.is_uppercase()) {
                words.push(String::new());
            }
            if let (true, Some(word)) = (c.is_alphabetic(), words.last_mut()) {
                word.extend(c.to_lowercase());
            }
            small = c.is_lowercase();
        }
    }
    words.retain(|word| !word.is_empty());
    words
}
