//! Every reason for which a plan stands still, and which one is named when there are several.

use store::AccountId;

use crate::account::connections::Connections;

use super::*;

fn at(minute: i64) -> Timestamp {
    Timestamp::from_second(1_772_448_000 + 60 * minute).unwrap()
}

fn plan(state: PlanState, hold: Option<&Hold>, until: Option<Timestamp>) -> Plan {
    Plan {
        hold: hold.cloned(),
        hold_until: until,
        ..samples::plan(state)
    }
}

/// A connection that has been in this state since the first minute.
fn connection(state: ConnectionState) -> Option<Connection> {
    let connections = Connections::default();
    let account = AccountId::practice();
    connections.set(&account, state, at(1));
    connections.of(&account)
}

fn sending(surroundings: Surroundings) -> Option<Standstill> {
    Standstill::of(&plan(PlanState::Sending, None, None), &surroundings)
}

/// Everything that can keep a plan from being sent, at once.
fn everything(state: ConnectionState) -> Surroundings {
    Surroundings {
        other_process: true,
        disk: Some(WriteObstacle::DiskFull),
        connection: connection(state),
        failing_since: Some(at(2)),
    }
}

#[test]
fn a_plan_on_hold_says_its_own_reason_whatever_is_around_it() {
    let holds = [
        Hold::FoundInGrace,
        Hold::AsleepInGrace,
        Hold::Busy,
        Hold::TooOld,
        Hold::SnapshotGone,
        Hold::CannotDistribute {
            names: vec!["home/notes".to_owned()],
        },
        Hold::MembersUnclear,
        Hold::DataRestored,
    ];
    for hold in holds {
        let until = (hold == Hold::Busy).then(|| at(9));
        let plan = plan(PlanState::Held, Some(&hold), until);
        let standstill = Standstill::of(&plan, &everything(ConnectionState::Offline)).unwrap();
        assert_eq!(standstill.asks_user(), hold != Hold::Busy, "{hold:?}");
        assert_eq!(standstill, Standstill::OnHold { hold, until });
    }
}

#[test]
fn another_process_that_sends_is_named_first() {
    let standstill = sending(everything(ConnectionState::Offline));
    assert_eq!(standstill, Some(Standstill::OtherProcess));
}

#[test]
fn a_full_disk_and_one_that_fails_are_named_before_the_connection() {
    let of = |disk| {
        sending(Surroundings {
            other_process: false,
            disk: Some(disk),
            connection: connection(ConnectionState::Offline),
            failing_since: Some(at(2)),
        })
    };
    assert_eq!(of(WriteObstacle::DiskFull), Some(Standstill::DiskFull));
    assert_eq!(of(WriteObstacle::DiskFails), Some(Standstill::DiskFails));
    assert_eq!(of(WriteObstacle::DataNewer), Some(Standstill::DataNewer));
}

#[test]
fn the_connection_says_whether_the_platform_or_the_key_is_missing() {
    let of = |state| {
        sending(Surroundings {
            connection: connection(state),
            failing_since: (state != ConnectionState::Online).then(|| at(2)),
            ..Surroundings::default()
        })
    };
    assert_eq!(of(ConnectionState::Online), None);
    assert_eq!(
        of(ConnectionState::Offline),
        Some(Standstill::Offline { since: at(1) })
    );
    assert_eq!(
        of(ConnectionState::KeyRefused),
        Some(Standstill::KeyRefused)
    );
    assert_eq!(
        of(ConnectionState::KeyMissing),
        Some(Standstill::KeyMissing)
    );
}

#[test]
fn a_platform_that_answers_nothing_of_use_is_named_unless_more_is_known() {
    let of = |connection| {
        sending(Surroundings {
            connection,
            failing_since: Some(at(2)),
            ..Surroundings::default()
        })
    };
    let failing = Some(Standstill::Failing { since: at(2) });
    assert_eq!(of(None), failing);
    assert_eq!(of(connection(ConnectionState::Online)), failing);
    assert_ne!(of(connection(ConnectionState::Offline)), failing);
}

#[test]
fn what_lies_around_a_plan_passes_without_a_decision_of_the_user() {
    for standstill in [
        Standstill::OtherProcess,
        Standstill::DiskFull,
        Standstill::DiskFails,
        Standstill::DataNewer,
        Standstill::Offline { since: at(1) },
        Standstill::KeyRefused,
        Standstill::KeyMissing,
        Standstill::Failing { since: at(1) },
    ] {
        assert!(!standstill.asks_user(), "{standstill:?}");
    }
}

#[test]
fn a_plan_that_is_sending_with_nothing_in_its_way_does_not_stand_still() {
    assert_eq!(sending(Surroundings::default()), None);
}

#[test]
fn a_plan_in_its_grace_paused_or_done_does_not_stand_still() {
    for state in [PlanState::Grace, PlanState::Paused, PlanState::Settled] {
        let plan = plan(state, None, None);
        let standstill = Standstill::of(&plan, &everything(ConnectionState::KeyRefused));
        assert_eq!(standstill, None, "{state:?}");
    }
}
