//! How numbers are written: in figures, letters, Roman numerals.

/// A number in a format by the name that Office gives it (`w:numFmt`); in figures for those of scripts that do not
/// read lists by letters.
pub(crate) fn written(number: u32, format: &str) -> String {
    match format {
        "none" => String::new(),
        "decimalZero" => format!("{number:02}"),
        "lowerLetter" => letters(number, 'a', 26),
        "upperLetter" => letters(number, 'A', 26),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperRoman" => roman(number),
        "russianLower" => cyrillic(number),
        "russianUpper" => cyrillic(number).to_uppercase(),
        "decimalEnclosedParen" => format!("({number})"),
        "decimalEnclosedFullstop" => format!("{number}."),
        "numberInDash" => format!("- {number} -"),
        _ => number.to_string(),
    }
}

/// a … z, aa … zz, aaa …
fn letters(number: u32, first: char, count: u32) -> String {
    let Some(index) = number.checked_sub(1) else {
        return String::new();
    };
    let letter = char::from_u32(u32::from(first) + index % count).unwrap_or(first);
    // Nobody counts further, and a file may claim that it does.
    let times = (index / count + 1).min(8);
    (0..times).map(|_| letter).collect()
}

/// The Russian alphabet as lists use it: without ё, й, ъ, ы, ь.
fn cyrillic(number: u32) -> String {
    const LETTERS: [char; 28] = [
        'а', 'б', 'в', 'г', 'д', 'е', 'ж', 'з', 'и', 'к', 'л', 'м', 'н', 'о', 'п', 'р', 'с', 'т', 'у', 'ф', 'х', 'ц',
        'ч', 'ш', 'щ', 'э', 'ю', 'я',
    ];
    let letter = number.checked_sub(1).and_then(|index| LETTERS.get(index as usize));
    letter.map_or_else(|| number.to_string(), char::to_string)
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number >= 4000 {
        return number.to_string();
    }
    let mut rest = number;
    let mut written = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            written.push_str(sign);
            rest -= value;
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn numbers_are_written_as_lists_count() {
        assert_eq!(written(4, "lowerRoman"), "iv");
        assert_eq!(written(1994, "upperRoman"), "MCMXCIV");
        assert_eq!(written(2, "lowerLetter"), "b");
        assert_eq!(written(28, "upperLetter"), "BB");
        assert_eq!(written(10, "russianLower"), "к");
        assert_eq!(written(7, "decimalZero"), "07");
        assert_eq!(written(7, "chineseCounting"), "7");
        assert_eq!(written(0, "lowerLetter"), "");
    }
}
