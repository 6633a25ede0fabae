//! What counts as an email address, and the normalized form in which two addresses are compared.
//!
//! Two ways lead to the same verdict. `fast_path` recognises the plain addresses that nearly every
//! row has, in one pass over the bytes. Whatever it doesn't recognise goes to `parse`, which is
//! slower and finds the exact reason and place of an error. A property test holds the two together.

mod error;
mod fast_path;
mod parse;

use std::borrow::Borrow;
use std::fmt;

use memchr::memrchr;
use serde::{Deserialize, Serialize};

pub use error::{AddressError, InvalidKind};
pub(crate) use fast_path::local_end;
pub(crate) use parse::{MAX_CHARS, ascii_domain, is_known_ending, joiner_position};

/// An address in the form in which two are compared: lower case, in Unicode normalization form C,
/// the domain in its ASCII form. Two rows with the same normalized address are the same person.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct NormalizedAddress(String);

impl NormalizedAddress {
    /// `None` if the text isn't a valid address.
    pub fn of(text: &str) -> Option<Self> {
        let mut buffer = String::new();
        normalize_into(text, &mut buffer).ok()?;
        Some(Self(buffer))
    }

    /// Reads back what [`NormalizedAddress::as_str`] wrote, such as a column of the data file. What
    /// isn't an address is an error. The length isn't checked again: some letters take more bytes in
    /// lower case, so an address that was just short enough has a longer normalized form.
    pub fn written_before(text: &str) -> Result<Self, AddressError> {
        if !fast_path::is_plain(text.as_bytes()) {
            parse::check_parts(text)?;
        }
        Ok(Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn local(&self) -> &str {
        split(&self.0).0
    }

    /// The domain in its ASCII form.
    pub fn domain(&self) -> &str {
        split(&self.0).1
    }
}

impl fmt::Display for NormalizedAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for NormalizedAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl Borrow<str> for NormalizedAddress {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl From<NormalizedAddress> for String {
    fn from(normalized: NormalizedAddress) -> Self {
        normalized.0
    }
}

impl TryFrom<String> for NormalizedAddress {
    type Error = AddressError;

    fn try_from(text: String) -> Result<Self, AddressError> {
        let mut buffer = String::with_capacity(text.len());
        normalize_into(&text, &mut buffer)?;
        Ok(Self(buffer))
    }
}

/// An address that a mail server could accept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    as_written: String,
    normalized: NormalizedAddress,
}

impl Address {
    pub fn as_written(&self) -> &str {
        &self.as_written
    }

    pub fn normalized(&self) -> &NormalizedAddress {
        &self.normalized
    }

    /// The part before the `@`, as written.
    pub fn local(&self) -> &str {
        split(&self.as_written).0
    }

    /// The domain in its ASCII form, lower case.
    pub fn domain(&self) -> &str {
        self.normalized.domain()
    }
}

/// Parses a text that must be one address and nothing else: no name, no brackets, no space around
/// it.
pub fn address(text: &str) -> Result<Address, AddressError> {
    let mut buffer = String::with_capacity(text.len());
    normalize_into(text, &mut buffer)?;
    Ok(Address {
        as_written: text.to_owned(),
        normalized: NormalizedAddress(buffer),
    })
}

/// Checks `text` and replaces what is in `buffer` by its normalized form. The caller owns the
/// buffer, so that checking a long list doesn't allocate for every row.
pub(crate) fn normalize_into(text: &str, buffer: &mut String) -> Result<(), AddressError> {
    buffer.clear();
    if fast_path::is_plain(text.as_bytes()) {
        buffer.push_str(text);
        buffer.make_ascii_lowercase();
        return Ok(());
    }
    let parts = parse::parse(text)?;
    parse::normalize(&parts, buffer);
    Ok(())
}

/// The part before the last `@` and the part after it. The last one is the separator, because a
/// quoted local part may contain an `@` and a domain never does.
pub(crate) fn split(text: &str) -> (&str, &str) {
    match memrchr(b'@', text.as_bytes()) {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text, ""),
    }
}

#[cfg(test)]
mod tests;
