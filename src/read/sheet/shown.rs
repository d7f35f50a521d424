//! Numbers, dates and truth values as a spreadsheet program shows them, dates as ISO 8601.
//!
//! Number formats are those of ECMA-376 part 1, 18.8.31. What depends on the user's machine (the decimal sign, groups of
//! thousands) is left out: a point, and no groups.

use calamine::ExcelDateTime;

/// A number by its format.
pub(super) fn number(value: f64, format: &str) -> String {
    let picture = Picture::of(section(format, value));
    let Some(decimals) = picture.decimals else {
        return plain(value);
    };
    let value = value.abs() * if picture.percent { 100.0 } else { 1.0 };
    let digits = format!("{value:.decimals$}");
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let mut shown = picture.fill(whole);
    if !fraction.is_empty() {
        shown.push('.');
        shown.push_str(fraction);
    }
    shown + &picture.after
}

/// A number without a format: at most the 15 digits that a cell holds, so that what was typed as 0.3 is shown as 0.3.
fn plain(value: f64) -> String {
    let rounded: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    rounded.to_string()
}

/// The part of a format for this number: positive; negative; zero.
fn section(format: &str, value: f64) -> Section<'_> {
    let mut sections = format.split(';');
    let first = sections.next().unwrap_or_default();
    match sections.next() {
        Some(negative) if value < 0.0 => Section {
            code: negative,
            sign: false,
        },
        _ => Section {
            code: first,
            sign: value < 0.0,
        },
    }
}

struct Section<'a> {
    code: &'a str,
    /// The sign is shown besides.
    sign: bool,
}

/// One section of a number format, taken apart.
#[derive(Default)]
struct Picture {
    /// Places after the point; nothing for formats that show the number as it is.
    decimals: Option<usize>,
    percent: bool,
    /// What stands before the point, literals among the digits' places.
    whole: Vec<Place>,
    /// Literals behind the last digit.
    after: String,
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// A digit, and whether it is shown as zero where the number has none.
    Digit(bool),
    Literal(char),
}

impl Picture {
    fn of(section: Section<'_>) -> Picture {
        let mut picture = Picture::default();
        if section.sign {
            picture.whole.push(Place::Literal('-'));
        }
        let mut fraction = false;
        let mut chars = section.code.chars();
        while let Some(c) = chars.next() {
            match c {
                '0' | '#' | '?' => {
                    let decimals = picture.decimals.get_or_insert(0);
                    if fraction {
                        *decimals += 1;
                    } else {
                        picture.whole.push(Place::Digit(c == '0'));
                    }
                }
                '.' => fraction = true,
                // Scientific notation and fractions are shown as plain numbers.
                'E' | 'e' | '/' => return Picture::default(),
                '"' => chars
                    .by_ref()
                    .take_while(|&c| c != '"')
                    .for_each(|c| picture.literal(c, fraction)),
                '\\' => chars.next().into_iter().for_each(|c| picture.literal(c, fraction)),
                // A space as wide as the next character, or filled up with it.
                '_' | '*' => drop(chars.next()),
                '[' => {
                    let bracket: String = chars.by_ref().take_while(|&c| c != ']').collect();
                    let currency = bracket.strip_prefix('$').and_then(|rest| rest.split('-').next());
                    currency
                        .unwrap_or_default()
                        .chars()
                        .for_each(|c| picture.literal(c, fraction));
                }
                '%' => {
                    picture.percent = true;
                    picture.literal('%', fraction);
                }
                ',' | '@' => {}
                c if c.is_alphabetic() => return Picture::default(),
                c => picture.literal(c, fraction),
            }
        }
        picture.split_after();
        picture
    }

    fn literal(&mut self, c: char, fraction: bool) {
        if fraction {
            self.after.push(c);
        } else {
            self.whole.push(Place::Literal(c));
        }
    }

    /// Literals behind the last digit's place stand after the decimals.
    fn split_after(&mut self) {
        let last = self.whole.iter().rposition(|place| matches!(place, Place::Digit(_)));
        let behind = self.whole.split_off(last.map_or(0, |at| at + 1));
        let behind = behind.iter().filter_map(|place| match place {
            Place::Literal(c) => Some(*c),
            Place::Digit(_) => None,
        });
        self.after.insert_str(0, &behind.collect::<String>());
    }

    /// The digits in their places, from the right; those that have no place stand before the first.
    fn fill(&self, digits: &str) -> String {
        let mut digits: Vec<char> = digits.trim_start_matches('0').chars().collect();
        let first = self.whole.iter().position(|place| matches!(place, Place::Digit(_)));
        let mut shown = Vec::new();
        for (at, place) in self.whole.iter().enumerate().rev() {
            match place {
                Place::Digit(_) if !digits.is_empty() => shown.extend(digits.pop()),
                Place::Digit(true) => shown.push('0'),
                Place::Digit(false) => {}
                Place::Literal(c) => shown.push(*c),
            }
            if Some(at) == first {
                shown.extend(digits.drain(..).rev());
            }
        }
        shown.iter().rev().collect()
    }
}

/// A date, a time, or both, as far as the format shows them.
pub(super) fn moment(moment: &ExcelDateTime, format: &str) -> String {
    let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
    let value = moment.as_f64();
    if moment.is_duration() {
        let minutes = (value * 24.0 * 60.0).round() as i64;
        return format!("{}:{:02}", minutes / 60, minutes % 60);
    }
    let time = format!("{hour:02}:{minute:02}");
    // Day 0 is no date: the cell holds a time of day.
    if value < 1.0 {
        return time;
    }
    let parts = Parts::of(format);
    if parts.year && !parts.day {
        return match parts.month {
            true => format!("{year:04}-{month:02}"),
            false => format!("{year:04}"),
        };
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    if value.fract() == 0.0 {
        date
    } else {
        format!("{date} {time}")
    }
}

/// Which parts of a date a format shows.
struct Parts {
    year: bool,
    month: bool,
    day: bool,
}

impl Parts {
    fn of(format: &str) -> Parts {
        // Brackets hold a language or a colour, quotes and backslashes literals.
        let mut bare = String::new();
        let mut chars = format.chars();
        while let Some(c) = chars.next() {
            match c {
                '[' => drop(chars.by_ref().find(|&c| c == ']')),
                '"' => drop(chars.by_ref().find(|&c| c == '"')),
                '\\' | '_' | '*' => drop(chars.next()),
                c => bare.push(c.to_ascii_lowercase()),
            }
        }
        Parts {
            year: bare.contains('y') || bare.contains('e') && !bare.contains("general"),
            month: bare.contains('m'),
            day: bare.contains('d'),
        }
    }
}

/// A truth value as English programs show it.
pub(super) fn truth(value: bool) -> &'static str {
    if value { "TRUE" } else { "FALSE" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType::{DateTime, TimeDelta};

    #[test]
    fn numbers_are_shown_by_their_format() {
        for (value, format, shown) in [
            (5.0, "General", "5"),
            (0.1 + 0.2, "General", "0.3"),
            (-12.5, "General", "-12.5"),
            (1030.0, "00000", "01030"),
            (198765432.0, "0#\" \"##\" \"##\" \"##\" \"##", "01 98 76 54 32"),
            (198765432.0, "0#\\ ##\\ ##\\ ##\\ ##", "01 98 76 54 32"),
            (0.25, "0%", "25%"),
            (0.125, "0.0%", "12.5%"),
            (1234567.0, "#,##0.00", "1234567.00"),
            (20.0, "#,##0\\ [$€-407]", "20 €"),
            (20.0, "[$£-809]#,##0", "£20"),
            (-3.0, "0;(0)", "(3)"),
            (0.0, "#,##0", "0"),
            (0.0, "#", ""),
            (7.0, "@", "7"),
            (3.0, "0 \"years\"", "3 years"),
            (1e21, "0.00E+00", "1000000000000000000000"),
        ] {
            assert_eq!(number(value, format), shown, "{value} as {format}");
        }
    }

    #[test]
    fn moments_are_shown_as_far_as_the_format_goes() {
        let at = |value: f64, format: &str| moment(&ExcelDateTime::new(value, DateTime, false), format);
        assert_eq!(at(45616.0, "dd/mm/yyyy"), "2024-11-20");
        assert_eq!(at(45616.0, "[$-40C]d mmmm yyyy;@"), "2024-11-20");
        assert_eq!(at(45616.5, "m/d/yy h:mm"), "2024-11-20 12:00");
        assert_eq!(at(45616.0, "mmm-yy"), "2024-11");
        assert_eq!(at(45616.0, "yyyy"), "2024");
        assert_eq!(at(0.75, "h:mm"), "18:00");
        assert_eq!(moment(&ExcelDateTime::new(1.5, TimeDelta, false), "[h]:mm"), "36:00");
    }
}
