//! The findings about a row: their kinds, and how severe each is.
//!
//! The words of the enumerations are what `cohort check --json` prints, which scripts read. Where a
//! name in the code is newer than its word there, the word stays by an attribute.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::InvalidKind;

/// One thing that the check found about a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub kind: FindingKind,
    /// The place in the address that it is about, counted in characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Range<usize>>,
    /// The address that was most likely meant, if there is one to offer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fix: Option<String>,
}

/// What a finding says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// No mail server could accept the address.
    Invalid(InvalidKind),
    /// The address is valid, but most likely not the one that was meant.
    #[serde(rename = "slip")]
    Typo(TypoKind),
    /// The address is valid, but of a rare kind.
    Unusual(UnusualKind),
    /// An earlier row has the same mailbox. The earlier row is the one that is kept.
    #[serde(rename = "double")]
    Duplicate {
        /// The earlier row, counted from 0.
        of: usize,
        /// Whether the addresses are the same, rather than two that most likely belong to one
        /// mailbox.
        exact: bool,
    },
    /// The domain isn't one of the institution's.
    Outside,
    /// The person is a member of the space already.
    AlreadyIn,
    /// The person has an open invitation.
    AlreadyInvited,
    /// The address belongs to an office or a machine rather than to a person.
    RoleAddress,
    /// The row has no name.
    NoName,
}

/// Why an address looks like a typo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TypoKind {
    /// The domain is one letter away from that of a large mail provider or the institution.
    Domain,
    /// The top-level domain doesn't exist, and is one letter away from one that does (`.con`).
    Ending,
    /// There are full-width characters, as an input method for Chinese or Japanese produces them.
    FullWidth,
    /// There is a letter of another script that looks like a Latin one.
    LookAlike,
    /// There is an invisible joiner among letters that need none.
    Joiner,
}

/// In which way a valid address is unusual.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnusualKind {
    /// The local part is in quotation marks: `"…"@…`.
    QuotedLocal,
    /// There is a network address in square brackets in place of a domain.
    Literal,
    /// The domain is a top-level domain alone.
    NoDot,
    /// The top-level domain isn't known to exist.
    UnknownEnding,
}

/// What a finding means for sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// It is shown for information and needs no decision.
    Note,
    /// The user is asked about it once before anything is sent.
    ToCheck,
    /// Nothing is sent until the row is fixed or skipped.
    ToFix,
}

impl FindingKind {
    pub fn severity(self) -> Severity {
        match self {
            Self::Invalid(_) => Severity::ToFix,
            Self::Typo(_)
            | Self::Unusual(_)
            | Self::Duplicate { .. }
            | Self::Outside
            | Self::RoleAddress => Severity::ToCheck,
            Self::AlreadyIn | Self::AlreadyInvited | Self::NoName => Severity::Note,
        }
    }
}

impl Finding {
    pub(super) fn of(kind: FindingKind) -> Self {
        Self {
            kind,
            at: None,
            fix: None,
        }
    }

    pub fn severity(&self) -> Severity {
        self.kind.severity()
    }
}
