//! The acts in the data, for which people may have been emailed, and those of data that were replaced by
//! an earlier state of them.

use std::collections::{BTreeMap, BTreeSet};

use store::Purpose;

use crate::set_up::SetUp;
use crate::world::World;

/// Acts that may have led to an email, each by its id and the time at which it was opened: by address
/// and purpose, as they are stored.
#[derive(Debug, Default)]
pub(crate) struct Acts(BTreeMap<(String, String), BTreeSet<(i64, String)>>);

impl Acts {
    /// Those in the data. An act that was closed because nothing was done led to no email.
    pub(crate) fn of(world: &World) -> SetUp<Self> {
        let data = world.data()?;
        let mut acts = data.prepare(
            "SELECT address, purpose, id, opened_at FROM acts WHERE address <> ''
             AND ifnull(closed_why, '') NOT IN ('gave up', 'cancelled', 'refused', 'blocked')",
        )?;
        let acts = acts.query_map([], |row| {
            let key: (String, String) = (row.get(0)?, row.get(1)?);
            let act: (i64, String) = (row.get(2)?, row.get(3)?);
            Ok((key, act))
        })?;
        let mut found = Self::default();
        for act in acts {
            let (key, act) = act?;
            found.0.entry(key).or_default().insert(act);
        }
        Ok(found)
    }

    fn with(&mut self, others: Self) {
        for (key, acts) in others.0 {
            self.0.entry(key).or_default().extend(acts);
        }
    }

    pub(crate) fn count(&self, address: &str, purpose: &str) -> usize {
        let key = (address.to_owned(), purpose.to_owned());
        self.0.get(&key).map_or(0, BTreeSet::len)
    }
}

/// The slugs of the individual instances of all plans.
fn individual_instances(world: &World) -> SetUp<BTreeSet<String>> {
    let store = &world.process()?.store;
    let mut slugs = BTreeSet::new();
    for plan in store.plans()?.complete()? {
        if plan.intent.purpose == Some(Purpose::Individual) {
            let steps = store.steps(plan.id)?.into_iter();
            slugs.extend(steps.filter_map(|step| step.instance.map(|slug| slug.to_string())));
        }
    }
    Ok(slugs)
}

/// What has to be known of the data at the end, and of every state of them that another one replaced.
/// An act may have led to an email in a state that is lost, although the data that are left say that
/// nothing came of it. It is one act all the same.
#[derive(Debug, Default)]
pub(crate) struct KnownActs {
    acts: Acts,
    /// The individual instances of all plans, by slug.
    individual: BTreeSet<String>,
}

impl KnownActs {
    /// What the data say now.
    pub(crate) fn of(world: &World) -> SetUp<Self> {
        Ok(Self {
            acts: Acts::of(world)?,
            individual: individual_instances(world)?,
        })
    }

    pub(crate) fn remember(&mut self, other: Self) {
        self.acts.with(other.acts);
        self.individual.extend(other.individual);
    }

    /// How many acts there were to invite this person into an instance; with no slug, as an
    /// administrator.
    pub(crate) fn count(&self, address: &str, slug: &str) -> usize {
        self.acts.count(address, &self.purpose(slug))
    }

    /// The purpose for which somebody is invited into an instance, as it is stored.
    fn purpose(&self, slug: &str) -> String {
        if slug.is_empty() {
            "administrator".to_owned()
        } else if self.individual.contains(slug) {
            "own:1".to_owned()
        } else {
            format!("instance:{slug}")
        }
    }
}
