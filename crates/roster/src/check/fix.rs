//! The address that was most likely meant.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_script::{Script, UnicodeScript as _};
use unicode_security::skeleton;

use super::context::{Context, home_domains};
use super::domain::facts;
use super::finding::SlipKind;
use crate::address::{MAX_CHARS, address, hides_joiner, split};
use crate::text::{is_invisible, is_joiner};

/// A better address, if there is one to offer: always a valid one, never the same, and one that
/// this function leaves alone.
pub fn mend(text: &str, context: &Context) -> Option<String> {
    mended(text, &home_domains(context))
}

pub(super) fn mended(text: &str, homes: &[String]) -> Option<String> {
    if text.chars().nth(MAX_CHARS).is_some() {
        return None;
    }
    let mut better = plain_characters(text);
    if address(&better).is_err() {
        better = bare(&better);
    }
    if address(&better).is_err() {
        // What looks alike is told part by part, and the parts may be others now.
        better = plain_characters(&repaired(&better));
    }
    let read = address(&better).ok()?;
    if let Some((_, meant)) = facts(read.domain(), homes).slip {
        better = format!("{}@{meant}", split(&better).0);
    }
    (better != text && address(&better).is_ok()).then_some(better)
}

/// A character in a valid address that is most likely not the one that was meant.
pub(super) fn character_slip(text: &str) -> Option<(SlipKind, Range<usize>)> {
    if text.is_ascii() {
        return None;
    }
    if let Some(at) = text.chars().position(|c| narrow(c) != c) {
        return Some((SlipKind::FullWidth, at..at + 1));
    }
    if let Some(at) = look_alike(text) {
        return Some((SlipKind::LookAlike, at..at + 1));
    }
    let at = hides_joiner(text)?;
    (plain_characters(text) != text).then_some((SlipKind::Joiner, at..at + 1))
}

/// Full-width forms and ideographic stops and spaces as the plain ones.
fn narrow(c: char) -> char {
    match c {
        '\u{3002}' | '\u{ff61}' => '.',
        '\u{fe6b}' => '@',
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => std::iter::once(c).nfkc().next().unwrap_or(c),
        _ => c,
    }
}

/// Without what cannot be seen, narrow, and in one script where look-alikes were mixed in.
fn plain_characters(text: &str) -> String {
    if text.is_ascii() && !text.contains(|c: char| c.is_ascii_control()) {
        return text.to_owned();
    }
    let mut plain: String = text
        .chars()
        .filter(|c| !is_invisible(*c) && (!c.is_control() || c.is_whitespace()))
        .map(narrow)
        .collect();
    let needs_joiners = plain.chars().any(|c| {
        !c.is_ascii() && !is_joiner(c) && !matches!(c.script(), Script::Latin | Script::Inherited)
    });
    if !needs_joiners {
        plain.retain(|c| !is_joiner(c));
    }
    if look_alike(&plain).is_some() {
        plain = plain.chars().map(|c| latin_twin(c).unwrap_or(c)).collect();
    }
    plain
}

/// The first letter that looks like a Latin one in a part that is Latin otherwise.
fn look_alike(text: &str) -> Option<usize> {
    let mut offset = 0;
    for part in text.split(['@', '.', '-', '_', '+']) {
        let foreign = |c: char| !c.is_ascii() && c.is_alphabetic() && c.script() != Script::Latin;
        let latin = part.chars().any(|c| c.is_ascii_alphabetic());
        let twins = part
            .chars()
            .filter(|c| foreign(*c))
            .all(|c| latin_twin(c).is_some());
        if latin
            && twins
            && let Some(i) = part.chars().position(foreign)
        {
            return Some(offset + i);
        }
        offset += part.chars().count() + 1;
    }
    None
}

/// The ASCII letter or digit that a letter of another script is taken for.
fn latin_twin(c: char) -> Option<char> {
    if c.is_ascii() || c.script() == Script::Latin {
        return None;
    }
    let mut buffer = [0; 4];
    let mut twin = skeleton(c.encode_utf8(&mut buffer));
    let first = twin.next()?;
    (twin.next().is_none() && first.is_ascii_alphanumeric()).then_some(first)
}

/// Without what is around the address: space, `mailto:`, a name, brackets, quotes, full stops.
fn bare(text: &str) -> String {
    let around = |c: char| c.is_whitespace() || "<>\"'`,;:()[]{}|".contains(c);
    let mut text = text.trim();
    if let (Some(open), Some(close)) = (text.rfind('<'), text.rfind('>'))
        && open < close
        && text[open..close].contains('@')
    {
        text = &text[open + 1..close];
    }
    // `[192.0.2.1]` at the end belongs to the address.
    if address(text).is_err() {
        text = text.trim_matches(around);
    }
    if let Some(rest) = text
        .get(..7)
        .filter(|p| p.eq_ignore_ascii_case("mailto:"))
        .map(|_| &text[7..])
    {
        let rest = rest.split('?').next().unwrap_or(rest);
        return without_comments(&percent_at(rest))
            .trim_matches(around)
            .to_owned();
    }
    if spelled(text).is_some() {
        return text.to_owned();
    }
    without_comments(text).trim_matches(around).to_owned()
}

fn percent_at(text: &str) -> String {
    if text.contains('@') {
        text.to_owned()
    } else {
        text.replacen("%40", "@", 1)
    }
}

fn without_comments(text: &str) -> String {
    let mut depth = 0_u32;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// `ada (at) uni dot edu` and its kin.
fn spelled(text: &str) -> Option<String> {
    const AT: &[&str] = &[
        "(at)", "[at]", "{at}", "<at>", "(a)", "[a]", "(ät)", "[ät]", " at ",
    ];
    const DOT: &[&str] = &[
        "(dot)", "[dot]", "{dot}", "(punkt)", "[punkt]", " dot ", " punkt ",
    ];
    if text.contains('@') {
        return None;
    }
    let mut lower = text.to_lowercase();
    let at = AT.iter().find(|at| lower.matches(*at).count() == 1)?;
    lower = lower.replacen(at, "@", 1);
    for dot in DOT {
        lower = lower.replace(dot, ".");
    }
    Some(lower)
}

/// The slips of hand that leave no address: a comma for a dot, a space, dots too many.
fn repaired(text: &str) -> String {
    let mut text = spelled(text).unwrap_or_else(|| text.to_owned());
    match name_before(&text) {
        Before::Nothing => text.retain(|c| !c.is_whitespace()),
        Before::Name(address) => text = address.to_owned(),
        Before::Perhaps => {}
    }
    if !text.contains('@') && text.matches('"').count() == 1 {
        // Where the keyboard is set to another country, that key gives this sign.
        text = text.replacen('"', "@", 1);
    }
    while text.contains("@@") {
        text = text.replace("@@", "@");
    }
    let Some((local, domain)) = text.split_once('@') else {
        return text;
    };
    let domain = domain.replace([',', ';', ':'], ".");
    format!("{}@{}", single_dots(local), single_dots(&domain))
}

/// What the words are worth that stand before an address without brackets.
enum Before<'t> {
    Nothing,
    /// A name; the rest is the address.
    Name(&'t str),
    /// A name, or a part of the address: nobody can tell.
    Perhaps,
}

fn name_before(text: &str) -> Before<'_> {
    let Some((local, _)) = text.split_once('@') else {
        return Before::Nothing;
    };
    let local = local.trim();
    let Some(space) = local.rfind(char::is_whitespace) else {
        return Before::Nothing;
    };
    let (words, last) = local.split_at(space);
    let words = words.trim_end();
    if words.ends_with('.') || last.trim_start().starts_with('.') {
        Before::Nothing
    } else if words.contains(char::is_whitespace) {
        Before::Name(text.trim_start().split_at(space).1.trim_start())
    } else if words.starts_with(char::is_uppercase) {
        Before::Perhaps
    } else {
        Before::Nothing
    }
}

fn single_dots(text: &str) -> String {
    let parts: Vec<&str> = text.split('.').filter(|p| !p.is_empty()).collect();
    parts.join(".")
}
