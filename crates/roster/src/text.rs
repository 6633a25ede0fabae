//! Small facts about characters that several readers share.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// The text in NFC, without copying what is in it already.
pub(crate) fn nfc(text: &str) -> Cow<'_, str> {
    // No character below U+0300 has another form; in UTF-8 those are the bytes below 0xCC.
    if text.is_ascii()
        || text.bytes().all(|b| b < 0xcc)
        || is_nfc_quick(text.chars()) == IsNormalized::Yes
    {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// Takes up no room and has no business in an address or a name: zero-width spaces, marks of
/// direction, soft hyphens, byte-order marks in the middle of a text. The two joiners are not
/// among them, since some scripts are not written without.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// The joiners of Indic and Arabic scripts and of emoji.
pub(crate) fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// A code point that will never be a character.
pub(crate) fn is_noncharacter(c: char) -> bool {
    let code = u32::from(c);
    (0xfdd0..=0xfdef).contains(&code) || code & 0xfffe == 0xfffe
}

/// A cell or a piece of text as it is kept: trimmed (also of no-break spaces and byte-order
/// marks), in NFC.
pub(crate) fn clean(text: &str) -> String {
    nfc(trimmed(text)).into_owned()
}

pub(crate) fn trimmed(text: &str) -> &str {
    // Most cells begin and end with a letter or digit, and there are hundreds of thousands.
    let bytes = text.as_bytes();
    if let (Some(first), Some(last)) = (bytes.first(), bytes.last())
        && first.is_ascii_graphic()
        && last.is_ascii_graphic()
    {
        return text;
    }
    text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cleaning_trims_every_kind_of_space_and_composes() {
        assert_eq!(clean("\u{feff}\u{a0} Zoe\u{308}\t"), "Zo\u{eb}");
    }
}
