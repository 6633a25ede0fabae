//! Finds the address that was most likely meant by an invalid one or by one with a typo.
//!
//! A fix is only ever offered; the user decides. It therefore has to be valid itself, and where two
//! readings of a text are possible there is none.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_script::{Script, UnicodeScript as _};
use unicode_security::skeleton;

use super::context::{Context, institution_domains};
use super::domain::facts;
use super::finding::TypoKind;
use crate::address::{MAX_CHARS, address, joiner_position, split};
use crate::text::is_invisible;

/// The address that was most likely meant, if there is one to offer.
///
/// It is always valid, differs from `text`, and has no fix itself.
pub fn fix(text: &str, context: &Context) -> Option<String> {
    fix_for_institution(text, &institution_domains(context))
}

/// The address that was most likely meant, for a caller that has worked out the institution's domains
/// already. What [`fix`] promises holds here too.
pub(super) fn fix_for_institution(text: &str, own_domains: &[String]) -> Option<String> {
    if text.chars().nth(MAX_CHARS).is_some() {
        return None;
    }
    let mut better = plain_characters(text);
    if address(&better).is_err() {
        better = bare(&better);
    }
    if address(&better).is_err() {
        // Look-alikes are recognised part by part, and the repair may have changed the parts.
        better = plain_characters(&repaired(&better));
    }
    let read = address(&better).ok()?;
    if let Some((_, meant)) = facts(read.domain(), own_domains).typo {
        better = format!("{}@{meant}", split(&better).0);
    }
    (better != text && address(&better).is_ok()).then_some(better)
}

/// The first character of a valid address that is most likely not the one that was meant.
pub(super) fn character_typo(text: &str) -> Option<(TypoKind, Range<usize>)> {
    if text.is_ascii() {
        return None;
    }
    if let Some(at) = text.chars().position(|c| narrow(c) != c) {
        return Some((TypoKind::FullWidth, at..at + 1));
    }
    if let Some(at) = look_alike(text) {
        return Some((TypoKind::LookAlike, at..at + 1));
    }
    let at = joiner_position(text)?;
    (plain_characters(text) != text).then_some((TypoKind::Joiner, at..at + 1))
}

/// The plain form of a full-width character or of an ideographic full stop or space.
fn narrow(c: char) -> char {
    match c {
        '\u{3002}' | '\u{ff61}' => '.',
        '\u{fe6b}' => '@',
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => std::iter::once(c).nfkc().next().unwrap_or(c),
        _ => c,
    }
}

/// The text without invisible characters, without full-width characters, and with Latin letters in
/// place of look-alikes from another script.
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
        !c.is_ascii()
            && !visible::is_joiner(c)
            && !matches!(c.script(), Script::Latin | Script::Inherited)
    });
    if !needs_joiners {
        plain.retain(|c| !visible::is_joiner(c));
    }
    if look_alike(&plain).is_some() {
        plain = plain.chars().map(|c| latin_twin(c).unwrap_or(c)).collect();
    }
    plain
}

/// The position of the first letter that looks like a Latin one but belongs to another script, in a
/// part of the text that is Latin otherwise. A part that is wholly in another script is left
/// alone, because it is most likely meant so.
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

/// The ASCII letter or digit that a letter of another script looks like.
fn latin_twin(c: char) -> Option<char> {
    if c.is_ascii() || c.script() == Script::Latin {
        return None;
    }
    let mut buffer = [0; 4];
    let mut twin = skeleton(c.encode_utf8(&mut buffer));
    let first = twin.next()?;
    (twin.next().is_none() && first.is_ascii_alphanumeric()).then_some(first)
}

/// The text without what often surrounds an address: space, `mailto:`, a name, brackets, quotation
/// marks, full stops.
fn bare(text: &str) -> String {
    let around = |c: char| c.is_whitespace() || "<>\"'`,;:()[]{}|".contains(c);
    let mut text = text.trim();
    if let (Some(open), Some(close)) = (text.rfind('<'), text.rfind('>'))
        && open < close
        && text[open..close].contains('@')
    {
        text = &text[open + 1..close];
    }
    // Not if it is valid already: the brackets of `ada@[192.0.2.1]` belong to the address.
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

/// Undoes the encoding of the `@` in a link.
fn percent_at(text: &str) -> String {
    if text.contains('@') {
        text.to_owned()
    } else {
        text.replacen("%40", "@", 1)
    }
}

/// The text without anything in round brackets.
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

/// The address in a text that spells the signs out, such as `ada (at) uni dot edu`.
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

/// The text with the usual mistakes of typing repaired: a comma in place of a dot, spaces, too many
/// dots.
fn repaired(text: &str) -> String {
    let mut text = spelled(text).unwrap_or_else(|| text.to_owned());
    match name_before(&text) {
        Before::PartOfAddress => text.retain(|c| !c.is_whitespace()),
        Before::Name(address) => text = address.to_owned(),
        Before::Ambiguous => {}
    }
    if !text.contains('@') && text.matches('"').count() == 1 {
        // On a British keyboard `@` and `"` have changed places, so that somebody used to another
        // one types this.
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

/// What the words mean that stand before an address without brackets.
enum Before<'t> {
    /// There are none, or they are part of the address, split by a stray space.
    PartOfAddress,
    /// They are a name, and this is the address after it.
    Name(&'t str),
    /// They are either a name or a part of the address.
    Ambiguous,
}

fn name_before(text: &str) -> Before<'_> {
    let Some((local, _)) = text.split_once('@') else {
        return Before::PartOfAddress;
    };
    let local = local.trim();
    let Some(space) = local.rfind(char::is_whitespace) else {
        return Before::PartOfAddress;
    };
    let (words, last) = local.split_at(space);
    let words = words.trim_end();
    if words.ends_with('.') || last.trim_start().starts_with('.') {
        Before::PartOfAddress
    } else if words.contains(char::is_whitespace) {
        Before::Name(text.trim_start().split_at(space).1.trim_start())
    } else if words.starts_with(char::is_uppercase) {
        Before::Ambiguous
    } else {
        Before::PartOfAddress
    }
}

/// The text without dots at its ends or next to each other.
fn single_dots(text: &str) -> String {
    let parts: Vec<&str> = text.split('.').filter(|p| !p.is_empty()).collect();
    parts.join(".")
}
