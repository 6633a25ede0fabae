use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// Why a text is no address. Each is one sentence in the window; [`Invalid::at`] says where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InvalidKind {
    /// Nothing is there.
    Empty,
    /// No `@`.
    NoAt,
    /// An `@` too many.
    SecondAt,
    /// Two or more addresses in one cell.
    SeveralAddresses,
    NothingBeforeAt,
    NothingAfterAt,
    /// A dot is the first character.
    DotAtStart,
    /// A dot stands right before the `@`.
    DotBeforeAt,
    /// A dot stands right after the `@`.
    DotAfterAt,
    /// A dot is the last character.
    DotAtEnd,
    DotsInARow,
    /// Space before or after the address.
    SpaceAround,
    SpaceInside,
    /// A comma after the `@`, where most likely a dot was meant.
    CommaInDomain,
    /// `<` or `>`: a name and address in one, or half of one.
    AngleBracket,
    /// Something in round brackets.
    Comment,
    /// Begins with `mailto:`.
    Mailto,
    /// An entry of a company's directory (`/o=ExchangeLabs/…`), which only that server knows.
    DirectoryEntry,
    /// A quotation mark without its partner, or in the middle.
    Quote,
    /// A character that may not stand before the `@`.
    ForbiddenInLocal,
    /// A character that may not stand after the `@`.
    ForbiddenInDomain,
    /// A control character.
    Control,
    /// A character that cannot be seen.
    Invisible,
    /// The sign that stands where an encoding was misread.
    Garbled,
    /// A part of the domain begins with a hyphen.
    HyphenAtStart,
    /// A part of the domain ends with a hyphen.
    HyphenAtEnd,
    /// A part of the domain has more than 63 characters.
    LabelTooLong,
    /// More than 64 bytes before the `@`.
    LocalTooLong,
    /// More than 253 characters after the `@`.
    DomainTooLong,
    /// More than 254 bytes in all.
    TooLong,
    /// One word after the `@`, and not one that takes mail by itself.
    NoDotInDomain,
    /// The domain ends in digits, as no domain does.
    NumericEnding,
    /// Square brackets after the `@`, but no network address in them.
    Literal,
    /// A part of the domain that no international domain name can be.
    International,
}

/// A text that no mail server could take as an address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub struct Invalid {
    pub kind: InvalidKind,
    /// Where, in characters of the text as given.
    pub at: Range<usize>,
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Invalid { kind, at } = self;
        write!(f, "no address: {kind:?} at {}..{}", at.start, at.end)
    }
}
