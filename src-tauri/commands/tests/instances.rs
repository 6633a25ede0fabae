//! Instances that are added by themselves, as the window asks for them.

use pretty_assertions::assert_eq;

use super::{ACCOUNT, bodies, draft_for_the_course};
use crate::app_for_tests::{Running, run, until};
use crate::bridge::{
    Draft, DraftIntent, DraftPaste, DraftRef, DraftStep, IntentChoice, Lack, Material, NewDraft,
    NewInstanceWhy, NewInstances, Person, PlanAction, PlanDo, PlanRef, PlanState, ProblemCode,
    Purpose, Send, SendObstacle, SpaceRef, StepState,
};

/// A draft for instances in the practice course, and the form saved in it.
async fn draft_with(running: &Running, form: &NewInstances) -> Draft {
    let seen = draft_for_the_course(running).await;
    let new = NewDraft {
        account: ACCOUNT.into(),
        org: seen.org,
        space: seen.space,
    };
    let draft = bodies::draft_new(&running.app, new).await.unwrap();
    choose(running, &draft, IntentChoice::Purpose(Purpose::Instances)).await;
    choose(running, &draft, IntentChoice::NewInstances(form.clone())).await
}

async fn choose(running: &Running, draft: &Draft, choice: IntentChoice) -> Draft {
    let change = DraftIntent {
        draft: draft.id.clone(),
        choice,
        step: DraftStep::Names,
    };
    bodies::draft_intent(&running.app, change).await.unwrap()
}

fn named(name: &str) -> NewInstances {
    NewInstances {
        name: name.to_owned(),
        ..NewInstances::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clash_is_said_while_typing_and_keeps_the_review_closed() {
    let running = run().await;
    let draft = draft_with(&running, &named("Group A")).await;
    assert_eq!(draft.intent.material, Material::Nothing);
    let checked = draft.new_instances.clone().unwrap();
    let problem = checked.list[0].problem.clone().unwrap();
    assert_eq!(problem.why, NewInstanceWhy::SlugTaken);
    assert_eq!(problem.by.as_deref(), Some("Group A"));
    let suggestion = problem.suggestion.unwrap();
    let steps: Vec<_> = draft
        .steps
        .iter()
        .map(|step| (step.step, step.lack))
        .collect();
    assert_eq!(
        steps,
        [
            (DraftStep::Material, None),
            (DraftStep::Names, Some(Lack::NamesToFix)),
            (DraftStep::Review, None),
        ]
    );
    assert!(!draft.steps[2].reachable);
    let which = DraftRef {
        draft: draft.id.clone(),
    };
    let review = bodies::review(&running.app, which.clone()).await.unwrap();
    assert_eq!(
        review.obstacle,
        Some(SendObstacle::NewInstances { faults: 1 })
    );

    // The fix that is offered makes it right, and nothing typed is lost by it.
    let form = NewInstances {
        slug: Some(suggestion.clone()),
        ..named("Group A")
    };
    let fixed = choose(&running, &draft, IntentChoice::NewInstances(form)).await;
    assert!(fixed.steps[2].reachable);
    assert_eq!(fixed.intent.new_instances.name, "Group A");
    let review = bodies::review(&running.app, which).await.unwrap();
    assert_eq!(review.instances.create, 1);
    assert_eq!(review.instances.new_instances[0].slug, suggestion);
    let entries = bodies::drafts(&running.app).await.unwrap();
    let entry = entries.iter().find(|entry| entry.id == draft.id).unwrap();
    assert_eq!(entry.instances, Some(1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slug_that_is_taken_meanwhile_comes_back_as_a_draft() {
    let running = run().await;
    let app = &running.app;
    let first = draft_with(&running, &named("Reds")).await;
    let second = draft_with(&running, &named("Reds")).await;
    // Reviewed before the other one was sent, as by two computers at once.
    let which = DraftRef {
        draft: second.id.clone(),
    };
    let plan = sent(&running, &first).await;
    settled(&running, &plan).await;
    let review = bodies::review(app, which).await.unwrap();
    let send = Send {
        draft: second.id.clone(),
        fingerprint: review.fingerprint,
        skip: false,
    };
    // This computer hasn't read the space since, so it can't know, and the platform says no.
    let plan = bodies::send(app, send).await.unwrap();
    go_on(&running, &plan).await;
    settled(&running, &plan).await;
    let shown = bodies::plan(app, plan.clone()).await.unwrap();
    assert_eq!(shown.rows[0].state, StepState::Refused);
    let problem = shown.rows[0].problem.clone().unwrap();
    assert_eq!(problem.code, ProblemCode::SlugTaken);
    assert_eq!(shown.entry.people.needs_attention, 1);
    let again = bodies::instances_again(app, plan).await.unwrap();
    let draft = bodies::draft_open(app, again).await.unwrap();
    assert_eq!(draft.step, DraftStep::Names);
    assert_eq!(draft.intent.new_instances.name, "Reds");
    assert_eq!(draft.intent.new_instances.slug.as_deref(), Some("reds"));
}

/// The slug that Ada's individual instance would have is that of an instance with another name.
#[tokio::test(flavor = "multi_thread")]
async fn a_slug_that_belongs_to_another_instance_is_not_said_to_be_rejected_by_the_platform() {
    let running = run().await;
    let app = &running.app;
    let address = roster::NormalizedAddress::of("ada@new.example").unwrap();
    let seen = draft_for_the_course(&running).await;
    let taken = NewInstances {
        slug: Some(roster::individual_slug(&seen.org, &seen.space, &address)),
        ..named("Reds")
    };
    let plan = sent(&running, &draft_with(&running, &taken).await).await;
    settled(&running, &plan).await;

    let draft = draft_for_the_course(&running).await;
    choose(&running, &draft, IntentChoice::Purpose(Purpose::Individual)).await;
    let paste = DraftPaste {
        draft: draft.id.clone(),
        text: "ada@new.example".into(),
    };
    bodies::draft_paste(app, paste).await.unwrap();
    let which = DraftRef {
        draft: draft.id.clone(),
    };
    let review = bodies::review(app, which).await.unwrap();
    assert_eq!(review.obstacle, Some(SendObstacle::NotTheirs));
    let send = Send {
        draft: draft.id,
        fingerprint: review.fingerprint,
        skip: false,
    };
    let refused = bodies::send(app, send).await.unwrap_err();
    assert_eq!(refused.code, ProblemCode::DraftNotTheirs);
}

/// Nobody asks the platform for the space of a new draft.
#[tokio::test(flavor = "multi_thread")]
async fn a_space_that_was_never_loaded_is_not_said_to_be_gone_from_the_platform() {
    let running = run().await;
    let new = NewDraft {
        account: ACCOUNT.into(),
        org: "nowhere".into(),
        space: "finance_i".into(),
    };
    let refused = bodies::draft_new(&running.app, new).await.unwrap_err();
    assert_eq!(refused.code, ProblemCode::NotLoaded);
    assert_eq!(refused.about.as_deref(), Some("finance_i"));
}

async fn sent(running: &Running, draft: &Draft) -> PlanRef {
    let which = DraftRef {
        draft: draft.id.clone(),
    };
    let review = bodies::review(&running.app, which).await.unwrap();
    let send = Send {
        draft: draft.id.clone(),
        fingerprint: review.fingerprint,
        skip: false,
    };
    let plan = bodies::send(&running.app, send).await.unwrap();
    go_on(running, &plan).await;
    plan
}

async fn go_on(running: &Running, plan: &PlanRef) {
    let resume = PlanDo {
        plan: plan.plan.clone(),
        action: PlanAction::Resume,
    };
    bodies::plan_do(&running.app, resume).await.unwrap();
}

async fn settled(running: &Running, plan: &PlanRef) {
    until("settled", async || {
        let shown = bodies::plan(&running.app, plan.clone()).await.unwrap();
        shown.entry.state == PlanState::Settled
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_details_of_a_person_tell_instances_of_the_same_name_apart() {
    let running = run().await;
    let draft = draft_for_the_course(&running).await;
    let app = &running.app;
    let place = store::Place {
        account: ACCOUNT.parse().unwrap(),
        org: draft.org.parse().unwrap(),
        space: draft.space.parse().unwrap(),
    };
    let list = store::SeenList::Instances(&place);
    let mut instances: Vec<platform::Instance> = app.store.last_seen(list).unwrap();
    let group_a = instances.iter().find(|one| one.slug.as_str() == "group_a");
    let mut other = group_a.unwrap().clone();
    other.slug = "mallory".parse().unwrap();
    instances.push(other);
    let now = jiff::Timestamp::now();
    app.store.seen_put(list, &instances, now).unwrap();

    let which = SpaceRef {
        account: ACCOUNT.into(),
        org: draft.org,
        space: draft.space,
        fresh: false,
    };
    let space = bodies::space(app, which).await.unwrap();
    let shared = space.people.iter().flat_map(|person| &person.shared);
    let mut names = shared
        .filter(|shared| shared.slug == "group_a")
        .map(|shared| shared.name.as_str())
        .peekable();
    assert!(names.peek().is_some(), "somebody is in it");
    assert!(names.all(|name| name == "Group A (group_a)"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_has_the_role_that_the_platform_shows_in_their_own_instance() {
    let running = run().await;
    let draft = draft_for_the_course(&running).await;
    let which = SpaceRef {
        account: ACCOUNT.into(),
        org: draft.org,
        space: draft.space,
        fresh: false,
    };
    let space = bodies::space(&running.app, which).await.unwrap();
    let role_where = |fits: fn(&Person) -> bool| {
        let found = space.people.iter().find(|person| fits(person)).unwrap();
        found.role.clone()
    };
    let own = role_where(|one| one.individual_instance && one.shared.is_empty());
    assert_eq!(own.as_deref(), Some("EDITOR"));
    let administrator = role_where(|one| one.administrator);
    assert_eq!(administrator.as_deref(), Some("SPACE_ADMIN"));
    let shared = space.people.iter().find(|one| !one.shared.is_empty());
    let shared = shared.expect("somebody shares an instance");
    assert_eq!(shared.role.as_deref(), Some(shared.shared[0].role.as_str()));
}
