//! Splits pasted recipients into pieces, one for each person: at commas, semicolons and line breaks
//! that stand outside quotation marks, brackets and comments.

use super::words::Words;
use crate::text::clean;

/// Two quotation marks that are further apart than this don't belong together.
const LONGEST_QUOTE: usize = 1_000;

/// What stands before a colon and is longer than this is no name of a group. Every member of a group
/// carries its name, so that a long one would multiply.
const LONGEST_GROUP: usize = 200;

/// What ended a piece of text.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum End {
    Comma,
    Semicolon,
    Line,
    Text,
}

/// The text between two separators.
#[derive(Default)]
pub(super) struct Piece {
    /// The text outside brackets, without quotation marks.
    pub(super) words: Words,
    /// Whether any of it was in quotation marks.
    pub(super) quoted: bool,
    /// The text in angle brackets.
    pub(super) angle: Option<String>,
    /// The text in round brackets.
    pub(super) comment: String,
}

/// Splits a text at the separators between people.
pub(super) struct Pieces<'t> {
    chars: std::iter::Peekable<std::str::Chars<'t>>,
    /// How many semicolons are still ahead.
    semicolons: usize,
    ended: bool,
    in_group: bool,
}

impl<'t> Pieces<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let semicolons = text.matches(';').count();
        Self {
            chars: text.chars().peekable(),
            semicolons,
            ended: false,
            in_group: false,
        }
    }

    /// The next piece, what ended it, and whether a group ends with it. The name of a group that
    /// begins is written into `group`.
    pub(super) fn next(&mut self, group: &mut String) -> Option<(Piece, End, bool)> {
        if self.ended {
            return None;
        }
        let mut piece = Piece::default();
        let end = loop {
            let Some(c) = self.step() else {
                self.ended = true;
                break End::Text;
            };
            match c {
                '"' if self.closes() => self.quoted(&mut piece),
                '<' => self.angle(&mut piece),
                '(' => self.comment(&mut piece),
                ',' => break End::Comma,
                ';' => break End::Semicolon,
                ':' if self.opens_group(&piece) => {
                    *group = clean(std::mem::take(&mut piece.words).as_str());
                    piece.quoted = false;
                    self.in_group = true;
                }
                '\r' | '\n' | '\u{2028}' | '\u{2029}' => {
                    if c == '\r' && self.chars.peek() == Some(&'\n') {
                        self.step();
                    }
                    if !self.is_folded(&piece) {
                        break End::Line;
                    }
                    while self.chars.next_if(|c| c.is_whitespace()).is_some() {}
                    piece.words.push(' ');
                }
                _ => piece.words.push(c),
            }
        };
        let group_ends = self.in_group && matches!(end, End::Semicolon | End::Text);
        if group_ends {
            self.in_group = false;
        }
        Some((piece, end, group_ends))
    }

    /// Whether the next line continues this one. It does if it begins with space, unless this line is
    /// a complete person.
    fn is_folded(&mut self, piece: &Piece) -> bool {
        let indented = matches!(self.chars.peek(), Some(' ' | '\t'));
        let unfinished = piece.angle.is_none() && !piece.words.has_at();
        indented && unfinished && !piece.words.trimmed().is_empty()
    }

    /// Whether a colon begins a group, as in `Team: a@b, c@d;`, and isn't part of `mailto:` or a
    /// time of day.
    fn opens_group(&mut self, piece: &Piece) -> bool {
        let name = piece.words.trimmed();
        let next_is_digit = self.chars.peek().is_some_and(char::is_ascii_digit);
        let is_time = next_is_digit && name.ends_with(|c: char| c.is_ascii_digit());
        !self.in_group
            && piece.angle.is_none()
            && !name.is_empty()
            && name.len() <= LONGEST_GROUP
            && !piece.words.has_at()
            && !name.eq_ignore_ascii_case("mailto")
            && !is_time
            // A group ends with a semicolon, so without one ahead this isn't a group.
            && self.semicolons > 0
    }

    /// The next character.
    fn step(&mut self) -> Option<char> {
        let c = self.chars.next();
        self.semicolons -= usize::from(c == Some(';'));
        c
    }

    /// Whether the quotation mark just read is closed, within a bound and before the line ends.
    fn closes(&self) -> bool {
        let mut chars = self.chars.clone().take(LONGEST_QUOTE);
        while let Some(c) = chars.next() {
            match c {
                '"' => return true,
                '\\' => {
                    chars.next();
                }
                '\n' if !matches!(chars.next(), Some(' ' | '\t')) => return false,
                _ => {}
            }
        }
        false
    }

    fn quoted(&mut self, piece: &mut Piece) {
        // In `"ada l"@uni.edu` the quotation marks belong to the address and are kept.
        let mut inner = String::new();
        let mut closed = false;
        while let Some(c) = self.step() {
            match c {
                '\\' => inner.extend(self.step()),
                '"' => {
                    closed = true;
                    break;
                }
                '\r' | '\n' => inner.push(' '),
                _ => inner.push(c),
            }
        }
        if closed && self.chars.peek() == Some(&'@') {
            piece.words.push('"');
            for c in inner.chars() {
                if matches!(c, '"' | '\\') {
                    piece.words.push('\\');
                }
                piece.words.push(c);
            }
            piece.words.push('"');
        } else {
            piece.quoted = true;
            piece.words.push_str(&inner);
        }
    }

    fn angle(&mut self, piece: &mut Piece) {
        let mut inner = String::new();
        let mut has_at = false;
        while let Some(&c) = self.chars.peek() {
            let unclosed = match c {
                ';' | ',' => has_at,
                '\r' | '\n' => !self.goes_on_folded(),
                _ => c == '<',
            };
            if unclosed {
                break;
            }
            self.step();
            match c {
                '>' => break,
                // A fold within the brackets stands in the middle of the address.
                '\r' | '\n' => while self.chars.next_if(|c| c.is_whitespace()).is_some() {},
                _ => {
                    has_at |= c == '@';
                    inner.push(c);
                }
            }
        }
        // In `<<ada@uni.edu>>` the outer brackets hold nothing.
        if piece.angle.as_ref().is_none_or(|a| a.trim().is_empty()) {
            piece.angle = Some(inner);
        }
    }

    /// Whether the line break ahead is a fold.
    fn goes_on_folded(&self) -> bool {
        let mut ahead = self.chars.clone().skip_while(|c| matches!(c, '\r' | '\n'));
        matches!(ahead.next(), Some(' ' | '\t'))
    }

    fn comment(&mut self, piece: &mut Piece) {
        let mut depth = 1;
        let mut inner = String::new();
        while let Some(&c) = self.chars.peek() {
            if matches!(c, '\r' | '\n') {
                break;
            }
            self.step();
            match c {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
            inner.push(c);
        }
        let spelled_at = matches!(
            inner.trim().to_lowercase().as_str(),
            "at" | "ät" | "a" | "dot" | "punkt"
        );
        if spelled_at {
            piece.words.push('(');
            piece.words.push_str(inner.trim());
            piece.words.push(')');
        } else {
            if !piece.comment.is_empty() {
                piece.comment.push(' ');
            }
            piece.comment.push_str(&inner);
        }
    }
}
