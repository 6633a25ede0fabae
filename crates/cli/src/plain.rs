//! Makes text that somebody else wrote safe to show in a terminal.
//!
//! A name in a list may hold control characters that move the cursor or recolour the screen, and
//! Unicode characters that reverse the direction of the text after them. A terminal would obey
//! them, so whoever prints such text wraps it in [`Plain`], which shows these characters instead.

use std::fmt::{self, Write as _};

/// Displays the text with a visible sign in place of each character that a terminal would obey.
pub(crate) struct Plain<'t>(pub(crate) &'t str);

impl fmt::Display for Plain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| match visible::picture(c) {
            Some(picture) => f.write_char(picture),
            None if is_active(c) => write!(f, "<U+{:04X}>", u32::from(c)),
            None => f.write_char(c),
        })
    }
}

/// Whether a terminal would do anything but draw this character. The joiners are among them: a
/// terminal draws most letters one by one, so there they only hide.
pub(crate) fn is_active(c: char) -> bool {
    visible::is_hidden(c) || visible::is_joiner(c)
}

#[cfg(test)]
mod tests {
    use super::Plain;

    #[test]
    fn active_characters_are_shown() {
        let shown = Plain("A\x1b[31mda\u{202e}\u{9b}\n\u{200b}用").to_string();
        assert_eq!(shown, "A\u{241b}[31mda<U+202E><U+009B>\u{240a}<U+200B>用");
    }
}
