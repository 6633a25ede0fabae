//! Text that grows by characters, and knows at each of them what its questions ask: where it begins
//! and ends without spaces, and whether it holds an `@`. To look through it for every question would
//! take time that grows with the square of what was pasted.

#[derive(Default)]
pub(super) struct Words {
    text: String,
    /// From the first character that isn't a space to the end of the last one, in bytes.
    inked: Option<(usize, usize)>,
    has_at: bool,
}

impl Words {
    pub(super) fn push(&mut self, c: char) {
        let begin = self.text.len();
        self.text.push(c);
        self.has_at |= c == '@';
        if !c.is_whitespace() {
            let first = self.inked.map_or(begin, |(first, _)| first);
            self.inked = Some((first, self.text.len()));
        }
    }

    pub(super) fn push_str(&mut self, text: &str) {
        text.chars().for_each(|c| self.push(c));
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// The text without spaces around it.
    pub(super) fn trimmed(&self) -> &str {
        let (first, end) = self.inked.unwrap_or_default();
        &self.text[first..end]
    }

    pub(super) fn has_at(&self) -> bool {
        self.has_at
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        let mut words = Self::default();
        words.push_str(&text);
        words
    }
}
