//! What can be done to a plan, a step and an invitation in each of their states.

use jiff::Timestamp;
use samples::{plan, step};

use super::*;

fn on_hold(hold: Hold) -> (Plan, Standstill) {
    let mut plan = plan(PlanState::Held);
    plan.hold = Some(hold.clone());
    (plan, Standstill::OnHold { hold, until: None })
}

const WAITING: PlanCounts = PlanCounts {
    waiting: 1,
    sending: 0,
    done: 0,
    already: 0,
    refused: 0,
    blocked: 0,
    gave_up: 0,
    unknown: 0,
    cancelled: 0,
};

fn can_cancel(state: PlanState, counts: PlanCounts) -> bool {
    PlanCan::of(&plan(state), None, &counts).cancel
}

#[test]
fn a_plan_can_be_cancelled_while_something_of_it_is_left() {
    for state in [PlanState::Sending, PlanState::Paused, PlanState::Held] {
        assert!(can_cancel(state, WAITING), "{state:?}");
    }
    let sending = PlanCounts {
        waiting: 0,
        sending: 1,
        ..WAITING
    };
    assert!(can_cancel(PlanState::Sending, sending));
    let ended = PlanCounts {
        waiting: 0,
        done: 1,
        blocked: 1,
        ..WAITING
    };
    assert!(!can_cancel(PlanState::Sending, ended));
    assert!(!can_cancel(PlanState::Settled, WAITING));
    // Within the grace it is undone whole instead.
    assert!(!can_cancel(PlanState::Grace, WAITING));
}

#[test]
fn a_plan_asks_the_user_unless_it_resumes_by_itself() {
    for hold in [
        Hold::FoundInGrace,
        Hold::AsleepInGrace,
        Hold::TooOld,
        Hold::DataRestored,
        Hold::SnapshotGone,
        Hold::CannotDistribute { names: Vec::new() },
        Hold::MembersUnclear,
    ] {
        let (plan, standstill) = on_hold(hold);
        assert!(asks_user(&plan, Some(&standstill)), "{standstill:?}");
    }
    let (busy, standstill) = on_hold(Hold::Busy);
    assert!(!asks_user(&busy, Some(&standstill)));
    let sending = plan(PlanState::Sending);
    assert!(!asks_user(&sending, Some(&Standstill::KeyRefused)));
    assert!(!asks_user(&sending, None));
    assert!(asks_user(&plan(PlanState::Held), None));
}

fn can_undo(plan: &Plan, standstill: Option<&Standstill>) -> bool {
    PlanCan::of(plan, standstill, &WAITING).undo_send
}

#[test]
fn a_plan_can_be_undone_whole_before_anything_of_it_has_left() {
    assert!(can_undo(&plan(PlanState::Grace), None));
    let (mut held, standstill) = on_hold(Hold::FoundInGrace);
    assert!(can_undo(&held, Some(&standstill)));
    held.departed_at = Some(Timestamp::UNIX_EPOCH);
    assert!(!can_undo(&held, Some(&standstill)));
}

#[test]
fn a_plan_of_restored_data_or_one_that_resumes_by_itself_cannot_be_undone_whole() {
    let (restored, standstill) = on_hold(Hold::DataRestored);
    assert!(!can_undo(&restored, Some(&standstill)));
    let (busy, standstill) = on_hold(Hold::Busy);
    assert!(!can_undo(&busy, Some(&standstill)));
    let sending = plan(PlanState::Sending);
    assert!(!can_undo(&sending, Some(&Standstill::DiskFull)));
    assert!(!can_undo(&plan(PlanState::Settled), None));
}

#[test]
fn without_material_there_is_nothing_to_distribute_into_an_instance_that_exists() {
    use ExistingInstance::{Distribute, InviteOnly, Skip};
    let mut plan = plan(PlanState::Sending);
    let answers = |plan: &Plan| PlanCan::of(plan, None, &WAITING).answers;
    plan.intent.material = MaterialChoice::Snapshot;
    assert_eq!(answers(&plan), [InviteOnly, Distribute, Skip]);
    plan.intent.material = MaterialChoice::Nothing;
    assert_eq!(answers(&plan), [InviteOnly, Skip]);
}

const NOTHING: InvitationOffers = InvitationOffers {
    resend: false,
    revoke: false,
};
const EVERYTHING: InvitationOffers = InvitationOffers {
    resend: true,
    revoke: true,
};

fn invite(state: StepState, why: Option<Why>, offers: InvitationOffers) -> Vec<StepCan> {
    StepCan::of(&step(StepKind::Invite, state, why), offers)
}

#[test]
fn a_step_that_failed_can_be_retried_or_dismissed_and_one_that_met_an_instance_answered_too() {
    let create = |state, why| StepCan::of(&step(StepKind::Create, state, why), EVERYTHING);
    assert_eq!(
        create(StepState::Refused, Some(Why::NotAllowed)),
        [StepCan::Retry, StepCan::Dismiss]
    );
    assert_eq!(
        create(StepState::GaveUp, None),
        [StepCan::Retry, StepCan::Dismiss]
    );
    assert_eq!(
        create(StepState::Refused, Some(Why::Exists)),
        [StepCan::Retry, StepCan::AnswerExisting, StepCan::Dismiss]
    );
    assert_eq!(create(StepState::Unknown, None), [StepCan::LookUpAgain]);
    for state in [
        StepState::Waiting,
        StepState::Sending,
        StepState::Done,
        StepState::Already,
        StepState::Blocked,
        StepState::Cancelled,
    ] {
        assert_eq!(create(state, None), [], "{state:?}");
    }
}

#[test]
fn an_invitation_that_was_sent_can_be_resent_corrected_and_revoked_where_the_platform_offers_it() {
    use StepCan::{CorrectAddress, InviteAgain, Resend, Revoke};
    let done = StepState::Done;
    assert_eq!(invite(done, None, NOTHING), [InviteAgain, CorrectAddress]);
    assert_eq!(
        invite(done, None, EVERYTHING),
        [Resend, CorrectAddress, Revoke]
    );
    // Somebody who was invited earlier and hasn't joined yet.
    assert_eq!(
        invite(StepState::Already, Some(Why::StillOpen), NOTHING),
        [InviteAgain, CorrectAddress]
    );
    // Somebody who has joined.
    assert_eq!(invite(StepState::Already, None, EVERYTHING), []);
    assert_eq!(invite(StepState::Cancelled, None, EVERYTHING), []);
}

#[test]
fn an_invitation_whose_outcome_is_unknown_can_be_looked_up_and_its_address_corrected() {
    assert_eq!(
        invite(StepState::Unknown, None, EVERYTHING),
        [StepCan::LookUpAgain, StepCan::CorrectAddress]
    );
}

#[test]
fn an_invitation_whose_address_was_corrected_can_only_be_revoked() {
    let corrected = Some(Why::AddressCorrected);
    assert_eq!(
        invite(StepState::Done, corrected, EVERYTHING),
        [StepCan::Revoke]
    );
    assert_eq!(invite(StepState::Done, corrected, NOTHING), []);
}
