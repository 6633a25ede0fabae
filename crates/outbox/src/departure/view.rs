//! What is read of the platform when a plan departs.
//!
//! The review was made from what the platform showed some time ago, perhaps on another day. So
//! just before the first request is sent, it is read again who is a member of the places that
//! the plan invites to, and which instances exist. What follows from it is in `already_in.rs`.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::time::Duration;

use platform::{Client, Fault, Instance, Slug};
use roster::NormalizedAddress;
use store::{Place, Plan, Purpose, Step, StepKind, StepState, TargetComparison, Why};
use tokio::task::JoinSet;

use crate::plan::intent::slug_of_person;
use crate::seen::meant_instance::{why_not_meant, why_not_shared};
use crate::seen::membership::{self, Membership, Memberships};
use crate::seen::read_budget::ReadBudget;
use crate::seen::retry_reads::{is_closed, read};

/// The members of at most this many instances are read at the same time.
const READ_AT_ONCE: usize = 8;
/// Instances whose lists of members take more bytes than this in all aren't read, nor are those that
/// take longer. What is read at the same time may take as much once more.
const MEMBERS_READ: usize = 64 * 1024 * 1024;
const LONGEST_READING: Duration = Duration::from_mins(30);

/// What the platform showed at departure.
#[derive(Debug, Default)]
pub(crate) struct DepartureView {
    /// The members of each instance; under `None`, the administrators of the space.
    pub(crate) present: HashMap<Option<Slug>, Memberships>,
    /// The instances that exist.
    pub(crate) instances: HashSet<Slug>,
    /// Instances that exist under the slug of a step, which was to create one or invites into one,
    /// but aren't the ones that it means; and for each, what tells so.
    pub(crate) not_meant: HashMap<Slug, Why>,
    /// The list of instances was read completely, so what isn't in it doesn't exist.
    pub(crate) saw_all: bool,
    /// What was found in the instances that exist and are distributed to.
    pub(crate) found: HashMap<Slug, TargetComparison>,
}

/// Reads everything that matters for a plan.
pub(crate) async fn read_platform(
    client: &Client,
    plan: &Plan,
    steps: &[Step],
) -> Result<DepartureView, Fault> {
    let place = &plan.place;
    let mut seen = DepartureView::default();
    let (org, space) = (&place.org, &place.space);
    match plan.intent.purpose {
        None => {}
        Some(Purpose::Administrators) => {
            let present = read(|| membership::read(client, place, None)).await?;
            seen.present.insert(None, present);
        }
        Some(Purpose::Shared) => {
            let instance = plan.intent.instance.clone();
            let (present, listed) = tokio::try_join!(
                read(|| membership::read(client, place, instance.as_ref())),
                read(|| client.instances(org, space)),
            )?;
            seen.add_instances(&listed);
            if let Some(slug) = &instance
                && let Some(why) = why_not_shared(slug, &listed)
            {
                seen.not_meant.insert(slug.clone(), why);
            }
            seen.present.insert(instance, present);
        }
        Some(Purpose::Groups) => {
            let listed = read(|| client.instances(org, space)).await?;
            seen.add_instances(&listed);
            seen.not_meant = not_meant(plan, steps, &listed.rows);
            let instances: BTreeSet<&Slug> = steps
                .iter()
                .filter_map(|step| step.instance.as_ref())
                .filter(|slug| seen.instances.contains(*slug))
                .collect();
            let instances: Vec<Slug> = instances.into_iter().cloned().collect();
            // One that was deleted since it was listed is left out. The platform will refuse the
            // invitations into it, and nothing else of the plan is affected.
            let budget = members_budget();
            let present = members_of(client, place, &instances, budget).await?;
            let present = present
                .into_iter()
                .map(|(slug, present)| (Some(slug), present));
            seen.present.extend(present);
        }
        Some(Purpose::Instances | Purpose::Distribute) => {
            seen.add_instances(&read(|| client.instances(org, space)).await?);
        }
        Some(Purpose::Individual) => {
            let (members, instances) = tokio::try_join!(
                read(|| client.space_members(org, space)),
                read(|| client.instances(org, space)),
            )?;
            seen.add_instances(&instances);
            seen.not_meant = not_meant(plan, steps, &instances.rows);
            let mut is_in = membership::in_individual(&members.rows, &instances.rows, place);
            let owners = individual_instances_to_ask(steps, &instances.rows, &is_in);
            let unclear: Vec<Slug> = owners.keys().cloned().collect();
            for (slug, present) in members_of(client, place, &unclear, members_budget()).await? {
                let owner = &owners[&slug];
                if let Some(membership) = present.of(owner) {
                    is_in.insert(owner.clone(), membership);
                } else if present.partial {
                    // They may be in it after all.
                    let own = slug_of_person(place, owner);
                    seen.present.entry(Some(own)).or_default().partial = true;
                }
            }
            for (normalized, membership) in is_in {
                let own = slug_of_person(place, &normalized);
                seen.add_member(own, normalized, membership);
            }
        }
    }
    Ok(seen)
}

/// The instances that the plan was to create, and that exist without being what was meant. The review
/// has asked about those that it knew, but the list of instances may have been old, or missing.
fn not_meant(plan: &Plan, steps: &[Step], instances: &[Instance]) -> HashMap<Slug, Why> {
    let creations: HashMap<&Slug, &Step> = steps
        .iter()
        .filter(|step| step.kind == StepKind::Create)
        .filter_map(|step| Some((step.instance.as_ref()?, step)))
        .collect();
    instances
        .iter()
        .filter_map(|found| {
            let why = why_not_meant(found, creations.get(&found.slug)?, &plan.intent)?;
            Some((found.slug.clone(), why))
        })
        .collect()
}

/// The individual instances that exist although the member list of the space doesn't show
/// their owners as members. That list leaves out people who are invited to one instance and
/// members of another, and it doesn't show which roles administrators inherit. So the members
/// of these instances have to be read one by one.
fn individual_instances_to_ask(
    steps: &[Step],
    instances: &[Instance],
    is_in: &HashMap<NormalizedAddress, Membership>,
) -> BTreeMap<Slug, NormalizedAddress> {
    let people: HashSet<&NormalizedAddress> = steps
        .iter()
        .filter(|step| step.kind == StepKind::Invite)
        .filter(|step| matches!(step.state, StepState::Waiting | StepState::Blocked))
        .filter_map(|step| step.normalized.as_ref())
        .collect();
    membership::owners(instances)
        .into_iter()
        .filter(|(_, owner)| people.contains(owner) && !is_in.contains_key(owner))
        .map(|(slug, owner)| (slug.clone(), owner))
        .collect()
}

fn members_budget() -> ReadBudget {
    ReadBudget::new(MEMBERS_READ, LONGEST_READING)
}

/// Reads the members of these instances, a few at a time. Those that aren't there any more, or to which
/// the key's owner has no access, are left out.
async fn members_of(
    client: &Client,
    place: &Place,
    instances: &[Slug],
    mut budget: ReadBudget,
) -> Result<Vec<(Slug, Memberships)>, Fault> {
    let client = client.with_lists_up_to(MEMBERS_READ / READ_AT_ONCE);
    let mut found = Vec::new();
    for together in instances.chunks(READ_AT_ONCE) {
        let mut asked = JoinSet::new();
        for instance in together {
            let (client, place, instance) = (client.clone(), place.clone(), instance.clone());
            asked.spawn(async move {
                let ask = || membership::read(&client, &place, Some(&instance));
                let present = read(ask).await;
                (instance, present)
            });
        }
        let answers = async { Ok(asked.join_all().await) };
        for (instance, present) in budget.within(answers).await? {
            match present {
                Ok(present) => {
                    budget.spend(present.weight)?;
                    found.push((instance, present));
                }
                Err(fault) if is_closed(&fault) => {}
                Err(fault) => return Err(fault),
            }
        }
    }
    Ok(found)
}

impl DepartureView {
    fn add_instances(&mut self, instances: &platform::Listing<Instance>) {
        self.saw_all = instances.is_complete();
        self.instances = instances
            .rows
            .iter()
            .map(|instance| instance.slug.clone())
            .collect();
    }

    fn add_member(
        &mut self,
        instance: Slug,
        normalized: NormalizedAddress,
        membership: Membership,
    ) {
        self.present
            .entry(Some(instance))
            .or_default()
            .add(normalized, membership);
    }
}

#[cfg(test)]
mod tests {
    use platform::Cause;
    use serde_json::json;

    use super::*;
    use crate::seen::late_platform_for_tests::LatePlatform;

    fn groups(count: u32) -> Vec<Slug> {
        (0..count)
            .map(|n| format!("group_{n}").parse().unwrap())
            .collect()
    }

    #[tokio::test(start_paused = true)]
    async fn the_members_of_many_instances_are_read_for_half_an_hour_in_all() {
        let platform = LatePlatform::new(LatePlatform::LATE, |_| json!([]));
        let began = tokio::time::Instant::now();
        let (client, place) = (platform.client(), LatePlatform::place());
        let read = members_of(&client, &place, &groups(2_000), members_budget()).await;
        assert_eq!(read.unwrap_err().cause, Cause::TimedOut);
        assert_eq!(began.elapsed(), LONGEST_READING);
        let began = tokio::time::Instant::now();
        let read = members_of(&client, &place, &groups(176), members_budget()).await;
        assert_eq!(read.unwrap().len(), 176, "in the time that there is");
        assert_eq!(began.elapsed(), 22 * LatePlatform::LATE);
    }

    #[tokio::test(start_paused = true)]
    async fn the_members_of_many_instances_are_limited_in_all() {
        let platform = LatePlatform::new(Duration::ZERO, |_| {
            // Only one, but with a long name.
            json!([{
                "name": "a".repeat(100_000), "email": "a@uni.example", "active": true,
                "role": "INSTANCE_EDITOR", "role_source": "INSTANCE",
            }])
        });
        let (client, place) = (platform.client(), LatePlatform::place());
        let budget = ReadBudget::new(3_000_000, LONGEST_READING);
        let read = members_of(&client, &place, &groups(2_000), budget).await;
        assert_eq!(read.unwrap_err().cause, Cause::TooLarge);
        // No more is asked once it is too much.
        assert_eq!(platform.asked(), 32);
    }

    #[tokio::test]
    async fn a_list_of_members_that_is_too_long_to_be_read_beside_others_is_refused() {
        // Within the limit for one list, but not for several.
        let platform = LatePlatform::new(Duration::ZERO, |_| {
            let row = json!({
                "name": "a".repeat(900_000), "email": "a@uni.example", "active": true,
                "role": "INSTANCE_EDITOR", "role_source": "INSTANCE",
            });
            vec![row; 10].into()
        });
        let (client, place) = (platform.client(), LatePlatform::place());
        let read = members_of(&client, &place, &groups(1), members_budget()).await;
        assert_eq!(read.unwrap_err().cause, Cause::TooLarge);
        assert!(
            membership::read(&client, &place, Some(&groups(1)[0]))
                .await
                .is_ok()
        );
    }

    #[tokio::test]
    async fn the_members_of_2000_groups_are_read() {
        let platform = LatePlatform::new(Duration::ZERO, |_| {
            let member = |n: u32| {
                json!({
                    "name": "a".repeat(100), "email": format!("{n}@students.uni.example"),
                    "active": true, "role": "INSTANCE_EDITOR", "role_source": "INSTANCE",
                })
            };
            (0..25).map(member).collect()
        });
        let (client, place) = (platform.client(), LatePlatform::place());
        let read = members_of(&client, &place, &groups(2_000), members_budget()).await;
        assert_eq!(read.unwrap().len(), 2_000);
    }
}
