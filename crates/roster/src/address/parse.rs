//! The long way round: what is wrong with a text, and where; or that nothing is.
//!
//! The verdict on the parts is that of `email_address` and `idna`; what stands before it here
//! finds the exact place and the reason.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;

use email_address::EmailAddress;
use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};

use super::{Invalid, InvalidKind as Kind};
use crate::text::{is_invisible, is_joiner, is_noncharacter, nfc};

/// What is longer is not looked at any closer.
pub(crate) const MAX_CHARS: usize = 1_000;

pub(super) struct Parts {
    local: String,
    /// ASCII form, lower case; or a network address in square brackets.
    domain: String,
}

pub(super) fn parse(text: &str) -> Result<Parts, Invalid> {
    let chars: Vec<char> = text.chars().take(MAX_CHARS + 1).collect();
    if chars.len() > MAX_CHARS {
        return wrong(Kind::TooLong, 254..text.chars().count());
    }
    whole(&chars)?;
    let at = find_at(&chars)?;
    let local = local(&chars, at)?;
    let domain = domain(&chars, at + 1)?;
    if local.len() + 1 + domain.len() > 254 {
        return wrong(Kind::TooLong, 0..chars.len());
    }
    Ok(Parts { local, domain })
}

pub(super) fn compare_parts(parts: &Parts, buffer: &mut String) {
    let local = unquoted(&parts.local).to_lowercase();
    buffer.push_str(&nfc(&local));
    buffer.push('@');
    buffer.push_str(&parts.domain);
}

/// The ASCII form of a domain by itself, such as an institution's; `None` where it is none.
pub(crate) fn ascii_domain(text: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().take(MAX_CHARS).collect();
    domain(&chars, 0).ok()
}

/// Whether the last label is one that exists (or is set aside for examples and tests).
pub(crate) fn is_known_ending(ascii: &str) -> bool {
    let ending = ascii.rsplit('.').next().unwrap_or(ascii);
    matches!(ending, "example" | "test") || is_known_suffix(ending)
}

/// Whether the public suffix list knows this very suffix.
pub(crate) fn is_known_suffix(ascii: &str) -> bool {
    psl::suffix(ascii.as_bytes()).is_some_and(|s| s.is_known() && s == ascii)
}

fn wrong<T>(kind: Kind, at: Range<usize>) -> Result<T, Invalid> {
    Err(Invalid { kind, at })
}

/// What can be said before the `@` is looked for.
fn whole(chars: &[char]) -> Result<(), Invalid> {
    let Some(first) = chars.iter().position(|c| !c.is_whitespace()) else {
        return wrong(Kind::Empty, 0..chars.len());
    };
    if starts_with(chars, "mailto:") {
        return wrong(Kind::Mailto, 0..7);
    }
    if starts_with(chars, "/o=") {
        return wrong(Kind::DirectoryEntry, 0..chars.len());
    }
    if first > 0 {
        return wrong(Kind::SpaceAround, 0..first);
    }
    let trailing = chars.iter().rev().take_while(|c| c.is_whitespace()).count();
    if trailing > 0 {
        return wrong(Kind::SpaceAround, chars.len() - trailing..chars.len());
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
        return wrong(kind, i..i + 1);
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

fn find_at(chars: &[char]) -> Result<usize, Invalid> {
    if chars[0] == '"' {
        return match quoted_end(chars) {
            Some(end) if chars.get(end) == Some(&'@') => Ok(end),
            Some(end) if !chars[end..].contains(&'@') => wrong(Kind::NoAt, 0..chars.len()),
            Some(end) => wrong(Kind::Quote, end - 1..end),
            None => wrong(Kind::Quote, 0..1),
        };
    }
    let mut ats = (0..chars.len()).filter(|&i| chars[i] == '@');
    let Some(at) = ats.next() else {
        let lookalike = chars
            .iter()
            .position(|c| matches!(c, '\u{ff20}' | '\u{fe6b}'));
        return wrong(Kind::NoAt, lookalike.map_or(0..chars.len(), |i| i..i + 1));
    };
    let Some(second) = ats.next() else {
        return Ok(at);
    };
    let parted = |c: &char| c.is_whitespace() || matches!(c, ',' | ';' | '|' | '/' | '<' | '>');
    if chars[at..second].iter().any(parted) {
        return wrong(Kind::SeveralAddresses, 0..chars.len());
    }
    wrong(Kind::SecondAt, second..second + 1)
}

/// The place after the closing quotation mark of a text that begins with one.
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

fn local(chars: &[char], at: usize) -> Result<String, Invalid> {
    if at == 0 {
        return wrong(Kind::NothingBeforeAt, 0..1);
    }
    let quoted = chars[0] == '"';
    if !quoted {
        dots(&chars[..at], 0, (Kind::DotAtStart, Kind::DotBeforeAt))?;
        for (i, &c) in chars[..at].iter().enumerate() {
            let kind = match c {
                c if c.is_whitespace() => Kind::SpaceInside,
                '<' | '>' => Kind::AngleBracket,
                '(' | ')' => Kind::Comment,
                '"' => Kind::Quote,
                ',' | ';' | ':' | '\\' | '[' | ']' => Kind::ForbiddenInLocal,
                _ => continue,
            };
            return wrong(kind, i..i + 1);
        }
    }
    let local: String = chars[..at].iter().collect();
    let local = nfc(&local).into_owned();
    if local.len() > 64 {
        return wrong(Kind::LocalTooLong, 0..at);
    }
    // Any character beyond ASCII may stand here (RFC 6531) once it can be seen, but the crate
    // knows only some of them: for it they become as many letters as they have bytes.
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
        return wrong(kind, 0..at);
    }
    Ok(local)
}

/// Dots at the ends of a part, or next to each other.
fn dots(part: &[char], offset: usize, (first, last): (Kind, Kind)) -> Result<(), Invalid> {
    let dot = |i: usize| part.get(i).copied().is_some_and(is_dot);
    if dot(0) {
        return wrong(first, offset..offset + 1);
    }
    for i in 0..part.len() {
        if dot(i) && dot(i + 1) {
            let run = part[i..].iter().take_while(|c| is_dot(**c)).count();
            return wrong(Kind::DotsInARow, offset + i..offset + i + run);
        }
    }
    if dot(part.len() - 1) {
        return wrong(last, offset + part.len() - 1..offset + part.len());
    }
    Ok(())
}

fn is_dot(c: char) -> bool {
    matches!(c, '.' | '\u{3002}' | '\u{ff0e}' | '\u{ff61}')
}

/// The ASCII form of the domain that begins at `start`.
fn domain(chars: &[char], start: usize) -> Result<String, Invalid> {
    let part = &chars[start..];
    if part.is_empty() {
        return wrong(Kind::NothingAfterAt, start.saturating_sub(1)..chars.len());
    }
    if part[0] == '[' {
        return literal(part).ok_or(Invalid {
            kind: Kind::Literal,
            at: start..chars.len(),
        });
    }
    dots(part, start, (Kind::DotAfterAt, Kind::DotAtEnd))?;
    for (i, &c) in part.iter().enumerate() {
        let kind = match c {
            c if c.is_whitespace() => Kind::SpaceInside,
            ',' => Kind::CommaInDomain,
            '<' | '>' => Kind::AngleBracket,
            '(' | ')' => Kind::Comment,
            c if c.is_ascii_alphanumeric() || c == '-' || !c.is_ascii() || is_dot(c) => continue,
            _ => Kind::ForbiddenInDomain,
        };
        return wrong(kind, start + i..start + i + 1);
    }
    let mut from = 0;
    for label in part.split(|c| is_dot(*c)) {
        labelled(label, start + from)?;
        from += label.len() + 1;
    }
    let text: String = part.iter().collect();
    let Some(ascii) = to_ascii(&text) else {
        return wrong(Kind::International, start..chars.len());
    };
    if ascii.len() > 253 {
        return wrong(Kind::DomainTooLong, start..chars.len());
    }
    let ending = ascii.rsplit('.').next().unwrap_or(&ascii);
    let ending_at = chars.len() - part.iter().rev().take_while(|c| !is_dot(**c)).count();
    if ending.bytes().all(|b| b.is_ascii_digit()) {
        return wrong(Kind::NumericEnding, ending_at..chars.len());
    }
    if !ascii.contains('.') && !is_known_suffix(&ascii) {
        return wrong(Kind::NoDotInDomain, start..chars.len());
    }
    if !EmailAddress::is_valid_domain(&ascii) {
        return wrong(Kind::ForbiddenInDomain, start..chars.len());
    }
    Ok(ascii)
}

fn labelled(label: &[char], start: usize) -> Result<(), Invalid> {
    let end = start + label.len();
    if label[0] == '-' {
        return wrong(Kind::HyphenAtStart, start..start + 1);
    }
    if label[label.len() - 1] == '-' {
        return wrong(Kind::HyphenAtEnd, end - 1..end);
    }
    if label.iter().all(char::is_ascii) {
        if label.len() > 63 {
            return wrong(Kind::LabelTooLong, start..end);
        }
        if !starts_with(label, "xn--") {
            return Ok(());
        }
    }
    let text: String = label.iter().collect();
    // A direction rule may look at the whole domain, so this finds only what one label shows.
    match to_ascii(&text) {
        Some(ascii) if ascii.len() > 63 => wrong(Kind::LabelTooLong, start..end),
        Some(_) => Ok(()),
        None => wrong(Kind::International, start..end),
    }
}

fn to_ascii(domain: &str) -> Option<String> {
    // Lengths are ours to check, for they have their own reasons.
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

/// `[192.0.2.1]` and `[IPv6:2001:db8::1]`.
fn literal(part: &[char]) -> Option<String> {
    let text: String = part.iter().collect::<String>().to_ascii_lowercase();
    let inner = text.strip_prefix('[')?.strip_suffix(']')?;
    let fits = match inner.strip_prefix("ipv6:") {
        Some(v6) => v6.parse::<Ipv6Addr>().is_ok(),
        None => inner.parse::<Ipv4Addr>().is_ok(),
    };
    fits.then_some(text)
}

/// `"ada"@…` and `ada@…` are one mailbox: the marks go where nothing needs them.
fn unquoted(local: &str) -> String {
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

/// Whether a joiner hides in the text: allowed, and worth a question.
pub(crate) fn hides_joiner(text: &str) -> Option<usize> {
    text.chars().position(is_joiner)
}
