//! A platform made of a few sets, for whole chains to run against.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};

use platform::{CallKind, Slug};
use roster::NormalizedAddress;
use serde_json::Value;
use store::{Request, Step, StepKind};

use crate::departure::view::DepartureView;
use crate::machine::InstanceLookup;
use crate::plan::distribution_outcome::Arrival;
use crate::seen::membership::Membership;

/// What the platform is like, and what was found out about it.
#[derive(Debug, Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is drawn for itself: there is nothing they add up to"
)]
pub(super) struct Manners {
    pub(super) honours_keys: bool,
    pub(super) lists_pending: bool,
    pub(super) refuses_repeats: bool,
    pub(super) known: bool,
}

#[derive(Debug, Default)]
pub(super) struct Instance {
    pub(super) people: HashSet<String>,
    /// Made by somebody else, elsewhere.
    pub(super) foreign: bool,
}

pub(super) struct Platform {
    pub(super) manners: Manners,
    pub(super) instances: BTreeMap<Slug, Instance>,
    pub(super) emails: HashMap<(Slug, String), u32>,
    pub(super) tasks: Vec<(Vec<Slug>, bool)>,
    /// What was answered to each key.
    pub(super) keys: HashMap<String, Done>,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Done {
    Taken,
    Task(i64),
    Clash,
}

impl Platform {
    /// Does what a request asks.
    pub(super) fn work(&mut self, request: &Request) -> Done {
        if self.manners.honours_keys
            && let Some(done) = self.keys.get(&request.idempotency_key)
        {
            return *done;
        }
        let body: Value = serde_json::from_slice(&request.body).unwrap();
        let done = match request.kind {
            CallKind::CreateInstance => {
                let slug: Slug = body["slug"].as_str().unwrap().parse().unwrap();
                match self.instances.entry(slug) {
                    Entry::Occupied(_) => Done::Clash,
                    Entry::Vacant(free) => {
                        free.insert(Instance::default());
                        Done::Taken
                    }
                }
            }
            CallKind::Distribute => {
                let targets = body["target_instances"].as_array().unwrap().iter();
                let targets: Vec<Slug> = targets
                    .map(|target| target["instance_slug"].as_str().unwrap().parse().unwrap())
                    .collect();
                assert_eq!(body["auto_snapshot"], true);
                self.tasks.push((targets, false));
                Done::Task(i64::try_from(self.tasks.len()).unwrap() - 1)
            }
            _ => {
                let slug = request.path.split('/').rev().nth(1).unwrap();
                let slug: Slug = slug.parse().unwrap();
                let address = body["email"].as_str().unwrap().to_owned();
                let instance = self
                    .instances
                    .get_mut(&slug)
                    .expect("invited into what is there");
                if !instance.people.insert(address.clone()) && self.manners.refuses_repeats {
                    Done::Clash
                } else {
                    *self.emails.entry((slug, address)).or_default() += 1;
                    Done::Taken
                }
            }
        };
        self.keys.insert(request.idempotency_key.clone(), done);
        done
    }

    pub(super) fn departure_view(&self) -> DepartureView {
        let mut seen = DepartureView {
            instances: self.instances.keys().cloned().collect(),
            saw_all: true,
            ..DepartureView::default()
        };
        if self.manners.lists_pending {
            for (slug, instance) in &self.instances {
                for person in &instance.people {
                    let normalized = NormalizedAddress::of(person).unwrap();
                    let present = seen.present.entry(Some(slug.clone())).or_default();
                    present.add(normalized, Membership::Invited);
                }
            }
        }
        seen
    }

    /// A distribution leaves. Without the user's word it goes to no instance that somebody may use.
    pub(super) fn check_distribution(&self, steps: &[Step]) {
        let unasked = |step: &&Step| step.kind == StepKind::Distribute && !step.overwrites;
        for step in steps.iter().filter(unasked) {
            let target = &self.instances[step.instance().unwrap()];
            assert!(
                target.people.is_empty() && !target.foreign,
                "distributed to {:?} after somebody was invited into it",
                step.instance
            );
        }
    }

    /// What an instance holds of what was distributed. What is still at work may come to its end
    /// before that is read.
    pub(super) fn arrival(&mut self, step: &Step, lands: bool) -> Arrival {
        let slug = step.instance().unwrap();
        let mut tasks = self.tasks.iter_mut();
        let there = tasks.any(|(targets, done)| {
            *done |= lands && targets.contains(slug);
            *done && targets.contains(slug)
        });
        if there {
            Arrival::All
        } else {
            Arrival::Nothing
        }
    }

    pub(super) fn found(&self, step: &Step) -> InstanceLookup {
        match self.instances.get(step.instance().unwrap()) {
            None => InstanceLookup::Absent,
            Some(found) if found.people.is_empty() || !self.manners.lists_pending => {
                InstanceLookup::Empty
            }
            Some(_) => InstanceLookup::NotOurs,
        }
    }

    pub(super) fn membership(&self, step: &Step) -> Option<Membership> {
        let is_in = self.instances.get(step.instance().unwrap());
        let is_in = is_in.is_some_and(|instance| instance.people.contains(&step.address));
        (is_in && self.manners.lists_pending).then_some(Membership::Invited)
    }
}
