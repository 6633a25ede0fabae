//! The acts in the data, for which people may have been emailed, and those that went with data that a
//! backup replaced.

use std::collections::{BTreeMap, BTreeSet};

use store::Purpose;

use crate::world::{SetUp, World};

/// How many acts there were, by address and purpose.
pub(crate) type Acts = BTreeMap<(String, String), usize>;

/// How many acts there were for each person that may have led to an email: by address and purpose, as
/// it is stored. An act that was closed because nothing was done led to none.
pub(crate) fn acts(world: &World) -> SetUp<Acts> {
    let data = world.data()?;
    let mut acts = data.prepare(
        "SELECT address, purpose, count(*) FROM acts WHERE address <> ''
         AND ifnull(closed_why, '') NOT IN ('gave up', 'cancelled', 'refused', 'blocked')
         GROUP BY 1, 2",
    )?;
    let acts = acts.query_map([], |row| {
        let count: u32 = row.get(2)?;
        Ok(((row.get(0)?, row.get(1)?), count as usize))
    })?;
    Ok(acts.collect::<Result<_, _>>()?)
}

/// The slugs of the individual instances of all plans.
pub(crate) fn individual_instances(world: &World) -> SetUp<BTreeSet<String>> {
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

/// The acts that data had which were replaced by a backup.
#[derive(Debug, Default)]
pub(crate) struct LostActs {
    acts: Acts,
    /// The individual instances that its plans had, by slug.
    pub(crate) individual: BTreeSet<String>,
}

impl LostActs {
    pub(crate) fn of(&self, address: &str, purpose: &str) -> usize {
        let key = (address.to_owned(), purpose.to_owned());
        self.acts.get(&key).copied().unwrap_or(0)
    }

    /// Of what there was before, whatever isn't there any more is lost.
    pub(crate) fn remember(&mut self, before: Acts, after: &Acts) {
        for (key, count) in before {
            let kept = after.get(&key).copied().unwrap_or(0);
            *self.acts.entry(key).or_default() += count.saturating_sub(kept);
        }
    }
}
