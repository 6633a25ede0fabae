//! Delivers a plan, or watches another process deliver it, until nothing moves by itself any more.

use std::io::Write as _;
use std::pin::pin;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use outbox::{ConnectionState, Hold, Report, Speed, SpeedMeter, TakenOver, words};
use store::{Plan, PlanCounts, PlanId, PlanState, Store};
use tokio::time::Instant;

use crate::desk::Desk;
use crate::ending::Ending;
use crate::plain::Plain;
use crate::progress::Progress;
use crate::trouble::Trouble;
use crate::{json, plan_json};

/// What happens within this time is looked at once.
const TOGETHER: Duration = Duration::from_millis(100);

/// Whether the plan was sent from here, so that its grace is spent here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Own {
    Yes,
    No,
}

/// Says what the last one who sent left open.
pub(crate) fn found(found: Option<TakenOver>) {
    let Some(found) = found else {
        eprintln!("Another Cohort on this computer is sending; this shows how it goes.");
        return;
    };
    if found.restored.is_some() {
        eprintln!(
            "These data were restored from an earlier day, or copied. Everything that was under way waits: see `cohort outbox`, and `cohort outbox look-up`."
        );
    }
    if found.held_in_grace > 0 {
        eprintln!(
            "{} in the outbox had not left when Cohort was closed, and waits for your word: see `cohort outbox`.",
            if found.held_in_grace == 1 {
                "A plan"
            } else {
                "Plans"
            }
        );
    }
}

/// Why it is not watched any longer.
enum Stop {
    Still,
    Interrupted,
}

/// Delivers or watches the plans, one after the other.
pub(crate) async fn to_the_end(desk: &Desk, plans: &[PlanId], own: Own) -> Result<(), Trouble> {
    let delivering = tokio::spawn({
        let delivery = desk.outbox.delivery.clone();
        async move { delivery.run().await }
    });
    let keeping = tokio::spawn(keep_practice(desk));
    let mut stop = Ok(Stop::Still);
    for plan in plans {
        stop = follow(desk, *plan, own).await;
        if !matches!(stop, Ok(Stop::Still)) {
            break;
        }
    }
    desk.outbox.delivery.finish();
    tokio::select! {
        // What is on the wire comes to its end first, unless somebody insists.
        _ = delivering => {}
        _ = tokio::signal::ctrl_c() => {}
    }
    keeping.abort();
    desk.practice.stop().await;
    if let Stop::Interrupted = stop? {
        eprintln!("The rest stays in the outbox, and goes out when Cohort runs again.");
    }
    Ok(())
}

/// The practice platform goes on here when the process that ran it ends.
fn keep_practice(desk: &Desk) -> impl Future<Output = ()> + Send + use<> {
    let practice = desk.practice.clone();
    let outbox = desk.outbox.clone();
    async move {
        practice
            .keep(move || {
                outbox.platform_started(&store::AccountId::practice());
            })
            .await;
    }
}

async fn follow(desk: &Desk, plan: PlanId, own: Own) -> Result<Stop, Trouble> {
    let mut happened = desk.outbox.happened();
    let mut elsewhere = desk.outbox.delivery.other_process_changes();
    let mut here = desk.outbox.delivery.lease_changes();
    let mut interrupted = pin!(tokio::signal::ctrl_c());
    let mut progress = Progress::new();
    let tempos = SpeedMeter::default();
    loop {
        let found = desk.store.plan(plan)?;
        let counts = desk.store.plan_counts(plan)?;
        let tempo = tempo(&tempos, &found, &counts);
        if own == Own::Yes && held_within_grace(&found) && found.grace_until <= Timestamp::now() {
            // Whoever took over could not know that somebody is watching.
            desk.outbox.actions.resume(plan, Timestamp::now())?;
            continue;
        }
        if stands_still(desk, &found, own) {
            progress.end();
            return Ok(Stop::Still);
        }
        progress.show(&line(desk, &found, tempo), counts.settled(), counts.all());
        let tick = async {
            if found.state == PlanState::Grace || held_within_grace(&found) {
                tokio::time::sleep(Duration::from_millis(250)).await;
            } else {
                std::future::pending::<()>().await;
            }
        };
        tokio::select! {
            _ = happened.recv() => {}
            _ = elsewhere.changed() => {}
            _ = here.changed() => {}
            () = tick => {}
            asked = &mut interrupted => {
                progress.end();
                asked?;
                // Also of a plan that is to depart anew something may have left before.
                if desk.store.plan(plan)?.last_progress_at.is_some() || own == Own::No {
                    return Ok(Stop::Interrupted);
                }
                desk.outbox.actions.cancel(plan, Timestamp::now())?;
                eprintln!("Taken back. Nothing was sent, and the list is under the drafts again.");
                return Ok(Stop::Still);
            }
        }
        tokio::time::sleep(TOGETHER).await;
        while happened.try_recv().is_ok() {}
    }
}

/// Nothing moves before somebody does something.
fn stands_still(desk: &Desk, plan: &Plan, own: Own) -> bool {
    match plan.state {
        PlanState::Settled | PlanState::Paused => true,
        PlanState::Held => {
            plan.hold_until.is_none() && !(own == Own::Yes && held_within_grace(plan))
        }
        PlanState::Grace => false,
        PlanState::Sending => {
            desk.outbox.delivery.holds_lease()
                && desk
                    .outbox
                    .connections
                    .of(&plan.account)
                    .is_some_and(|known| {
                        matches!(
                            known.state,
                            ConnectionState::KeyMissing | ConnectionState::KeyRefused
                        )
                    })
        }
    }
}

fn held_within_grace(plan: &Plan) -> bool {
    let hold = plan.hold.as_deref().and_then(Hold::from_text);
    plan.state == PlanState::Held && hold == Some(Hold::FoundInGrace)
}

/// How fast it gets on, as far as was seen from here.
fn tempo(tempos: &SpeedMeter, plan: &Plan, counts: &PlanCounts) -> Option<Speed> {
    let now = Instant::now();
    if plan.state == PlanState::Sending {
        tempos.note(plan.id, counts.settled(), now);
    } else {
        tempos.stopped(plan.id);
    }
    tempos.of(plan.id, counts.under_way(), now)
}

fn line(desk: &Desk, plan: &Plan, tempo: Option<Speed>) -> String {
    let left = plan.grace_until.duration_since(Timestamp::now()).as_secs();
    let known = desk.outbox.connections.of(&plan.account);
    match plan.state {
        PlanState::Grace if left > 0 => format!("Leaves in {left} s; Ctrl-C takes it back"),
        PlanState::Held if plan.hold_until.is_some() => {
            words::hold(&Hold::Busy, plan.hold_until, &TimeZone::system())
        }
        _ if known.is_some_and(|known| known.state == ConnectionState::Offline) => {
            "Offline; it goes on by itself when the connection is back".to_owned()
        }
        _ => tempo.map_or_else(|| "Sending".to_owned(), |tempo| words::tempo(&tempo)),
    }
}

/// What came of it, in full.
pub(crate) fn said(desk: &Desk, plan: PlanId, as_json: bool) -> Result<Ending, Trouble> {
    let found = desk.store.plan(plan)?;
    let mut out = std::io::stdout().lock();
    if as_json {
        json::print(&plan_json::whole(&desk.store, &found)?, &mut out)?;
        return ending(&desk.store, plan);
    }
    let report = Report::of(&desk.store, plan, &TimeZone::system(), Timestamp::now())?;
    let counted: Vec<_> = report
        .counts
        .iter()
        .map(|(word, count)| format!("{count} {word}"))
        .collect();
    writeln!(out, "Plan {plan}, {}: {}", report.state, counted.join(", "))?;
    if let Some(hold) = report.hold {
        writeln!(out, "{hold}")?;
    }
    if desk
        .outbox
        .connections
        .of(&found.account)
        .is_some_and(|known| {
            matches!(
                known.state,
                ConnectionState::KeyMissing | ConnectionState::KeyRefused
            )
        })
        && found.state != PlanState::Settled
    {
        writeln!(
            out,
            "The platform asks for the key. Set COHORT_API_KEY, or give it in Cohort's window."
        )?;
    }
    for row in report.rows.iter().filter(|row| row.needs_hand) {
        writeln!(
            out,
            "  {}  {}  {}",
            Plain(&row.address),
            row.state,
            Plain(&row.why)
        )?;
    }
    ending(&desk.store, plan)
}

pub(crate) fn ending(store: &Store, plan: PlanId) -> Result<Ending, Trouble> {
    let counts = store.plan_counts(plan)?;
    let well =
        store.plan(plan)?.state == PlanState::Settled && counts.needs_hand() + counts.blocked == 0;
    Ok(if well {
        Ending::Well
    } else {
        Ending::NeedsHand
    })
}
