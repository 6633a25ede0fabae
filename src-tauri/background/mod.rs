//! What Cohort does beside its window: it shows the tray, does what the user chooses there, and
//! decides what follows when the window is closed. It knows an [`App`] and neither a window nor a
//! system.

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::app::App;
use crate::bridge::Destination;
use crate::desktop::TrayAction;

mod ending;
mod notifier;
mod observer;
mod outbox_standing;
mod sent_count;
mod tray_content;
mod words;

pub(crate) use ending::{Ending, Situation};
use notifier::Notifier;
use observer::Observer;
use outbox_standing::OutboxStanding;
use tray_content::tray;

/// Keeps the tray true and shows notifications, for as long as the app runs. Whenever the window is
/// told that something reads differently, everything is worked out anew.
pub(crate) async fn run(app: Arc<App>) {
    let mut told = app.changes.rounds();
    let mut notifier = Notifier::default();
    let mut observer = Observer::new(Timestamp::now());
    let mut shown = None;
    // What the last run left open is settled first, or it would be taken for news.
    app.ready().await;
    loop {
        match OutboxStanding::read(&app) {
            Ok(standing) => {
                let tray = tray(&standing, app.language(), Timestamp::now());
                if shown.as_ref() != Some(&tray) {
                    app.desktop.show_tray(&tray);
                    shown = Some(tray);
                }
                let needs_attention = standing.needs_attention;
                match observer.observe(&app, needs_attention, notifier.under_way()) {
                    Ok(observation) => notifier.take(observation),
                    Err(error) => tracing::warn!(%error, "what happened can't be read"),
                }
            }
            Err(error) => tracing::warn!(%error, "the tray can't be brought up to date"),
        }
        let wanted = app.preferences().notifications;
        for notification in notifier.due(wanted, app.language(), Timestamp::now()) {
            app.desktop.notify(&notification);
        }
        tokio::select! {
            changed = told.changed() => if changed.is_err() {
                return;
            },
            () = until(notifier.next_due()) => {}
        }
    }
}

/// Reads every ten minutes who has joined of those who are waited for.
pub(crate) async fn refresh_waited_for(app: Arc<App>) {
    const EVERY: Duration = Duration::from_mins(10);
    loop {
        tokio::time::sleep(EVERY).await;
        // What was read since the round before this one is new enough.
        let stale = Timestamp::now() - SignedDuration::from_mins(9);
        let refreshed = app.outbox.refresh_waited_for(stale, |place| {
            app.lists.members_changed(place);
            app.changes.space(place.clone());
        });
        if let Err(error) = refreshed.await {
            tracing::warn!(%error, "who is waited for can't be read");
        }
    }
}

async fn until(due: Option<Timestamp>) {
    match due {
        Some(due) => {
            let left = due.duration_since(Timestamp::now());
            tokio::time::sleep(left.try_into().unwrap_or_default()).await;
        }
        None => std::future::pending().await,
    }
}

/// The user has chosen this in the tray.
pub(crate) fn on_tray(app: &App, action: TrayAction) {
    match action {
        TrayAction::Open => app.desktop.show_window(),
        TrayAction::Invite => app.go_to(Destination::Invite),
        TrayAction::OpenPlan(plan) => app.go_to(Destination::Plan {
            plan: plan.to_string(),
        }),
        TrayAction::PauseSending => pause(app),
        TrayAction::ResumeSending => resume(app, Timestamp::now()),
        TrayAction::Quit => quit(app),
    }
}

/// Quits, or asks first.
fn quit(app: &App) {
    match Situation::of(app).on_quit() {
        Ending::Ask(question) => app.ask(question),
        Ending::Quit | Ending::ToTray => app.desktop.quit(),
    }
}

/// Pauses every plan that is sending at this moment, whatever the menu showed when it was opened.
fn pause(app: &App) {
    for plan in standing(app).sending {
        // A plan that has settled since has nothing to pause.
        if let Err(error) = app.outbox.actions.pause(plan) {
            tracing::info!(%error, "a plan couldn't be paused");
        }
    }
    app.changes.status();
}

/// What is in the outbox. Where that can't be read, nothing was done about it: the window opens, in
/// which the user sees that, and why.
fn standing(app: &App) -> OutboxStanding {
    OutboxStanding::read(app).unwrap_or_else(|error| {
        tracing::error!(%error, "the outbox couldn't be read");
        app.desktop.show_window();
        OutboxStanding::default()
    })
}

fn resume(app: &App, now: Timestamp) {
    for plan in standing(app).paused {
        if let Err(error) = app.outbox.actions.resume(plan, now) {
            tracing::info!(%error, "a plan couldn't be resumed");
        }
    }
    app.changes.status();
}
