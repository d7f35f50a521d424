//! The parts of a package, and how they lead to each other.

use std::collections::BTreeMap;

use crate::outcome::Failure;
use crate::read::Limits;
use crate::read::parts::{Parts, unreadable};
use crate::read::xml::{self, Tree};

/// An open package.
pub(super) struct Package<'a> {
    parts: Parts<'a>,
    limits: &'a Limits,
}

/// A part, parsed, with what it refers to.
pub(super) struct Part {
    pub(super) tree: Tree,
    links: BTreeMap<String, Link>,
}

/// What an id of a part refers to.
struct Link {
    /// The last word of the relationship's type: `styles`, `header`, `hyperlink`.
    kind: String,
    /// A part's name, or an address outside the package.
    target: String,
}

impl Part {
    /// The address that an id leads to.
    pub(super) fn address(&self, id: &str) -> Option<&str> {
        self.links.get(id).map(|link| link.target.as_str())
    }
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8], limits: &'a Limits) -> Result<Package<'a>, Failure> {
        let parts = Parts::open(bytes, limits)?;
        Ok(Package { parts, limits })
    }

    /// The document's own part: the one that the package leads to, or the one of the usual name.
    pub(super) fn main(&mut self) -> Result<Part, Failure> {
        let links = self.links("")?;
        let named = links
            .into_values()
            .find(|link| link.kind == "officeDocument")
            .map(|link| link.target);
        for name in named.as_deref().into_iter().chain(["word/document.xml"]) {
            if let Some(part) = self.part(name)? {
                return Ok(part);
            }
        }
        Err(unreadable("the package has no document part"))
    }

    /// The first part of a kind that `part` refers to.
    pub(super) fn related(&mut self, part: &Part, kind: &str) -> Result<Option<Part>, Failure> {
        match part.links.values().find(|link| link.kind == kind) {
            Some(link) => self.part(&link.target),
            None => Ok(None),
        }
    }

    /// Headers and footers, in the order in which the sections of the text name them.
    pub(super) fn frames(&mut self, main: &Part) -> Result<Vec<Part>, Failure> {
        let mut named: Vec<&str> = Vec::new();
        for element in main.tree.root().into_iter().flat_map(|root| root.descendants()) {
            if matches!(element.name(), "w:headerReference" | "w:footerReference")
                && let Some(target) = element.attribute("id").and_then(|id| main.address(id))
                && !named.contains(&target)
            {
                named.push(target);
            }
        }
        let parts = named.into_iter().map(|name| self.part(name).transpose());
        parts.flatten().collect()
    }

    /// Chunks of another format that the text takes in, by the id that it refers to them with.
    pub(super) fn chunks(&mut self, main: &Part) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
        let mut chunks = BTreeMap::new();
        for (id, link) in main.links.iter().filter(|(_, link)| link.kind == "aFChunk") {
            if let Some(bytes) = self.parts.part(&link.target)? {
                chunks.insert(id.clone(), bytes);
            }
        }
        Ok(chunks)
    }

    /// Title, language and the like.
    pub(super) fn properties(&mut self) -> Result<Option<Part>, Failure> {
        let links = self.links("")?;
        match links.into_values().find(|link| link.kind == "core-properties") {
            Some(link) => self.part(&link.target),
            None => Ok(None),
        }
    }

    fn part(&mut self, name: &str) -> Result<Option<Part>, Failure> {
        let Some(bytes) = self.parts.part(name)? else {
            return Ok(None);
        };
        Ok(Some(Part {
            tree: xml::parse(&bytes, name, self.limits)?,
            links: self.links(name)?,
        }))
    }

    /// What the part refers to; the package itself for the empty name.
    fn links(&mut self, part: &str) -> Result<BTreeMap<String, Link>, Failure> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let name = format!("{folder}{slash}_rels/{file}.rels");
        let Some(bytes) = self.parts.part(&name)? else {
            return Ok(BTreeMap::new());
        };
        let tree = xml::parse(&bytes, &name, self.limits)?;
        let mut links = BTreeMap::new();
        for element in tree.root().into_iter().flat_map(|root| root.elements()) {
            let (Some(id), Some(kind), Some(target)) = (
                element.attribute("Id"),
                element.attribute("Type"),
                element.attribute("Target"),
            ) else {
                continue;
            };
            let outside = element.attribute("TargetMode") == Some("External");
            let link = Link {
                kind: kind.rsplit('/').next().unwrap_or(kind).to_owned(),
                target: if outside {
                    target.to_owned()
                } else {
                    resolved(folder, target)
                },
            };
            links.insert(id.to_owned(), link);
        }
        Ok(links)
    }
}

/// A target as a part's name: relative to the folder of the part that refers to it, or to the package from `/` on.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut parts: Vec<&str> = match target.starts_with('/') {
        true => Vec::new(),
        false => folder.split('/').filter(|part| !part.is_empty()).collect(),
    };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn targets_are_relative_to_their_part() {
        assert_eq!(resolved("word", "styles.xml"), "word/styles.xml");
        assert_eq!(resolved("word", "../docProps/core.xml"), "docProps/core.xml");
        assert_eq!(resolved("word", "/word/styles.xml"), "word/styles.xml");
        assert_eq!(resolved("", "../../x"), "x");
    }
}
