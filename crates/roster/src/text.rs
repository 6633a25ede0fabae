//! Facts about characters and the cleaning of cells, shared by the readers and the checks.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// The text in Unicode normalization form C. Text that is in that form already is borrowed.
pub(crate) fn nfc(text: &str) -> Cow<'_, str> {
    // Every character below U+0300 is in form C already, and in UTF-8 exactly those characters
    // consist of bytes below 0xCC. This test is much cheaper than asking character by character.
    if text.is_ascii()
        || text.bytes().all(|b| b < 0xcc)
        || is_nfc_quick(text.chars()) == IsNormalized::Yes
    {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// Whether a character is invisible and never belongs in an address or a name: zero-width spaces,
/// direction marks, soft hyphens, byte-order marks in the middle of a text. Control characters are
/// told of separately. The two joiners aren't among them, because some scripts can't be written
/// without them; see [`visible::is_joiner`]. Variation selectors are shown as they are in a name, but
/// an address has no use for them.
pub(crate) fn is_invisible(c: char) -> bool {
    !c.is_control() && (visible::is_hidden(c) || matches!(c, '\u{fe00}'..='\u{fe0f}'))
}

/// Whether Unicode reserves this code point as one that will never be a character.
pub(crate) fn is_noncharacter(c: char) -> bool {
    let code = u32::from(c);
    (0xfdd0..=0xfdef).contains(&code) || code & 0xfffe == 0xfffe
}

/// A cell or a piece of text in the form in which it is kept: trimmed (of no-break spaces and
/// byte-order marks too) and in normalization form C.
pub(crate) fn clean(text: &str) -> String {
    nfc(trimmed(text)).into_owned()
}

pub(crate) fn trimmed(text: &str) -> &str {
    // A list can have hundreds of thousands of cells, and nearly all begin and end with a visible
    // ASCII character. For those the two bytes at the ends tell that there is nothing to trim.
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
