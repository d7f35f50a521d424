//! Form fields (ISO 32000-2, 12.7): what is filled in, at its place on the page.
//!
//! hayro draws the appearances that the file holds. Where a field has none, or only a stale one, its value is set here;
//! check boxes become ☒ or ☐ in place of whatever mark the file draws.

use std::collections::BTreeMap;

use hayro_interpret::kurbo::{Affine, Rect as Area};
use hayro_interpret::{RectExt, TransformExt};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, Rect as PdfRect, String as PdfString};
use hayro_syntax::page::Page;

use super::structure::Id;
use super::{information, text_string};

// Field flags (tables 226 to 229) and annotation flags (table 167).
const MULTILINE: u32 = 1 << 12;
const PASSWORD: u32 = 1 << 13;
const PUSH_BUTTON: u32 = 1 << 16;
const HIDDEN: u32 = 1 << 1;
const NO_VIEW: u32 = 1 << 5;

/// Fields inherit from the fields above them; honest forms nest a handful deep.
const DEEPEST: usize = 32;

/// A field as it stands on a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Field {
    /// Its box on the page as shown.
    pub(super) area: Area,
    /// What is filled in.
    pub(super) value: Value,
    /// The marked-content id that stands for it: below 0, by its place among the annotations of the page.
    pub(super) mcid: i32,
    /// Its text size in points, where stated.
    pub(super) size: Option<f32>,
    /// Its value may run over several lines.
    pub(super) multiline: bool,
    /// The file says that its appearance may be out of date.
    pub(super) stale: bool,
}

/// What is filled in.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// Typed or chosen; empty where nothing is.
    Text(String),
    /// A check box or radio button.
    Checked(bool),
}

/// The ids that stand for the fields of all pages, by their objects.
pub(super) fn ids(pdf: &Pdf) -> BTreeMap<Id, (u32, i32)> {
    let mut ids = BTreeMap::new();
    for (number, page) in (1..).zip(pdf.pages().iter()) {
        let annotations = page.raw().get::<Array<'_>>(b"Annots");
        for (mcid, annotation) in annotations.iter().flat_map(|all| (1..).zip(all.raw_iter())) {
            if let Some(object) = annotation.as_obj_ref() {
                ids.insert((object.obj_number, object.gen_number), (number, -mcid));
            }
        }
    }
    ids
}

/// The appearances of the document's fields may be out of date.
pub(super) fn stale(pdf: &Pdf) -> bool {
    let form = information::catalog(pdf).and_then(|catalog| catalog.get::<Dict<'_>>(b"AcroForm"));
    form.and_then(|form| form.get::<bool>(b"NeedAppearances"))
        .unwrap_or(false)
}

/// The fields that show on a page.
pub(super) fn fields(page: &Page<'_>, stale: bool) -> Vec<Field> {
    let shown = page.initial_transform(true).to_kurbo();
    let annotations = page.raw().get::<Array<'_>>(b"Annots");
    let annotations = annotations.iter().flat_map(|all| (1..).zip(all.iter::<Dict<'_>>()));
    annotations
        .filter_map(|(mcid, annotation)| field(&annotation, -mcid, stale, shown))
        .collect()
}

fn field(widget: &Dict<'_>, mcid: i32, stale: bool, shown: Affine) -> Option<Field> {
    let is_widget = widget
        .get::<Name<'_>>(b"Subtype")
        .is_some_and(|subtype| &*subtype == b"Widget");
    if !is_widget || widget.get::<u32>(b"F").unwrap_or(0) & (HIDDEN | NO_VIEW) != 0 {
        return None;
    }
    let flags = inherited(widget, b"Ff").and_then(Object::into_i32).unwrap_or(0) as u32;
    let value = match &*inherited(widget, b"FT")?.into_name()? {
        b"Tx" if flags & PASSWORD == 0 => Value::Text(text(inherited(widget, b"V"))),
        b"Ch" => Value::Text(chosen(widget)),
        b"Btn" if flags & PUSH_BUTTON == 0 => Value::Checked(checked(widget)),
        _ => return None,
    };
    Some(Field {
        area: shown.transform_rect_bbox(widget.get::<PdfRect>(b"Rect")?.to_kurbo()),
        value,
        mcid,
        size: text_size(inherited(widget, b"DA")),
        multiline: flags & MULTILINE != 0,
        stale: stale || !widget.contains_key(b"AP"),
    })
}

/// An entry of a field or of the fields above it.
fn inherited<'a>(field: &Dict<'a>, key: &[u8]) -> Option<Object<'a>> {
    let above = std::iter::successors(Some(field.clone()), |field| field.get::<Dict<'a>>(b"Parent"));
    above.take(DEEPEST).find_map(|field| field.get::<Object<'a>>(key))
}

fn text(value: Option<Object<'_>>) -> String {
    match value {
        Some(Object::String(text)) => text_string::decode(text.as_bytes()),
        Some(Object::Stream(text)) => text
            .decoded_data()
            .map(|text| text_string::decode(&text))
            .unwrap_or_default(),
        _ => String::new(),
    }
}

/// The chosen options as shown, one a line: a choice stores what is exported, which may be a mere code.
fn chosen(field: &Dict<'_>) -> String {
    let chosen: Vec<String> = match inherited(field, b"V") {
        Some(Object::Array(chosen)) => chosen
            .iter::<PdfString<'_>>()
            .map(|s| text_string::decode(s.as_bytes()))
            .collect(),
        value => vec![text(value)],
    };
    let options = inherited(field, b"Opt").and_then(Object::into_array);
    let shown: BTreeMap<String, String> = options
        .iter()
        .flat_map(|options| options.iter::<Array<'_>>())
        .filter_map(pair)
        .collect();
    let texts: Vec<String> = chosen
        .into_iter()
        .map(|value| shown.get(&value).cloned().unwrap_or(value))
        .collect();
    texts.join("\n")
}

fn pair(option: Array<'_>) -> Option<(String, String)> {
    let mut texts = option
        .iter::<PdfString<'_>>()
        .map(|text| text_string::decode(text.as_bytes()));
    Some((texts.next()?, texts.next()?))
}

/// The appearance state names what is shown; without one, the value of the field does.
fn checked(widget: &Dict<'_>) -> bool {
    let state = widget
        .get::<Name<'_>>(b"AS")
        .or_else(|| inherited(widget, b"V")?.into_name());
    state.is_some_and(|state| &*state != b"Off")
}

/// The size in `/Helv 9 Tf`; 0 there means that the viewer fits the text to the box.
fn text_size(appearance: Option<Object<'_>>) -> Option<f32> {
    let appearance = text(appearance);
    let words: Vec<&str> = appearance.split_whitespace().collect();
    let at = words.iter().position(|&word| word == "Tf")?;
    let size: f32 = words.get(at.checked_sub(1)?)?.parse().ok()?;
    (size > 0.0).then_some(size)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::fixture;
    use super::*;

    fn values(annotations: &str) -> Vec<Value> {
        let empty = ["null"; 10];
        let mut objects = empty.to_vec();
        objects.push(annotations);
        let pdf = Pdf::new(fixture::pdf("", &objects)).unwrap();
        fields(&pdf.pages()[0], false)
            .into_iter()
            .map(|field| field.value)
            .collect()
    }

    #[test]
    fn reads_what_is_filled_in() {
        let read = values(
            "[<</Subtype /Widget /Rect [10 10 90 30] /FT /Tx /V (Acme)>>
              <</Subtype /Widget /Rect [10 40 90 60] /FT /Ch /V (sk) /Opt [[(sk) (Slovakia)] [(cz) (Czechia)]]>>
              <</Subtype /Widget /Rect [10 70 20 80] /Parent <</FT /Btn /V /Yes>> /AS /Yes>>
              <</Subtype /Widget /Rect [10 70 20 80] /FT /Btn /AS /Off>>
              <</Subtype /Widget /Rect [10 70 20 80] /FT /Tx /Ff 8192 /V (secret)>>
              <</Subtype /Widget /Rect [10 70 20 80] /FT /Tx /F 2 /V (hidden)>>
              <</Subtype /Link /Rect [10 70 20 80]>>]",
        );
        let text = |text: &str| Value::Text(text.to_owned());
        assert_eq!(
            read,
            [
                text("Acme"),
                text("Slovakia"),
                Value::Checked(true),
                Value::Checked(false)
            ]
        );
    }
}
