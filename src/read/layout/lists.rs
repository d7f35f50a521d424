//! Marks of list items: bullets, dashes, numbers, letters.

use super::lines::TextLine;
use super::paragraphs::Para;

/// Signs that open an item when they stand alone before text. Ticks and boxes are not among them: they are answers.
const BULLETS: &str = "•‣⁃◦▪▫■●○◆◇►▶▸➢➤➔❖·∙⦁–—-*";
/// Those of them that may touch the text.
const TOUCHING: &str = "•‣◦▪●■–-·";
/// Indents within this many points are the same.
const SAME_INDENT: f32 = 3.0;

/// The mark at the start of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Marker {
    Bullet,
    /// The document says that it is an item, and draws no mark.
    Implied,
    /// Its family (digits, letters, roman) and its place in the sequence.
    Number(Family, u32),
}

/// How items are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    Digits,
    Lower,
    Upper,
    Roman,
}

/// The mark that the line begins with. A bullet that touches its text is parted from it.
pub(super) fn marker(line: &mut TextLine) -> Option<Marker> {
    let first = line.words.first()?;
    if let Some(rest) = touching(&first.text) {
        let mut bullet = first.clone();
        let share = first.size * 0.3_f32.min(first.rect.width / first.size / 2.0);
        let mut text = first.clone();
        text.text = rest.to_owned();
        text.bold = first.bold.saturating_sub(1);
        text.rect.x += share;
        text.rect.width -= share;
        bullet.text.truncate(first.text.len() - rest.len());
        bullet.rect.width = share;
        bullet.bold = bullet.bold.min(1);
        line.words.splice(0..1, [bullet, text]);
        return Some(Marker::Bullet);
    }
    let (first, second) = (line.words.first()?, line.words.get(1)?);
    // "o" is a circle in many office lists, but a word in some languages: a mark only with a tab after it.
    if is_bullet(&first.text) || first.text == "o" && second.rect.x - first.right() >= 0.6 * second.size {
        return Some(Marker::Bullet);
    }
    number(&first.text).map(|(family, value)| Marker::Number(family, value))
}

/// The word is a bullet or dash and nothing else.
pub(super) fn is_bullet(word: &str) -> bool {
    let mut chars = word.chars();
    // Symbol fonts without a Unicode map put their bullets in the private use area.
    let sign = |c: char| BULLETS.contains(c) || ('\u{f000}'..='\u{f0ff}').contains(&c);
    chars.next().is_some_and(sign) && chars.next().is_none()
}

fn touching(word: &str) -> Option<&str> {
    let mut chars = word.chars();
    let (bullet, next) = (chars.next()?, chars.next()?);
    let rest = &word[bullet.len_utf8()..];
    (TOUCHING.contains(bullet) && next.is_alphabetic() && rest.chars().count() >= 2).then_some(rest)
}

/// "3.", "3)", "(b)", "iv.": family and value.
fn number(word: &str) -> Option<(Family, u32)> {
    let inner = word.strip_suffix(['.', ')'])?;
    let inner = inner.strip_prefix('(').unwrap_or(inner);
    if inner.len() <= 3 && !inner.is_empty() && inner.bytes().all(|b| b.is_ascii_digit()) {
        return Some((Family::Digits, inner.parse().ok()?));
    }
    let mut chars = inner.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) if c.is_ascii_lowercase() && c != 'i' => Some((Family::Lower, c as u32 - 'a' as u32 + 1)),
        (Some(c), None) if c.is_ascii_uppercase() && word.ends_with(')') => {
            Some((Family::Upper, c as u32 - 'A' as u32 + 1))
        }
        _ => {
            const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
            let at = ROMAN.iter().position(|roman| *roman == inner)?;
            Some((Family::Roman, at as u32 + 1))
        }
    }
}

/// Numbers make a list only where they count: next to one with the number before or after, at the same indent, and
/// with nothing but what belongs to the items between them. Else they number headings or are part of the text.
pub(super) fn settle(paras: &mut [Para]) {
    let counted: Vec<bool> = (0..paras.len())
        .map(|i| follows(paras, i, 1) || follows(paras, i, -1))
        .collect();
    for (para, counted) in paras.iter_mut().zip(counted) {
        if matches!(para.marker, Some(Marker::Number(..))) && !counted {
            para.marker = None;
        }
    }
    nest(paras);
}

fn follows(paras: &[Para], at: usize, step: isize) -> bool {
    let here = &paras[at];
    let Some(Marker::Number(family, value)) = here.marker else {
        return false;
    };
    let mut i = at;
    loop {
        let Some(next) = i.checked_add_signed(step).filter(|&next| next < paras.len()) else {
            return false;
        };
        i = next;
        let other = &paras[i];
        if other.indent > here.indent + SAME_INDENT && other.marker != here.marker {
            continue;
        }
        let Some(Marker::Number(other_family, other_value)) = other.marker else {
            return false;
        };
        let bold = |para: &Para| para.lines.iter().all(TextLine::bold);
        return other_family == family
            && i64::from(other_value) == i64::from(value) + step as i64
            && (other.indent - here.indent).abs() <= SAME_INDENT
            && !(bold(here) && bold(other));
    }
}

/// Bullets without text are lines that the author left empty; but a dash alone may be an answer.
pub(super) fn drop_empty(paras: &mut Vec<Para>) {
    let mut listed = false;
    paras.retain(|para| {
        let bullet = matches!(para.lines.as_slice(), [line] if line.words.len() == 1 && is_bullet(&line.words[0].text));
        let keep = !(bullet && listed);
        listed |= para.marker == Some(Marker::Bullet);
        keep
    });
}

/// Depths from indents: an item that stands further right than the one before is one deeper.
fn nest(paras: &mut [Para]) {
    let mut indents: Vec<f32> = Vec::new();
    for para in paras {
        if para.marker.is_none() {
            if indents.first().is_some_and(|first| para.indent < first + SAME_INDENT) {
                indents.clear();
            }
            continue;
        }
        while indents.last().is_some_and(|last| para.indent < last - SAME_INDENT) {
            indents.pop();
        }
        if indents.last().is_none_or(|last| para.indent > last + SAME_INDENT) {
            indents.push(para.indent);
        }
        para.depth = (indents.len() - 1).min(usize::from(u8::MAX)) as u8;
    }
}
