//! Rejected people go into a draft in which what was wrong is corrected.

use jiff::Timestamp;
use outbox::{Correction, draft_of_refused_people};
use serde_json::json;
use store::{DraftStep, Intent, NewRow, Purpose, Role, StepId, StepState};

use crate::bench::drafts::shared;
use crate::bench::network::Answer;
use crate::bench::replaced::Replaced;
use crate::bench::{Bench, INSTANCE, bench};

const ADDRESS: &str = "ada@new.example";

/// A plan whose only invitation was rejected, with the id of its step.
async fn rejected(bench: &Bench, intent: &Intent) -> (store::PlanId, Vec<StepId>) {
    let rejection = Answer::json(422, json!({ "msg": "no such domain" }).to_string());
    bench
        .network
        .replaces(Replaced::all("POST", "/invitations", rejection));
    let draft = bench.draft_for(intent, &[]);
    let ada = NewRow {
        name: "Ada".to_owned(),
        address: ADDRESS.to_owned(),
        group: "Reds".to_owned(),
        note: "repeats the course".to_owned(),
        list_id: "4711".to_owned(),
        skipped: false,
    };
    let now = Timestamp::now();
    let added = bench.store.write(|w| w.draft_rows_add(draft, &[ada], now));
    added.unwrap();
    let plan = bench.send(draft);
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Refused]);
    let steps = bench.steps(plan).into_iter().map(|step| step.id).collect();
    (plan, steps)
}

#[simulated::test]
async fn a_draft_to_fix_addresses_in_has_the_same_choices_and_all_that_is_known_of_its_people() {
    let bench = bench().await;
    let intent = Intent {
        role: Role::Viewer,
        ..shared(INSTANCE)
    };
    let (plan, steps) = rejected(&bench, &intent).await;
    let now = Timestamp::now();
    let again = Correction::Addresses;
    let again = draft_of_refused_people(&bench.store, plan, &steps, again, now).unwrap();
    let draft = bench.store.draft(again).unwrap();
    assert_eq!(draft.intent, bench.store.plan(plan).unwrap().intent);
    assert_eq!(draft.intent.role, Role::Viewer);
    assert_eq!(draft.step, DraftStep::People);
    let rows = bench.store.draft_rows(again).unwrap();
    let [row] = &rows[..] else {
        panic!("{rows:?}");
    };
    assert_eq!((&*row.name, &*row.address), ("Ada", ADDRESS));
    assert_eq!((&*row.group, &*row.list_id), ("Reds", "4711"));
    assert_eq!(row.note, "repeats the course");
}

#[simulated::test]
async fn a_draft_to_choose_another_instance_in_has_the_people_and_asks_again() {
    let bench = bench().await;
    let (plan, steps) = rejected(&bench, &shared(INSTANCE)).await;
    let now = Timestamp::now();
    let again = Correction::Instance;
    let again = draft_of_refused_people(&bench.store, plan, &steps, again, now).unwrap();
    let draft = bench.store.draft(again).unwrap();
    assert_eq!(draft.step, DraftStep::Purpose);
    assert_eq!(draft.intent.purpose, Some(Purpose::Shared));
    assert_eq!(draft.intent.instance, None);
    assert_eq!(bench.store.draft_rows(again).unwrap().len(), 1);

    let nobody = draft_of_refused_people(&bench.store, plan, &[], Correction::Instance, now);
    assert!(nobody.is_err(), "there is nobody to correct");
}
