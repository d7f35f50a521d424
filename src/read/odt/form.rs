//! What the controls of a form show: fields of its own, marks in the text, content controls.

use std::collections::BTreeMap;

use crate::read::story::ticked;
use crate::read::xml::Element;

/// What each control shows, by the id that the text refers to it with.
#[derive(Debug, Default)]
pub(super) struct Forms(BTreeMap<String, String>);

impl Forms {
    pub(super) fn read(text: Element<'_>) -> Forms {
        let mut shown = BTreeMap::new();
        let forms = text.elements().filter(|element| element.name() == "office:forms");
        for control in forms.flat_map(Element::descendants) {
            if let (Some(id), Some(value)) = (control.attribute("id"), value(control)) {
                shown.insert(id.to_owned(), value);
            }
        }
        Forms(shown)
    }

    /// What the control shows that a `draw:control` stands for.
    pub(super) fn shown(&self, control: Element<'_>) -> Option<&str> {
        self.0.get(control.attribute("control")?).map(String::as_str)
    }
}

fn value(control: Element<'_>) -> Option<String> {
    // What was filled in, or else what the form began with.
    let stated = |now: &str, first: &str| {
        control
            .attribute(now)
            .or_else(|| control.attribute(first))
            .map(str::to_owned)
    };
    match control.name() {
        "form:checkbox" => Some(ticked(stated("current-state", "state").as_deref() == Some("checked")).to_owned()),
        "form:radio" => Some(ticked(stated("current-selected", "selected").as_deref() == Some("true")).to_owned()),
        "form:listbox" => {
            let chosen = control.elements().filter(|option| {
                let state = option
                    .attribute("current-selected")
                    .or_else(|| option.attribute("selected"));
                state == Some("true")
            });
            let labels: Vec<&str> = chosen.filter_map(|option| option.attribute("label")).collect();
            Some(labels.join(", "))
        }
        "form:text"
        | "form:textarea"
        | "form:formatted-text"
        | "form:combobox"
        | "form:number"
        | "form:date"
        | "form:time" => stated("current-value", "value"),
        _ => None,
    }
}

/// What a field mark of an imported Word form shows in its place.
pub(super) fn mark(field: Element<'_>) -> Option<String> {
    let kind = field.attribute("type")?;
    let parameters = field.elements().filter(|parameter| parameter.name() == "field:param");
    let parameters: Vec<(&str, &str)> = parameters
        .filter_map(|parameter| Some((parameter.attribute("name")?, parameter.attribute("value")?)))
        .collect();
    let values = |suffix: &'static str| {
        parameters
            .iter()
            .filter(move |(name, _)| name.ends_with(suffix))
            .map(|(_, value)| *value)
    };
    if kind.ends_with("FORMCHECKBOX") {
        return Some(ticked(values("Checked").any(|value| value == "true")).to_owned());
    }
    if kind.ends_with("FORMDROPDOWN") {
        let chosen = values("Selected").next().and_then(|value| value.parse().ok())?;
        return values("ListEntry").nth(chosen).map(str::to_owned);
    }
    None
}
