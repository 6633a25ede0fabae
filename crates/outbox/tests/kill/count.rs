//! What was to happen, compared with what the platform counted.

use std::collections::BTreeMap;

use store::{RequestId, Step, StepKind, StepState};

use crate::folder::Folder;
use crate::platform::{Form, Platform};

/// Fails unless everybody was invited just once. Where a platform can't tell what became of a lost
/// invitation or distribution, it may have been left to the user instead: but said so, and never sent
/// twice. Whoever waits for such a distribution wasn't invited.
pub(crate) async fn everybody_once(
    platform: &Platform,
    folders: &[&Folder],
    people: &[String],
    form: Form,
) {
    let ledger = platform.ledger().await;
    let mut mails: BTreeMap<&str, usize> = BTreeMap::new();
    for mail in ledger.mails.iter().filter(|mail| mail.kind == "invitation") {
        *mails.entry(&mail.to).or_default() += 1;
    }
    let mut instances: BTreeMap<&str, usize> = BTreeMap::new();
    for instance in &ledger.instances {
        *instances.entry(&instance.slug).or_default() += 1;
    }
    let twice = |counted: &BTreeMap<&str, usize>| -> Vec<String> {
        let more = counted.iter().filter(|(_, count)| **count > 1);
        more.map(|(what, count)| format!("{what}: {count}"))
            .collect()
    };
    assert_eq!(twice(&mails), [""; 0], "invited twice");
    assert_eq!(twice(&instances), [""; 0], "made twice");

    let steps: Vec<Step> = folders.iter().flat_map(|folder| folder.steps()).collect();
    // A second lost answer is left to the user.
    let resent: Vec<RequestId> = folders
        .iter()
        .flat_map(|folder| folder.resent_after_absence())
        .collect();
    let lost_twice = |step: &Step| {
        step.request
            .is_some_and(|request| resent.contains(&request))
    };
    for person in people {
        let invited = mails.contains_key(person.as_str());
        let mut steps = steps
            .iter()
            .filter(|step| step.address == *person)
            .peekable();
        assert!(steps.peek().is_some(), "{person} is in no plan");
        let lost = steps.clone().any(|step| is_left_to_the_user(step, form));
        for step in steps {
            let ended = matches!(step.state, StepState::Done | StepState::Already);
            let said = match step.kind {
                StepKind::Create => {
                    ended && instances.contains_key(step.instance().unwrap().as_str())
                }
                StepKind::Distribute => ended || lost,
                StepKind::Invite if lost => step.state == StepState::Blocked && !invited,
                StepKind::Invite if step.state == StepState::Unknown => {
                    form == Form::BareAgain || form == Form::Bare && lost_twice(step)
                }
                StepKind::Invite => ended && invited,
            };
            let Step {
                kind,
                state,
                reason,
                ..
            } = step;
            assert!(
                said,
                "{person}: {kind:?} {state:?} {reason:?}, mailed: {invited}"
            );
        }
    }
}

/// Whether this is a distribution that was lost more than once, on a platform that can't tell what
/// became of it.
fn is_left_to_the_user(step: &Step, form: Form) -> bool {
    step.kind == StepKind::Distribute && step.state == StepState::Unknown && form != Form::Default
}

/// Fails unless each instance of the folder was created just once, and nobody was emailed. A
/// distribution may have been left to the user where the platform can't tell what became of it.
pub(crate) async fn every_instance_once(
    platform: &Platform,
    folder: &Folder,
    count: usize,
    form: Form,
) {
    let ledger = platform.ledger().await;
    let invited = ledger.mails.iter().filter(|mail| mail.kind == "invitation");
    assert_eq!(invited.count(), 0, "nobody is invited");
    let steps = folder.steps();
    let created = steps.iter().filter(|step| step.kind == StepKind::Create);
    assert_eq!(created.clone().count(), count);
    for step in created {
        let slug = step.instance().unwrap().as_str();
        let there = ledger.instances.iter().filter(|one| one.slug == slug);
        assert_eq!(there.count(), 1, "{slug}");
    }
    let open: Vec<_> = steps
        .iter()
        .filter(|step| !matches!(step.state, StepState::Done | StepState::Already))
        .filter(|step| !is_left_to_the_user(step, form))
        .map(|step| (&step.instance_name, step.kind, step.state, &step.reason))
        .collect();
    assert!(open.is_empty(), "{open:?}");
}
