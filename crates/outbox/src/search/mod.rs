//! Finds people, drafts and plans by a few letters, offline, for a palette that asks with every key.
//!
//! People are looked for in what was seen last of all spaces of the account, and in all drafts and
//! plans on this computer. Their names are kept in memory in the form in which they are compared
//! (see [`people_index`]): reading tens of thousands of rows again for each letter would take longer than
//! anybody wants to wait for one. Few results are returned, with the count of all of them.

mod people;
mod people_index;
mod ranking;

use std::sync::{Arc, Mutex};

use lock::LockExt as _;
use store::{AccountId, Draft, Plan, StoreError};

use crate::seen::platform_cache::PlatformCache;
pub use people::{FoundPerson, FoundWhere};
use people_index::Index;
use ranking::Words;

const PEOPLE_SHOWN: usize = 8;
const OTHERS_SHOWN: usize = 4;

/// Searches the data of one data folder. Clones share what they keep in memory.
#[derive(Clone)]
pub struct Search {
    cache: PlatformCache,
    index: Arc<Mutex<Index>>,
}

/// What was found: the best of each, and how many there are in all.
#[derive(Debug, Default)]
pub struct SearchResults {
    pub people: Vec<FoundPerson>,
    pub all_people: usize,
    pub drafts: Vec<Draft>,
    pub all_drafts: usize,
    pub plans: Vec<Plan>,
    pub all_plans: usize,
}

impl Search {
    pub(crate) fn new(cache: PlatformCache) -> Self {
        Self {
            cache,
            index: Arc::default(),
        }
    }

    /// Finds what has all words of the text in it. An empty text finds nothing, and reads what the
    /// next search needs.
    pub fn find(&self, account: &AccountId, text: &str) -> Result<SearchResults, StoreError> {
        let words = Words::of(text);
        let drafts = self.cache.store().drafts()?;
        let plans = self.cache.store().plans()?.readable;
        let mut index = self.index.locked();
        index.update(&self.cache, account, &drafts, &plans)?;
        if words.is_empty() {
            return Ok(SearchResults::default());
        }
        let (people, all_people) = people::find(&index, &words, PEOPLE_SHOWN);
        drop(index);
        let (drafts, all_drafts) = best(drafts, |draft| {
            words.are_in(&[&draft.name, &draft.space_name])
        });
        let (plans, all_plans) = best(plans, |plan| {
            let instance = plan.intent.instance_name.as_deref().unwrap_or_default();
            words.are_in(&[&plan.space_name, instance])
        });
        Ok(SearchResults {
            people,
            all_people,
            drafts,
            all_drafts,
            plans,
            all_plans,
        })
    }
}

/// The first of those that fit, which are the newest, and how many fit.
fn best<T>(all: Vec<T>, fits: impl Fn(&T) -> bool) -> (Vec<T>, usize) {
    let mut found: Vec<T> = all.into_iter().filter(|each| fits(each)).collect();
    let count = found.len();
    found.truncate(OTHERS_SHOWN);
    (found, count)
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
