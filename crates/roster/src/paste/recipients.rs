//! A mail's To or Cc line, and lines of addresses.
//!
//! RFC 5322 as people meet it: names in quotes or not, comments, groups, folded lines, and what
//! mail programs do besides (`;` between people, a last name before a comma, apostrophes around
//! a name).

use crate::Entry;
use crate::columns::{is_known_heading, turned};
use crate::text::clean;

/// Further apart two quotation marks are no pair.
const LONGEST_QUOTE: usize = 1_000;

/// What ended a piece of text.
#[derive(Clone, Copy, PartialEq)]
enum End {
    Comma,
    Semicolon,
    Line,
    Text,
}

#[derive(Default)]
struct Piece {
    /// What stands outside of brackets, quotes taken off.
    words: String,
    quoted: bool,
    angle: Option<String>,
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
            // Perhaps the last name before a first one: `Lovelace, Ada <ada@uni.edu>`.
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

/// `To:`, `Cc:`, `An:` … as copied with the line.
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
        None => loose(words, piece.quoted),
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
        // A name that is the address once more says nothing.
        name: if name.eq_ignore_ascii_case(&address) {
            String::new()
        } else {
            turned(&name)
        },
        address: without_mailto(address),
        group: group.to_owned(),
        ..Entry::default()
    });
}

/// A piece without brackets: an address, a name and an address, or only a name.
fn loose(words: String, quoted: bool) -> (String, String) {
    if words.contains('@') {
        let plain = |w: &&str| crate::address(w.trim_matches(|c| "'\"()[]".contains(c))).is_ok();
        if crate::address(&words).is_ok() {
            return (String::new(), words);
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

/// Some programs put apostrophes around a name, and some both kinds of marks.
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

/// The text cut at what stands between people.
struct Pieces<'t> {
    chars: std::iter::Peekable<std::str::Chars<'t>>,
    /// How many semicolons are still to come.
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

    /// The next piece, what ended it, and whether a group ends with it; a group that begins
    /// writes its name into `group`.
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

    /// A line that begins with space goes on with the last one, unless that held a person.
    fn is_folded(&mut self, piece: &Piece) -> bool {
        let indented = matches!(self.chars.peek(), Some(' ' | '\t'));
        let unfinished = piece.angle.is_none() && !piece.words.contains('@');
        indented && unfinished && !piece.words.trim().is_empty()
    }

    /// `Team: a@b, c@d;`, but neither `mailto:` nor a time of day.
    fn opens_group(&mut self, piece: &Piece) -> bool {
        let name = piece.words.trim();
        !self.in_group
            && piece.angle.is_none()
            && !name.is_empty()
            && !name.contains('@')
            && !name.eq_ignore_ascii_case("mailto")
            && !name.ends_with(|c: char| c.is_ascii_digit())
            // Without one to come the colon is only a colon.
            && self.semicolons > 0
    }

    fn step(&mut self) -> Option<char> {
        let c = self.chars.next();
        self.semicolons -= usize::from(c == Some(';'));
        c
    }

    /// Whether a quotation mark has its partner, not far and before the line ends.
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
        // `"ada l"@uni.edu` keeps its marks: there they belong to the address.
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
                // Folded inside of the brackets: only the address stands there.
                '\r' | '\n' => while self.chars.next_if(|c| c.is_whitespace()).is_some() {},
                _ => inner.push(c),
            }
        }
        // `<<ada@uni.edu>>`: the outer pair holds nothing.
        if piece.angle.as_ref().is_none_or(|a| a.trim().is_empty()) {
            piece.angle = Some(inner);
        }
    }

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
