//! What an XLSX sheet says beside its cells, and the reader of cells leaves out: hidden columns, and the lists that cells
//! choose from.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use crate::outcome::Failure;

use super::super::Limits;
use super::super::archive::package::{self, Package};
use super::unreadable;

/// What is marked on one sheet.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// First and last hidden column of each run, 0-based.
    pub(super) hidden_columns: Vec<(u32, u32)>,
    /// What cells may choose from: references as written (`Lists!$A$2:$A$9`), or names for them.
    pub(super) choices: BTreeSet<String>,
}

/// The marks of each sheet, by its name.
pub(super) fn of(package: &mut Package<'_>, limits: &Limits) -> Result<BTreeMap<String, Marks>, Failure> {
    let mut found = BTreeMap::new();
    let targets = targets(package, limits)?;
    let Some(workbook) = package::member(package, "xl/workbook.xml", limits)? else {
        return Ok(found);
    };
    let mut sheets = Vec::new();
    each_element(&workbook, |element| {
        if element.local_name().as_ref() == "sheet" {
            sheets.push((attribute(element, "name"), attribute(element, "id")));
        }
    })?;
    for (name, id) in sheets {
        let (Some(name), Some(target)) = (name, id.and_then(|id| targets.get(&id))) else {
            continue;
        };
        let path = match target.strip_prefix('/') {
            Some(path) => path.to_owned(),
            None => format!("xl/{target}"),
        };
        if let Some(sheet) = package::member(package, &path, limits)? {
            found.insert(name, marks(&sheet)?);
        }
    }
    Ok(found)
}

/// The files of the workbook's sheets, by the id of their relation.
fn targets(package: &mut Package<'_>, limits: &Limits) -> Result<BTreeMap<String, String>, Failure> {
    let mut targets = BTreeMap::new();
    if let Some(relations) = package::member(package, "xl/_rels/workbook.xml.rels", limits)? {
        each_element(&relations, |element| {
            if let (Some(id), Some(target)) = (attribute(element, "Id"), attribute(element, "Target")) {
                targets.insert(id, target);
            }
        })?;
    }
    Ok(targets)
}

fn marks(sheet: &[u8]) -> Result<Marks, Failure> {
    let mut marks = Marks::default();
    let mut reader = Reader::from_reader(sheet);
    let mut in_list = false;
    let mut formula: Option<String> = None;
    loop {
        let event = reader.read_event().map_err(unreadable)?;
        if let Event::Start(element) | Event::Empty(element) = &event {
            match element.local_name().as_ref() {
                "col" if attribute(element, "hidden").is_some_and(|hidden| hidden == "1" || hidden == "true") => {
                    let at = |name| attribute(element, name).and_then(|at| at.parse::<u32>().ok());
                    if let (Some(first @ 1..), Some(last)) = (at("min"), at("max")) {
                        marks.hidden_columns.push((first - 1, last.saturating_sub(1)));
                    }
                }
                "dataValidation" => in_list = attribute(element, "type").as_deref() == Some("list"),
                // Extensions put the reference one element deeper.
                "formula1" if in_list => formula = Some(String::new()),
                _ => {}
            }
        }
        match event {
            Event::Text(text) => {
                if let Some(formula) = &mut formula {
                    formula.push_str(&text.xml10_content());
                }
            }
            Event::End(element) if element.local_name().as_ref() == "formula1" => {
                marks
                    .choices
                    .extend(formula.take().map(|formula| formula.trim().to_owned()));
            }
            Event::Eof => return Ok(marks),
            _ => {}
        }
    }
}

fn each_element(xml: &[u8], mut each: impl FnMut(&BytesStart<'_>)) -> Result<(), Failure> {
    let mut reader = Reader::from_reader(xml);
    loop {
        match reader.read_event().map_err(unreadable)? {
            Event::Start(element) | Event::Empty(element) => each(&element),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The attribute of this name, in any namespace; one that cannot be read is none.
fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element
        .attributes()
        .filter_map(Result::ok)
        .find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
    Some(value.into_owned())
}

/// The sheets that `choices` refer to, by way of names defined in the workbook where need be.
pub(super) fn sheets_of(choices: &BTreeSet<String>, names: &[(String, String)]) -> BTreeSet<String> {
    let resolve = |choice: &String| {
        let defined = names.iter().find(|(name, _)| name == choice.trim_start_matches('='));
        sheet_of(defined.map_or(choice, |(_, reference)| reference))
    };
    choices.iter().filter_map(resolve).collect()
}

/// `Lists!$A$2:$A$9` → `Lists`; `'My ''own'' lists'!$A$2` → `My 'own' lists`.
fn sheet_of(reference: &str) -> Option<String> {
    let (sheet, _) = reference.trim_start_matches('=').rsplit_once('!')?;
    let sheet = sheet
        .strip_prefix('\'')
        .and_then(|sheet| sheet.strip_suffix('\''))
        .unwrap_or(sheet);
    Some(sheet.replace("''", "'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_followed_to_their_sheet() {
        let names = [("Bases".to_owned(), "'Legal ''bases'''!$A$1:$A$6".to_owned())];
        let choices = ["Lists!$A$2:$A$9", "Bases", "\"yes,no\"", "$B$1:$B$3"];
        let choices = choices.into_iter().map(str::to_owned).collect();
        let sheets: Vec<String> = sheets_of(&choices, &names).into_iter().collect();
        assert_eq!(sheets, ["Legal 'bases'", "Lists"]);
    }
}
