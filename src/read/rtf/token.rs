//! Bytes → groups, control words and text.

/// One token of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\word`, `\word-12`; for control symbols (`\~`) the sign itself.
    Control(&'a str, Option<i32>),
    /// A byte of text, written as it is or as `\'e4`, in the encoding of its font.
    Byte(u8),
}

/// The tokens of a file, in order.
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Tokens<'a> {
        Tokens { bytes, at: 0 }
    }

    fn bump(&mut self) -> Option<u8> {
        let byte = self.bytes.get(self.at).copied()?;
        self.at += 1;
        Some(byte)
    }

    fn take_while(&mut self, wanted: impl Fn(u8) -> bool) -> &'a str {
        let start = self.at;
        while self.bytes.get(self.at).is_some_and(|byte| wanted(*byte)) {
            self.at += 1;
        }
        std::str::from_utf8(&self.bytes[start..self.at]).unwrap_or_default()
    }

    /// What follows a backslash.
    fn control(&mut self) -> Option<Token<'a>> {
        let start = self.at;
        let first = self.bump()?;
        if first == b'\'' {
            let digits = self.bytes.get(self.at..self.at + 2);
            let code = digits.and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
            self.at += if code.is_some() { 2 } else { 0 };
            return Some(code.map_or(Token::Control("", None), Token::Byte));
        }
        if !first.is_ascii_alphabetic() {
            return Some(match first {
                b'\\' | b'{' | b'}' => Token::Byte(first),
                b'\r' | b'\n' => Token::Control("par", None),
                b'\t' => Token::Control("tab", None),
                _ => Token::Control(
                    std::str::from_utf8(&self.bytes[start..self.at]).unwrap_or_default(),
                    None,
                ),
            });
        }
        self.at = start;
        let word = self.take_while(|byte| byte.is_ascii_alphabetic());
        let sign = self.at;
        if self.bytes.get(self.at) == Some(&b'-') {
            self.at += 1;
        }
        let value = match self.take_while(|byte| byte.is_ascii_digit()) {
            "" => {
                self.at = sign;
                None
            }
            digits => {
                let value = digits.parse::<i32>().unwrap_or(i32::MAX);
                Some(if self.bytes[sign] == b'-' { -value } else { value })
            }
        };
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        if word == "bin" {
            let length = usize::try_from(value.unwrap_or(0)).unwrap_or(0);
            self.at = self.at.saturating_add(length).min(self.bytes.len());
        }
        Some(Token::Control(word, value))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            return Some(match self.bump()? {
                b'{' => Token::Open,
                b'}' => Token::Close,
                b'\\' => self.control()?,
                // Line breaks of the file are none of the text's.
                b'\r' | b'\n' | 0 => continue,
                b'\t' => Token::Control("tab", None),
                byte => Token::Byte(byte),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_at_their_space_and_bytes_come_in_two_forms() {
        let tokens: Vec<Token<'_>> = Tokens::new(b"{\\b0 a\\'e4\\u-10b\\~\r\n\\bin3 }}}\\{}").collect();
        assert_eq!(
            tokens,
            [
                Token::Open,
                Token::Control("b", Some(0)),
                Token::Byte(b'a'),
                Token::Byte(0xe4),
                Token::Control("u", Some(-10)),
                Token::Byte(b'b'),
                Token::Control("~", None),
                Token::Control("bin", Some(3)),
                Token::Byte(b'{'),
                Token::Close,
            ]
        );
    }

    #[test]
    fn nothing_ends_in_a_crash() {
        for end in ["\\", "\\'", "\\'e", "\\u-", "\\bin99999999999", "\\b-", "\\é"] {
            assert!(Tokens::new(end.as_bytes()).count() <= 3);
        }
    }
}
