//! Parses an address character by character: what is wrong with a text and exactly where, or that
//! nothing is.
//!
//! The crates `email_address` and `idna` have the last word on the two parts. They only say whether
//! a part is valid, though, not why; the checks before them find the reason and the place, which the
//! window shows in the cell.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;

use email_address::EmailAddress;
use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};

use super::{AddressError, InvalidKind as Kind};
use crate::text::{is_invisible, is_noncharacter, nfc};

/// A longer text is refused without being parsed, so that a cell full of prose costs nothing.
pub(crate) const MAX_CHARS: usize = 1_000;

/// The two parts of a valid address.
pub(super) struct ParsedAddress {
    local: String,
    /// In its ASCII form and lower case, or a network address in square brackets.
    domain: String,
}

pub(super) fn parse(text: &str) -> Result<ParsedAddress, AddressError> {
    let chars: Vec<char> = text.chars().take(MAX_CHARS + 1).collect();
    if chars.len() > MAX_CHARS {
        return invalid(Kind::TooLong, 254..text.chars().count());
    }
    check_characters(&chars)?;
    let at = find_at(&chars)?;
    let local = local(&chars, at)?;
    let domain = domain(&chars, at + 1)?;
    if local.len() + 1 + domain.len() > 254 {
        return invalid(Kind::TooLong, 0..chars.len());
    }
    Ok(ParsedAddress { local, domain })
}

/// Checks that there is a local part and a valid domain, whatever their length.
pub(super) fn check_parts(text: &str) -> Result<(), AddressError> {
    let chars: Vec<char> = text.chars().collect();
    check_characters(&chars)?;
    match find_at(&chars)? {
        0 => invalid(Kind::NothingBeforeAt, 0..1),
        at => domain(&chars, at + 1).map(drop),
    }
}

pub(super) fn normalize(parts: &ParsedAddress, buffer: &mut String) {
    let local = without_needless_quotes(&parts.local).to_lowercase();
    buffer.push_str(&nfc(&local));
    buffer.push('@');
    buffer.push_str(&parts.domain);
}

/// The ASCII form of a domain by itself, such as that of an institution; `None` if it isn't a
/// domain.
pub(crate) fn ascii_domain(text: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().take(MAX_CHARS).collect();
    domain(&chars, 0).ok()
}

/// Whether the last label is a top-level domain that exists, or one reserved for examples and
/// tests.
pub(crate) fn is_known_ending(ascii: &str) -> bool {
    let ending = ascii.rsplit('.').next().unwrap_or(ascii);
    matches!(ending, "example" | "test") || is_known_suffix(ending)
}

/// Whether exactly this is a suffix in the public suffix list.
pub(crate) fn is_known_suffix(ascii: &str) -> bool {
    psl::suffix(ascii.as_bytes()).is_some_and(|s| s.is_known() && s == ascii)
}

fn invalid<T>(kind: Kind, at: Range<usize>) -> Result<T, AddressError> {
    Err(AddressError { kind, at })
}

/// The checks that concern the text as a whole, before it is split at the `@`.
fn check_characters(chars: &[char]) -> Result<(), AddressError> {
    let Some(first) = chars.iter().position(|c| !c.is_whitespace()) else {
        return invalid(Kind::Empty, 0..chars.len());
    };
    if starts_with(chars, "mailto:") {
        return invalid(Kind::Mailto, 0..7);
    }
    if starts_with(chars, "/o=") {
        return invalid(Kind::DirectoryEntry, 0..chars.len());
    }
    if first > 0 {
        return invalid(Kind::SpaceAround, 0..first);
    }
    let trailing = chars.iter().rev().take_while(|c| c.is_whitespace()).count();
    if trailing > 0 {
        return invalid(Kind::SpaceAround, chars.len() - trailing..chars.len());
    }
    for (i, &c) in chars.iter().enumerate() {
        let kind = if c == '\u{fffd}' {
            Kind::Garbled
        } else if c.is_control() && !c.is_whitespace() || is_noncharacter(c) {
            Kind::Control
        } else if is_invisible(c) {
            Kind::Invisible
        } else {
            continue;
        };
        return invalid(kind, i..i + 1);
    }
    Ok(())
}

fn starts_with(chars: &[char], prefix: &str) -> bool {
    prefix.len() <= chars.len()
        && prefix
            .chars()
            .zip(chars)
            .all(|(p, c)| p == c.to_ascii_lowercase())
}

fn find_at(chars: &[char]) -> Result<usize, AddressError> {
    if chars[0] == '"' {
        return match quoted_end(chars) {
            Some(end) if chars.get(end) == Some(&'@') => Ok(end),
            Some(end) if !chars[end..].contains(&'@') => invalid(Kind::NoAt, 0..chars.len()),
            Some(end) => invalid(Kind::Quote, end - 1..end),
            None => invalid(Kind::Quote, 0..1),
        };
    }
    let mut ats = (0..chars.len()).filter(|&i| chars[i] == '@');
    let Some(at) = ats.next() else {
        let lookalike = chars
            .iter()
            .position(|c| matches!(c, '\u{ff20}' | '\u{fe6b}'));
        return invalid(Kind::NoAt, lookalike.map_or(0..chars.len(), |i| i..i + 1));
    };
    let Some(second) = ats.next() else {
        return Ok(at);
    };
    let parted = |c: &char| c.is_whitespace() || matches!(c, ',' | ';' | '|' | '/' | '<' | '>');
    if chars[at..second].iter().any(parted) {
        return invalid(Kind::SeveralAddresses, 0..chars.len());
    }
    invalid(Kind::SecondAt, second..second + 1)
}

/// The position after the closing quotation mark of a text that begins with a quotation mark.
fn quoted_end(chars: &[char]) -> Option<usize> {
    let mut i = 1;
    while i < chars.len() {
        match chars[i] {
            '\\' => i += 2,
            '"' => return Some(i + 1),
            _ => i += 1,
        }
    }
    None
}

fn local(chars: &[char], at: usize) -> Result<String, AddressError> {
    if at == 0 {
        return invalid(Kind::NothingBeforeAt, 0..1);
    }
    let quoted = chars[0] == '"';
    if !quoted {
        check_dots(&chars[..at], 0, (Kind::DotAtStart, Kind::DotBeforeAt))?;
        for (i, &c) in chars[..at].iter().enumerate() {
            let kind = match c {
                c if c.is_whitespace() => Kind::SpaceInside,
                '<' | '>' => Kind::AngleBracket,
                '(' | ')' => Kind::Comment,
                '"' => Kind::Quote,
                ',' | ';' | ':' | '\\' | '[' | ']' => Kind::ForbiddenInLocal,
                _ => continue,
            };
            return invalid(kind, i..i + 1);
        }
    }
    let local: String = chars[..at].iter().collect();
    let local = nfc(&local).into_owned();
    if local.len() > 64 {
        return invalid(Kind::LocalTooLong, 0..at);
    }
    // RFC 6531 allows every visible character beyond ASCII here, but the crate accepts only some
    // of them. It is asked about the text with each such character replaced by as many letters
    // as it has bytes, so that the length it checks stays the same.
    let stand_in: String = local
        .chars()
        .flat_map(|c| std::iter::repeat_n(if c.is_ascii() { c } else { 'x' }, c.len_utf8()))
        .collect();
    if !EmailAddress::is_valid_local_part(&stand_in) {
        let kind = if quoted {
            Kind::Quote
        } else {
            Kind::ForbiddenInLocal
        };
        return invalid(kind, 0..at);
    }
    Ok(local)
}

/// Refuses dots at either end of a part or next to each other. The kinds are those for a dot at
/// the start and at the end of this part.
fn check_dots(
    part: &[char],
    offset: usize,
    (first, last): (Kind, Kind),
) -> Result<(), AddressError> {
    let dot = |i: usize| part.get(i).copied().is_some_and(is_dot);
    if dot(0) {
        return invalid(first, offset..offset + 1);
    }
    for i in 0..part.len() {
        if dot(i) && dot(i + 1) {
            let run = part[i..].iter().take_while(|c| is_dot(**c)).count();
            return invalid(Kind::DotsInARow, offset + i..offset + i + run);
        }
    }
    if dot(part.len() - 1) {
        return invalid(last, offset + part.len() - 1..offset + part.len());
    }
    Ok(())
}

fn is_dot(c: char) -> bool {
    matches!(c, '.' | '\u{3002}' | '\u{ff0e}' | '\u{ff61}')
}

/// The ASCII form of the domain that begins at `start`.
fn domain(chars: &[char], start: usize) -> Result<String, AddressError> {
    let part = &chars[start..];
    if part.is_empty() {
        return invalid(Kind::NothingAfterAt, start.saturating_sub(1)..chars.len());
    }
    if part[0] == '[' {
        return network_address(part).ok_or(AddressError {
            kind: Kind::Literal,
            at: start..chars.len(),
        });
    }
    check_dots(part, start, (Kind::DotAfterAt, Kind::DotAtEnd))?;
    for (i, &c) in part.iter().enumerate() {
        let kind = match c {
            c if c.is_whitespace() => Kind::SpaceInside,
            ',' => Kind::CommaInDomain,
            '<' | '>' => Kind::AngleBracket,
            '(' | ')' => Kind::Comment,
            c if c.is_ascii_alphanumeric() || c == '-' || !c.is_ascii() || is_dot(c) => continue,
            _ => Kind::ForbiddenInDomain,
        };
        return invalid(kind, start + i..start + i + 1);
    }
    let mut from = 0;
    for label in part.split(|c| is_dot(*c)) {
        check_label(label, start + from)?;
        from += label.len() + 1;
    }
    let text: String = part.iter().collect();
    let Some(ascii) = to_ascii(&text) else {
        return invalid(Kind::International, start..chars.len());
    };
    if ascii.len() > 253 {
        return invalid(Kind::DomainTooLong, start..chars.len());
    }
    let ending = ascii.rsplit('.').next().unwrap_or(&ascii);
    let ending_at = chars.len() - part.iter().rev().take_while(|c| !is_dot(**c)).count();
    if ending.bytes().all(|b| b.is_ascii_digit()) {
        return invalid(Kind::NumericEnding, ending_at..chars.len());
    }
    if !ascii.contains('.') && !is_known_suffix(&ascii) {
        return invalid(Kind::NoDotInDomain, start..chars.len());
    }
    if !EmailAddress::is_valid_domain(&ascii) {
        return invalid(Kind::ForbiddenInDomain, start..chars.len());
    }
    Ok(ascii)
}

fn check_label(label: &[char], start: usize) -> Result<(), AddressError> {
    let end = start + label.len();
    if label[0] == '-' {
        return invalid(Kind::HyphenAtStart, start..start + 1);
    }
    if label[label.len() - 1] == '-' {
        return invalid(Kind::HyphenAtEnd, end - 1..end);
    }
    if label.iter().all(char::is_ascii) {
        if label.len() > 63 {
            return invalid(Kind::LabelTooLong, start..end);
        }
        if !starts_with(label, "xn--") {
            return Ok(());
        }
    }
    let text: String = label.iter().collect();
    // A rule about writing direction may concern several labels at once. Such an error is found
    // when the whole domain is converted; here only what is wrong with this label.
    match to_ascii(&text) {
        Some(ascii) if ascii.len() > 63 => invalid(Kind::LabelTooLong, start..end),
        Some(_) => Ok(()),
        None => invalid(Kind::International, start..end),
    }
}

fn to_ascii(domain: &str) -> Option<String> {
    // The lengths are checked in this module, because each limit has a reason of its own.
    Uts46::new()
        .to_ascii(
            domain.as_bytes(),
            AsciiDenyList::STD3,
            Hyphens::CheckFirstLast,
            DnsLength::Ignore,
        )
        .ok()
        .map(std::borrow::Cow::into_owned)
        .filter(|ascii| !ascii.is_empty())
}

/// A network address in place of a domain: `[192.0.2.1]` or `[IPv6:2001:db8::1]`.
fn network_address(part: &[char]) -> Option<String> {
    let text: String = part.iter().collect::<String>().to_ascii_lowercase();
    let inner = text.strip_prefix('[')?.strip_suffix(']')?;
    let fits = match inner.strip_prefix("ipv6:") {
        Some(v6) => v6.parse::<Ipv6Addr>().is_ok(),
        None => inner.parse::<Ipv4Addr>().is_ok(),
    };
    fits.then_some(text)
}

/// The local part without quotation marks that it doesn't need, because `"ada"@…` and `ada@…` are
/// the same address.
fn without_needless_quotes(local: &str) -> String {
    let Some(inner) = local.strip_prefix('"').and_then(|l| l.strip_suffix('"')) else {
        return local.to_owned();
    };
    let mut plain = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        plain.push(if c == '\\' {
            chars.next().unwrap_or(c)
        } else {
            c
        });
    }
    let atom = |c: char| c.is_alphanumeric() || !c.is_ascii() || "!#$%&'*+-/=?^_`{|}~".contains(c);
    if plain
        .split('.')
        .all(|a| !a.is_empty() && a.chars().all(atom))
    {
        return plain;
    }
    let mut quoted = String::with_capacity(plain.len() + 2);
    quoted.push('"');
    for c in plain.chars() {
        if matches!(c, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(c);
    }
    quoted.push('"');
    quoted
}

/// The position of the first joiner in a text. A joiner is allowed in an address, but since it is
/// invisible the user is asked about it.
pub(crate) fn joiner_position(text: &str) -> Option<usize> {
    text.chars().position(visible::is_joiner)
}
