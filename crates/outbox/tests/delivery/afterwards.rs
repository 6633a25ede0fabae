//! What becomes of an act once its invitation was taken.

use jiff::Timestamp;
use outbox::Why;
use practice::RepeatInvite;
use store::{DraftId, StepState};

use crate::bench::replaced::Replaced;
use crate::bench::{Bench, INSTANCE, bench, bench_on};

pub(crate) const ADA: &str = "ada@new.example";

impl Bench {
    /// Whether a list with this person would invite them.
    pub(crate) fn would_invite(&self, draft: DraftId) -> bool {
        let review = outbox::review(&self.store, draft).unwrap();
        assert_eq!(
            review.to_invite.len() + review.already_invited.len() + review.already_in.len(),
            1
        );
        review.to_invite.len() == 1
    }

    pub(crate) fn last_step(&self, plan: store::PlanId) -> store::Step {
        self.steps(plan).pop().unwrap()
    }

    pub(crate) fn last_why(&self, plan: store::PlanId) -> Option<Why> {
        let reason = self.last_step(plan).reason?;
        Some(reason.why)
    }
}

#[simulated::test]
async fn the_act_of_a_member_who_has_left_is_closed() {
    let bench = bench().await;
    let member = bench.a_member_of("group_a").await;
    let plan = bench.send(bench.draft(&[&member]));
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Already]);
    bench.refresh().await;
    assert!(!bench.would_invite(bench.draft(&[&member])));
    bench.take_out(&member).await;
    bench.refresh().await;
    assert!(bench.would_invite(bench.draft(&[&member])));
}

#[simulated::test]
async fn whoever_was_never_seen_there_has_not_left() {
    let bench = bench_on(|options| {
        options.bare = true;
        options.repeat_invite = RepeatInvite::Again;
    })
    .await;
    let plan = bench.send(bench.draft(&[ADA]));
    bench.settled(plan).await;
    bench.refresh().await;
    bench.refresh().await;
    assert!(!bench.would_invite(bench.draft(&[ADA])));
}

#[simulated::test]
async fn the_act_of_an_invitation_that_expired_or_was_revoked_is_closed() {
    let bench = bench().await;
    let plan = bench.send(bench.draft(&[ADA]));
    bench.settled(plan).await;
    bench.refresh().await;
    assert!(!bench.would_invite(bench.draft(&[ADA])));
    bench.platform_clock_advances(31 * 24 * 3600).await;
    bench.refresh().await;
    assert!(bench.would_invite(bench.draft(&[ADA])));

    let again = bench.send(bench.draft(&[ADA]));
    bench.settled(again).await;
    assert_eq!(bench.states(again), [StepState::Done]);
    assert_eq!(bench.emails(ADA).await, 2);
    bench.refresh().await;
    assert!(
        !bench.would_invite(bench.draft(&[ADA])),
        "the newer one stands"
    );
    let step = bench.last_step(again).id;
    let now = Timestamp::now();
    bench.outbox.actions.revoke(step, now).await.unwrap();
    assert_eq!(bench.last_why(again), Some(Why::Revoked));
    bench.refresh().await;
    assert!(bench.would_invite(bench.draft(&[ADA])));
}

#[simulated::test]
async fn an_expired_invitation_beside_an_unreadable_row_closes_no_act() {
    let bench = bench().await;
    let plan = bench.send(bench.draft(&[ADA]));
    bench.settled(plan).await;
    bench.platform_clock_advances(31 * 24 * 3600).await;
    let expired = format!(
        r#"{{"id": "1", "email": "{ADA}", "instance_slug": "{INSTANCE}", "role": "EDITOR", "status": "EXPIRED"}}"#
    );
    // The row that can't be read may be an open invitation of the same person.
    bench.network.replaces(Replaced::rows(
        "/invitations",
        1,
        &format!("[{expired}, {{}}]"),
    ));
    bench.refresh().await;
    assert!(!bench.would_invite(bench.draft(&[ADA])));
    bench
        .network
        .replaces(Replaced::rows("/invitations", 1, &format!("[{expired}]")));
    bench.refresh().await;
    assert!(bench.would_invite(bench.draft(&[ADA])));
}

#[simulated::test]
async fn what_was_read_before_an_invitation_closes_nothing_of_it() {
    let bench = bench().await;
    let began = Timestamp::now();
    let plan = bench.send(bench.draft(&[ADA]));
    bench.settled(plan).await;
    bench.platform_clock_advances(31 * 24 * 3600).await;
    let (cache, place) = (&bench.outbox.cache, &bench.place);
    let read = cache.refresh_space(place, began);
    read.await.unwrap();
    assert!(!bench.would_invite(bench.draft(&[ADA])));
    bench.refresh().await;
    assert!(bench.would_invite(bench.draft(&[ADA])));
}
