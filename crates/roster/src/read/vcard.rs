//! Reads address cards (vCard 2.1, 3.0 and 4.0).

use std::borrow::Cow;

use calcard::vcard::{VCard, VCardParameterName, VCardProperty, VCardVersion};
use calcard::{Entry as Card, Parser};

use super::budget::Budget;
use super::error::ReadError;
use crate::Entry;
use crate::check::is_at_institution;
use crate::text::clean;

pub(super) fn is_vcard(text: &str) -> bool {
    let start = super::cut(text, 4_096).trim_start_matches('\u{feff}');
    start
        .lines()
        .take(50)
        .any(|line| line.trim().eq_ignore_ascii_case("BEGIN:VCARD"))
}

/// One person for each card. Of several addresses the institution's is taken, otherwise the preferred
/// one, otherwise the first.
pub(super) fn people(
    text: &str,
    domains: &[String],
    budget: &Budget,
) -> Result<Vec<Entry>, ReadError> {
    let text = text.trim_start_matches('\u{feff}');
    let text = without_pictures(text);
    if depth(&text) > DEEPEST {
        return Err(ReadError::damaged_by("cards within cards"));
    }
    let mut parser = Parser::new(&text);
    let mut people = Vec::new();
    loop {
        match parser.entry() {
            Card::VCard(card) => {
                if let Some(person) = person(&card, domains) {
                    budget.person(people.len() + 1, &person)?;
                    people.push(person);
                }
            }
            Card::Eof => return Ok(people),
            _ => {}
        }
    }
}

/// How deep cards are nested. In version 2.1 a card may hold that of a secretary; no more is needed.
const DEEPEST: usize = 4;

/// How many cards are open at once in the text.
fn depth(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for line in text.lines().map(str::trim) {
        if line.eq_ignore_ascii_case("BEGIN:VCARD") {
            depth += 1;
            deepest = deepest.max(depth);
        } else if line.eq_ignore_ascii_case("END:VCARD") {
            depth = depth.saturating_sub(1);
        }
    }
    deepest
}

/// The text without blocks of base64, which hold pictures. Cards of version 2.1 don't indent such a
/// block and end it with a blank line, which the parser doesn't understand.
fn without_pictures(text: &str) -> Cow<'_, str> {
    let upper = |line: &str| line.to_ascii_uppercase();
    let encoded = |line: &str| line.contains("BASE64") || line.contains("ENCODING=B");
    if !text.lines().any(|line| encoded(&upper(line))) {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut within = false;
    for line in text.split_inclusive('\n') {
        let head = line.split(':').next().unwrap_or(line);
        let property = line.contains(':') && !line.starts_with([' ', '\t']);
        let encoding = upper(head);
        if property && (encoding.contains(";BASE64") || encoding.contains("ENCODING=B")) {
            within = true;
        } else if within && (line.trim().is_empty() || property) {
            within = false;
        }
        if !within {
            kept.push_str(line);
        }
    }
    Cow::Owned(kept)
}

fn person(card: &VCard, domains: &[String]) -> Option<Entry> {
    let text = |property: &VCardProperty| {
        card.properties(property)
            .find_map(|e| e.values.first().and_then(|v| v.as_text()))
            .map(clean)
    };
    let name = text(&VCardProperty::Fn)
        .filter(|name| !name.is_empty())
        .or_else(|| parts_of_name(card));
    let legacy = card.version() == Some(VCardVersion::V2_1);
    let mut addresses: Vec<(bool, String)> = Vec::new();
    for email in card.properties(&VCardProperty::Email) {
        let preferred = email.parameters(&VCardParameterName::Pref).next().is_some()
            || email.params.iter().any(|p| {
                format!("{:?}", p.value)
                    .to_ascii_uppercase()
                    .contains("PREF")
            });
        let Some(address) = email.values.first().and_then(|v| v.as_text()) else {
            continue;
        };
        // In version 2.1 a line that is folded in the middle of an address leaves a space there.
        let address: String = if legacy {
            address.chars().filter(|c| !c.is_whitespace()).collect()
        } else {
            clean(address)
        };
        if !address.is_empty() {
            addresses.push((preferred, address));
        }
    }
    let own = addresses
        .iter()
        .position(|(_, a)| is_at_institution(a, domains));
    let chosen = own
        .or_else(|| addresses.iter().position(|(preferred, _)| *preferred))
        .unwrap_or(0);
    let address = if addresses.is_empty() {
        String::new()
    } else {
        addresses.swap_remove(chosen).1
    };
    let address = address
        .strip_prefix("mailto:")
        .map_or(address.clone(), str::to_owned);
    let entry = Entry {
        name: name.unwrap_or_default(),
        address,
        ..Entry::default()
    };
    (!entry.is_empty()).then_some(entry)
}

/// The name made of its parts: `N:Lovelace;Ada;King;;` becomes `Ada King Lovelace`.
fn parts_of_name(card: &VCard) -> Option<String> {
    let entry = card.property(&VCardProperty::N)?;
    let parts: Vec<String> = entry
        .values
        .iter()
        .map(|v| clean(v.as_text().unwrap_or_default()))
        .collect();
    let part = |i: usize| parts.get(i).map(String::as_str).filter(|p| !p.is_empty());
    let name: Vec<&str> = [part(1), part(2), part(0)].into_iter().flatten().collect();
    (!name.is_empty()).then(|| name.join(" "))
}
