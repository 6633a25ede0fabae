//! What a draft comes to, and the word to send it.

use outbox::ReviewedPerson;
use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

use super::{
    DistributionTargets, Existing, Intent, NewInstance, RequestLine, SnapshotRef, count, time,
};

/// What a draft comes to, before anything is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Review {
    pub(crate) draft: String,
    pub(crate) intent: Intent,
    pub(crate) space_name: String,
    /// Stands for exactly what was reviewed; `send` refuses when the draft has changed since.
    pub(crate) fingerprint: String,
    pub(crate) to_invite: u32,
    /// Those who get an invitation, in the order of the list.
    pub(crate) new_people: Vec<ReviewPerson>,
    pub(crate) already_in: Vec<ReviewPerson>,
    /// Those of them who are in with another role, which stays as it is.
    pub(crate) other_role: Vec<ReviewPerson>,
    /// An invitation of theirs is under way or stands from earlier.
    pub(crate) already_invited: Vec<ReviewPerson>,
    pub(crate) skipped: Vec<ReviewPerson>,
    /// The same mailbox twice in the list: invited once.
    pub(crate) duplicates: Vec<ReviewPerson>,
    /// What keeps the draft from being sent, the first of several.
    pub(crate) obstacle: Option<SendObstacle>,
    /// How many invalid rows sending can skip; 0 while something else is in the way.
    pub(crate) skips: u32,
    /// Their address isn't valid; `skips` says whether sending can skip them.
    pub(crate) to_fix: Vec<RowToFix>,
    /// How many rows the user should check. They don't keep the draft from being sent.
    pub(crate) to_check: u32,
    /// New instances are created, and filled with material.
    pub(crate) creates_instances: bool,
    pub(crate) instances: ReviewInstances,
    /// What new instances begin with; null: with nothing, or that isn't known yet.
    pub(crate) material: Option<SnapshotRef>,
    pub(crate) material_known: bool,
    /// Group instances: people without a group, who block sending.
    pub(crate) no_group: Vec<ReviewPerson>,
    /// Individual instances: people whose slug an instance has that isn't theirs, who block sending.
    pub(crate) not_theirs: Vec<ReviewPerson>,
    /// The instances that a snapshot is distributed to, where that is all that is done.
    pub(crate) targets: Option<DistributionTargets>,
    /// The first requests of each kind, in order.
    pub(crate) requests: Vec<RequestLine>,
    pub(crate) requests_total: u32,
    /// When members were last read: who is in is known as of then.
    pub(crate) seen_at: Option<String>,
}

/// What keeps a draft from being sent, with the number that its text names. Whom or what else it
/// concerns is in the review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(tag = "why", rename_all = "camelCase")]
pub(crate) enum SendObstacle {
    /// It was there when the data was restored or copied.
    MaybeSent,
    ToFix {
        people: u32,
    },
    /// More groups than a draft may have.
    TooManyGroups {
        groups: u32,
        most: u32,
    },
    NoGroup {
        people: u32,
    },
    /// Individual instances whose slugs other instances have.
    NotTheirs,
    /// Groups that are called like somebody's address.
    AddressGroups,
    /// Groups with the slug of an instance that isn't for sharing.
    NotSharedGroups,
    /// Groups with the slug of an instance of another name, until that is confirmed.
    OtherNameGroups,
    Existing,
    Nobody,
    /// So much of the names, slugs and the description of new instances isn't right.
    NewInstances {
        faults: u32,
    },
    NothingInSnapshot,
    NoTargets,
    MessageTooLong {
        characters: u32,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReviewInstances {
    /// How many are to be made.
    pub(crate) create: u32,
    /// People whose individual instance exists, though they aren't in it.
    pub(crate) existing: Vec<ReviewPerson>,
    /// What can become of those.
    pub(crate) existing_choices: Vec<Existing>,
    pub(crate) group_instances: Vec<ReviewGroupInstance>,
    /// The instances that are created for nobody yet.
    pub(crate) new_instances: Vec<NewInstance>,
}

/// The instance of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReviewGroupInstance {
    pub(crate) group: String,
    /// As the platform shows it if it exists.
    pub(crate) name: String,
    pub(crate) slug: String,
    pub(crate) people: u32,
    pub(crate) state: GroupInstanceState,
}

/// What was found under the slug of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum GroupInstanceState {
    New,
    Exists,
    /// It exists with another name, and that this is meant wasn't confirmed.
    OtherName,
    /// It exists, and nobody can be invited there because of a group.
    NotShared,
    /// The group is called like somebody's address, so its instance would be that person's.
    AddressName,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReviewPerson {
    pub(crate) name: String,
    pub(crate) address: String,
}

/// A row of the list whose address isn't valid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct RowToFix {
    pub(crate) row: String,
    pub(crate) name: String,
    pub(crate) address: String,
}

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Send {
    pub(crate) draft: String,
    pub(crate) fingerprint: String,
    /// Rows whose address isn't valid are skipped.
    pub(crate) skip: bool,
}

impl Review {
    /// A review with the first of its requests, the number of all of them, and how many rows are
    /// worth a check.
    pub(crate) fn of(
        review: outbox::Review,
        requests: Vec<RequestLine>,
        requests_total: usize,
        to_check: u32,
    ) -> Self {
        let create = count(review.to_create());
        let choices = review.existing_choices().iter();
        let existing_choices = choices.map(|choice| (*choice).into()).collect();
        Self {
            obstacle: review.obstacle().map(Into::into),
            skips: count(review.skips()),
            creates_instances: review.creates_instances(),
            draft: review.draft.id.to_string(),
            fingerprint: review.fingerprint,
            to_invite: count(review.to_invite.len()),
            new_people: people(review.to_invite),
            requests,
            requests_total: count(requests_total),
            instances: ReviewInstances {
                create,
                existing: people(review.existing),
                existing_choices,
                group_instances: review.group_instances.into_iter().map(Into::into).collect(),
                new_instances: review
                    .new_instances
                    .list
                    .into_iter()
                    .map(Into::into)
                    .collect(),
            },
            targets: outbox::distributes_only(&review.draft.intent).then(|| review.targets.into()),
            material: review.material.map(Into::into),
            material_known: review.material_known,
            no_group: people(review.no_group),
            not_theirs: people(review.not_theirs),
            already_in: people(review.already_in),
            other_role: people(review.other_role),
            already_invited: people(review.already_invited),
            skipped: people(review.skipped),
            duplicates: people(review.duplicates),
            to_fix: review
                .to_fix
                .into_iter()
                .zip(review.to_fix_rows)
                .map(|(person, row)| RowToFix {
                    row: row.to_string(),
                    name: person.name,
                    address: person.address,
                })
                .collect(),
            to_check,
            seen_at: review.seen_at.map(time),
            space_name: review.draft.space_name,
            intent: review.draft.intent.into(),
        }
    }
}

impl From<outbox::SendObstacle> for SendObstacle {
    fn from(obstacle: outbox::SendObstacle) -> Self {
        match obstacle {
            outbox::SendObstacle::MaybeSent => Self::MaybeSent,
            outbox::SendObstacle::ToFix(people) => Self::ToFix {
                people: count(people),
            },
            outbox::SendObstacle::TooManyGroups(groups) => Self::TooManyGroups {
                groups: count(groups),
                most: count(outbox::MOST_INSTANCES),
            },
            outbox::SendObstacle::NoGroup(people) => Self::NoGroup {
                people: count(people),
            },
            outbox::SendObstacle::NotTheirs(_) => Self::NotTheirs,
            outbox::SendObstacle::AddressGroups(_) => Self::AddressGroups,
            outbox::SendObstacle::NotSharedGroups(_) => Self::NotSharedGroups,
            outbox::SendObstacle::OtherNameGroups(_) => Self::OtherNameGroups,
            outbox::SendObstacle::Existing => Self::Existing,
            outbox::SendObstacle::Nobody => Self::Nobody,
            outbox::SendObstacle::NewInstances(faults) => Self::NewInstances {
                faults: count(faults),
            },
            outbox::SendObstacle::NothingInSnapshot => Self::NothingInSnapshot,
            outbox::SendObstacle::NoTargets => Self::NoTargets,
            outbox::SendObstacle::MessageTooLong(characters) => Self::MessageTooLong {
                characters: count(characters),
            },
        }
    }
}

fn people(people: Vec<ReviewedPerson>) -> Vec<ReviewPerson> {
    people
        .into_iter()
        .map(|person| ReviewPerson {
            name: person.name,
            address: person.address,
        })
        .collect()
}

impl From<outbox::GroupInstance> for ReviewGroupInstance {
    fn from(room: outbox::GroupInstance) -> Self {
        Self {
            group: room.group,
            name: room.name,
            slug: room.slug.into(),
            people: count(room.people),
            state: match room.state {
                outbox::GroupInstanceState::New => GroupInstanceState::New,
                outbox::GroupInstanceState::Exists => GroupInstanceState::Exists,
                outbox::GroupInstanceState::OtherName => GroupInstanceState::OtherName,
                outbox::GroupInstanceState::NotShared => GroupInstanceState::NotShared,
                outbox::GroupInstanceState::AddressName => GroupInstanceState::AddressName,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;
    use serde_json::json;

    use super::SendObstacle;

    /// The window is told what a number counts, not only the number.
    #[test]
    fn the_number_of_an_obstacle_is_named_after_what_it_counts() {
        let told = |obstacle| serde_json::to_value(SendObstacle::from(obstacle)).unwrap();
        for (obstacle, wire) in [
            (
                outbox::SendObstacle::MessageTooLong(5_001),
                json!({ "why": "messageTooLong", "characters": 5_001 }),
            ),
            (
                outbox::SendObstacle::TooManyGroups(2_345),
                json!({ "why": "tooManyGroups", "groups": 2_345, "most": 2_000 }),
            ),
            (
                outbox::SendObstacle::ToFix(2),
                json!({ "why": "toFix", "people": 2 }),
            ),
            (
                outbox::SendObstacle::NewInstances(3),
                json!({ "why": "newInstances", "faults": 3 }),
            ),
            (
                outbox::SendObstacle::OtherNameGroups(1),
                json!({ "why": "otherNameGroups" }),
            ),
        ] {
            assert_eq!(told(obstacle), wire);
        }
    }
}
