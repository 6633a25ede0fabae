use std::collections::{HashMap, HashSet};

use platform::{Frozen, SpaceMember};
use roster::Compared;
use sha2::{Digest, Sha256};
use store::{Draft, DraftId, Place, Row, SeenWhat, Store, StoreError};

use crate::aim::{invitation, purpose};
use crate::presence::present_among;

/// What a draft comes to, found without a connection: who is invited, who is left alone and
/// why, and what stands in the way.
#[derive(Debug, Clone)]
pub struct Review {
    pub draft: Draft,
    /// Everybody who gets an invitation, in the order of the list.
    pub to_invite: Vec<Person>,
    pub already_in: Vec<Person>,
    pub already_invited: Vec<Person>,
    pub left_out: Vec<Person>,
    pub doubles: Vec<Person>,
    /// Addresses that cannot be right: nothing is sent while there is one.
    pub to_mend: Vec<Person>,
    /// When the members were last read; `None`: never from this computer.
    pub seen_at: Option<jiff::Timestamp>,
    /// Stands for exactly this draft as it was reviewed.
    pub fingerprint: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub name: String,
    pub address: String,
    pub compared: String,
    pub group: String,
    pub list_id: String,
}

#[derive(Debug, thiserror::Error)]
pub enum ReviewProblem {
    #[error("it is not said yet what people are invited to")]
    AimMissing,
    #[error("nobody is invited to `distributed`")]
    WrongPlace,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Holds a draft against what is known of the space and against what was sent before.
pub fn review(store: &Store, draft: DraftId) -> Result<Review, ReviewProblem> {
    let draft = store.draft(draft)?;
    let rows = store.draft_rows(draft.id)?;
    let purpose = purpose(&draft.aim).ok_or(ReviewProblem::AimMissing)?;
    if draft.aim.instance.as_deref() == Some("distributed") {
        return Err(ReviewProblem::WrongPlace);
    }
    let place = draft.place();
    let members = store.seen::<SpaceMember>(&place, SeenWhat::Members)?;
    let present = members
        .as_ref()
        .map(|seen| present_among(&seen.list, &draft.aim));
    let open: HashMap<String, bool> = store
        .acts_open(&place, &purpose)?
        .into_iter()
        .map(|act| (act.address, act.done_at.is_some()))
        .collect();

    let mut review = Review {
        fingerprint: fingerprint(&draft, &rows),
        seen_at: members.map(|seen| seen.at),
        draft,
        to_invite: Vec::new(),
        already_in: Vec::new(),
        already_invited: Vec::new(),
        left_out: Vec::new(),
        doubles: Vec::new(),
        to_mend: Vec::new(),
    };
    let mut met = HashSet::new();
    for row in rows {
        let compared = Compared::of(&row.address);
        let person = Person {
            compared: compared.map(|c| c.as_str().to_owned()).unwrap_or_default(),
            name: row.name,
            address: row.address.trim().to_owned(),
            group: row.group,
            list_id: row.list_id,
        };
        let pile = if row.left_out {
            &mut review.left_out
        } else if person.compared.is_empty() {
            &mut review.to_mend
        } else if !met.insert(person.compared.clone()) {
            &mut review.doubles
        } else if present
            .as_ref()
            .is_some_and(|present| present.of(&person.compared).is_some())
        {
            &mut review.already_in
        } else if open.contains_key(&person.compared) {
            &mut review.already_invited
        } else {
            &mut review.to_invite
        };
        pile.push(person);
    }
    Ok(review)
}

/// The call that will invite this person, byte for byte.
pub fn call_of(place: &Place, aim: &store::Aim, person: &Person) -> Option<Frozen> {
    invitation(place, aim, &person.address).map(|call| call.freeze())
}

fn fingerprint(draft: &Draft, rows: &[Row]) -> String {
    let mut hash = Sha256::new();
    let mut part = |text: &str| {
        hash.update(text.len().to_le_bytes());
        hash.update(text.as_bytes());
    };
    part(&draft.id.to_string());
    part(purpose(&draft.aim).as_deref().unwrap_or_default());
    part(match draft.aim.role {
        store::Role::Editor => "editor",
        store::Role::Viewer => "viewer",
        store::Role::Observer => "observer",
    });
    for row in rows {
        part(&row.name);
        part(&row.address);
        part(if row.left_out { "out" } else { "in" });
    }
    hash.finalize()
        .iter()
        .take(16)
        .fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}
