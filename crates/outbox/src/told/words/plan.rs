//! A plan as a whole: what it is called, which state it is in, how fast it is sent.

use store::{Intent, Plan, PlanCounts, Purpose};

use super::people;
use crate::told::plan_standing::PlanStanding;
use crate::told::speed::Speed;

/// What a plan is, in a line: `104 people, Group A`
pub fn plan_name(intent: &Intent, count: usize) -> String {
    match intent.purpose {
        Some(Purpose::Administrators) if count == 1 => "1 administrator".to_owned(),
        Some(Purpose::Administrators) => format!("{count} administrators"),
        Some(Purpose::Individual) if count == 1 => "1 person, individual instance".to_owned(),
        Some(Purpose::Individual) => format!("{}, individual instances", people(count)),
        Some(Purpose::Groups) => format!("{}, group instances", people(count)),
        Some(Purpose::Instances) => new_instances(count),
        Some(Purpose::Distribute) => match &intent.snapshot {
            Some(snapshot) => format!("{} for {}", snapshot.name, instances(count)),
            None => format!("Material for {}", instances(count)),
        },
        Some(Purpose::Shared) | None => match invited_instance(intent) {
            Some(instance) => format!("{}, {instance}", people(count)),
            None => people(count),
        },
    }
}

/// `1 new instance`, `2 new instances`
pub fn new_instances(count: usize) -> String {
    if count == 1 {
        "1 new instance".to_owned()
    } else {
        format!("{count} new instances")
    }
}

/// `1 instance`, `2 instances`
pub fn instances(count: usize) -> String {
    if count == 1 {
        "1 instance".to_owned()
    } else {
        format!("{count} instances")
    }
}

/// The existing instance that a plan invites to, by its name if that is known.
pub(crate) fn invited_instance(intent: &Intent) -> Option<&str> {
    let name = intent.instance_name.as_deref();
    name.filter(|name| !name.is_empty())
        .or(intent.instance.as_ref().map(platform::Slug::as_str))
}

/// The state of a plan, in a word or two.
pub fn plan_state(plan: &Plan, counts: &PlanCounts) -> &'static str {
    plan_standing(PlanStanding::of(plan, counts))
}

pub(crate) fn plan_standing(standing: PlanStanding) -> &'static str {
    match standing {
        PlanStanding::Grace => "Can still be undone",
        PlanStanding::Sending => "Sending",
        PlanStanding::Paused => "Paused",
        PlanStanding::Held => "On hold",
        PlanStanding::Cancelled => "Cancelled",
        PlanStanding::Done => "Done",
    }
}

/// How fast a plan makes progress, and how long the rest will take.
pub fn speed(speed: &Speed) -> String {
    let rate = if speed.per_minute < 1.0 {
        "less than 1 a minute".to_owned()
    } else {
        format!("{:.0} a minute", speed.per_minute)
    };
    let Some(left) = speed.left else {
        return rate;
    };
    match left.as_secs() {
        0..10 => format!("{rate}, a few seconds left"),
        seconds @ 10..90 => format!("{rate}, about {} seconds left", (seconds + 5) / 10 * 10),
        seconds @ 90..5400 => format!("{rate}, about {} minutes left", (seconds + 30) / 60),
        seconds => format!("{rate}, about {} hours left", (seconds + 1800) / 3600),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn the_time_left_is_as_exact_as_a_person_would_say_it() {
        let said = |per_minute, left: Option<u64>| {
            speed(&Speed {
                per_minute,
                left: left.map(Duration::from_secs),
            })
        };
        assert_eq!(said(600.0, Some(4)), "600 a minute, a few seconds left");
        assert_eq!(said(312.4, Some(42)), "312 a minute, about 40 seconds left");
        assert_eq!(said(12.0, Some(600)), "12 a minute, about 10 minutes left");
        assert_eq!(said(12.0, Some(7000)), "12 a minute, about 2 hours left");
        assert_eq!(said(0.4, None), "less than 1 a minute");
    }
}
