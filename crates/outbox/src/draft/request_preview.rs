//! A preview of the requests that a draft comes to, shown before anything is sent.
//!
//! They are built by the functions of `plan::intent` that also build the requests that are sent,
//! so the user sees exactly the form in which they will be sent.

use std::collections::HashSet;

use platform::{Call, FrozenRequest, Slug};
use store::{Purpose, Store, StoreError};

use crate::draft::review::Review;
use crate::plan::distribution::BATCH;
use crate::plan::intent::{
    creation_call, description, distributes_only, distribution_call, invitation_call,
};
use crate::seen::contents::seen_contents;
use crate::seen::group_instance_state::GroupInstanceState;

/// The first requests of each kind that a review comes to, byte for byte, and how many requests
/// there will be in all.
pub fn preview_requests(
    store: &Store,
    review: &Review,
    of_each: usize,
) -> Result<(Vec<FrozenRequest>, usize), StoreError> {
    let (place, intent) = (&review.draft.place, &review.draft.intent);
    let created = instances_to_create(review);
    let targets = targets(review, &created);
    let distributions = if review.distributes() {
        targets.len().div_ceil(BATCH as usize)
    } else {
        0
    };
    let create = created.iter().take(of_each);
    let create = create.map(|(slug, name)| {
        let description = description(intent);
        creation_call(place, slug, name, description)
    });
    let invite = review.to_invite.iter().take(of_each);
    let invite = invite.filter_map(|person| {
        invitation_call(place, intent, person.instance.as_ref(), &person.address)
    });
    let mut calls: Vec<Call> = create.collect();
    if let Some(source) = review.material.as_ref().filter(|_| distributions > 0) {
        let targets = targets.iter().take(BATCH as usize);
        let contents = seen_contents(store, place, source)?;
        calls.extend(contents.map(|contents| distribution_call(&contents, place, intent, targets)));
    }
    calls.extend(invite);
    let frozen = calls.iter().map(Call::freeze).collect();
    Ok((
        frozen,
        created.len() + distributions + review.to_invite.len(),
    ))
}

/// The instances that are distributed to: those that will be created, or those that exist.
fn targets(review: &Review, created: &[(Slug, &str)]) -> Vec<Slug> {
    if distributes_only(&review.draft.intent) {
        let sent = review.targets.sent();
        return sent.map(|target| target.slug.clone()).collect();
    }
    created.iter().map(|(slug, _)| slug.clone()).collect()
}

/// The slugs and names of the instances that will be created.
fn instances_to_create(review: &Review) -> Vec<(Slug, &str)> {
    match review.draft.intent.purpose {
        Some(Purpose::Individual) => {
            let there: HashSet<&Slug> = review
                .existing
                .iter()
                .filter_map(|person| person.instance.as_ref())
                .collect();
            review
                .to_invite
                .iter()
                .filter_map(|person| Some((person.instance.clone()?, person.address.as_str())))
                .filter(|(slug, _)| !there.contains(slug))
                .collect()
        }
        Some(Purpose::Groups) => review
            .groups_in(GroupInstanceState::New)
            .map(|instance| (instance.slug.clone(), instance.name.as_str()))
            .collect(),
        // What isn't a slug has to be fixed first.
        Some(Purpose::Instances) => review
            .new_instances
            .list
            .iter()
            .filter_map(|instance| Some((instance.slug.clone()?, instance.name.as_str())))
            .collect(),
        Some(Purpose::Shared | Purpose::Administrators | Purpose::Distribute) | None => Vec::new(),
    }
}
