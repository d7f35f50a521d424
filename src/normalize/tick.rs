//! Check boxes: which of the options on a line are ticked.

use std::sync::LazyLock;

use regex::Regex;

/// The options on one line that has check boxes, by whether they are ticked.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Options<'a> {
    pub(crate) ticked: Vec<&'a str>,
    pub(crate) unticked: Vec<&'a str>,
}

// The private-use characters are the boxes of Wingdings as word processors' PDFs give them.
static BOX: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?P<ticked>[☒☑✓✔🗹✅\u{F0FE}\u{F0FC}\u{F052}]\u{FE0F}?|\[[xX✓✔]\]|\([xX✓]\))|[☐□▢\u{F0A8}\u{F06F}]|\[\s?\]|\(\s\)",
    )
    .ok()
});

/// The options of a line; `None` where it has no box. Labels stand after their boxes, unless the line ends in a box
/// and begins with none.
pub(crate) fn options(line: &str) -> Option<Options<'_>> {
    let line = line.trim();
    let boxes: Vec<(usize, usize, bool)> = BOX
        .as_ref()?
        .captures_iter(line)
        .filter_map(|found| {
            let whole = found.get(0)?;
            Some((whole.start(), whole.end(), found.name("ticked").is_some()))
        })
        .collect();
    let (first, last) = (boxes.first()?, boxes.last()?);
    let labels_before = first.0 > 0 && last.1 == line.len();
    let mut options = Options::default();
    for (index, (start, end, ticked)) in boxes.iter().enumerate() {
        let label = if labels_before {
            let from = if index == 0 { 0 } else { boxes[index - 1].1 };
            &line[from..*start]
        } else {
            let to = boxes.get(index + 1).map_or(line.len(), |next| next.0);
            &line[*end..to]
        };
        let list = if *ticked {
            &mut options.ticked
        } else {
            &mut options.unticked
        };
        list.push(label.trim());
    }
    Some(options)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stand_on_either_side() {
        let after = options("Transfers? ☐ Yes ☒ No").map(|o| (o.ticked, o.unticked));
        assert_eq!(after, Some((vec!["No"], vec!["Yes"])));
        let before = options("Yes [x] No [ ]").map(|o| (o.ticked, o.unticked));
        assert_eq!(before, Some((vec!["Yes"], vec!["No"])));
        assert_eq!(options("no box here"), None);
    }
}
