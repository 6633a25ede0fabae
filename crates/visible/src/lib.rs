//! The characters that are never shown as they are, in one list for the whole of Cohort.
//!
//! Names and other texts come from strangers. A character that moves the cursor, reverses the
//! direction of the text after it, or can't be seen lets one name pose as another. The window and
//! the terminal show such a character by its name or its number, emails and file names leave it
//! out, and an address can't contain it. The window's copy of the list, in
//! `ui/src/lib/hidden-characters.ts`, is written from this one by `cargo xtask types`.

/// A range of characters that aren't shown as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hidden {
    pub first: char,
    pub last: char,
    /// What Unicode calls it for short. Empty: it is shown by its number.
    pub name: &'static str,
}

const fn one(character: char, name: &'static str) -> Hidden {
    range(character, character, name)
}

const fn range(first: char, last: char, name: &'static str) -> Hidden {
    Hidden { first, last, name }
}

/// All of them, in the order of their numbers. The ASCII control characters have pictures of their
/// own in Unicode, so they need no names.
pub const HIDDEN: &[Hidden] = &[
    range('\0', '\x1f', ""),
    range('\x7f', '\u{9f}', ""),
    one('\u{ad}', "SHY"),
    one('\u{34f}', "CGJ"),
    one('\u{61c}', "ALM"),
    one('\u{115f}', "HCF"),
    one('\u{1160}', "HJF"),
    range('\u{17b4}', '\u{17b5}', ""),
    one('\u{180e}', "MVS"),
    one('\u{200b}', "ZWSP"),
    one('\u{200e}', "LRM"),
    one('\u{200f}', "RLM"),
    one('\u{2028}', "LS"),
    one('\u{2029}', "PS"),
    one('\u{202a}', "LRE"),
    one('\u{202b}', "RLE"),
    one('\u{202c}', "PDF"),
    one('\u{202d}', "LRO"),
    one('\u{202e}', "RLO"),
    one('\u{2060}', "WJ"),
    range('\u{2061}', '\u{2065}', ""),
    one('\u{2066}', "LRI"),
    one('\u{2067}', "RLI"),
    one('\u{2068}', "FSI"),
    one('\u{2069}', "PDI"),
    range('\u{206a}', '\u{206f}', ""),
    one('\u{3164}', "HF"),
    one('\u{feff}', "BOM"),
    one('\u{ffa0}', "HHF"),
    range('\u{fff0}', '\u{fffb}', ""),
    range('\u{1bca0}', '\u{1bca3}', ""),
    range('\u{1d173}', '\u{1d17a}', ""),
    range('\u{e0000}', '\u{e0fff}', "TAG"),
];

/// The joiners. Scripts that join letters can't be written without them, and neither can emoji, so
/// between such letters they are shown as they are; between Latin letters they only hide.
pub const JOINERS: &[Hidden] = &[one('\u{200c}', "ZWNJ"), one('\u{200d}', "ZWJ")];

/// The first letter of the scripts that may need a joiner after it.
pub const JOINED_FROM: char = '\u{590}';

/// Whether a character is never shown as it is. The joiners aren't among them.
pub fn is_hidden(character: char) -> bool {
    // Nearly all characters are visible ASCII, and lists have millions of them.
    if matches!(character, ' '..='~') {
        return false;
    }
    let after = HIDDEN.partition_point(|range| range.first <= character);
    after > 0 && character <= HIDDEN[after - 1].last
}

/// The zero-width joiner and non-joiner.
pub fn is_joiner(character: char) -> bool {
    JOINERS.iter().any(|joiner| joiner.first == character)
}

/// The text without the characters that are never shown as they are, and without the joiners that
/// only hide. This is for places that can show no name in their stead, such as a menu or an email.
pub fn without_hidden(text: &str) -> String {
    let mut before = None;
    let shown = |c: &char| {
        let joined = before.is_some_and(|before| before >= JOINED_FROM && !is_joiner(before));
        before = Some(*c);
        !is_hidden(*c) && (joined || !is_joiner(*c))
    };
    text.chars().filter(shown).collect()
}

/// The picture that Unicode has for each ASCII control character.
pub fn picture(character: char) -> Option<char> {
    match character {
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(character)),
        '\x7f' => Some('\u{2421}'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order_so_that_it_can_be_searched() {
        for pair in HIDDEN.windows(2) {
            assert!(
                pair[0].first <= pair[0].last && pair[0].last < pair[1].first,
                "{pair:?}"
            );
        }
    }

    #[test]
    fn a_joiner_stays_where_a_script_needs_it() {
        assert_eq!(without_hidden("A\u{200d}da\u{200c}\u{202e} I\n"), "Ada I");
        assert_eq!(without_hidden("\u{200d}नि\u{200d}\u{200d}ष"), "नि\u{200d}ष");
    }

    #[test]
    fn what_controls_reverses_or_hides_is_in_the_list() {
        let all = (0..=0x10_ffff).filter_map(char::from_u32);
        for character in all.filter(|character| character.is_control()) {
            assert!(is_hidden(character), "{:04X}", u32::from(character));
        }
        for character in [
            '\u{ad}',
            '\u{200b}',
            '\u{202e}',
            '\u{2066}',
            '\u{feff}',
            '\u{e0041}',
        ] {
            assert!(is_hidden(character), "{:04X}", u32::from(character));
        }
        for character in [
            ' ', 'a', '\u{a0}', 'ß', 'ع', 'क', '用', '😀', '\u{200d}', '\u{fe0f}',
        ] {
            assert!(!is_hidden(character), "{:04X}", u32::from(character));
        }
    }
}
