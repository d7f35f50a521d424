//! Calendar dates as people write them, to ISO 8601.

use jiff::civil;

use super::token::{Token, tokens};
use super::vocabulary::{Vocabulary, hit_at};
use crate::record::{Date, Precision};
use crate::rules::file::DateOrder;

/// What may stand between day, month and year, besides `.`, `,`, `/`, `-` and `°`: ordinals, articles, "year".
const GLUE: [&str; 24] = [
    "of", "the", "st", "nd", "rd", "th", "er", "de", "del", "do", "d", "den", "der", "a", "an", "eko", "ko", "ren",
    "m", "g", "r", "gada", "year", "º",
];
/// How many such tokens at most.
const LONGEST_GLUE: usize = 3;

/// A date and the bytes of the text that write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The date.
    pub date: Date,
    /// First byte and the one after the last.
    pub span: (usize, usize),
}

/// Which part of a numeric date comes first, and whether the document itself showed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// The order to read by.
    pub order: DateOrder,
    /// A date of the document that reads only one way fixed it.
    pub certain: bool,
}

/// The order that a text's dates show: by those with a part over 12; `None` where they show none, or both.
pub fn shown_in(text: &str) -> Option<DateOrder> {
    let (mut day_first, mut month_first) = (0, 0);
    for line in text.lines().filter(|line| may_date(line)) {
        let tokens = tokens(line);
        for numeric in (0..tokens.len()).filter_map(|at| numeric(&tokens, at)) {
            match (numeric.first > 12, numeric.second > 12) {
                (true, false) => day_first += 1,
                (false, true) => month_first += 1,
                _ => {}
            }
        }
    }
    match (day_first, month_first) {
        (1.., 0) => Some(DateOrder::DayMonthYear),
        (0, 1..) => Some(DateOrder::MonthDayYear),
        _ => None,
    }
}

/// Whether a line has what a date in numbers takes: most have not, and are not cut into words to learn it.
fn may_date(line: &str) -> bool {
    line.contains(['.', '/', '-']) && line.bytes().filter(u8::is_ascii_digit).count() >= 4
}

impl Order {
    /// The order that the document has shown; where it has none, the usual order of the first language stands, and
    /// dates that read both ways are marked as ambiguous.
    pub fn of(shown: Option<DateOrder>, vocabularies: &[&Vocabulary]) -> Order {
        let usual = vocabularies.first().map(|vocabulary| vocabulary.date_order);
        Order {
            order: shown.or(usual).unwrap_or_default(),
            certain: shown.is_some(),
        }
    }
}

/// The first date of a text to the day, else its first to the month, else the year where that is all it says.
pub fn parse(text: &str, order: Order, vocabularies: &[&Vocabulary]) -> Option<Date> {
    let found = dates(text, order, vocabularies);
    let day = |found: &&Found| matches!(found.date.precision, Precision::Day | Precision::Ambiguous);
    if let Some(best) = found.iter().find(day).or(found.first()) {
        return Some(best.date.clone());
    }
    let tokens = tokens(text);
    let numbers: Vec<&Token> = tokens.iter().filter(|token| token.number().is_some()).collect();
    let words = tokens.iter().filter(|token| token.is_word()).count();
    match numbers.as_slice() {
        [year] if words <= 2 => Some(to_year(full_year(year)?)),
        // 03/2024 on its own; inside a text it may be the number of a law.
        [month, year] if words == 0 && month.text.len() <= 2 => to_month(full_year(year)?, month.number()?),
        [year, month] if words == 0 && month.text.len() == 2 => to_month(full_year(year)?, month.number()?),
        _ => None,
    }
}

/// Every date of a text to the day or the month, left to right. Numbers of laws ("2016/679") are none.
pub fn dates(text: &str, order: Order, vocabularies: &[&Vocabulary]) -> Vec<Found> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let date = numeric(&tokens, at)
            .and_then(|numeric| Some((numeric.date(order)?, numeric.end)))
            .or_else(|| worded(&tokens, at, vocabularies));
        match date {
            Some((date, end)) => {
                found.push(Found {
                    date,
                    span: (tokens[at].start, tokens[end - 1].end),
                });
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// Three numbers with the same mark between: a year at either end.
struct Numeric {
    first: u32,
    second: u32,
    year: i16,
    year_first: bool,
    mark: char,
    end: usize,
}

fn numeric(tokens: &[Token], at: usize) -> Option<Numeric> {
    let [a, mark, b, again, c] = tokens.get(at..at + 5)? else {
        return None;
    };
    let same = mark.is_mark() && mark.text == again.text && matches!(mark.text.as_str(), "." | "/" | "-");
    // "1. 2. 2024" has spaces after its stops; nothing else may be loose.
    let tight = mark.touches(a) && again.touches(b) && (mark.is(".") || (b.touches(mark) && c.touches(again)));
    // A longer row of numbers is a telephone number, an address of a machine, a section.
    let joins = |mark: &Token| matches!(mark.text.as_str(), "." | "/" | "-");
    let numbered = at >= 2 && tokens[at - 2].number().is_some() && tokens[at - 1].touches(&tokens[at - 2]);
    let before =
        at >= 1 && a.touches(&tokens[at - 1]) && joins(&tokens[at - 1]) && (numbered || !tokens[at - 1].is("."));
    let after = tokens.get(at + 5..at + 7).is_some_and(|next| {
        joins(&next[0]) && next[0].touches(c) && next[1].touches(&next[0]) && next[1].number().is_some()
    });
    let (first, second, third) = (a.number()?, b.number()?, c.number()?);
    if !same || !tight || before || after || b.text.len() > 2 {
        return None;
    }
    let mark = mark.text.chars().next()?;
    let end = at + 5;
    if a.text.len() == 4 && c.text.len() <= 2 {
        return Some(Numeric {
            first: second,
            second: third,
            year: full_year(a)?,
            year_first: true,
            mark,
            end,
        });
    }
    // Sections are numbered 5.1.12; a short year after stops needs two digits everywhere.
    let short = c.text.len() == 2 && (mark != '.' || (a.text.len() == 2 && b.text.len() == 2));
    if a.text.len() > 2 || !(c.text.len() == 4 || short) {
        return None;
    }
    Some(Numeric {
        first,
        second,
        year: full_year(c)?,
        year_first: false,
        mark,
        end,
    })
}

impl Numeric {
    fn date(&self, order: Order) -> Option<Date> {
        if self.year_first {
            return to_day(self.year, self.first, self.second, Precision::Day);
        }
        let (day, month) = match (self.first > 12, self.second > 12, order.order) {
            (true, _, _) => (self.first, self.second),
            (_, true, _) => (self.second, self.first),
            // Nobody puts the month first between full stops.
            (_, _, DateOrder::MonthDayYear) if self.mark != '.' => (self.second, self.first),
            _ => (self.first, self.second),
        };
        let one_way = self.first > 12 || self.second > 12 || self.first == self.second || self.mark == '.';
        let precision = if one_way || order.certain {
            Precision::Day
        } else {
            Precision::Ambiguous
        };
        to_day(self.year, month, day, precision)
    }
}

/// A date with the month in letters, in any order of its parts.
fn worded(tokens: &[Token], at: usize, vocabularies: &[&Vocabulary]) -> Option<(Date, usize)> {
    let month_at = |at| hit_at(vocabularies, |v| &v.months, tokens, at).map(|hit| (u32::from(*hit.meaning), hit.end));
    let inside = at > 0 && tokens[at].touches(&tokens[at - 1]) && tokens[at - 1].number().is_some();
    if let Some((month, end)) = month_at(at).filter(|_| !inside) {
        let next = past_glue(tokens, end);
        // "March 15, 2019", "MARCH 18/19" (day and year).
        if let Some(day) = tokens
            .get(next)
            .filter(|token| token.text.len() <= 2)
            .and_then(Token::number)
        {
            let then = past_glue(tokens, next + 1);
            let slash = then == next + 2 && tokens[next + 1].is("/");
            let year = tokens
                .get(then)
                .filter(|token| token.text.len() == 4 || slash)
                .and_then(full_year);
            if let Some(date) = year.and_then(|year| to_day(year, month, day, Precision::Day)) {
                return Some((date, then + 1));
            }
        }
        let year = tokens.get(next).filter(|token| token.text.len() == 4)?;
        return Some((to_month(full_year(year)?, month)?, next + 1));
    }
    let number = tokens[at].number()?;
    let (month, end) = month_at(past_glue(tokens, at + 1))?;
    let next = past_glue(tokens, end);
    if tokens[at].text.len() == 4 {
        // "2019. március 15.", "2019 March 18", "2019 m. kovo"
        let year = full_year(&tokens[at])?;
        let day = tokens
            .get(next)
            .filter(|token| token.text.len() <= 2)
            .and_then(Token::number);
        return match day.and_then(|day| to_day(year, month, day, Precision::Day)) {
            Some(date) => Some((date, next + 1)),
            None => Some((to_month(year, month)?, end)),
        };
    }
    let year = tokens.get(next).filter(|token| matches!(token.text.len(), 2 | 4))?;
    // "15 March 19" is a date, "5 May 30 people" hardly.
    let year_ends = year.text.len() == 4 || tokens.get(next + 1).is_none_or(Token::is_mark);
    let date = to_day(full_year(year)?, month, number, Precision::Day).filter(|_| year_ends)?;
    Some((date, next + 1))
}

fn past_glue(tokens: &[Token], from: usize) -> usize {
    let glue = |token: &&Token| {
        matches!(token.text.as_str(), "." | "," | "/" | "-" | "°" | "º" | "ª" | "'")
            || GLUE.contains(&token.text.as_str())
    };
    let rest = tokens.get(from..).unwrap_or_default();
    from + rest.iter().take(LONGEST_GLUE).take_while(glue).count()
}

/// Four digits as they are, two by the usual turn of the century: 70 to 99 are the last one's.
fn full_year(token: &Token) -> Option<i16> {
    let year = i16::try_from(token.number()?).ok()?;
    match (token.text.len(), year) {
        (4, 1900..=2100) => Some(year),
        (2, 70..) => Some(1900 + year),
        (2, _) => Some(2000 + year),
        _ => None,
    }
}

fn to_day(year: i16, month: u32, day: u32, precision: Precision) -> Option<Date> {
    let date = civil::Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()?;
    Some(Date {
        date: date.to_string(),
        precision,
    })
}

fn to_month(year: i16, month: u32) -> Option<Date> {
    (1..=12).contains(&month).then(|| Date {
        date: format!("{year:04}-{month:02}"),
        precision: Precision::Month,
    })
}

fn to_year(year: i16) -> Date {
    Date {
        date: format!("{year:04}"),
        precision: Precision::Year,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::super::samples::vocabularies;
    use super::*;

    const DAY_FIRST: Order = Order {
        order: DateOrder::DayMonthYear,
        certain: false,
    };

    fn read(text: &str) -> Option<(String, Precision)> {
        let vocabularies = vocabularies(&["en", "fi", "es", "de"]);
        let vocabularies: Vec<&Vocabulary> = vocabularies.iter().collect();
        parse(text, DAY_FIRST, &vocabularies).map(|date| (date.date, date.precision))
    }

    #[test]
    fn many_ways_to_write_a_day() {
        for (text, date) in [
            ("30/01/2024", "2024-01-30"),
            ("3/29/2019", "2019-03-29"),
            ("30.1.2024", "2024-01-30"),
            ("1. 2. 2024", "2024-02-01"),
            ("2024-01-30", "2024-01-30"),
            ("2020/06/10", "2020-06-10"),
            ("2019 March 18", "2019-03-18"),
            ("MARCH 18/19", "2019-03-18"),
            ("March 15th, 2019", "2019-03-15"),
            ("15 March 2019", "2019-03-15"),
            ("15. März 2019", "2019-03-15"),
            ("5 de enero de 2021", "2021-01-05"),
            ("1st of May 2020", "2020-05-01"),
            ("24.1.2019 (v. 2)", "2019-01-24"),
            ("05.03.98", "1998-03-05"),
        ] {
            assert_eq!(read(text), Some((date.to_string(), Precision::Day)), "{text}");
        }
        assert_eq!(read("March 2019"), Some(("2019-03".to_string(), Precision::Month)));
        assert_eq!(read("03/2024"), Some(("2024-03".to_string(), Precision::Month)));
        assert_eq!(read("2019"), Some(("2019".to_string(), Precision::Year)));
    }

    #[test]
    fn numbers_of_other_things_are_no_dates() {
        for text in [
            "Regulation (EU) 2016/679",
            "laki 1050/2018",
            "45/2001",
            "Ley 39/2015",
            "604-528-5523",
            "10.12.20.13",
            "section 5.1.12",
            "31/02/2024",
            "1 (7)",
            "staff may 2 times",
            "D3-2",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_document_fixes_the_order_of_its_dates() {
        let vocabularies = vocabularies(&["en"]);
        let vocabularies: Vec<&Vocabulary> = vocabularies.iter().collect();
        let order = Order::of(shown_in("signed 3/29/2019\nby 4/5/2019"), &vocabularies);
        assert_eq!(
            order,
            Order {
                order: DateOrder::MonthDayYear,
                certain: true
            }
        );
        let date = parse("4/5/2019", order, &vocabularies).unwrap();
        assert_eq!((date.date.as_str(), date.precision), ("2019-04-05", Precision::Day));
        assert_eq!(read("4/5/2019"), Some(("2019-05-04".to_string(), Precision::Ambiguous)));
    }

    #[test]
    fn spans_cover_the_date() {
        let text = "päivitetty 1.2.2024, aiemmin 3.4.2022";
        let spans: Vec<&str> = dates(text, DAY_FIRST, &[])
            .iter()
            .map(|f| &text[f.span.0..f.span.1])
            .collect();
        assert_eq!(spans, ["1.2.2024", "3.4.2022"]);
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in "\\PC*|[0-9./\\- a-zé]*") {
            for found in dates(&text, DAY_FIRST, &[]) {
                prop_assert!(text.get(found.span.0..found.span.1).is_some());
                prop_assert!(found.date.precision == Precision::Month || found.date.date.parse::<civil::Date>().is_ok());
            }
        }

        #[test]
        fn a_printed_date_reads_back(year in 1970i16..2069, month in 1i8..=12, day in 1i8..=28) {
            let iso = civil::Date::new(year, month, day).unwrap().to_string();
            let certain = Order { certain: true, ..DAY_FIRST };
            for text in [iso.clone(), format!("{day}.{month}.{year}"), format!("{day:02}/{month:02}/{year}")] {
                prop_assert_eq!(&parse(&text, certain, &[]).unwrap().date, &iso);
            }
        }
    }
}
