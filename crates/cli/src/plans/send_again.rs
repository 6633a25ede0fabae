//! Which steps `cohort outbox send-again` sends again, and whether the user wants that.
//!
//! It may be a second email, so that nothing is sent again that wasn't named.

use ::outbox::StepAction;
use roster::NormalizedAddress;
use store::{Plan, Step, StepId};

use crate::confirm::{self, NOTHING_SENT};
use crate::error::CliError;

use crate::session::Session;

/// The steps of the people, or of the instances, that were named. Fails if one of them has no step
/// that can be sent again.
pub(super) fn chosen(
    session: &Session,
    plan: &Plan,
    who: &[String],
) -> Result<Vec<StepId>, CliError> {
    let steps = session.store.steps(plan.id)?;
    let mut chosen = Vec::new();
    for name in who {
        let before = chosen.len();
        let theirs = steps.iter().filter(|step| is_of(step, name));
        let open = theirs.filter(|step| StepAction::SendAgain.fits(step));
        chosen.extend(open.map(|step| step.id));
        if chosen.len() == before {
            return Err(CliError::NothingToSendAgain(name.clone()));
        }
    }
    Ok(chosen)
}

fn is_of(step: &Step, name: &str) -> bool {
    let person = NormalizedAddress::of(name);
    let by_address = person.is_some() && person == step.normalized;
    by_address
        || step
            .instance
            .as_ref()
            .is_some_and(|slug| slug.as_str() == name)
}

pub(super) fn is_confirmed(count: usize, yes: bool) -> Result<bool, CliError> {
    let steps = match count {
        1 => "1 step".to_owned(),
        count => format!("{count} steps"),
    };
    let question =
        format!("If this was sent before, it's sent a second time now. Send {steps} again? [y/N] ");
    confirm::is_confirmed(yes, &question, NOTHING_SENT)
}
