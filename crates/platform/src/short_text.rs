//! Texts of the platform that are only shown, such as what it says about an error. They are kept as far
//! as anybody would read them: one is written beside each step that it is about.

use std::fmt::{self, Display, Write};

use serde::{Deserialize, Deserializer};

/// How many characters of a text are kept.
const MAX_TEXT: usize = 1_000;

/// The beginning of a text. Nothing is written after its end, however long the whole text would be.
pub(crate) fn shortened(text: impl Display) -> String {
    let mut beginning = Beginning {
        text: String::new(),
        left: MAX_TEXT,
    };
    // The only error is that of its end.
    let _ = write!(beginning, "{text}");
    beginning.text
}

/// Reads the beginning of a text.
pub(crate) fn optional<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Ok(Option::<String>::deserialize(from)?.map(shortened))
}

struct Beginning {
    text: String,
    /// In characters.
    left: usize,
}

impl Write for Beginning {
    fn write_str(&mut self, piece: &str) -> fmt::Result {
        for character in piece.chars() {
            self.left = self.left.checked_sub(1).ok_or(fmt::Error)?;
            self.text.push(character);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_TEXT, shortened};

    #[test]
    fn a_text_is_kept_as_far_as_somebody_reads_it() {
        let just = "ü".repeat(MAX_TEXT);
        assert_eq!(shortened(&just), just);
        assert_eq!(shortened(format_args!("{just}{just}")), just);
        assert_eq!(shortened(17), "17");
    }
}
