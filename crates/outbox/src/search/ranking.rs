//! Whether a text has the words of a search in it, and how well it fits.

use roster::folded;

/// The words of a search, folded.
pub(super) struct Words(Vec<String>);

impl Words {
    pub(super) fn of(text: &str) -> Self {
        let text = folded(text);
        Self(text.split_whitespace().map(str::to_owned).collect())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn are_in(&self, texts: &[&str]) -> bool {
        let text = folded(&texts.join(" "));
        self.0.iter().all(|word| text.contains(word.as_str()))
    }

    /// How well a folded text fits; the least is the best. `None`: a word isn't in it.
    pub(super) fn rank(&self, text: &str) -> Option<u8> {
        let mut rank = 0;
        for (place, word) in self.0.iter().enumerate() {
            let here = if place == 0 && text.starts_with(word.as_str()) {
                0
            } else if begins_a_word(text, word) {
                1
            } else if text.contains(word.as_str()) {
                2
            } else {
                return None;
            };
            rank = rank.max(here);
        }
        Some(rank)
    }
}

fn begins_a_word(text: &str, word: &str) -> bool {
    text.match_indices(word)
        .any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric))
}
