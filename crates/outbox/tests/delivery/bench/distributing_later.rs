//! Drafts that distribute a snapshot to instances that exist, and what came of their targets.

use jiff::Timestamp;
use outbox::{TargetFate, Why};
use platform::Slug;
use store::{
    DistributionScope, DistributionWish, DraftId, Intent, MaterialChoice, PlanId, PlanState,
    Purpose, StepState,
};

use super::Bench;

pub(crate) fn slug(slug: &str) -> Slug {
    slug.parse().unwrap()
}

pub(crate) fn chosen(slugs: &[&str]) -> DistributionWish {
    DistributionWish {
        scope: DistributionScope::Chosen,
        chosen: slugs.iter().map(|one| slug(one)).collect(),
        ..DistributionWish::default()
    }
}

impl Bench {
    /// A draft that distributes the material of the third week from Master.
    pub(crate) async fn distribution(&self, wish: DistributionWish) -> DraftId {
        self.distribution_of("week_3_material", wish).await
    }

    pub(crate) async fn distribution_of(&self, snapshot: &str, wish: DistributionWish) -> DraftId {
        self.refresh().await;
        let snapshot = self.snapshot("master", snapshot).await;
        let now = Timestamp::now();
        let (place, instance, slug) = (&self.place, &snapshot.instance, &snapshot.slug);
        let cache = &self.outbox.cache;
        cache
            .read_contents(place, instance, slug, now)
            .await
            .unwrap();
        let intent = Intent {
            purpose: Some(Purpose::Distribute),
            material: MaterialChoice::Snapshot,
            snapshot: Some(snapshot),
            distribution: wish,
            ..Intent::default()
        };
        self.draft_for(&intent, &[])
    }

    pub(crate) async fn compare(&self, draft: DraftId) {
        let review = outbox::review(&self.store, draft).unwrap();
        let snapshot = review.material.as_ref().unwrap();
        let targets = review.targets.not_compared();
        let cache = &self.outbox.cache;
        cache
            .compare_targets(&self.place, snapshot, &targets, Timestamp::now())
            .await
            .unwrap();
    }

    pub(crate) fn fates(&self, draft: DraftId) -> Vec<(String, TargetFate)> {
        let review = outbox::review(&self.store, draft).unwrap();
        let list = review.targets.list.into_iter();
        list.map(|target| (target.slug.to_string(), target.fate))
            .collect()
    }

    pub(crate) async fn distributions_asked(&self) -> usize {
        let asked = self.asked().await;
        asked
            .iter()
            .filter(|asked| asked.method == "POST" && asked.path.contains("/distribution/"))
            .count()
    }

    pub(crate) async fn has_material(&self, instance: &str) -> bool {
        !self.files_in(instance).await.is_empty()
    }

    pub(crate) fn state_of(&self, plan: PlanId, instance: &str) -> StepState {
        let steps = self.steps(plan);
        let mut of = steps
            .iter()
            .filter(|step| step.instance.as_ref() == Some(&slug(instance)));
        of.next().unwrap().state
    }

    pub(crate) fn why_of(&self, plan: PlanId, instance: &str) -> Option<Why> {
        let steps = self.steps(plan);
        let mut of = steps
            .into_iter()
            .filter(|step| step.instance.as_ref() == Some(&slug(instance)));
        of.next().unwrap().reason.map(|reason| reason.why)
    }

    /// What can't be distributed was never shown, so the plan asks. The user goes on.
    pub(crate) async fn past_the_home(&self, plan: PlanId) {
        self.until("held or settled", |bench| {
            let state = bench.store.plan(plan).unwrap().state;
            matches!(state, PlanState::Held | PlanState::Settled)
        })
        .await;
        if self.store.plan(plan).unwrap().state == PlanState::Held {
            self.outbox.actions.resume(plan, Timestamp::now()).unwrap();
        }
        self.settled(plan).await;
    }
}
