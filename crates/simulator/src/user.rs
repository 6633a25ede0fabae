//! The user of the story: sends drafts of every kind, and does to plans and invitations whatever the
//! window offers.

use std::collections::BTreeMap;

use jiff::Timestamp;
use outbox::{ActionError, ReviewError, SendError, StepAction};
use simulated::Chance;
use store::{
    DraftId, DraftStep, ExistingInstance, PlanId, PlanState, SpaceKind, Step, StepKind, StepState,
};

use crate::drafts::{self, distributed, week_1};
use crate::set_up::SetUp;
use crate::world::World;

const MOST_PLANS: usize = 5;
const MOST_DRAFTS: usize = 2;

/// What the user knows, and has decided that may mean a second email.
pub(crate) struct User {
    chance: Chance,
    plans: Vec<PlanId>,
    /// How often somebody was to be emailed again on the user's own word, by normalized address.
    again: BTreeMap<String, usize>,
}

impl User {
    pub(crate) fn new(chance: Chance) -> Self {
        Self {
            chance,
            plans: Vec::new(),
            again: BTreeMap::new(),
        }
    }

    pub(crate) fn again(&self, address: &str) -> usize {
        self.again.get(address).copied().unwrap_or(0)
    }

    /// The user looks at the course before anything is sent, as opening its page does.
    pub(crate) async fn looks(&mut self, world: &World) -> SetUp<()> {
        let cache = &world.process()?.outbox.cache;
        let now = Timestamp::now();
        let read = async {
            cache.refresh_spaces(&world.place.account, now).await?;
            cache.refresh_space(&world.place, now).await?;
            cache.refresh_snapshots(&world.place, now).await?;
            for snapshot in [week_1(), distributed()] {
                cache
                    .read_contents(&world.place, &snapshot.instance, &snapshot.slug, now)
                    .await?;
            }
            Ok::<_, outbox::RefreshError>(())
        };
        let told = match read.await {
            Ok(()) => "looks at the course".to_owned(),
            Err(why) => format!("looks at the course: {why}"),
        };
        world.story.tell("user", told);
        Ok(())
    }

    /// The user does something.
    pub(crate) async fn acts(&mut self, world: &World) -> SetUp<()> {
        // Plans that were sent since a backup are gone once it is restored.
        let there = world.process()?.store.plans()?.complete()?;
        self.plans
            .retain(|plan| there.iter().any(|it| it.id == *plan));
        if self.plans.is_empty() || (self.plans.len() < MOST_PLANS && self.chance.one_in(5)) {
            let draft = self.writes_a_draft(world)?;
            return self.sends(world, draft);
        }
        match self.chance.below(14) {
            0 => self.looks(world).await?,
            1 => {
                world.story.tell("user", "tries to connect");
                world.process()?.outbox.probe_now(&world.place.account);
            }
            2..=5 => self.acts_on_a_plan(world)?,
            6..=9 => self.acts_on_a_step(world)?,
            12 => self.leaves_or_sends_a_draft(world)?,
            13 => answers_for_restored_data(world)?,
            _ => self.acts_on_an_invitation(world).await?,
        }
        Ok(())
    }

    fn writes_a_draft(&mut self, world: &World) -> SetUp<DraftId> {
        let (intent, people) = drafts::drawn(&mut self.chance);
        let now = Timestamp::now();
        let store = &world.process()?.store;
        let draft = store
            .draft_new(&world.place, "Finance I", SpaceKind::Course, now)?
            .id;
        store.write(|w| {
            w.draft_set_intent(draft, &intent, DraftStep::People, now)?;
            w.draft_rows_add(draft, &people, now).map(drop)
        })?;
        Ok(draft)
    }

    /// The user writes a draft for later, or sends one that was left: also one that came back because
    /// its plan was undone, and one that may have been sent before its data were restored.
    fn leaves_or_sends_a_draft(&mut self, world: &World) -> SetUp<()> {
        let left = world.process()?.store.drafts()?;
        if left.len() < MOST_DRAFTS && self.chance.one_in(2) {
            let draft = self.writes_a_draft(world)?;
            world
                .story
                .tell("user", format!("writes draft {}", draft.0));
            return Ok(());
        }
        match self.chance.of_these(&left).map(|draft| draft.id) {
            Some(draft) => self.sends(world, draft),
            None => Ok(()),
        }
    }

    fn sends(&mut self, world: &World, draft: DraftId) -> SetUp<()> {
        let now = Timestamp::now();
        let store = &world.process()?.store;
        if store.draft(draft)?.maybe_sent {
            store.write(|w| w.draft_allow_sending(draft, now))?;
            world
                .story
                .tell("user", format!("allows sending draft {}", draft.0));
        }
        let review = match outbox::review(store, draft) {
            // Where the disk refused what was typed next, the draft is as it was before.
            Err(why @ (ReviewError::IntentMissing | ReviewError::WrongPlace)) => {
                let can_not = format!("can't send draft {}: {why}", draft.0);
                world.story.tell("user", can_not);
                return Ok(());
            }
            review => review?,
        };
        let purpose = review.draft.intent.purpose;
        match outbox::send(store, draft, &review.fingerprint, now) {
            Ok(plan) => {
                world.process()?.outbox.actions.sent(plan);
                world.story.tell(
                    "user",
                    format!(
                        "sends plan {}: {purpose:?}, {} to invite",
                        plan.0,
                        review.to_invite.len()
                    ),
                );
                if self.chance.one_in(3) {
                    let resumed = world.process()?.outbox.actions.resume(plan, now);
                    tell(world, format!("doesn't wait with plan {}", plan.0), resumed)?;
                }
                self.plans.push(plan);
            }
            Err(SendError::Store(why)) => return Err(why.into()),
            Err(why) => world
                .story
                .tell("user", format!("can't send {purpose:?}: {why}")),
        }
        Ok(())
    }

    fn acts_on_a_plan(&mut self, world: &World) -> SetUp<()> {
        let Some(plan) = self.chance.of_these(&self.plans).copied() else {
            return Ok(());
        };
        let actions = &world.process()?.outbox.actions;
        let now = Timestamp::now();
        let (what, outcome) = match self.chance.below(8) {
            0 => ("pauses", actions.pause(plan)),
            1 | 2 => ("resumes", actions.resume(plan, now)),
            3 => ("cancels", actions.cancel(plan, now)),
            4 | 5 => ("retries", actions.retry_failed(plan, now)),
            _ => {
                let answers = [
                    ExistingInstance::InviteOnly,
                    ExistingInstance::Distribute,
                    ExistingInstance::Skip,
                ];
                let answer = answers[self.chance.below(3)];
                (
                    "answers about existing instances of",
                    actions.answer_existing(plan, answer, now),
                )
            }
        };
        tell(world, format!("{what} plan {}", plan.0), outcome)
    }

    fn steps(&self, world: &World, fits: impl Fn(&Step) -> bool) -> SetUp<Vec<Step>> {
        let mut found = Vec::new();
        for plan in &self.plans {
            found.extend(
                world
                    .process()?
                    .store
                    .steps(*plan)?
                    .into_iter()
                    .filter(&fits),
            );
        }
        Ok(found)
    }

    fn acts_on_a_step(&mut self, world: &World) -> SetUp<()> {
        let actions = [
            StepAction::Retry,
            StepAction::SendAgain,
            StepAction::LookUpAgain,
            StepAction::InviteAgain,
            StepAction::StopTracking,
        ];
        let action = actions[self.chance.below(actions.len())];
        let steps = self.steps(world, |step| fits(action, step))?;
        let Some(step) = self.chance.of_these(&steps) else {
            return Ok(());
        };
        let outcome =
            world
                .process()?
                .outbox
                .actions
                .act_on_steps(&[step.id], action, Timestamp::now());
        // Also where the user leaves it open whether there was an email.
        let again = matches!(action, StepAction::SendAgain | StepAction::StopTracking);
        if outcome.is_ok() && again {
            *self.again.entry(person(step)).or_default() += 1;
        }
        let what = format!("{action:?} of {} ({})", told_step(step), step.id.0);
        tell(world, what, outcome)
    }

    async fn acts_on_an_invitation(&mut self, world: &World) -> SetUp<()> {
        let steps = self.steps(world, |step| {
            step.kind == StepKind::Invite
                && matches!(
                    step.state,
                    StepState::Done | StepState::Already | StepState::Unknown
                )
        })?;
        let Some(step) = self.chance.of_these(&steps).cloned() else {
            return Ok(());
        };
        let actions = &world.process()?.outbox.actions;
        let now = Timestamp::now();
        let (what, outcome) = match self.chance.below(3) {
            0 => {
                *self.again.entry(person(&step)).or_default() += 1;
                ("resends", actions.resend(step.id).await)
            }
            1 => ("revokes", actions.revoke(step.id, now).await),
            _ => {
                let right = format!("right-{}", step.address);
                let plan = actions.correct_address(step.id, &right, now);
                let plan = plan.map(|plan| self.plans.push(plan));
                ("corrects the address of", plan)
            }
        };
        let outcome = outcome.map_or_else(|why| format!(": {why}"), |()| String::new());
        world
            .story
            .tell("user", format!("{what} {}{outcome}", told_step(&step)));
        Ok(())
    }
}

fn answers_for_restored_data(world: &World) -> SetUp<()> {
    let actions = &world.process()?.outbox.actions;
    let answered = actions.resume_restored_data(Timestamp::now());
    let what = "resumes what was restored".to_owned();
    tell(world, what, answered)
}

/// The user answers whatever holds the plans up, so that they come to their end.
pub(crate) fn let_everything_end(world: &World) -> SetUp<bool> {
    let mut ended = true;
    for plan in world.process()?.store.plans()?.complete()? {
        match plan.state {
            PlanState::Settled => {}
            PlanState::Held | PlanState::Paused => {
                ended = false;
                let resumed = world
                    .process()?
                    .outbox
                    .actions
                    .resume(plan.id, Timestamp::now());
                tell(
                    world,
                    format!("resumes plan {} at the end", plan.id.0),
                    resumed,
                )?;
            }
            PlanState::Grace | PlanState::Sending => ended = false,
        }
    }
    Ok(ended)
}

fn fits(action: StepAction, step: &Step) -> bool {
    match action {
        StepAction::Retry => matches!(
            step.state,
            StepState::Refused | StepState::GaveUp | StepState::Cancelled
        ),
        StepAction::InviteAgain => matches!(step.state, StepState::Done | StepState::Already),
        _ => matches!(step.state, StepState::Unknown | StepState::Cancelled),
    }
}

fn tell(world: &World, what: String, outcome: Result<(), ActionError>) -> SetUp<()> {
    match outcome {
        Ok(()) => world.story.tell("user", what),
        Err(ActionError::Store(why)) => return Err(why.into()),
        Err(why) => world.story.tell("user", format!("{what}: {why}")),
    }
    Ok(())
}

pub(crate) fn told_step(step: &Step) -> String {
    let place = step
        .instance
        .as_ref()
        .map_or("the space", |slug| slug.as_str());
    format!("{:?} {} {place}", step.kind, person(step))
}

/// The normalized address of whom a step is for, as the platform counts its emails; empty if it is
/// for nobody.
pub(crate) fn person(step: &Step) -> String {
    let address = step.normalized.as_ref();
    address.map(ToString::to_string).unwrap_or_default()
}
