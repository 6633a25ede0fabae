//! Why a text isn't an email address.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// The reason why a text isn't an address. For each the window and the terminal have a sentence;
/// [`AddressError::at`] says where in the text it applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InvalidKind {
    /// The text is empty or only space.
    Empty,
    /// There is no `@`.
    NoAt,
    /// There is a second `@`.
    SecondAt,
    /// Two or more addresses in one cell.
    SeveralAddresses,
    NothingBeforeAt,
    NothingAfterAt,
    /// The first character is a dot.
    DotAtStart,
    /// A dot stands right before the `@`.
    DotBeforeAt,
    /// A dot stands right after the `@`.
    DotAfterAt,
    /// The last character is a dot.
    DotAtEnd,
    DotsInARow,
    /// There is space before or after the address.
    SpaceAround,
    SpaceInside,
    /// A comma after the `@`, where most likely a dot was meant.
    CommaInDomain,
    /// `<` or `>`, as around an address that follows a name.
    AngleBracket,
    /// A comment in round brackets.
    Comment,
    /// The text begins with `mailto:`, as a copied link does.
    Mailto,
    /// A directory entry of an Exchange server (`/o=ExchangeLabs/…`), which means nothing to any
    /// other server.
    DirectoryEntry,
    /// A quotation mark that isn't closed, or in the middle of the local part.
    Quote,
    /// A character that isn't allowed before the `@`.
    ForbiddenInLocal,
    /// A character that isn't allowed after the `@`.
    ForbiddenInDomain,
    /// A control character.
    Control,
    /// An invisible character.
    Invisible,
    /// The replacement character, which appears where a file was read in the wrong encoding.
    Garbled,
    /// A label of the domain begins with a hyphen.
    HyphenAtStart,
    /// A label of the domain ends with a hyphen.
    HyphenAtEnd,
    /// A label of the domain has more than 63 characters.
    LabelTooLong,
    /// More than 64 bytes before the `@`.
    LocalTooLong,
    /// More than 253 characters after the `@`.
    DomainTooLong,
    /// More than 254 bytes altogether.
    TooLong,
    /// There is a single word after the `@`, and it isn't a top-level domain.
    NoDotInDomain,
    /// The domain ends in a label of digits, which no domain does.
    NumericEnding,
    /// There are square brackets after the `@`, but no network address in them.
    Literal,
    /// A label that isn't allowed in an internationalised domain name.
    International,
}

/// A text that no mail server could accept as an address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub struct AddressError {
    pub kind: InvalidKind,
    /// The place of the error, counted in characters of the text as it was given.
    pub at: Range<usize>,
}

impl fmt::Display for AddressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let AddressError { kind, at } = self;
        write!(f, "not an address: {kind:?} at {}..{}", at.start, at.end)
    }
}
