//! Text as a search compares it: without regard to case, accents and letters that a keyboard may
//! not have, so that "bjorn" finds "Bjørn" and "odegard" finds "Ødegård".

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// The text in lower case and plain letters.
pub fn folded(text: &str) -> String {
    if text.is_ascii() {
        // Most names and nearly all addresses, for which the rest would only take longer.
        return text.to_ascii_lowercase();
    }
    plain(text).to_lowercase()
}

/// The text without accents, and with the letters of Latin alphabets that have none to take off
/// spelled in plain ones.
pub(crate) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'ß' | 'ẞ' => plain.push_str("ss"),
            'æ' | 'Æ' => plain.push_str("ae"),
            'œ' | 'Œ' => plain.push_str("oe"),
            'þ' | 'Þ' => plain.push_str("th"),
            'ø' | 'Ø' => plain.push('o'),
            'ł' | 'Ł' => plain.push('l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => plain.push('d'),
            'ħ' | 'Ħ' => plain.push('h'),
            'ı' => plain.push('i'),
            _ => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    #[test]
    fn names_are_found_with_the_letters_of_any_keyboard() {
        for (name, typed) in [
            ("Bjørn Ødegård", "bjorn odegard"),
            ("Guðrún Jónsdóttir", "gudrun jonsdottir"),
            ("Elif Yılmaz", "elif yilmaz"),
            ("İpek", "ipek"),
            ("José Müller-Weiß", "jose muller-weiss"),
            ("Łukasz", "lukasz"),
            ("أمل الحداد", "أمل الحداد"),
            ("ADA@Uni.Example", "ada@uni.example"),
        ] {
            assert_eq!(folded(name), folded(typed));
        }
    }
}
