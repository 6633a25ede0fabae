//! What a report says, in every language, held against what was written down once.

use std::collections::HashSet;

use jiff::ToSpan;
use store::{Hold, Intent, InvalidField, PlanState, Purpose, Reason, StepKind, StepState};

use super::*;

/// Every reason that a step can have.
const REASONS: [Why; 27] = [
    Why::AlreadyJoined,
    Why::AlreadyInvited,
    Why::NotAllowed,
    Why::NotFound,
    Why::Deleted,
    Why::Invalid,
    Why::GaveUp,
    Why::EmailUnknown,
    Why::CheckingAgain,
    Why::Exists,
    Why::SlugTaken,
    Why::NotForGroup,
    Why::NotTheirs,
    Why::NotShared,
    Why::InUse,
    Why::NotListed,
    Why::DistributionFailed,
    Why::TaskLost,
    Why::WaitsFor,
    Why::StillOpen,
    Why::WouldOverwrite,
    Why::TargetUnreadable,
    Why::NothingToDistribute,
    Why::NotTracked,
    Why::Revoked,
    Why::AddressCorrected,
    Why::Cancelled,
];

/// A plan on hold in which something of everything has happened. One person has a name that a
/// spreadsheet would take for a formula, and a group that a browser would take for a script.
fn reported() -> Reported {
    let mut plan = samples::plan(PlanState::Held);
    plan.intent = Intent {
        purpose: Some(Purpose::Individual),
        ..Intent::default()
    };
    plan.space_name = "Finance <I>".to_owned();
    plan.hold = Some(Hold::TooOld);
    plan.departed_at = Some(samples::now() + 10.seconds());
    let mut rejected = Reason::of(Why::Invalid);
    rejected.fields = vec![InvalidField {
        field: "email".to_owned(),
        why: "is not an address.".to_owned(),
    }];
    rejected.incident = Some("4711".to_owned());
    let of = |kind, state, why, (name, address): (&str, &str)| {
        let mut step = samples::step(kind, state, why);
        step.name = name.to_owned();
        step.address = address.to_owned();
        step.instance_name = address.to_owned();
        step
    };
    let ada = ("=1+1", "ada@uni.example");
    let emmy = ("Emmy Noether", "emmy@uni");
    let mut steps = vec![
        of(StepKind::Create, StepState::Done, None, ada),
        of(StepKind::Distribute, StepState::Already, None, ada),
        of(StepKind::Invite, StepState::Done, None, ada),
        of(StepKind::Create, StepState::Done, None, emmy),
        of(StepKind::Invite, StepState::Refused, None, emmy),
        of(
            StepKind::Invite,
            StepState::GaveUp,
            Some(Why::GaveUp),
            ("", "grace@uni.example"),
        ),
    ];
    steps[2].settled_at = Some(samples::now() + 70.seconds());
    steps[4].reason = Some(rejected);
    for step in &mut steps[..3] {
        step.group = "<script>alert(1)</script>".to_owned();
    }
    Reported {
        account: "Practice".to_owned(),
        people: 3,
        standing: PlanStanding::Held,
        steps,
        plan,
    }
}

fn report(language: Language) -> Report {
    let zone = TimeZone::get("Europe/Zurich").unwrap();
    Report::written(language, reported(), &zone, samples::now() + 216.hours())
}

/// The table, with the ends of its lines as in this project.
fn csv(language: Language) -> String {
    let table = String::from_utf8(report(language).to_csv().unwrap()).unwrap();
    table.replace("\r\n", "\n")
}

/// What is read on the page: one line for each cell, without the markup.
fn printed(language: Language) -> String {
    let page = report(language).to_html().unwrap();
    let (_, body) = page.split_once("<body>").unwrap();
    let mut text = String::new();
    let mut in_tag = false;
    for letter in body.chars() {
        match letter {
            '<' => in_tag = true,
            '>' => {
                in_tag = false;
                text.push('\n');
            }
            _ if in_tag => {}
            letter => text.push(letter),
        }
    }
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let lines: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    lines.join("\n") + "\n"
}

#[test]
fn a_table_says_the_same_in_each_language_and_none_of_its_cells_is_a_formula() {
    assert_eq!(csv(Language::English), include_str!("golden/en.csv"));
    assert_eq!(csv(Language::German), include_str!("golden/de.csv"));
}

#[test]
fn a_page_to_print_says_the_same_in_each_language() {
    assert_eq!(printed(Language::English), include_str!("golden/en.txt"));
    assert_eq!(printed(Language::German), include_str!("golden/de.txt"));
    let page = |language| report(language).to_html().unwrap();
    assert!(page(Language::English).contains("<html lang=\"en\">"));
    assert!(page(Language::German).contains("<html lang=\"de\">"));
}

#[test]
fn the_file_of_a_report_is_named_after_what_the_plan_did() {
    let named = |language, purpose| {
        let mut plan = samples::plan(PlanState::Settled);
        plan.intent.purpose = Some(purpose);
        Report::file_name(language, &plan)
    };
    for (purpose, english, german) in [
        (
            Purpose::Shared,
            "Invitations to Finance I",
            "Einladungen in Finance I",
        ),
        (
            Purpose::Instances,
            "New instances in Finance I",
            "Neue Instanzen in Finance I",
        ),
        (
            Purpose::Distribute,
            "Material for Finance I",
            "Material für Finance I",
        ),
    ] {
        assert_eq!(named(Language::English, purpose), english);
        assert_eq!(named(Language::German, purpose), german);
    }
}

/// Nothing of one language is left in the other, whatever a step's state and reason are.
#[test]
fn nothing_that_a_german_report_says_of_a_step_is_english() {
    let kinds = [StepKind::Create, StepKind::Distribute, StepKind::Invite];
    let states = [StepState::Refused, StepState::Cancelled];
    let steps: Vec<Step> = kinds
        .into_iter()
        .flat_map(|kind| states.map(|state| (kind, state)))
        .flat_map(|(kind, state)| REASONS.map(|why| samples::step(kind, state, Some(why))))
        .collect();
    let said = |language| -> HashSet<String> {
        steps
            .iter()
            .flat_map(|step| {
                let row = row(language, step.clone(), &TimeZone::UTC, samples::now());
                [row.state.to_owned(), row.reason]
            })
            .filter(|text| !text.is_empty())
            .collect()
    };
    let (english, german) = (said(Language::English), said(Language::German));
    assert_eq!(english.len(), german.len());
    assert!(english.is_disjoint(&german));
    for text in &german {
        for word in ["the ", " this ", "Cohort's", "n't "] {
            assert!(!text.contains(word), "{text}");
        }
    }
}

/// What the platform rejected is an address only where somebody was to be invited by it.
#[test]
fn a_rejection_names_what_was_rejected() {
    for (kind, english, german) in [
        (StepKind::Create, "this name, slug", "diesen Namen"),
        (
            StepKind::Distribute,
            "this distribution",
            "diese Verteilung",
        ),
        (StepKind::Invite, "this address", "diese Adresse"),
    ] {
        let step = samples::step(kind, StepState::Refused, Some(Why::Invalid));
        for (language, named) in [(Language::English, english), (Language::German, german)] {
            let said = why(language, &step, &TimeZone::UTC, samples::now());
            assert!(said.contains(named), "{said}");
        }
    }
}

#[test]
fn a_plan_is_called_what_the_window_calls_it() {
    let intent = |purpose| Intent {
        purpose: Some(purpose),
        instance_name: Some("Tutors' room".to_owned()),
        ..Intent::default()
    };
    let name = |purpose, count| (german::TEXTS.plan_name)(&intent(purpose), count);
    assert_eq!(name(Purpose::Shared, 4), "4 Personen, Tutors' room");
    assert_eq!(name(Purpose::Individual, 1), "1 Person, Einzelinstanz");
    assert_eq!(name(Purpose::Groups, 12), "12 Personen, Gruppeninstanzen");
    assert_eq!(
        name(Purpose::Administrators, 2),
        "2 Personen, Administratorrechte"
    );
    assert_eq!(name(Purpose::Instances, 1), "1 neue Instanz");
    assert_eq!(name(Purpose::Distribute, 3), "Material für 3 Instanzen");
}

#[test]
fn when_cohort_checks_again_is_said_in_the_language_of_the_report() {
    let mut step = samples::step(
        StepKind::Invite,
        StepState::Unknown,
        Some(Why::CheckingAgain),
    );
    let at = samples::now() + 25.minutes();
    step.reason.as_mut().unwrap().until = Some(at);
    let said = |language| why(language, &step, &TimeZone::UTC, samples::now());
    assert!(said(Language::English).ends_with("Cohort checks again at 11:07."));
    assert!(said(Language::German).ends_with("Nächste Prüfung: 11:07."));
}
