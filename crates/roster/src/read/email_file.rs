//! Reads an email that was saved as a file: the people it was sent to, and its sender.

use std::collections::HashSet;

use mailparse::parse_headers;

use super::budget::Budget;
use super::error::ReadError;
use crate::{Entry, paste};

/// The header fields that hold people, in the order in which they are read.
const PEOPLE_FIELDS: [&str; 5] = ["to", "cc", "bcc", "reply-to", "from"];

/// How many people an email may be to. No mail server takes one to so many.
const MOST_PEOPLE: usize = 100_000;

/// How many bytes the header may have, which is enough for all of them.
const LONGEST_HEADER: usize = 6 << 20;

/// Whether the text begins with the header of an email.
pub(super) fn is_email(text: &str) -> bool {
    const KNOWN: [&str; 10] = [
        "from",
        "to",
        "cc",
        "subject",
        "date",
        "received",
        "mime-version",
        "message-id",
        "return-path",
        "delivered-to",
    ];
    let header = super::cut(text, 16 << 10)
        .trim_start_matches('\u{feff}')
        .lines();
    let header = header
        .skip_while(|line| line.starts_with("From "))
        .take_while(|line| !line.trim().is_empty());
    let (mut known, mut people) = (0, 0);
    for line in header {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else {
            return false;
        };
        let name = name.trim().to_ascii_lowercase();
        if name.contains(|c: char| !c.is_ascii_alphanumeric() && c != '-') {
            return false;
        }
        known += usize::from(KNOWN.contains(&name.as_str()));
        people += usize::from(PEOPLE_FIELDS.contains(&name.as_str()));
    }
    // Two lines that begin with `To:` and `Cc:` alone were more likely copied from an email than
    // saved as one.
    known > 1 && people > 0 && known > people
}

/// The people in the header. The original bytes are needed as well as the text, because a header
/// field can name an encoding of its own.
pub(super) fn people(text: &str, bytes: &[u8], budget: &Budget) -> Result<Vec<Entry>, ReadError> {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let raw = if std::str::from_utf8(start).is_ok() {
        start
    } else {
        text.as_bytes()
    };
    let raw = match raw.strip_prefix(b"From ") {
        Some(_) => raw
            .iter()
            .position(|b| *b == b'\n')
            .map_or(raw, |end| &raw[end + 1..]),
        None => raw,
    };
    let header = header(raw);
    if header.len() > LONGEST_HEADER {
        return Err(ReadError::TooMuchText {
            limit: LONGEST_HEADER,
        });
    }
    let Ok((headers, _)) = parse_headers(header) else {
        return Ok(Vec::new());
    };
    let mut people: Vec<Entry> = Vec::new();
    let mut known = HashSet::new();
    for name in PEOPLE_FIELDS {
        for header in headers
            .iter()
            .filter(|h| h.get_key_ref().eq_ignore_ascii_case(name))
        {
            for person in paste::people(&header.get_value()) {
                if !person.address.is_empty() && !known.insert(person.address.clone()) {
                    continue;
                }
                if people.len() == MOST_PEOPLE {
                    return Err(ReadError::TooManyRows { limit: MOST_PEOPLE });
                }
                budget.person(people.len() + 1, &person)?;
                people.push(person);
            }
        }
    }
    Ok(people)
}

/// The part of an email before its first blank line.
fn header(email: &[u8]) -> &[u8] {
    let blank = memchr::memchr_iter(b'\n', email)
        .map(|end| end + 1)
        .find(|start| matches!(email[*start..], [b'\n', ..] | [b'\r', b'\n', ..]));
    &email[..blank.unwrap_or(email.len())]
}
