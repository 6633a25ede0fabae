//! Which notifications are shown, when, and what they say.

use pretty_assertions::assert_eq;

use super::*;

const ALL: NotificationPreferences = NotificationPreferences {
    sent: true,
    needs_attention: true,
    back_online: true,
    joined: true,
    names: false,
};

fn at(minutes: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minutes)
}

fn sent(people: u32) -> Sent {
    Sent {
        space_name: "Finance I".to_owned(),
        done: SentCount {
            people,
            ..SentCount::default()
        },
    }
}

fn under_way(plan: i64, people: u32) -> Observation {
    Observation {
        under_way: BTreeMap::from([(PlanId(plan), sent(people))]),
        ..Observation::default()
    }
}

fn settled(plan: i64, people: u32) -> Observation {
    Observation {
        settled: BTreeMap::from([(PlanId(plan), sent(people))]),
        ..Observation::default()
    }
}

fn joined(name: &str) -> Observation {
    Observation {
        joined: vec![Joined {
            place: Place {
                account: AccountId::practice(),
                org: "uni".parse().unwrap(),
                space: "finance".parse().unwrap(),
            },
            space_name: "Finance I".to_owned(),
            name: name.to_owned(),
        }],
        ..Observation::default()
    }
}

fn titles(shown: &[Notification]) -> Vec<(&str, &str)> {
    shown.iter().map(|one| (&*one.title, &*one.body)).collect()
}

#[test]
fn what_was_so_at_the_start_is_no_news() {
    let mut notifier = Notifier::default();
    notifier.take(Observation {
        needs_attention: 3,
        ..joined("Ada Lovelace")
    });
    assert_eq!(notifier.due(ALL, Language::English, at(0)), []);
    assert_eq!(notifier.next_due(), None);
}

#[test]
fn plans_that_settle_within_a_quarter_of_an_hour_are_told_together() {
    let mut notifier = Notifier::default();
    notifier.take(under_way(1, 30));
    notifier.take(settled(1, 104));
    let first = notifier.due(ALL, Language::English, at(0));
    let told = ("Invitations sent", "74 people were invited.");
    assert_eq!(
        titles(&first),
        [told],
        "what was sent before counts not again"
    );
    assert_eq!(
        first[0].opens,
        Destination::Plan {
            plan: "1".to_owned()
        }
    );

    for plan in [2, 3] {
        notifier.take(under_way(plan, 0));
        notifier.take(settled(plan, 1));
        assert_eq!(notifier.due(ALL, Language::English, at(14)), []);
    }
    assert_eq!(notifier.next_due(), Some(at(15)));
    let second = notifier.due(ALL, Language::English, at(15));
    assert_eq!(
        titles(&second),
        [("Invitations sent", "2 people were invited.")]
    );
    assert_eq!(second[0].opens, Destination::Activity);
    assert_eq!(notifier.next_due(), None);
}

#[test]
fn what_was_attended_to_meanwhile_is_not_told() {
    let mut notifier = Notifier::default();
    let needs = |count| Observation {
        needs_attention: count,
        ..Observation::default()
    };
    notifier.take(needs(0));
    notifier.take(needs(2));
    assert_eq!(
        titles(&notifier.due(ALL, Language::English, at(0))),
        [("2 need attention", "Open Cohort to see what to do.")]
    );
    notifier.take(needs(3));
    notifier.take(needs(0));
    assert_eq!(notifier.due(ALL, Language::English, at(20)), []);
    notifier.take(needs(1));
    assert_eq!(
        titles(&notifier.due(ALL, Language::English, at(21))),
        [("1 needs attention", "Open Cohort to see what to do.")]
    );
}

#[test]
fn being_back_online_is_told_where_something_is_sending() {
    let account = AccountId::practice();
    let offline = Observation {
        offline: BTreeSet::from([account.clone()]),
        ..Observation::default()
    };
    let mut notifier = Notifier::default();
    notifier.take(offline.clone());
    notifier.take(Observation::default());
    assert_eq!(notifier.due(ALL, Language::English, at(0)), []);

    let sending = Observation {
        sending: BTreeSet::from([account]),
        ..Observation::default()
    };
    notifier.take(offline.clone());
    notifier.take(sending.clone());
    assert_eq!(
        titles(&notifier.due(ALL, Language::English, at(1))),
        [("Back online", "Sending continues.")]
    );
    // Away again before it could be told.
    notifier.take(offline.clone());
    notifier.take(sending);
    notifier.take(offline);
    assert_eq!(notifier.due(ALL, Language::English, at(20)), []);
}

#[test]
fn names_are_told_only_if_that_is_allowed() {
    let mut notifier = Notifier::default();
    notifier.take(Observation::default());
    notifier.take(joined("Ada Lovelace"));
    let plain = notifier.due(ALL, Language::English, at(0));
    assert_eq!(
        titles(&plain),
        [("1 person joined", "Open Cohort to see who.")]
    );
    assert!(matches!(plain[0].opens, Destination::Space { .. }));

    let named = NotificationPreferences { names: true, ..ALL };
    notifier.take(joined("Ada Lovelace"));
    assert_eq!(
        titles(&notifier.due(named, Language::English, at(20))),
        [("Ada Lovelace joined", "In Finance I.")]
    );
    notifier.take(joined("Ada Lovelace"));
    notifier.take(joined("Emmy Noether"));
    assert_eq!(
        titles(&notifier.due(named, Language::English, at(40))),
        [("2 people joined", "In Finance I.")]
    );
}

#[test]
fn a_kind_that_is_switched_off_is_forgotten_and_not_kept_for_later() {
    let off = NotificationPreferences { sent: false, ..ALL };
    let mut notifier = Notifier::default();
    notifier.take(under_way(1, 0));
    notifier.take(settled(1, 5));
    assert_eq!(notifier.due(off, Language::English, at(0)), []);
    assert_eq!(notifier.due(ALL, Language::English, at(1)), []);
}
