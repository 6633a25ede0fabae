//! What is said beside the progress of a plan.

use pretty_assertions::assert_eq;

use super::*;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_772_448_120 + second).unwrap()
}

fn plan(state: PlanState, hold: Option<Hold>) -> Plan {
    Plan {
        hold,
        grace_until: at(10),
        ..samples::plan(state)
    }
}

fn line(plan: &Plan, standstill: Option<&Standstill>, speed: Option<Speed>, now: i64) -> String {
    progress_line(plan, standstill, speed, at(now), &TimeZone::UTC)
}

#[test]
fn the_grace_is_counted_down_even_if_another_process_put_the_plan_on_hold() {
    let held = plan(PlanState::Held, Some(Hold::FoundInGrace));
    for plan in [plan(PlanState::Grace, None), held] {
        let said = |now| line(&plan, None, None, now);
        assert_eq!(said(1), "Sending in 9 seconds, press Ctrl+C to undo");
        assert_eq!(said(9), "Sending in 1 second, press Ctrl+C to undo");
        assert_eq!(said(10), "Sending");
    }
}

#[test]
fn whatever_keeps_a_plan_from_being_sent_is_said_in_place_of_sending() {
    let plan = plan(PlanState::Sending, None);
    let said = |standstill| line(&plan, Some(&standstill), None, 60);
    assert_eq!(
        said(Standstill::DiskFull),
        "The disk is full; sending resumes automatically"
    );
    assert_eq!(
        said(Standstill::DiskFails),
        "Cohort can't write to the disk; sending resumes automatically"
    );
    assert_eq!(
        said(Standstill::Offline { since: at(0) }),
        "Offline since 10:42; sending resumes automatically"
    );
    assert_eq!(
        said(Standstill::OnHold {
            hold: Hold::Busy,
            until: Some(at(480))
        }),
        "The platform asked Cohort to wait until 10:50; sending resumes automatically"
    );
}

#[test]
fn a_plan_that_another_process_sends_shows_its_speed_as_one_sent_here() {
    let plan = plan(PlanState::Sending, None);
    let speed = Some(Speed {
        per_minute: 12.0,
        left: Some(Duration::from_mins(3)),
    });
    for standstill in [None, Some(&Standstill::OtherProcess)] {
        assert_eq!(
            line(&plan, standstill, speed, 60),
            "12 a minute, about 3 minutes left"
        );
    }
    assert_eq!(line(&plan, None, None, 60), "Sending");
    assert_eq!(
        line(&plan, Some(&Standstill::OtherProcess), None, 60),
        "Sending in another window or terminal"
    );
}

#[test]
fn a_plan_is_followed_until_it_is_done_or_somebody_has_to_act() {
    let sending = plan(PlanState::Sending, None);
    for passing in [
        None,
        Some(Standstill::OtherProcess),
        Some(Standstill::DiskFull),
        Some(Standstill::DiskFails),
        Some(Standstill::Offline { since: at(0) }),
        Some(Standstill::Failing { since: at(0) }),
    ] {
        assert!(!is_over(&sending, passing.as_ref()), "{passing:?}");
    }
    for key in [Standstill::KeyMissing, Standstill::KeyRefused] {
        assert!(is_over(&sending, Some(&key)), "{key:?}");
    }
    let busy = Plan {
        hold_until: Some(at(480)),
        ..plan(PlanState::Held, Some(Hold::Busy))
    };
    assert!(!is_over(&busy, None), "it resumes by itself");
    assert!(is_over(&plan(PlanState::Held, Some(Hold::TooOld)), None));
    assert!(is_over(&plan(PlanState::Settled, None), None));
    assert!(is_over(&plan(PlanState::Paused, None), None));
    assert!(!is_over(&plan(PlanState::Grace, None), None));
}
