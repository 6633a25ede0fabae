use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::InvalidKind;

/// One thing to say about a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub kind: FindingKind,
    /// Where in the address, in characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Range<usize>>,
    /// The address that was most likely meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mend: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// No mail server could take it.
    Invalid(InvalidKind),
    /// An address, but most likely not the one that was meant.
    Slip(SlipKind),
    /// An address of a rare kind.
    Unusual(UnusualKind),
    /// The same mailbox as an earlier row, which stays.
    Double {
        /// The earlier row, counted from 0.
        of: usize,
        /// The very same address, not just one that most likely ends in the same mailbox.
        exact: bool,
    },
    /// Not one of the institution's domains.
    Outside,
    /// A member of the space already.
    AlreadyIn,
    /// Invited already, and not come yet.
    AlreadyInvited,
    /// Of an office or a machine rather than of a person.
    RoleAddress,
    NoName,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SlipKind {
    /// One letter away from a domain that is known well, or from the institution's.
    Domain,
    /// One letter away from an ending that exists (`.con`).
    Ending,
    /// Full-width characters, as an input method for Chinese or Japanese leaves them.
    FullWidth,
    /// A letter of another script that looks like a Latin one.
    LookAlike,
    /// An invisible joiner among letters that need none.
    Joiner,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnusualKind {
    /// `"…"@…`
    QuotedLocal,
    /// A network address in square brackets in place of a domain.
    Literal,
    /// A top-level domain alone.
    NoDot,
    /// An ending that is not known to exist.
    UnknownEnding,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// For the record.
    Tells,
    /// Asked once before anything leaves.
    Asks,
    /// Not sent until it is mended or left out.
    Blocks,
}

impl FindingKind {
    pub fn severity(self) -> Severity {
        match self {
            Self::Invalid(_) => Severity::Blocks,
            Self::Slip(_)
            | Self::Unusual(_)
            | Self::Double { .. }
            | Self::Outside
            | Self::RoleAddress => Severity::Asks,
            Self::AlreadyIn | Self::AlreadyInvited | Self::NoName => Severity::Tells,
        }
    }
}

impl Finding {
    pub(super) fn of(kind: FindingKind) -> Self {
        Self {
            kind,
            at: None,
            mend: None,
        }
    }

    pub fn severity(&self) -> Severity {
        self.kind.severity()
    }
}
