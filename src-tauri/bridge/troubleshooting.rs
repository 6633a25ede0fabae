//! What is checked with the platform when something doesn't work, and who can help.

use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

use super::{Problem, time};

/// The account that is checked, and the space in it if one is open.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Troubleshoot {
    pub(crate) account: String,
    pub(crate) space: Option<SpaceToCheck>,
}

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct SpaceToCheck {
    pub(crate) org: String,
    pub(crate) space: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Troubleshooting {
    pub(crate) checks: Vec<Check>,
    /// Whom to ask, by name, where the platform shows them.
    pub(crate) administrators: Vec<String>,
    pub(crate) facts: SupportFacts,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Check {
    pub(crate) of: CheckOf,
    pub(crate) result: CheckResult,
    /// Why it failed.
    pub(crate) problem: Option<Problem>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum CheckOf {
    Connection,
    Key,
    Space,
    Role,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum CheckResult {
    Passed,
    Failed,
    /// Something else has to work first.
    NotDone,
}

/// What support asks for. It names no person, and holds no secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct SupportFacts {
    pub(crate) version: String,
    pub(crate) system: String,
    /// The host of the platform.
    pub(crate) platform: String,
    pub(crate) at: String,
}

/// An email to the administrators of a space, in the user's words.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct AdministratorsWrite {
    pub(crate) account: String,
    pub(crate) org: String,
    pub(crate) space: String,
    pub(crate) subject: String,
    pub(crate) text: String,
}

/// What is to be in a copy for support.
#[derive(Debug, Clone, Copy, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct SupportCopyWish {
    /// Names and addresses, and what spaces and instances are called.
    pub(crate) people: bool,
}

impl Troubleshooting {
    pub(crate) fn of(
        diagnosis: outbox::Diagnosis,
        administrators: Vec<outbox::Administrator>,
        facts: SupportFacts,
    ) -> Self {
        let checks = [
            (CheckOf::Connection, Some(diagnosis.connection)),
            (CheckOf::Key, Some(diagnosis.key)),
            (CheckOf::Space, diagnosis.space),
            (CheckOf::Role, diagnosis.role),
        ];
        Self {
            checks: checks
                .into_iter()
                .filter_map(|(of, check)| Some(Check::of(of, check?)))
                .collect(),
            administrators: administrators
                .into_iter()
                .map(|one| {
                    if one.name.is_empty() {
                        one.address
                    } else {
                        one.name
                    }
                })
                .collect(),
            facts,
        }
    }
}

impl Check {
    fn of(of: CheckOf, check: outbox::Check) -> Self {
        let (result, problem) = match check {
            outbox::Check::Passed => (CheckResult::Passed, None),
            outbox::Check::NotDone => (CheckResult::NotDone, None),
            outbox::Check::Failed(error) => (CheckResult::Failed, Some(error.into())),
        };
        Self {
            of,
            result,
            problem,
        }
    }
}

impl SupportFacts {
    pub(crate) fn of(platform: &str, now: jiff::Timestamp) -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            system: format!("{} ({})", std::env::consts::OS, std::env::consts::ARCH),
            platform: platform.to_owned(),
            at: time(now),
        }
    }
}
