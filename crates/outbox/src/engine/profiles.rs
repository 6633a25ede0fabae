//! What the first answers of a platform show of it, kept in its account's profile.
//!
//! Two things that decide what a lost answer means are written nowhere: whether a platform lists
//! people who were invited and haven't joined, and whether it refuses to invite them again. They
//! are learned from answers that weren't lost, and what it offers beyond its public API is asked
//! once a run, because it may have been updated since.

use std::collections::{HashMap, HashSet};
use std::sync::Mutex;

use platform::{Client, Fault, Offered};
use store::{Account, AccountId, Plan, Step, Store, StoreError};

use super::traffic::InFlight;
use crate::account::features::keep_offers;
use crate::seen::membership::{self, Membership};
use crate::seen::retry_reads::read;
use lock::LockExt as _;

/// How often in one run a platform's lists are read only to learn of it. It may never show what
/// is asked for, and lists are long.
const LISTS_READ: u32 = 20;

pub(super) struct Profiles {
    store: Store,
    /// The accounts whose platforms were asked in this run what they offer.
    extensions_read: Mutex<HashSet<AccountId>>,
    lists_read: Mutex<HashMap<AccountId, u32>>,
}

/// Why something couldn't be read of a platform and written down.
#[derive(Debug, thiserror::Error)]
pub(super) enum ProfileReadError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl Profiles {
    pub(super) fn new(store: Store) -> Self {
        Self {
            store,
            extensions_read: Mutex::default(),
            lists_read: Mutex::default(),
        }
    }

    /// Asks what the platform offers beyond its public API, where that wasn't asked in this run.
    pub(super) async fn read_extensions(
        &self,
        account: &Account,
        client: &Client,
        in_flight: &InFlight,
    ) -> Result<(), ProfileReadError> {
        if self.extensions_read.locked().contains(&account.id) {
            return Ok(());
        }
        let answer = read(|| client.extensions()).await;
        in_flight.record(&answer);
        let answer = answer?;
        let said = answer != Offered::NotSaid;
        keep_offers(&self.store, &account.id, answer)?;
        if said {
            self.extensions_read.locked().insert(account.id.clone());
        }
        Ok(())
    }

    /// Learns from an invitation that was answered: accepted, or refused because the person is
    /// invited or in already (`clash`).
    pub(super) async fn learn_from_invitation(
        &self,
        plan: &Plan,
        client: &Client,
        step: &Step,
        clash: bool,
    ) -> Result<(), StoreError> {
        let profile = self.store.account(&plan.place.account)?.profile;
        let known = if clash {
            profile.refuses_repeats
        } else {
            profile.lists_pending
        };
        if known.is_some() || !self.may_read_list(&plan.place.account) {
            return Ok(());
        }
        // Should this fail, the next answer gives another occasion.
        let Ok(members) = membership::read(client, &plan.place, step.instance.as_ref()).await
        else {
            return Ok(());
        };
        let found = members.of_step(step);
        self.store
            .account_learn(&plan.place.account, |profile| match (clash, found) {
                (true, Some(Membership::Invited)) => profile.refuses_repeats = Some(true),
                (false, Some(Membership::Invited)) => profile.lists_pending = Some(true),
                (false, None) if !members.partial => profile.lists_pending = Some(false),
                _ => {}
            })
    }

    fn may_read_list(&self, account: &AccountId) -> bool {
        let mut read = self.lists_read.locked();
        let read = read.entry(account.clone()).or_default();
        *read += 1;
        *read <= LISTS_READ
    }
}
