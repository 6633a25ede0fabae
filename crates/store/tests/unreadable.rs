//! What can't be read is an error that names the table, the row and the column. It is never a
//! default: a plan that lost its material would wait for ever, and nobody would be told why.

#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use pretty_assertions::assert_eq;
use roster::NormalizedAddress;
use rusqlite::Connection;
use samples::{SampleStore, now};
use store::{
    ActId, ActKey, ActPurpose, DraftId, Hold, Intent, NewPlan, NewRequest, NewStep, Place, PlanId,
    PlanState, Reason, RequestId, StepId, StepKind, StepState, Store, StoreError, Why,
};

/// A plan with one step, its act and its request, and a second connection that writes what no
/// version of Cohort would.
struct Bench {
    store: Store,
    place: Place,
    plan: PlanId,
    act: ActId,
    request: RequestId,
    step: StepId,
    other: Connection,
    _sample: SampleStore,
}

impl Bench {
    fn new() -> Self {
        let sample = SampleStore::new();
        let (store, place) = (&sample.store, &sample.place);
        let (plan, act, request, step) = store.write(|w| written(w, place)).unwrap();
        Self {
            store: store.clone(),
            place: place.clone(),
            plan,
            act,
            request,
            step,
            other: Connection::open(sample.file()).unwrap(),
            _sample: sample,
        }
    }

    fn spoil(&self, table: &str, column: &str, value: &str) {
        let changed = self
            .other
            .execute(&format!("UPDATE {table} SET {column} = ?1"), [value])
            .unwrap();
        assert_eq!(changed, 1, "one row of {table} is spoiled");
    }
}

fn add_plan(w: &store::Write<'_>, place: &Place) -> Result<PlanId, StoreError> {
    w.plan_add(&NewPlan {
        place,
        space_name: "Finance I",
        intent: &Intent::default(),
        draft: DraftId(1),
        created_at: now(),
        grace_until: now(),
        material: None,
    })
}

type Written = (PlanId, ActId, RequestId, StepId);

fn written(w: &store::Write<'_>, place: &Place) -> Result<Written, StoreError> {
    let ada = NormalizedAddress::of("ada@uni.example").unwrap();
    let plan = add_plan(w, place)?;
    let act = w.act_add(
        &ActKey {
            place: place.clone(),
            address: Some(ada.clone()),
            purpose: ActPurpose::Administrator,
        },
        now(),
    )?;
    let request = w.request_add(&NewRequest {
        plan,
        kind: platform::CallKind::InviteAdministrator,
        path: "/x",
        body: b"{}",
        idempotency_key: "key",
        ready: true,
    })?;
    let step = w.step_add(&NewStep {
        plan,
        position: 1,
        kind: StepKind::Invite,
        name: "Ada",
        address: "ada@uni.example",
        normalized: Some(&ada),
        group: "",
        list_id: "",
        instance: None,
        instance_name: "",
        act,
        waits_for_act: false,
        request: Some(request),
        depends_on: None,
    })?;
    Ok((plan, act, request, step))
}

#[track_caller]
fn names<T: std::fmt::Debug>(
    outcome: Result<T, StoreError>,
    table: &str,
    row: impl std::fmt::Display,
    column: &str,
) {
    match outcome {
        Err(StoreError::Value {
            table: in_table,
            row: in_row,
            column: in_column,
            ..
        }) => assert_eq!(
            (in_table, in_row.as_str(), in_column),
            (table, row.to_string().as_str(), column)
        ),
        other => panic!("not named: {other:?}"),
    }
}

#[test]
fn a_hold_that_cannot_be_read_is_named() {
    let bench = Bench::new();
    bench
        .store
        .write(|w| w.plan_set_state(bench.plan, PlanState::Held, Some(&Hold::Busy), None))
        .unwrap();
    assert_eq!(bench.store.plan(bench.plan).unwrap().hold, Some(Hold::Busy));
    bench.spoil("plans", "hold", r#""moonstruck""#);
    names(bench.store.plan(bench.plan), "plans", bench.plan, "hold");
    let complete = bench.store.plans_under_way().unwrap().complete();
    names(complete, "plans", bench.plan, "hold");
    let within = bench.store.write(|w| w.plan(bench.plan));
    names(within, "plans", bench.plan, "hold");
}

#[test]
fn a_reason_that_cannot_be_read_is_named() {
    let bench = Bench::new();
    let reason = Reason::of(Why::NotAllowed);
    bench
        .store
        .write(|w| w.step_set_state(bench.step, StepState::Refused, Some(&reason), Some(now())))
        .unwrap();
    assert_eq!(bench.store.step(bench.step).unwrap().reason, Some(reason));
    bench.spoil("steps", "reason", r#"{"why":"moonstruck"}"#);
    names(bench.store.steps(bench.plan), "steps", bench.step, "reason");
    let changed = bench.store.steps_changed(bench.plan, -1);
    names(changed, "steps", bench.step, "reason");
    let within = bench.store.write(|w| w.step(bench.step));
    names(within, "steps", bench.step, "reason");
}

#[test]
fn a_material_that_cannot_be_read_is_named() {
    let bench = Bench::new();
    bench.spoil("plans", "material", r#"{"source":"#);
    names(
        bench.store.plan(bench.plan),
        "plans",
        bench.plan,
        "material",
    );
    let slug = r#"{"source":null,"contents":{"instance":"a b","snapshot":"s","file_count":0,
        "files":[],"applications":[],"tables":[],"cannot":[]},"shown":[]}"#;
    bench.spoil("plans", "material", slug);
    names(
        bench.store.plan(bench.plan),
        "plans",
        bench.plan,
        "material",
    );
}

#[test]
fn a_purpose_that_cannot_be_read_is_named() {
    let bench = Bench::new();
    for bad in ["moonstruck", "instance:a b"] {
        bench.spoil("acts", "purpose", bad);
        let within = bench.store.write(|w| w.act(bench.act));
        names(within, "acts", bench.act, "purpose");
    }
    let done = bench.store.write(|w| {
        w.act_set_done(bench.act, now())?;
        w.acts_done(&bench.place)
    });
    names(done, "acts", bench.act, "purpose");
}

#[test]
fn a_kind_of_request_that_cannot_be_read_is_named() {
    let bench = Bench::new();
    bench.spoil("requests", "kind", "moonstruck");
    names(
        bench.store.request(bench.request),
        "requests",
        bench.request,
        "kind",
    );
    names(
        bench.store.requests(bench.plan),
        "requests",
        bench.request,
        "kind",
    );
    let within = bench.store.write(|w| w.requests_open(bench.plan));
    names(within, "requests", bench.request, "kind");
}

#[test]
fn a_slug_that_cannot_be_read_is_named() {
    let bench = Bench::new();
    bench.spoil("steps", "instance", "a b");
    names(
        bench.store.steps(bench.plan),
        "steps",
        bench.step,
        "instance",
    );
    bench.spoil("plans", "space", "");
    names(bench.store.plan(bench.plan), "plans", bench.plan, "space");
    bench.spoil("plans", "space", "finance_i");
    bench.spoil("plans", "org", "..");
    names(bench.store.plan(bench.plan), "plans", bench.plan, "org");
    bench.spoil("acts", "org", "..");
    let within = bench.store.write(|w| w.act(bench.act));
    names(within, "acts", bench.act, "org");
}

#[test]
fn an_address_that_cannot_be_read_is_named() {
    let bench = Bench::new();
    let read = bench.store.step(bench.step).unwrap().normalized;
    assert_eq!(read, NormalizedAddress::of("ada@uni.example"));
    bench.spoil("steps", "normalized", "ada at uni");
    let (step, place) = (bench.step, &bench.place);
    names(bench.store.steps(bench.plan), "steps", step, "normalized");
    names(bench.store.step(step), "steps", step, "normalized");
    names(
        bench.store.planned_people(place),
        "steps",
        step,
        "normalized",
    );
    bench.spoil("acts", "address", "ada@");
    let within = bench.store.write(|w| w.act(bench.act));
    names(within, "acts", bench.act, "address");
    let open = bench
        .store
        .acts_still_open(&bench.place, &ActPurpose::Administrator);
    names(open, "acts", bench.act, "address");
}

#[test]
fn a_slug_inside_what_a_draft_is_to_do_is_named() {
    let bench = Bench::new();
    let draft = bench
        .store
        .draft_new(&bench.place, "Finance I", store::SpaceKind::Course, now())
        .unwrap()
        .id;
    let intent = r#"{"purpose":"shared","instance":"a b","instance_name":"A","role":"editor"}"#;
    bench.spoil("drafts", "intent", intent);
    names(bench.store.draft(draft), "drafts", draft, "intent");
    names(bench.store.drafts(), "drafts", draft, "intent");
}

#[test]
fn an_address_of_an_account_that_cannot_be_read_is_named() {
    let bench = Bench::new();
    let id = &bench.place.account;
    bench.spoil("accounts", "web_address", "http://uni.example");
    names(bench.store.account(id), "accounts", id, "web_address");
    bench.spoil("accounts", "address", "nowhere at all");
    names(bench.store.account(id), "accounts", id, "address");
    names(bench.store.accounts(), "accounts", id, "address");
    let within = bench.store.write(|w| w.account(id));
    names(within, "accounts", id, "address");
}

#[test]
fn a_plan_that_cannot_be_read_does_not_hide_the_others() {
    let bench = Bench::new();
    let second = bench.store.write(|w| add_plan(w, &bench.place)).unwrap();
    let spoiled = "UPDATE plans SET intent = 'moonstruck' WHERE id = ?1";
    assert_eq!(bench.other.execute(spoiled, [bench.plan.0]).unwrap(), 1);
    for plans in [
        bench.store.plans().unwrap(),
        bench.store.plans_under_way().unwrap(),
        bench.store.plans_in_grace().unwrap(),
    ] {
        let readable: Vec<_> = plans.readable.iter().map(|plan| plan.id).collect();
        assert_eq!(readable, [second]);
        let [(unreadable, error)] = <[_; 1]>::try_from(plans.unreadable).unwrap();
        assert_eq!(unreadable, bench.plan);
        names::<()>(Err(error), "plans", bench.plan, "intent");
    }
}
