//! What the user does to many people of a space at once.
//!
//! Each person's invitation is dealt with as by the actions on a single one, so that one person and
//! five thousand are treated alike. The platform's list of invitations is read once for all of them;
//! reading it for each would make five thousand resends ten thousand requests.

use std::collections::HashMap;
use std::time::Duration;

use jiff::Timestamp;
use platform::{Cause, Client, Fault, Feature, InvitationStatus, ListedInvitation, Proof};
use roster::NormalizedAddress;
use store::{Place, PlannedPerson, StepState};

use super::on_invitation::resend_key;
use super::take_out::JoinedPeople;
use super::{Actions, InvitationError};
use crate::account::features::{honours_keys, offers, takes_people_out};
use crate::seen::known_people::planned_people;
use crate::seen::people::{is_open, is_resendable};

/// What to do about the invitations of several people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeopleAction {
    Resend,
    Revoke,
    /// Ends their membership, and revokes their invitations.
    TakeOut,
}

/// What came of an action on several people.
#[derive(Debug, Default)]
pub struct PeopleOutcome {
    /// For how many it was done.
    pub done: usize,
    /// For whom it wasn't, by address, and why.
    pub failed: Vec<(String, InvitationError)>,
    /// Why it ended before everybody had had their turn, such as a lost connection.
    pub stopped: Option<InvitationError>,
}

/// The longest that one person's turn waits because the platform is busy.
const LONGEST_PAUSE: Duration = Duration::from_mins(1);
/// How often one person's request is sent while the platform says that it is busy.
const TRIES_EACH: u32 = 4;

impl Actions {
    /// Does the same for each of these people. `progress` hears how many have had their turn.
    pub async fn act_on_people(
        &self,
        place: &Place,
        addresses: &[String],
        action: PeopleAction,
        progress: impl Fn(usize) + Send,
    ) -> Result<PeopleOutcome, InvitationError> {
        let (account, client) = self.clients.client(&place.account).await?;
        let work = match action {
            PeopleAction::TakeOut if takes_people_out(&account.profile) => {
                Work::TakeOut(JoinedPeople::read(self, place)?)
            }
            PeopleAction::Resend | PeopleAction::Revoke
                if offers(&account.profile, &Feature::Invitations) =>
            {
                let listed = client.invitations(&place.org, &place.space).await;
                self.traffic.record(&place.account, &listed);
                Work::Invitations {
                    resends: action == PeopleAction::Resend,
                    has_keys: honours_keys(&account.profile),
                    listed: Listed::of(listed?.rows),
                    planned: planned_people(&self.store, place)?,
                }
            }
            _ => return Err(InvitationError::NotOffered),
        };
        let mut outcome = PeopleOutcome::default();
        for (turn, address) in addresses.iter().enumerate() {
            match self.act_patiently(&client, place, address, &work).await {
                Ok(()) => outcome.done += 1,
                Err(error) if concerns_all(&error) => {
                    outcome.stopped = Some(error);
                    return Ok(outcome);
                }
                Err(error) => outcome.failed.push((address.clone(), error)),
            }
            progress(turn + 1);
        }
        Ok(outcome)
    }

    async fn act_patiently(
        &self,
        client: &Client,
        place: &Place,
        address: &str,
        work: &Work,
    ) -> Result<(), InvitationError> {
        let mut tries = 1;
        let key = resend_key(matches!(work, Work::Invitations { has_keys: true, .. }));
        // Without a key, what may have been done is left alone: the person would be emailed again.
        let resends = matches!(work, Work::Invitations { resends: true, .. });
        let is_safe = |fault: &Fault| !resends || key.is_some() || fault.proof == Proof::NotDone;
        loop {
            let outcome = match work {
                Work::TakeOut(joined) => self.take_out(client, place, address, joined).await,
                Work::Invitations {
                    resends,
                    listed,
                    planned,
                    ..
                } => {
                    let person = ChosenPerson {
                        normalized: NormalizedAddress::of(address),
                        listed,
                        planned,
                    };
                    if *resends {
                        self.resend_to(client, place, &person, key.as_deref()).await
                    } else {
                        self.revoke_of(client, place, &person).await
                    }
                }
            };
            match outcome {
                Err(InvitationError::Fault(fault)) if tries < TRIES_EACH && is_safe(&fault) => {
                    match fault.cause {
                        Cause::Busy { retry_after } => {
                            let wait = retry_after.unwrap_or(Duration::from_secs(1) * tries);
                            tokio::time::sleep(wait.min(LONGEST_PAUSE)).await;
                            tries += 1;
                        }
                        _ => return Err(fault.into()),
                    }
                }
                outcome => return outcome,
            }
        }
    }

    async fn resend_to(
        &self,
        client: &Client,
        place: &Place,
        person: &ChosenPerson<'_>,
        key: Option<&str>,
    ) -> Result<(), InvitationError> {
        let (normalized, invitation) = person.find(is_resendable)?;
        self.resend_listed(client, place, normalized, &invitation.id, key)
            .await
    }

    /// An invitation from a plan of this computer is revoked as that plan would. One that was made
    /// elsewhere is revoked by the platform's list.
    async fn revoke_of(
        &self,
        client: &Client,
        place: &Place,
        person: &ChosenPerson<'_>,
    ) -> Result<(), InvitationError> {
        if let Some(step) = person.sent_here() {
            return self.revoke(step.step.id, Timestamp::now()).await;
        }
        let (_, invitation) = person.find(is_open)?;
        self.revoke_by_id(client, place, &invitation.id).await
    }
}

/// An action on several people, with what was read once for all of them.
enum Work {
    Invitations {
        resends: bool,
        has_keys: bool,
        listed: Listed,
        planned: HashMap<NormalizedAddress, PlannedPerson>,
    },
    TakeOut(JoinedPeople),
}

/// The platform's invitations, by person.
struct Listed(HashMap<NormalizedAddress, Vec<ListedInvitation>>);

impl Listed {
    fn of(rows: Vec<ListedInvitation>) -> Self {
        let mut by_person: HashMap<_, Vec<_>> = HashMap::new();
        for row in rows {
            if let Some(normalized) = NormalizedAddress::of(&row.email) {
                by_person.entry(normalized).or_default().push(row);
            }
        }
        Self(by_person)
    }
}

/// One of the people that an action is on.
struct ChosenPerson<'a> {
    normalized: Option<NormalizedAddress>,
    listed: &'a Listed,
    planned: &'a HashMap<NormalizedAddress, PlannedPerson>,
}

impl ChosenPerson<'_> {
    /// Their newest invitation of those that are `suitable`: that of the plan of this computer if
    /// there is one, otherwise whatever the platform lists.
    fn find(
        &self,
        suitable: fn(&ListedInvitation) -> bool,
    ) -> Result<(&NormalizedAddress, &ListedInvitation), InvitationError> {
        let normalized = self
            .normalized
            .as_ref()
            .ok_or(InvitationError::InvalidAddress)?;
        let all = self
            .listed
            .0
            .get(normalized)
            .ok_or(InvitationError::NoInvitation)?;
        let sent_here = self.sent_here();
        let is_theirs = |each: &ListedInvitation| {
            sent_here.is_none_or(|person| each.instance_slug == person.step.instance)
        };
        let found = all.iter().rfind(|each| suitable(each) && is_theirs(each));
        let accepted = |each: &ListedInvitation| each.status == InvitationStatus::Accepted;
        match found {
            Some(invitation) => Ok((normalized, invitation)),
            None if all.iter().any(accepted) => Err(InvitationError::Joined),
            None => Err(InvitationError::NoInvitation),
        }
    }

    fn sent_here(&self) -> Option<&PlannedPerson> {
        let normalized = self.normalized.as_ref()?;
        self.planned.get(normalized).filter(|person| {
            person.is_open
                && matches!(
                    person.step.state,
                    StepState::Done | StepState::Already | StepState::Unknown
                )
        })
    }
}

/// The next person's request would fail for the same reason.
fn concerns_all(error: &InvitationError) -> bool {
    match error {
        InvitationError::NotOffered | InvitationError::Client(_) => true,
        InvitationError::Fault(fault) => matches!(
            fault.cause,
            Cause::NoConnection
                | Cause::Tls { .. }
                | Cause::NotThePlatform
                | Cause::KeyRefused
                | Cause::NotAllowed
        ),
        _ => false,
    }
}
