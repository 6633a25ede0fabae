//! What sending a draft would do, before it is sent.

use platform::Slug;
use store::{MaterialChoice, Purpose, Role, SnapshotRef};

use super::people;
use super::plan::invited_instance;
use crate::draft::group_instances::GroupInstance;
use crate::draft::lacks::invites_nobody;
use crate::draft::new_instances::MOST_INSTANCES;
use crate::draft::review::Review;
use crate::seen::group_instance_state::GroupInstanceState;
use crate::told::words::distribution;

pub const NOBODY: &str = "There's nobody to invite.";

/// What people in Master can do that they couldn't do in any other instance.
const MASTER: &str = "Administrators prepare the material of this space in Master. Everyone you \
                      invite to it sees the material before it's distributed, and editors can \
                      change it.";

/// What the user should know before this is sent, if there is anything.
pub fn warning(review: &Review) -> Option<&'static str> {
    (review.draft.intent.instance == Some(Slug::master())).then_some(MASTER)
}

/// What sending the draft would do, in one sentence. `None`: nobody would be invited.
pub fn sentence(review: &Review) -> Option<String> {
    let count = review.to_invite.len();
    if count == 0 && !invites_nobody(&review.draft.intent) {
        return None;
    }
    let one = count == 1;
    let who = people(count);
    let intent = &review.draft.intent;
    let space = &review.draft.space_name;
    Some(match intent.purpose? {
        Purpose::Instances => return creation_sentence(review),
        Purpose::Distribute => return distribution::sentence(review),
        Purpose::Shared => {
            let instance = invited_instance(intent).unwrap_or_default();
            let role = role(intent.role, one);
            format!("{who} will get an email inviting them to {instance} in {space} {role}.")
        }
        Purpose::Administrators if one => {
            format!("{who} will get an email inviting them to become an administrator of {space}.")
        }
        Purpose::Administrators => {
            format!("{who} will get an email inviting them to become administrators of {space}.")
        }
        Purpose::Individual => {
            let get = if one { "will get" } else { "will each get" };
            // Each person gets one instance, so what follows is said of one.
            let start = start(review, true);
            format!("{who} {get} an individual instance in {space}{start}.")
        }
        Purpose::Groups => {
            let one_instance = review.group_instances.len() == 1;
            let instances = if one_instance {
                "1 group instance".to_owned()
            } else {
                format!("{} group instances", review.group_instances.len())
            };
            let start = start(review, one_instance);
            format!("{who} will be invited to {instances} in {space}{start}.")
        }
    })
}

/// What a draft would do that creates instances and invites nobody.
fn creation_sentence(review: &Review) -> Option<String> {
    let space = &review.draft.space_name;
    let start = match &review.material {
        _ if review.draft.intent.material == MaterialChoice::Nothing => "starting empty".to_owned(),
        Some(snapshot) => format!("starting with {}", material(review, snapshot)),
        None if review.material_known => {
            "starting empty, because nothing has been distributed yet".to_owned()
        }
        None => "starting with everything distributed by the time this is sent".to_owned(),
    };
    match review.new_instances.list.len() {
        0 => None,
        1 => Some(format!("1 instance will be created in {space}, {start}.")),
        count => Some(format!(
            "{count} instances will be created in {space}, each {start}."
        )),
    }
}

/// What new instances start with, as the end of a sentence about one instance or several.
fn start(review: &Review, one: bool) -> String {
    let start = if one { "starts" } else { "start" };
    match &review.material {
        _ if review.draft.intent.material == MaterialChoice::Nothing => {
            format!(" that {start} empty")
        }
        Some(snapshot) => format!(" that {start} with {}", material(review, snapshot)),
        None if review.material_known => {
            format!(" that {start} empty, because nothing has been distributed yet")
        }
        None => format!(" that {start} with everything distributed by the time this is sent"),
    }
}

/// What was distributed last goes without saying where it is from.
fn material(review: &Review, snapshot: &SnapshotRef) -> String {
    match review.draft.intent.material {
        MaterialChoice::Snapshot => distribution::of_instance(snapshot),
        MaterialChoice::Distributed | MaterialChoice::Nothing => snapshot.name.clone(),
    }
}

fn role(role: Role, one: bool) -> &'static str {
    match (role, one) {
        (Role::Editor, true) => "as an editor",
        (Role::Editor, false) => "as editors",
        (Role::Viewer, true) => "as a viewer",
        (Role::Viewer, false) => "as viewers",
        (Role::Observer, true) => "as an observer",
        (Role::Observer, false) => "as observers",
    }
}

/// Why people of some groups can't be invited yet, a sentence for each group, or one for all of them.
pub fn group_problems(review: &Review) -> Vec<String> {
    let too_many = review.too_many_groups.map(|count| {
        format!(
            "This list has {count} groups. Cohort creates at most {MOST_INSTANCES} instances at once. Divide the list into several drafts in Cohort's window."
        )
    });
    let groups = review.group_instances.iter();
    too_many
        .into_iter()
        .chain(groups.filter_map(|one| {
            let (group, name, slug) = (&one.group, &one.name, &one.slug);
            match one.state {
                GroupInstanceState::New | GroupInstanceState::Exists => None,
                GroupInstanceState::OtherName => Some(format!(
                    "Group {group} would join the existing instance {name} (slug {slug}). Confirm this or give the group another name in Cohort's window."
                )),
                GroupInstanceState::AddressName => Some(format!(
                    "Group {group} has an email address as its name, so its instance would count as one person's. Give the group another name in Cohort's window."
                )),
                GroupInstanceState::NotShared => Some(format!(
                    "Group {group} has the slug of {name} ({slug}), which can't be shared. Give the group another name in Cohort's window."
                )),
            }
        }))
        .collect()
}

/// The groups whose people join an instance that exists, a sentence for each of the first ones and one
/// for the rest. Nobody should learn from the email which instance that was.
pub fn joining_groups(review: &Review) -> Vec<String> {
    joining(&review.group_instances)
}

/// How many groups are said one by one. A list can have thousands of them.
const GROUPS_SAID: usize = 20;

fn joining(groups: &[GroupInstance]) -> Vec<String> {
    let joins = |one: &&GroupInstance| one.state == GroupInstanceState::Exists;
    let count = groups.iter().filter(joins).count();
    let said = groups.iter().filter(joins).take(GROUPS_SAID).map(|one| {
        let (group, name, slug) = (&one.group, &one.name, &one.slug);
        // An instance that shares its name with another one is shown with its slug already.
        let slug = format!(" ({slug})");
        let name = name.strip_suffix(&slug).unwrap_or(name);
        format!("Group {group} joins the existing instance {name}{slug}.")
    });
    let rest = match count.saturating_sub(GROUPS_SAID) {
        0 => None,
        1 => Some("1 more group joins an existing instance.".to_owned()),
        more => Some(format!("{more} more groups join existing instances.")),
    };
    said.chain(rest).collect()
}

/// What becomes of the people who don't simply get an invitation, each with how many there are.
pub fn people_by_fate(review: &Review) -> Vec<(&'static str, usize)> {
    [
        ("Fix before sending", review.to_fix.len()),
        ("No group", review.no_group.len()),
        (
            "Slug of their individual instance belongs to another instance",
            review.not_theirs.len(),
        ),
        ("Individual instance already exists", review.existing.len()),
        ("Already in, no email", review.already_in.len()),
        ("Already invited, no email", review.already_invited.len()),
        ("Duplicates", review.duplicates.len()),
        ("Skipped", review.skipped.len()),
    ]
    .into_iter()
    .filter(|(_, count)| *count > 0)
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(group: &str, name: &str, slug: &str, state: GroupInstanceState) -> GroupInstance {
        GroupInstance {
            group: group.to_owned(),
            name: name.to_owned(),
            slug: slug.parse().unwrap(),
            people: 1,
            state,
        }
    }

    #[test]
    fn each_group_that_joins_an_instance_is_said_until_there_are_too_many() {
        use GroupInstanceState::{Exists, New, OtherName};
        let groups = [
            group("a", "Group A", "group_a", Exists),
            group("b", "Group B (b)", "b", Exists),
            group("c", "c", "c", New),
            group("d", "Tutors", "d", OtherName),
        ];
        assert_eq!(
            joining(&groups),
            [
                "Group a joins the existing instance Group A (group_a).",
                "Group b joins the existing instance Group B (b).",
            ]
        );
        let mut many = vec![groups[0].clone(); GROUPS_SAID];
        assert_eq!(joining(&many).len(), GROUPS_SAID);
        many.push(groups[1].clone());
        let last = |groups: &[GroupInstance]| joining(groups).pop().unwrap();
        assert_eq!(last(&many), "1 more group joins an existing instance.");
        many.push(groups[1].clone());
        assert_eq!(last(&many), "2 more groups join existing instances.");
        assert_eq!(joining(&many).len(), GROUPS_SAID + 1);
    }
}
