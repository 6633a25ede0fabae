//! Reads the recipients of an email, or lines of addresses.
//!
//! The syntax is that of RFC 5322 (names with or without quotation marks, comments, groups, folded
//! lines), together with what email programs write besides: `;` between people, the last name before
//! a comma, apostrophes around a name.

use crate::Entry;
use crate::columns::{first_name_first, is_known_heading};
use crate::text::clean;

/// Two quotation marks that are further apart than this do not belong together.
const LONGEST_QUOTE: usize = 1_000;

/// What stands before a colon and is longer than this is no name of a group. Every member of a group
/// carries its name, so that a long one would multiply.
const LONGEST_GROUP: usize = 200;

/// What ended a piece of text.
#[derive(Clone, Copy, PartialEq)]
enum End {
    Comma,
    Semicolon,
    Line,
    Text,
}

/// The text between two separators.
#[derive(Default)]
struct Piece {
    /// The text outside brackets, without quotation marks.
    words: String,
    /// Whether any of it was in quotation marks.
    quoted: bool,
    /// The text in angle brackets.
    angle: Option<String>,
    /// The text in round brackets.
    comment: String,
}

pub(super) fn entries(text: &str) -> Vec<Entry> {
    let text = without_field_name(text);
    let mut pieces = Pieces::new(text);
    let mut entries = Vec::new();
    let mut group = String::new();
    let mut held: Option<String> = None;
    while let Some((piece, end, group_ends)) = pieces.next(&mut group) {
        let words = clean(&piece.words);
        let bare_words = piece.angle.is_none() && !words.is_empty() && !words.contains('@');
        if bare_words && !piece.quoted && end == End::Comma && held.is_none() {
            // This may be a last name with the first name after the comma, as in
            // `Lovelace, Ada <ada@uni.edu>`. The next piece tells.
            held = Some(words);
        } else {
            let before = held.take();
            let joins =
                piece.angle.is_some() && !piece.quoted && !words.is_empty() && !words.contains('@');
            let words = match before {
                Some(last) if joins => format!("{words} {last}"),
                Some(alone) => {
                    push(
                        &mut entries,
                        &Piece {
                            words: alone,
                            ..Piece::default()
                        },
                        &group,
                        None,
                    );
                    words
                }
                None => words,
            };
            push(&mut entries, &piece, &group, Some(words));
        }
        if group_ends {
            flush(&mut held, &mut entries, &group);
            group.clear();
        }
    }
    flush(&mut held, &mut entries, &group);
    if entries.first().is_some_and(is_heading) {
        entries.remove(0);
    }
    entries
}

/// Adds the words that were held back as a row of their own.
fn flush(held: &mut Option<String>, entries: &mut Vec<Entry>, group: &str) {
    if let Some(words) = held.take() {
        push(
            entries,
            &Piece {
                words,
                ..Piece::default()
            },
            group,
            None,
        );
    }
}

/// The text without the field name (`To:`, `Cc:`, `An:`) that was copied with it.
fn without_field_name(text: &str) -> &str {
    const NAMES: &[&str] = &[
        "to", "cc", "bcc", "an", "kopie", "from", "von", "à", "a", "para",
    ];
    let text = text.trim();
    match text.split_once(':') {
        Some((name, rest)) if NAMES.contains(&name.trim().to_lowercase().as_str()) => rest,
        _ => text,
    }
}

fn is_heading(entry: &Entry) -> bool {
    (entry.name.is_empty() && is_known_heading(&entry.address))
        || (entry.address.is_empty() && is_known_heading(&entry.name))
}

fn push(entries: &mut Vec<Entry>, piece: &Piece, group: &str, words: Option<String>) {
    let words = words.unwrap_or_else(|| clean(&piece.words));
    let comment = clean(&piece.comment);
    let (name, address) = match &piece.angle {
        Some(address) => (words, clean(address)),
        None => name_and_address(words, piece.quoted),
    };
    let name = if name.is_empty() {
        comment
    } else {
        unquoted(name)
    };
    if name.is_empty() && address.is_empty() {
        return;
    }
    entries.push(Entry {
        // Many programs repeat the address as the name.
        name: if name.eq_ignore_ascii_case(&address) {
            String::new()
        } else {
            first_name_first(&name)
        },
        address: without_mailto(address),
        group: group.to_owned(),
        ..Entry::default()
    });
}

/// The name and the address in a piece without brackets, which holds either or both.
fn name_and_address(words: String, quoted: bool) -> (String, String) {
    if words.contains('@') {
        let plain = |w: &&str| crate::address(w.trim_matches(|c| "'\"()[]".contains(c))).is_ok();
        if crate::address(&words).is_ok() {
            return (String::new(), words);
        }
        // A label, or the name of a group that never ends.
        if let Some((name, address)) = words.split_once(':')
            && !name.eq_ignore_ascii_case("mailto")
            && crate::address(address.trim()).is_ok()
        {
            return (name.trim().to_owned(), address.trim().to_owned());
        }
        let mut found = words.split_whitespace().filter(plain);
        if let (Some(address), None) = (found.next(), found.next()) {
            let name = words.replacen(address, " ", 1);
            let name = name.trim_matches(|c: char| c.is_whitespace() || "-–—:|".contains(c));
            let address = address.trim_matches(|c| "'\"()[]".contains(c)).to_owned();
            return (name.to_owned(), address);
        }
        return (String::new(), words);
    }
    let is_name = quoted || words.contains(char::is_whitespace);
    if is_name {
        (words, String::new())
    } else {
        (String::new(), words)
    }
}

/// The name without the apostrophes or quotation marks that some programs put around it.
fn unquoted(name: String) -> String {
    let stripped = name
        .strip_prefix('\'')
        .and_then(|n| n.strip_suffix('\''))
        .or_else(|| name.strip_prefix('"').and_then(|n| n.strip_suffix('"')));
    match stripped {
        Some(inner) => inner.trim().to_owned(),
        None => name,
    }
}

fn without_mailto(address: String) -> String {
    match address.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => {
            let rest = &address[7..];
            rest.split('?').next().unwrap_or(rest).trim().to_owned()
        }
        _ => address,
    }
}

/// Splits a text at the separators between people.
struct Pieces<'t> {
    chars: std::iter::Peekable<std::str::Chars<'t>>,
    /// How many semicolons are still ahead.
    semicolons: usize,
    ended: bool,
    in_group: bool,
}

impl<'t> Pieces<'t> {
    fn new(text: &'t str) -> Self {
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
    fn next(&mut self, group: &mut String) -> Option<(Piece, End, bool)> {
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
                    *group = clean(&std::mem::take(&mut piece.words));
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
        let unfinished = piece.angle.is_none() && !piece.words.contains('@');
        indented && unfinished && !piece.words.trim().is_empty()
    }

    /// Whether a colon begins a group, as in `Team: a@b, c@d;`, and is not part of `mailto:` or a time
    /// of day.
    fn opens_group(&mut self, piece: &Piece) -> bool {
        let name = piece.words.trim();
        let next_is_digit = self.chars.peek().is_some_and(char::is_ascii_digit);
        let is_time = next_is_digit && name.ends_with(|c: char| c.is_ascii_digit());
        !self.in_group
            && piece.angle.is_none()
            && !name.is_empty()
            && name.len() <= LONGEST_GROUP
            && !name.contains('@')
            && !name.eq_ignore_ascii_case("mailto")
            && !is_time
            // A group ends with a semicolon, so without one ahead this is not a group.
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
        while let Some(&c) = self.chars.peek() {
            let unclosed = match c {
                ';' | ',' => inner.contains('@'),
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
                _ => inner.push(c),
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
        let into = if spelled_at {
            &mut piece.words
        } else {
            &mut piece.comment
        };
        if spelled_at {
            into.push('(');
            into.push_str(inner.trim());
            into.push(')');
        } else {
            if !into.is_empty() {
                into.push(' ');
            }
            into.push_str(&inner);
        }
    }
}
