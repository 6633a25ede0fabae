//! The names in a copy for support: stand-ins, the same one for the same person or thing throughout the
//! copy, or the names themselves if the user wants them in it.

use std::collections::HashMap;

use platform::Slug;
use serde::Serialize;
use store::{AccountId, Draft, Place, PlanId, SnapshotRef, Step};

/// Whether a copy for support says who and what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SupportNames {
    /// "person 12", "space 3".
    StandIns,
    /// Names and addresses as they are.
    Shown,
}

impl SupportNames {
    /// A text that no stand-in could replace, such as a sentence of the platform's. It is left out
    /// unless names are shown.
    pub fn text(self, text: &str) -> Option<Label> {
        (self == Self::Shown).then(|| Label(without_secrets(text)))
    }
}

/// What a copy for support calls a person or a thing. Only [`StandIns`] and
/// [`SupportNames::text`] make one, so a name can't get into a copy past them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Label(String);

/// The longest run of letters, digits, `-` and `_` that may be shown if it has both letters and digits:
/// keys and the secret parts of links are longer.
const LONGEST_RUN: usize = 15;

/// Gives out the names of one copy.
pub(super) struct StandIns {
    names: SupportNames,
    numbers: HashMap<(&'static str, String), usize>,
    counts: HashMap<&'static str, usize>,
    /// What the accounts in use are called.
    accounts: HashMap<AccountId, String>,
}

impl StandIns {
    pub(super) fn new(names: SupportNames) -> Self {
        Self {
            names,
            numbers: HashMap::new(),
            counts: HashMap::new(),
            accounts: HashMap::new(),
        }
    }

    /// The stand-in for what has this key among those of its kind, or else what it is called.
    fn label(&mut self, kind: &'static str, key: String, called: impl FnOnce() -> String) -> Label {
        if self.names == SupportNames::Shown {
            return Label(called());
        }
        let counts = &mut self.counts;
        let number = *self.numbers.entry((kind, key)).or_insert_with(|| {
            let count = counts.entry(kind).or_default();
            *count += 1;
            *count
        });
        Label(format!("{kind} {number}"))
    }

    pub(super) fn names(&self) -> SupportNames {
        self.names
    }

    /// An account in use. Drafts and plans know only its id.
    pub(super) fn account_called(&mut self, account: &AccountId, name: &str) -> Label {
        self.accounts.insert(account.clone(), without_secrets(name));
        self.account(account)
    }

    pub(super) fn account(&mut self, account: &AccountId) -> Label {
        let id = account.as_str();
        let name = self.accounts.get(account).cloned();
        self.label("account", id.to_owned(), || {
            name.unwrap_or_else(|| "removed or unreadable account".to_owned())
        })
    }

    pub(super) fn organisation(&mut self, place: &Place) -> Label {
        let key = format!("{}/{}", place.account, place.org);
        self.label("organisation", key, || place.org.to_string())
    }

    pub(super) fn space(&mut self, place: &Place, name: &str) -> Label {
        let called = || called(name, &place.space);
        self.label("space", key_of(place), called)
    }

    /// Every space has Master and Distributed, so they tell nothing.
    pub(super) fn instance(&mut self, place: &Place, slug: &Slug, name: &str) -> Label {
        if *slug == Slug::master() || *slug == Slug::distributed() {
            return Label(slug.to_string());
        }
        let key = format!("{}/{slug}", key_of(place));
        self.label("instance", key, || called(name, slug))
    }

    pub(super) fn snapshot(&mut self, place: &Place, snapshot: &SnapshotRef) -> Label {
        let key = format!("{}/{}/{}", key_of(place), snapshot.instance, snapshot.slug);
        self.label("snapshot", key, || called(&snapshot.name, &snapshot.slug))
    }

    pub(super) fn draft(&mut self, draft: &Draft) -> Label {
        let called = || without_secrets(&draft.name);
        self.label("draft", draft.id.to_string(), called)
    }

    /// `None`: the step is for no group.
    pub(super) fn group(&mut self, plan: PlanId, group: &str) -> Option<Label> {
        let key = format!("{plan}/{group}");
        (!group.is_empty()).then(|| self.label("group", key, || without_secrets(group)))
    }

    /// `None`: the step is for nobody in particular.
    pub(super) fn person(&mut self, step: &Step) -> Option<Label> {
        let key = match &step.normalized {
            Some(normalized) => normalized.as_str().to_owned(),
            None if step.address.is_empty() && step.name.is_empty() => return None,
            None => format!("{} {}", step.name, step.address),
        };
        Some(self.label("person", key, || {
            let name = without_secrets(&step.name);
            format!("{name} <{}>", step.address).trim().to_owned()
        }))
    }
}

fn key_of(place: &Place) -> String {
    format!("{}/{}/{}", place.account, place.org, place.space)
}

fn called(name: &str, slug: &Slug) -> String {
    format!("{} ({slug})", without_secrets(name))
}

/// The text without links, with which somebody could join, and without what looks like a key. Neither
/// belongs into a name or an answer of the platform's, but somebody may have pasted one there.
pub(super) fn without_secrets(text: &str) -> String {
    let kept = text
        .split_whitespace()
        .map(|word| if is_secret(word) { "[left out]" } else { word });
    kept.collect::<Vec<_>>().join(" ")
}

fn is_secret(word: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let is_long = |run: &str| {
        run.len() > LONGEST_RUN
            && run.contains(|c: char| c.is_ascii_digit())
            && run.contains(|c: char| c.is_ascii_alphabetic())
    };
    // An address may be as long.
    word.contains("://") || (!word.contains('@') && word.split(|c| !is_part(c)).any(is_long))
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    #[test]
    fn links_and_what_looks_like_a_key_are_left_out_of_a_text() {
        for (text, shown) in [
            ("Nothing to see in week 3.", "Nothing to see in week 3."),
            (
                "Join at https://uni.example/j/x1 now",
                "Join at [left out] now",
            ),
            (
                "The key pk_window_5f2c7e9b1d is wrong",
                "The key [left out] is wrong",
            ),
            ("api_key=pk_window_5f2c7e9b1d", "[left out]"),
            ("2026-11-29T10:42:00Z", "2026-11-29T10:42:00Z"),
            (
                "s1234567890123456789@uni.example",
                "s1234567890123456789@uni.example",
            ),
            ("Betriebswirtschaftslehre", "Betriebswirtschaftslehre"),
        ] {
            assert_eq!(without_secrets(text), shown);
        }
    }
}
