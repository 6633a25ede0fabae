//! Text from a file as it may stand in a terminal: control characters, and those that turn the
//! direction of what follows, are shown and not obeyed.

use std::fmt::{self, Write as _};

/// Displays the text with a sign for each character that does something.
pub(crate) struct Plain<'t>(pub(crate) &'t str);

impl fmt::Display for Plain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| match picture(c) {
            Some(picture) => f.write_char(picture),
            None if acts(c) => write!(f, "<U+{:04X}>", u32::from(c)),
            None => f.write_char(c),
        })
    }
}

/// The picture Unicode has for the old control characters.
fn picture(c: char) -> Option<char> {
    match c {
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)),
        '\x7f' => Some('\u{2421}'),
        _ => None,
    }
}

/// Whether a terminal would do something else with it than draw it.
pub(crate) fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::Plain;

    #[test]
    fn what_acts_is_shown() {
        let shown = Plain("A\x1b[31mda\u{202e}\u{9b}\n\u{200b}用").to_string();
        assert_eq!(shown, "A\u{241b}[31mda<U+202E><U+009B>\u{240a}<U+200B>用");
    }
}
