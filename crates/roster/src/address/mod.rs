//! What an address is, and the form in which two are compared.

mod error;
mod fast_path;
mod parse;

use std::borrow::Borrow;
use std::fmt;

use memchr::memrchr;
use serde::{Deserialize, Serialize};

pub use error::{Invalid, InvalidKind};
pub(crate) use fast_path::local_end;
pub(crate) use parse::{MAX_CHARS, ascii_domain, hides_joiner, is_known_ending};

/// An address as compared: local part and domain in lower case, composed (NFC), the domain in
/// its ASCII form. Two people with the same one are the same person.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct NormalizedAddress(String);

impl NormalizedAddress {
    /// `None` where the text is no address.
    pub fn of(text: &str) -> Option<Self> {
        let mut buffer = String::new();
        compare_into(text, &mut buffer).ok()?;
        Some(Self(buffer))
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
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        let mut buffer = String::with_capacity(text.len());
        compare_into(&text, &mut buffer)?;
        Ok(Self(buffer))
    }
}

/// An address a mail server could take.
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

    /// What stands before the `@`, as written.
    pub fn local(&self) -> &str {
        split(&self.as_written).0
    }

    /// The domain in its ASCII form, lower case.
    pub fn domain(&self) -> &str {
        self.normalized.domain()
    }
}

/// Reads one address and nothing else: no name, no brackets, no space around it.
pub fn address(text: &str) -> Result<Address, Invalid> {
    let mut buffer = String::with_capacity(text.len());
    compare_into(text, &mut buffer)?;
    Ok(Address {
        as_written: text.to_owned(),
        normalized: NormalizedAddress(buffer),
    })
}

/// Checks `text` and writes its compared form over `buffer`; the allocation is the caller's, so
/// that a long list costs none per row.
pub(crate) fn compare_into(text: &str, buffer: &mut String) -> Result<(), Invalid> {
    buffer.clear();
    if fast_path::is_plain(text.as_bytes()) {
        buffer.push_str(text);
        buffer.make_ascii_lowercase();
        return Ok(());
    }
    let parts = parse::parse(text)?;
    parse::compare_parts(&parts, buffer);
    Ok(())
}

/// The part before the last `@` and the part after it. No domain holds an `@`, a quoted local
/// part may.
pub(crate) fn split(text: &str) -> (&str, &str) {
    match memrchr(b'@', text.as_bytes()) {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text, ""),
    }
}

#[cfg(test)]
mod tests;
