//! Which notifications are shown, and when: at most one of each kind in a quarter of an hour, which
//! says everything of its kind that has happened since the one before.
//!
//! [`Notifier`] is pure. It is given what was seen, one observation after the other, and what comes
//! between two observations is what happened.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use language::Language;
use store::{AccountId, Place, PlanId};

use super::sent_count::SentCount;
use super::words;
use crate::bridge::{Destination, NotificationPreferences};
use crate::desktop::{Notification, NotificationKind};

/// Between two notifications of one kind there is at least this time.
const QUARTER: SignedDuration = SignedDuration::from_mins(15);

/// What one observation of the outbox showed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Observation {
    /// Plans that haven't come to their end, with how much of each was sent.
    pub(crate) under_way: BTreeMap<PlanId, Sent>,
    /// Plans that hadn't at the observation before and have now.
    pub(crate) settled: BTreeMap<PlanId, Sent>,
    pub(crate) needs_attention: u32,
    pub(crate) offline: BTreeSet<AccountId>,
    /// Accounts whose plans are sending.
    pub(crate) sending: BTreeSet<AccountId>,
    /// Who has joined since the observation before.
    pub(crate) joined: Vec<Joined>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Sent {
    pub(crate) space_name: String,
    pub(crate) done: SentCount,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Joined {
    pub(crate) place: Place,
    pub(crate) space_name: String,
    /// The person's name or, where it isn't known, the address.
    pub(crate) name: String,
}

/// What is to be told, and when each kind was told last.
#[derive(Default)]
pub(crate) struct Notifier {
    before: Option<Observation>,
    told_at: BTreeMap<NotificationKind, Timestamp>,
    /// What was sent by the plans that have settled.
    sent: BTreeMap<PlanId, Sent>,
    /// How many need attention that nobody was told of.
    attention_told: u32,
    back_online: bool,
    joined: Vec<Joined>,
}

impl Notifier {
    /// The plans that were under way at the observation before.
    pub(crate) fn under_way(&self) -> impl Iterator<Item = PlanId> {
        let before = self.before.iter();
        before.flat_map(|observation| observation.under_way.keys().copied())
    }

    /// Takes in another observation. What the first one shows is where everything begins, and no
    /// news.
    pub(crate) fn take(&mut self, observation: Observation) {
        let Some(before) = self.before.take() else {
            self.attention_told = observation.needs_attention;
            self.before = Some(observation);
            return;
        };
        for (plan, sent) in &observation.settled {
            // What had been sent when a plan was first observed was told of then.
            let known = before.under_way.get(plan);
            let told = known.map(|was| was.done).unwrap_or_default();
            let news = Sent {
                done: sent.done.since(told),
                space_name: sent.space_name.clone(),
            };
            if news.done != SentCount::default() {
                self.sent.insert(*plan, news);
            }
        }
        let mut under_way = observation.under_way.clone();
        for (plan, was) in before.under_way {
            // A plan counts from where it was first seen.
            under_way.entry(plan).and_modify(|sent| *sent = was);
        }
        // What was attended to needs no notification, and the next of its kind is news again.
        self.attention_told = self.attention_told.min(observation.needs_attention);
        let back = before.offline.difference(&observation.offline);
        self.back_online |= back
            .into_iter()
            .any(|account| observation.sending.contains(account));
        self.back_online &= observation.offline.is_empty();
        self.joined.extend(observation.joined.iter().cloned());
        self.before = Some(Observation {
            under_way,
            ..observation
        });
    }

    /// What is to be shown now.
    pub(crate) fn due(
        &mut self,
        wanted: NotificationPreferences,
        language: Language,
        now: Timestamp,
    ) -> Vec<Notification> {
        let mut shown = Vec::new();
        for kind in NotificationKind::ALL {
            if !self.waits(kind) {
                continue;
            }
            if !kind.is_wanted(wanted) {
                self.forget(kind);
                continue;
            }
            if self.due_at(kind).is_none_or(|at| at <= now) {
                shown.push(self.notification(kind, language, wanted.names));
                self.forget(kind);
                self.told_at.insert(kind, now);
            }
        }
        shown
    }

    /// When the next notification that waits may be shown.
    pub(crate) fn next_due(&self) -> Option<Timestamp> {
        let waiting = NotificationKind::ALL.into_iter();
        let waiting = waiting.filter(|kind| self.waits(*kind));
        waiting.filter_map(|kind| self.due_at(kind)).min()
    }

    fn due_at(&self, kind: NotificationKind) -> Option<Timestamp> {
        self.told_at.get(&kind).map(|at| *at + QUARTER)
    }

    fn needs_attention(&self) -> u32 {
        self.before
            .as_ref()
            .map_or(0, |observation| observation.needs_attention)
    }

    fn waits(&self, kind: NotificationKind) -> bool {
        match kind {
            NotificationKind::Sent => !self.sent.is_empty(),
            NotificationKind::NeedsAttention => self.needs_attention() > self.attention_told,
            NotificationKind::BackOnline => self.back_online,
            NotificationKind::Joined => !self.joined.is_empty(),
        }
    }

    fn forget(&mut self, kind: NotificationKind) {
        match kind {
            NotificationKind::Sent => self.sent.clear(),
            NotificationKind::NeedsAttention => self.attention_told = self.needs_attention(),
            NotificationKind::BackOnline => self.back_online = false,
            NotificationKind::Joined => self.joined.clear(),
        }
    }

    fn notification(
        &self,
        kind: NotificationKind,
        language: Language,
        names: bool,
    ) -> Notification {
        let fixed = words::fixed(language);
        let (title, body, opens) = match kind {
            NotificationKind::Sent => self.of_sent(language, names),
            NotificationKind::NeedsAttention => (
                words::needs_attention(language, self.needs_attention()),
                fixed.attention_body.to_owned(),
                Destination::Overview,
            ),
            NotificationKind::BackOnline => (
                fixed.back_online.to_owned(),
                fixed.back_online_body.to_owned(),
                Destination::Activity,
            ),
            NotificationKind::Joined => self.of_joined(language, names),
        };
        Notification {
            kind,
            title,
            body,
            opens,
        }
    }

    fn of_sent(&self, language: Language, names: bool) -> (String, String, Destination) {
        let done = self.sent.values().map(|sent| sent.done);
        let done = done.fold(SentCount::default(), SentCount::and);
        let one = (self.sent.len() == 1).then(|| self.sent.iter().next());
        let opens = one.flatten().map_or(Destination::Activity, |(plan, _)| {
            let plan = plan.to_string();
            Destination::Plan { plan }
        });
        let space = names.then(|| same(self.sent.values().map(|sent| &*sent.space_name)));
        let space = space.flatten();
        (
            words::sent_title(language, done).to_owned(),
            words::sent_body(language, done, space),
            opens,
        )
    }

    fn of_joined(&self, language: Language, names: bool) -> (String, String, Destination) {
        let place = same(self.joined.iter().map(|joined| &joined.place));
        let opens = place.map_or(Destination::Overview, |place| Destination::Space {
            account: place.account.to_string(),
            org: place.org.to_string(),
            space: place.space.to_string(),
        });
        let space = names.then(|| same(self.joined.iter().map(|joined| &*joined.space_name)));
        let space = space.flatten();
        let name = match &self.joined[..] {
            [one] if names => Some(&*one.name),
            _ => None,
        };
        (
            words::joined_title(language, self.joined.len(), name),
            words::joined_body(language, space),
            opens,
        )
    }
}

/// What all of these are, if they are all the same.
fn same<T: PartialEq>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

#[cfg(test)]
#[path = "notifications_tests.rs"]
mod tests;
