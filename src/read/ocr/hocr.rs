//! What tesseract says stands on a page: lines and words in hOCR, its HTML of places.
//!
//! hOCR and not TSV, because it tells each line's baseline and size, which layout needs.

/// A word with its place, in pixels from the top left.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    pub(super) text: String,
    /// Left, top, right, bottom.
    pub(super) place: [f32; 4],
    /// 0 to 100: how sure tesseract is of it.
    pub(super) confidence: f32,
    /// y of its line's baseline, at its left edge.
    pub(super) baseline: f32,
    /// Number of its line on the page.
    pub(super) line: usize,
    /// Height of its line's letters, from the descenders' foot to the ascenders' top.
    pub(super) size: f32,
}

/// A line's place, which its words are on.
#[derive(Debug, Clone, Copy, Default)]
struct Line {
    number: usize,
    left: f32,
    bottom: f32,
    /// Slope, and height at the left edge counted from the bottom of the line's box.
    baseline: (f32, f32),
    size: f32,
}

/// The words, in tesseract's order. What is no word of hOCR is passed over.
pub(super) fn words(hocr: &str) -> Vec<Word> {
    let mut line = Line::default();
    let mut words = Vec::new();
    // Each element begins a line of its own.
    for element in hocr.lines().map(str::trim_start) {
        let (Some(class), Some(title)) = (attribute(element, "class="), attribute(element, "title=")) else {
            continue;
        };
        let Some([left, top, right, bottom]) = numbers(title, "bbox") else {
            continue;
        };
        if class != "ocrx_word" {
            let baseline = numbers(title, "baseline").unwrap_or([0.0; 2]);
            line = Line {
                number: line.number + 1,
                left,
                bottom,
                baseline: (baseline[0], baseline[1]),
                size: numbers(title, "x_size").map_or(bottom - top, |[size]| size),
            };
            continue;
        }
        let text = text(element);
        if !text.is_empty() {
            words.push(Word {
                text,
                place: [left, top, right, bottom],
                confidence: numbers(title, "x_wconf").map_or(0.0, |[confidence]| confidence),
                baseline: line.bottom + line.baseline.1 + line.baseline.0 * (left - line.left),
                line: line.number,
                size: line.size,
            });
        }
    }
    words
}

/// The value of an attribute of the element that a line begins with, in quotes of either kind.
fn attribute<'a>(element: &'a str, name: &str) -> Option<&'a str> {
    let value = &element[element.find(name)? + name.len()..];
    let quote = value.chars().next().filter(|quote| matches!(quote, '\'' | '"'))?;
    value[1..].split(quote).next()
}

/// The numbers of one property of a title: `bbox 1 2 3 4; x_wconf 96`.
fn numbers<const N: usize>(title: &str, property: &str) -> Option<[f32; N]> {
    let values = title
        .split(';')
        .find_map(|part| part.trim().strip_prefix(property)?.strip_prefix(' '))?;
    let values: Vec<f32> = values
        .split_whitespace()
        .map_while(|value| value.parse().ok())
        .collect();
    values.try_into().ok()
}

/// The text between the tags, entities decoded.
fn text(element: &str) -> String {
    let mut text = String::new();
    let mut rest = element;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        rest = rest[open..].split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    html_escape::decode_html_entities(&text).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"
  <div class='ocr_page' id='page_1' title='image "stdin"; bbox 0 0 2481 3509; ppageno 0; scan_res 300 300'>
   <div class='ocr_separator' id='block_1_2' title="bbox 235 943 2241 957"></div>
     <span class='ocr_line' id='line_1_1' title="bbox 100 300 600 342; baseline -0.01 -9; x_size 41.5; x_descenders 9">
      <span class='ocrx_word' id='word_1_1' title='bbox 100 300 300 342; x_wconf 96'>R&amp;D</span>
      <span class='ocrx_word' id='word_1_2' title='bbox 500 300 600 340; x_wconf 31'><strong>tietojen</strong></span>
      <span class='ocrx_word' id='word_1_3' title='bbox 610 300 620 340; x_wconf 95'> </span>
     </span>"#;

    #[test]
    fn reads_words_with_place_line_and_confidence() {
        let words = words(PAGE);
        let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(texts, ["R&D", "tietojen"]);
        assert_eq!(words[1].place, [500.0, 300.0, 600.0, 340.0]);
        assert_eq!((words[1].confidence, words[1].size), (31.0, 41.5));
        assert_eq!((words[0].baseline, words[1].baseline), (333.0, 329.0));
    }

    #[test]
    fn what_is_no_hocr_gives_no_words() {
        assert!(words("").is_empty());
        assert!(words("<span class='ocrx_word' title='bbox 1 2 x 4'>a</span>\n<span class='").is_empty());
    }
}
