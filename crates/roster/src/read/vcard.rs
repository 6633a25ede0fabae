//! Reads address cards (vCard 2.1, 3.0 and 4.0).

use std::borrow::Cow;

use calcard::vcard::{VCard, VCardParameterName, VCardProperty, VCardVersion};
use calcard::{Entry as Card, Parser};

use super::error::ReadError;
use super::limits::Limits;
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
    limits: &Limits,
) -> Result<Vec<Entry>, ReadError> {
    let text = text.trim_start_matches('\u{feff}');
    let text = without_pictures(text);
    let mut parser = Parser::new(&text);
    let mut people = Vec::new();
    loop {
        match parser.entry() {
            Card::VCard(card) => {
                if people.len() == limits.rows {
                    return Err(ReadError::TooManyRows { limit: limits.rows });
                }
                people.extend(person(&card, domains));
            }
            Card::Eof => return Ok(people),
            _ => {}
        }
    }
}

/// The text without blocks of base64, which hold pictures. Cards of version 2.1 do not indent such a
/// block and end it with a blank line, which the parser does not understand.
fn without_pictures(text: &str) -> Cow<'_, str> {
    let upper = |line: &str| line.to_ascii_uppercase();
    if !upper(text).contains("BASE64") && !upper(text).contains("ENCODING=B") {
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
