//! Who has come into the instances of a distribution since its plan departed.
//!
//! That nobody was invited from this computer says nothing of a colleague on the platform's
//! website, and between the departure and a distribution many instances may have to be created
//! first.

use std::collections::HashSet;
use std::time::Duration;

use jiff::SignedDuration;
use platform::{CallKind, Client, Fault, RoleSource, Slug};
use store::Place;

use super::check_error::CheckError;
use super::in_flight_request::InFlightRequest;
use crate::seen::membership::with_members;
use crate::seen::read_budget::ReadBudget;
use crate::seen::retry_reads;

/// A distribution leaves without asking if the members were read within this time.
const READ_WITHIN: SignedDuration = SignedDuration::from_mins(1);
/// Asking each of them takes no longer.
const LONGEST_READING: Duration = Duration::from_mins(30);

impl InFlightRequest<'_> {
    /// The instances of a distribution that somebody has come into. Empty where the members were read
    /// a moment ago, and for everything that isn't a distribution.
    pub(super) async fn occupied(&self, client: &Client) -> Result<HashSet<Slug>, CheckError> {
        let now = self.engine.clock.now();
        let departed = self.plan.departed_at;
        let known = departed.is_some_and(|at| now.duration_since(at).abs() <= READ_WITHIN);
        // What may have been taken goes out again with its key only, and changes nothing then.
        if self.request.kind != CallKind::Distribute || self.request.maybe_taken || known {
            return Ok(HashSet::new());
        }
        let steps = self.engine.store.steps_of_request(self.request.id)?;
        // Of what the user wants overwritten nothing has to be known.
        let unasked = steps.iter().filter(|step| !step.overwrites);
        let targets: HashSet<Slug> = unasked.filter_map(|step| step.instance.clone()).collect();
        if targets.is_empty() {
            return Ok(targets);
        }
        let occupied = read(client, &self.plan.place, &targets).await;
        self.in_flight.record(&occupied);
        Ok(occupied?)
    }
}

async fn read(
    client: &Client,
    place: &Place,
    targets: &HashSet<Slug>,
) -> Result<HashSet<Slug>, Fault> {
    let (org, space) = (&place.org, &place.space);
    let members = retry_reads::read(|| client.space_members(org, space)).await?;
    let mut occupied: HashSet<Slug> = with_members(&members.rows)
        .filter(|instance| targets.contains(*instance))
        .cloned()
        .collect();
    if members.is_complete() {
        return Ok(occupied);
    }
    // Somebody whose row can't be read may be in any of them.
    let budget = ReadBudget::of_time(LONGEST_READING);
    for instance in targets {
        let members = retry_reads::read(|| client.instance_members(org, space, instance));
        let members = budget.within(members).await?;
        let mut rows = members.rows.iter();
        let own = rows.any(|member| member.role_source == RoleSource::Instance);
        if own || !members.is_complete() {
            occupied.insert(instance.clone());
        }
    }
    Ok(occupied)
}
