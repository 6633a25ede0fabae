//! The kinds of platforms: with or without extensions and idempotency keys, and what each does when
//! somebody is invited again, and with people who haven't joined yet.

use std::fmt;
use std::path::Path;

use practice::{Options, RepeatInvite};

use simulated::Chance;

/// One kind of platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each can be chosen apart from the others"
)]
pub(crate) struct Form {
    pub(crate) extensions: bool,
    pub(crate) keys: bool,
    pub(crate) emails_again: bool,
    pub(crate) lists_pending: bool,
}

impl Form {
    /// A platform without extensions can't say that it has idempotency keys, so there are twelve
    /// kinds.
    pub(crate) fn of(chance: &mut Chance) -> Self {
        let extensions = chance.below(3);
        Self {
            extensions: extensions > 0,
            keys: extensions > 1,
            emails_again: chance.one_in(2),
            lists_pending: chance.one_in(2),
        }
    }

    pub(crate) fn options(self, data: &Path) -> Options {
        Options {
            listen: ([127, 0, 0, 1], 8080).into(),
            data: data.to_owned(),
            key: Some(OWNERS_KEY.into()),
            empty: false,
            bare: !self.extensions,
            repeat_invite: if self.emails_again {
                RepeatInvite::Again
            } else {
                RepeatInvite::Refuse
            },
            list_pending: Some(self.lists_pending),
            without_keys: self.extensions && !self.keys,
            smtp: None,
        }
    }
}

pub(crate) const OWNERS_KEY: &str = "the-owners-key";

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let offers = match (self.extensions, self.keys) {
            (true, true) => "extensions and idempotency keys",
            (true, false) => "extensions, but no idempotency keys",
            (false, _) => "no extensions",
        };
        let again = if self.emails_again {
            "emails again"
        } else {
            "refuses repeats"
        };
        let pending = if self.lists_pending {
            "lists pending people"
        } else {
            "hides pending people"
        };
        write!(f, "{offers}; {again}; {pending}")
    }
}
