//! What is to be said of a row of a list, and why.

use lists::RowFinding;
use serde::Serialize;
#[cfg(test)]
use ts_rs::TS;

use super::same_words;

/// What is to be said of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Finding {
    pub(crate) kind: FindingKind,
    /// Why, more exactly, where the kind has reasons: an address that isn't valid, a typo.
    pub(crate) reason: Option<FindingReason>,
    pub(crate) severity: Severity,
    /// Where in the address, in UTF-16 code units as the window counts: from, to.
    pub(crate) at: Option<(u32, u32)>,
    /// The address offered instead.
    pub(crate) fix: Option<String>,
    /// The row this one doubles.
    pub(crate) other_row: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum FindingKind {
    Invalid,
    Typo,
    Unusual,
    Duplicate,
    Outside,
    AlreadyIn,
    AlreadyInvited,
    RoleAddress,
    NoName,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum Severity {
    ToFix,
    ToCheck,
    Note,
}

/// Why an address isn't valid, looks mistyped or is unusual. A reason may belong to several kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum FindingReason {
    Empty,
    NoAt,
    SecondAt,
    SeveralAddresses,
    NothingBeforeAt,
    NothingAfterAt,
    DotAtStart,
    DotBeforeAt,
    DotAfterAt,
    DotAtEnd,
    DotsInARow,
    SpaceAround,
    SpaceInside,
    CommaInDomain,
    AngleBracket,
    Comment,
    Mailto,
    DirectoryEntry,
    Quote,
    ForbiddenInLocal,
    ForbiddenInDomain,
    Control,
    Invisible,
    Garbled,
    HyphenAtStart,
    HyphenAtEnd,
    LabelTooLong,
    LocalTooLong,
    DomainTooLong,
    TooLong,
    NoDotInDomain,
    NumericEnding,
    Literal,
    International,
    Domain,
    Ending,
    FullWidth,
    LookAlike,
    Joiner,
    QuotedLocal,
    NoDot,
    UnknownEnding,
}

/// The reasons of one kind of finding, each under its name.
macro_rules! reasons {
    ($($theirs:path { $($name:ident)* })*) => { $(
        impl From<$theirs> for FindingReason {
            fn from(why: $theirs) -> Self {
                match why { $( <$theirs>::$name => Self::$name, )* }
            }
        }
    )* };
}

reasons! {
    roster::InvalidKind {
        Empty NoAt SecondAt SeveralAddresses NothingBeforeAt NothingAfterAt DotAtStart
        DotBeforeAt DotAfterAt DotAtEnd DotsInARow SpaceAround SpaceInside CommaInDomain
        AngleBracket Comment Mailto DirectoryEntry Quote ForbiddenInLocal ForbiddenInDomain
        Control Invisible Garbled HyphenAtStart HyphenAtEnd LabelTooLong LocalTooLong
        DomainTooLong TooLong NoDotInDomain NumericEnding Literal International
    }
    roster::TypoKind { Domain Ending FullWidth LookAlike Joiner }
    roster::UnusualKind { QuotedLocal Literal NoDot UnknownEnding }
}

same_words! {
    roster::Severity => Severity { ToFix ToCheck Note }
}

impl Finding {
    pub(super) fn of(address: &str, RowFinding { finding, other }: RowFinding) -> Self {
        let severity = finding.severity().into();
        let (kind, reason) = match finding.kind {
            roster::FindingKind::Invalid(why) => (FindingKind::Invalid, Some(why.into())),
            roster::FindingKind::Typo(why) => (FindingKind::Typo, Some(why.into())),
            roster::FindingKind::Unusual(why) => (FindingKind::Unusual, Some(why.into())),
            roster::FindingKind::Duplicate { .. } => (FindingKind::Duplicate, None),
            roster::FindingKind::Outside => (FindingKind::Outside, None),
            roster::FindingKind::AlreadyIn => (FindingKind::AlreadyIn, None),
            roster::FindingKind::AlreadyInvited => (FindingKind::AlreadyInvited, None),
            roster::FindingKind::RoleAddress => (FindingKind::RoleAddress, None),
            roster::FindingKind::NoName => (FindingKind::NoName, None),
        };
        Self {
            kind,
            reason,
            severity,
            at: finding
                .at
                .map(|at| (units(address, at.start), units(address, at.end))),
            fix: finding.fix,
            other_row: other.map(|row| row.to_string()),
        }
    }
}

/// From characters, as the domain counts, to UTF-16 code units, as the window does.
fn units(text: &str, characters: usize) -> u32 {
    let units: usize = text.chars().take(characters).map(char::len_utf16).sum();
    u32::try_from(units).unwrap_or(u32::MAX)
}
