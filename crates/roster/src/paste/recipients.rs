//! Reads the recipients of an email, or lines of addresses.
//!
//! The syntax is that of RFC 5322 (names with or without quotation marks, comments, groups, folded
//! lines), together with what email programs write besides: `;` between people, the last name before
//! a comma, apostrophes around a name. `pieces` splits the text between people; this reads each
//! person's part.

use super::pieces::{End, Piece, Pieces};
use crate::Entry;
use crate::columns::{first_name_first, is_known_heading};
use crate::text::clean;

/// The people, unless there are more than `most`.
pub(super) fn entries(text: &str, most: usize) -> Option<Vec<Entry>> {
    let text = without_field_name(text);
    let mut pieces = Pieces::new(text);
    let mut entries = Vec::new();
    let mut group = String::new();
    let mut held: Option<String> = None;
    while let Some((piece, end, group_ends)) = pieces.next(&mut group) {
        let words = clean(piece.words.as_str());
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
                            words: alone.into(),
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
        if entries.len() > most {
            return None;
        }
    }
    flush(&mut held, &mut entries, &group);
    if entries.first().is_some_and(is_heading) {
        entries.remove(0);
    }
    (entries.len() <= most).then_some(entries)
}

/// Adds the words that were held back as a row of their own.
fn flush(held: &mut Option<String>, entries: &mut Vec<Entry>, group: &str) {
    if let Some(words) = held.take() {
        push(
            entries,
            &Piece {
                words: words.into(),
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
    let words = words.unwrap_or_else(|| clean(piece.words.as_str()));
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
    // Many programs repeat the address as the name.
    let name = if name.eq_ignore_ascii_case(&address) {
        String::new()
    } else {
        first_name_first(&name)
    };
    let address = without_mailto(address);
    // Checked at the end, because `","` is a name of which nothing is left.
    if name.is_empty() && address.is_empty() {
        return;
    }
    entries.push(Entry {
        name,
        address,
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
