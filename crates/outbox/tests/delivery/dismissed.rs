//! Steps that ended without success and that the user has dismissed.

use jiff::Timestamp;
use outbox::{ActionError, FailedOf, MatterKind, StepAction};
use serde_json::json;
use store::{PlanId, StepKind, StepState};

use crate::bench::{Bench, bench};
use crate::chains::own;

const ADA: &str = "ada@new.example";

impl Bench {
    /// How many matters about failed steps there are.
    fn failures(&self) -> usize {
        let overview = self.outbox.overview(&self.place.account);
        let about_steps = |kind: &MatterKind| matches!(kind, MatterKind::StepsFailed { .. });
        let matters = overview.matters.iter();
        matters.filter(|matter| about_steps(&matter.kind)).count()
    }

    /// A plan whose distribution has failed, so that its invitation is blocked.
    async fn failed_plan(&self) -> PlanId {
        self.faults(json!({ "rules": [{ "kind": "failed_task", "path": "Distribute" }] }))
            .await;
        let plan = self.send(self.individual_draft(&own(), &[ADA]));
        self.settled(plan).await;
        assert_eq!(
            self.states(plan),
            [StepState::Done, StepState::Refused, StepState::Blocked]
        );
        self.faults(json!({})).await;
        plan
    }
}

#[simulated::test]
async fn a_dismissed_step_needs_no_attention_and_is_restored_as_it_was() {
    let bench = bench().await;
    let plan = bench.failed_plan().await;
    let before = bench.steps(plan);
    assert_eq!(bench.failures(), 1);

    let actions = &bench.outbox.actions;
    let now = Timestamp::now();
    let alike = FailedOf::Alike(StepKind::Distribute, StepState::Refused);
    let dismissed = actions.dismiss_failed(plan, alike, now).unwrap();
    assert_eq!(dismissed, [before[1].id]);
    assert_eq!(bench.failures(), 0);
    assert_eq!(
        bench.states(plan),
        [StepState::Done, StepState::Cancelled, StepState::Cancelled]
    );
    let counts = bench.store.plan_counts(plan).unwrap();
    assert_eq!(counts.needs_attention(), 0, "nor what waited for it");
    assert!(matches!(
        actions.dismiss_failed(plan, FailedOf::Any, now),
        Err(ActionError::ChangedSince)
    ));

    actions.restore_dismissed(plan, now).unwrap();
    assert_eq!(bench.steps(plan), before);
    assert_eq!(bench.failures(), 1);
    assert_eq!(bench.emails(ADA).await, 0);
}

#[simulated::test]
async fn retrying_a_dismissed_step_takes_along_what_was_dismissed_with_it() {
    let bench = bench().await;
    let plan = bench.failed_plan().await;
    let actions = &bench.outbox.actions;
    let now = Timestamp::now();
    actions.dismiss_failed(plan, FailedOf::Any, now).unwrap();
    // A retry of all that failed is no word about what was dismissed.
    actions.retry_failed(plan, now).unwrap();
    bench.settled(plan).await;
    assert_eq!(bench.emails(ADA).await, 0);

    let distribution = bench.steps(plan)[1].id;
    let retried = actions.act_on_steps(&[distribution], StepAction::Retry, now);
    retried.unwrap();
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Done; 3]);
    assert_eq!(bench.emails(ADA).await, 1);
}

#[simulated::test]
async fn restoring_what_waited_restores_what_it_waited_for_and_sends_nothing() {
    let bench = bench().await;
    let plan = bench.failed_plan().await;
    let before = bench.steps(plan);
    let actions = &bench.outbox.actions;
    let now = Timestamp::now();
    actions.dismiss_failed(plan, FailedOf::Any, now).unwrap();
    let restored = actions.act_on_steps(&[before[2].id], StepAction::Restore, now);
    restored.unwrap();
    bench.settled(plan).await;
    assert_eq!(bench.steps(plan), before);
    assert_eq!(bench.emails(ADA).await, 0);
}
