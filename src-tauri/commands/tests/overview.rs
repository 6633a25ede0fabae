//! What the overview and the search palette are told.

use pretty_assertions::assert_eq;

use super::{ACCOUNT, bodies, draft_for_the_course};
use crate::app::App;
use crate::app_for_tests::{run, run_in};
use crate::bridge::{
    Changed, DraftPaste, DraftRef, DraftStep, DraftStepChange, FoundWhere, Hold, MatterKind,
    Overview, OverviewOf, OverviewRefresh, OverviewSpace, SearchFor, Send,
};

async fn overview(app: &App) -> Overview {
    let of = OverviewOf {
        account: ACCOUNT.into(),
    };
    bodies::overview(app, of).await.unwrap()
}

async fn refreshed(app: &App) -> Overview {
    let which = OverviewRefresh {
        account: ACCOUNT.into(),
        all: false,
    };
    bodies::overview_refresh(app, which).await.unwrap()
}

fn finance(overview: &Overview) -> &OverviewSpace {
    let mut spaces = overview.orgs.iter().flat_map(|org| &org.spaces);
    spaces.find(|space| space.name == "Finance I").unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_overview_is_empty_at_first_and_full_once_it_was_refreshed() {
    let running = run().await;
    let app = &running.app;
    let first = overview(app).await;
    assert_eq!((first.seen_at, first.orgs.len()), (None, 0));
    let full = refreshed(app).await;
    let course = finance(&full);
    let standing = course.standing.as_ref().unwrap();
    assert!(standing.joined > 0 && standing.invited > 0);
    assert_eq!(course.distributed.as_ref().unwrap().name, "Week 3 material");
    assert_eq!((course.drafts, course.under_way), (0, None));
    assert_eq!(full.matters, []);
    assert!(full.seen_at.is_some());
    let told = running.recording.told.lock().unwrap().clone();
    assert!(
        told.iter()
            .any(|told| matches!(told, Changed::Space { .. })),
        "each space is told of when it is read"
    );
    assert_eq!(overview(app).await, full, "kept for the next time");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_that_was_found_in_its_grace_asks_from_the_overview() {
    let running = run().await;
    let draft = draft_for_the_course(&running).await;
    let paste = DraftPaste {
        draft: draft.id.clone(),
        text: "ada@new.example".into(),
    };
    bodies::draft_paste(&running.app, paste).await.unwrap();
    let which = DraftRef {
        draft: draft.id.clone(),
    };
    let review = bodies::review(&running.app, which).await.unwrap();
    let send = Send {
        draft: draft.id,
        fingerprint: review.fingerprint,
        skip: false,
    };
    let plan = bodies::send(&running.app, send).await.unwrap().plan;
    let running = run_in(running.stop().await).await;
    let overview = overview(&running.app).await;
    assert!(finance(&overview).attention);
    let [matter] = overview.matters.as_slice() else {
        panic!("{:?}", overview.matters);
    };
    assert_eq!(matter.place.as_ref().unwrap().space_name, "Finance I");
    let MatterKind::PlanAsks {
        plan: asks,
        hold,
        people,
        ..
    } = &matter.about
    else {
        panic!("{matter:?}");
    };
    assert_eq!((asks, hold, *people), (&plan, &Hold::FoundInGrace, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_needs_attention_only_when_it_is_about_to_be_used() {
    let running = run().await;
    let app = &running.app;
    let draft = draft_for_the_course(&running).await;
    let paste = DraftPaste {
        draft: draft.id.clone(),
        text: "good@new.example, bad@.new.example".into(),
    };
    bodies::draft_paste(app, paste).await.unwrap();
    let now = overview(app).await;
    assert_eq!((finance(&now).drafts, now.matters.len()), (1, 0));
    let step = DraftStepChange {
        draft: draft.id.clone(),
        step: DraftStep::Review,
    };
    bodies::draft_step(app, step).await.unwrap();
    let about: Vec<_> = overview(app).await.matters;
    let [matter] = about.as_slice() else {
        panic!("{about:?}");
    };
    assert_eq!(
        matter.about,
        MatterKind::DraftToFix {
            draft: draft.id,
            name: String::new(),
            count: 1
        }
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_is_found_in_their_space_and_in_drafts() {
    let running = run().await;
    let app = &running.app;
    refreshed(app).await;
    let find = async |text: &str| {
        let what = SearchFor {
            account: ACCOUNT.into(),
            text: text.into(),
        };
        bodies::search(app, what).await.unwrap()
    };
    let max = find("meier max").await.people.remove(0);
    assert_eq!(max.space_name, "Finance I");
    assert_eq!(max.found, FoundWhere::Space { joined: true });

    let draft = draft_for_the_course(&running).await;
    let paste = DraftPaste {
        draft: draft.id.clone(),
        text: "Zoë Quist <zoe@new.example>".into(),
    };
    bodies::draft_paste(app, paste).await.unwrap();
    let zoe = find("zoe quist").await;
    assert_eq!(zoe.all_people, 1);
    assert_eq!(zoe.people[0].found, FoundWhere::Draft { draft: draft.id });
    assert_eq!(find("finance").await.all_drafts, 1);
}
