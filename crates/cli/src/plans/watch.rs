//! Sends plans, or follows how another process sends them, until each stands still.
//!
//! Whether this process sends isn't decided here: `Delivery` takes over as soon as no other
//! process of Cohort has the right to. Either way, the plan is read from the store again whenever
//! something may have changed it.

use std::pin::pin;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use language::Language;
use outbox::{Hold, Speed, SpeedMeter, Standstill, Surroundings, TakenOver, words};
use store::{Plan, PlanCounts, PlanId, PlanState};
use tokio::time::Instant;

use crate::error::CliError;
use crate::plain::Plain;
use crate::plans::progress::Progress;
use crate::session::Session;

/// Changes that follow each other within this time are shown together.
const SETTLING: Duration = Duration::from_millis(100);
/// How often the seconds of the grace are counted down.
const COUNTDOWN_INTERVAL: Duration = Duration::from_millis(250);

/// Which command put a plan into the outbox. Only the one that did counts down the grace, and
/// undoes the plan if it is interrupted within it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SentBy {
    ThisCommand,
    Another,
}

/// Says who sends, and what the process that sent before has left for the user to decide.
pub(crate) fn print_takeover(takeover: Option<TakenOver>) {
    let Some(found) = takeover else {
        eprintln!(
            "Cohort is already sending in another window or terminal. You can follow the progress here."
        );
        return;
    };
    if let Some(found) = found.restored {
        if found.unsettled > 0 {
            eprintln!(
                "Cohort's data was restored or copied, so everything in the outbox is on hold. Run `cohort outbox` to see it, and `cohort outbox look-up` to check it and resume."
            );
        } else {
            eprintln!(
                "Cohort's data was restored or copied. What was sent after the data was saved isn't in it."
            );
        }
        match found.drafts {
            0 => {}
            1 => eprintln!(
                "1 draft in it may have been sent since, so Cohort asks you before it sends it."
            ),
            count => eprintln!(
                "{count} drafts in it may have been sent since, so Cohort asks you before it sends one of them."
            ),
        }
    }
    match found.held_in_grace {
        0 => {}
        1 => eprintln!(
            "1 plan in the outbox is on hold because Cohort was closed before it was sent. Run `cohort outbox` to see it."
        ),
        count => eprintln!(
            "{count} plans in the outbox are on hold because Cohort was closed before they were sent. Run `cohort outbox` to see them."
        ),
    }
}

/// Why a plan is no longer followed.
enum Stopped {
    /// Nothing more happens before someone acts, or the plan is done.
    StandsStill,
    /// The user pressed Ctrl+C.
    Interrupted,
}

/// Sends or follows the plans, one after the other, until they stand still.
pub(crate) async fn follow_all(
    session: &Session,
    plans: &[PlanId],
    sent_by: SentBy,
) -> Result<(), CliError> {
    let sending = tokio::spawn({
        let delivery = session.outbox.delivery.clone();
        async move { delivery.run().await }
    });
    let backup = tokio::spawn({
        let delivery = session.outbox.delivery.clone();
        async move { delivery.back_up_today(Timestamp::now()).await }
    });
    let practice = tokio::spawn(keep_practice_running(session));
    let mut stopped = Ok(Stopped::StandsStill);
    for plan in plans {
        stopped = follow(session, *plan, sent_by).await;
        if !matches!(stopped, Ok(Stopped::StandsStill)) {
            break;
        }
    }
    if let Ok(Err(error)) = backup.await {
        eprintln!(
            "Today's backup of Cohort's data couldn't be made: {}",
            Plain(&CliError::from(error).message())
        );
    }
    session.outbox.delivery.finish();
    tokio::select! {
        // Requests that are under way may finish, unless the user presses Ctrl+C again.
        _ = sending => {}
        _ = tokio::signal::ctrl_c() => {}
    }
    practice.abort();
    session.practice.stop().await;
    if let Stopped::Interrupted = stopped? {
        eprintln!("The rest stays in the outbox. It is sent when you open Cohort again.");
    }
    Ok(())
}

/// Runs the practice platform here as soon as the process that ran it has ended.
fn keep_practice_running(session: &Session) -> impl Future<Output = ()> + Send + use<> {
    let practice = session.practice.clone();
    let outbox = session.outbox.clone();
    async move {
        practice
            .keep_running(move || {
                outbox.platform_started(&store::AccountId::practice());
            })
            .await;
    }
}

async fn follow(session: &Session, plan: PlanId, sent_by: SentBy) -> Result<Stopped, CliError> {
    let mut happened = session.outbox.happened();
    let mut other_process = session.outbox.delivery.other_process_changes();
    let mut sends_here = session.outbox.delivery.lease_changes();
    let mut interrupted = pin!(tokio::signal::ctrl_c());
    let mut progress = Progress::new();
    let meter = SpeedMeter::default();
    loop {
        let now = Timestamp::now();
        let found = session.store.plan(plan)?;
        let counts = session.store.plan_counts(plan)?;
        let counts_down = sent_by == SentBy::ThisCommand && is_found_in_grace(&found);
        if counts_down && found.grace_until <= now {
            // The process that took over from the last one put the plan on hold, because it
            // couldn't know that somebody is still watching it here.
            session.outbox.actions.resume(plan, now)?;
            continue;
        }
        let speed = measure(&meter, &found, &counts);
        let standstill = session.outbox.standstill(&found);
        if !counts_down && is_over(&found, standstill.as_ref()) {
            progress.end();
            return Ok(Stopped::StandsStill);
        }
        let line = progress_line(&found, standstill.as_ref(), speed, now, &TimeZone::system());
        progress.show(&line, counts.settled(), counts.all());
        let countdown = async {
            if found.state == PlanState::Grace || is_found_in_grace(&found) {
                tokio::time::sleep(COUNTDOWN_INTERVAL).await;
            } else {
                std::future::pending::<()>().await;
            }
        };
        tokio::select! {
            _ = happened.recv() => {}
            _ = other_process.changed() => {}
            _ = sends_here.changed() => {}
            () = countdown => {}
            asked = &mut interrupted => {
                progress.end();
                asked?;
                // Read again: the grace may have ended since. And the time of the last progress
                // tells, not that of the departure, because a plan can be about to depart again
                // after something of it was sent.
                let was_sent = session.store.plan(plan)?.last_progress_at.is_some();
                if was_sent || sent_by == SentBy::Another {
                    return Ok(Stopped::Interrupted);
                }
                session.outbox.actions.cancel(plan, Timestamp::now())?;
                eprintln!("Undone. Nothing was sent, and your list is back in the drafts.");
                return Ok(Stopped::StandsStill);
            }
        }
        tokio::time::sleep(SETTLING).await;
        while happened.try_recv().is_ok() {}
    }
}

/// Whether the plan is done, or doesn't move again before someone acts.
fn is_over(plan: &Plan, standstill: Option<&Standstill>) -> bool {
    match plan.state {
        PlanState::Settled | PlanState::Paused => true,
        PlanState::Held => plan.hold_until.is_none(),
        PlanState::Grace => false,
        PlanState::Sending => matches!(
            standstill,
            Some(Standstill::KeyMissing | Standstill::KeyRefused)
        ),
    }
}

fn is_found_in_grace(plan: &Plan) -> bool {
    let hold = plan.hold.clone();
    plan.state == PlanState::Held && hold == Some(Hold::FoundInGrace)
}

/// The speed of the plan, as far as it was measured here.
fn measure(meter: &SpeedMeter, plan: &Plan, counts: &PlanCounts) -> Option<Speed> {
    let now = Instant::now();
    if plan.state == PlanState::Sending {
        meter.note(plan.id, counts.settled(), now);
    } else {
        meter.stopped(plan.id);
    }
    meter.of(plan.id, counts.under_way(), now)
}

/// What is said beside the progress: the countdown, why the plan stands still, or its speed.
fn progress_line(
    plan: &Plan,
    standstill: Option<&Standstill>,
    speed: Option<Speed>,
    now: Timestamp,
    zone: &TimeZone,
) -> String {
    let in_grace = plan.state == PlanState::Grace || is_found_in_grace(plan);
    match plan.grace_until.duration_since(now).as_secs() {
        1 if in_grace => return "Sending in 1 second, press Ctrl+C to undo".to_owned(),
        left @ 2.. if in_grace => {
            return format!("Sending in {left} seconds, press Ctrl+C to undo");
        }
        _ => {}
    }
    let speed = speed.as_ref().map(words::speed);
    match standstill {
        None => speed.unwrap_or_else(|| "Sending".to_owned()),
        // The plan stands still in this process only.
        Some(Standstill::OtherProcess) => {
            speed.unwrap_or_else(|| "Sending in another window or terminal".to_owned())
        }
        Some(reason @ Standstill::Failing { .. }) => format!(
            "{}; Cohort tries again automatically",
            words::standstill_title(Language::English, reason, now, zone)
        ),
        Some(reason) => format!(
            "{}; sending resumes automatically",
            words::standstill_title(Language::English, reason, now, zone)
        ),
    }
}

/// Why a plan that is no longer followed stands still, and what the user can do about it.
pub(crate) fn standstill_at_end(session: &Session, plan: &Plan) -> Option<String> {
    let surroundings = Surroundings {
        // This process has stopped sending by now, which is no reason for anything.
        other_process: false,
        ..session.outbox.surroundings(&plan.place.account)
    };
    let standstill = Standstill::of(plan, &surroundings)?;
    let (now, zone) = (Timestamp::now(), TimeZone::system());
    let title = words::standstill_title(Language::English, &standstill, now, &zone);
    Some(match &standstill {
        Standstill::OnHold { hold, .. } if standstill.asks_user() => {
            let text = words::on_hold(
                Language::English,
                hold,
                plan.intent.purpose,
                plan.hold_until,
                now,
                &zone,
            );
            format!("{text} {}", how_to_decide(hold, plan.id))
        }
        Standstill::KeyMissing | Standstill::KeyRefused => {
            format!("{title}. Set COHORT_API_KEY, or enter the API key in Cohort's window.")
        }
        // The window's sentence would promise that sending resumes, and nothing sends any more.
        _ => format!("{title}."),
    })
}

/// The commands that tell Cohort what the user has decided about a plan on hold.
fn how_to_decide(hold: &Hold, plan: PlanId) -> String {
    match hold {
        Hold::DataRestored => "Run `cohort outbox look-up` to resume.".to_owned(),
        Hold::SnapshotGone => format!("Run `cohort outbox cancel {plan}` to undo it."),
        _ => format!(
            "Run `cohort outbox resume {plan}` to send it, or `cohort outbox cancel {plan}` to cancel it."
        ),
    }
}

#[cfg(test)]
#[path = "watch_tests.rs"]
mod tests;
