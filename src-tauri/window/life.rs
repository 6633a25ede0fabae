//! How long Cohort runs: the window that closes while Cohort stays in the tray, quitting once the
//! last answers are there, and the system that ends the session.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tauri::{AppHandle, CloseRequestApi, ExitRequestApi, Manager, Wry};
use tokio::sync::watch;

use super::{Around, WINDOW, second_start, show};
use crate::app::App;
use crate::background::{Ending, Situation};
use crate::bridge::{Availability, Closing};

/// How long answers are waited for before Cohort ends.
const FINISHING: Duration = Duration::from_secs(10);
/// How long answers are waited for if the system ends the session, which must not be held up.
#[cfg(unix)]
const FINISHING_AT_SHUTDOWN: Duration = Duration::from_secs(2);
/// How long the tray may be away while no window is open. Panels are restarted now and then.
const WITHOUT_TRAY: Duration = Duration::from_secs(10);

#[derive(Default)]
pub(super) struct Life {
    /// The user wants to quit, or the system ends the session.
    leaving: AtomicBool,
    /// The last answers are waited for.
    finishing: AtomicBool,
}

fn has_tray(handle: &AppHandle<Wry>) -> bool {
    handle.state::<Around>().tray.presence_now() == Availability::Available
}

/// The window's close button was pressed.
pub(super) fn on_close_requested(handle: &AppHandle<Wry>, api: &CloseRequestApi) {
    let app = Arc::clone(&handle.state::<Arc<App>>());
    match Situation::of(&app).on_close() {
        // The window closes, and `on_last_window_gone` decides what follows.
        Ending::ToTray => app.forget_question(),
        Ending::Ask(question) => {
            api.prevent_close();
            app.ask(question);
        }
        // The window is closing by itself.
        Ending::Quit => leave_within(handle, FINISHING),
    }
}

/// There is no window any more.
pub(super) fn on_last_window_gone(handle: &AppHandle<Wry>, api: &ExitRequestApi) {
    api.prevent_exit();
    let leaving = handle
        .state::<Around>()
        .life
        .leaving
        .load(Ordering::Acquire);
    let quits = handle.state::<Arc<App>>().preferences().closing == Closing::Quit;
    if leaving || quits || !has_tray(handle) {
        finish(handle, FINISHING);
    }
}

/// Ends Cohort. The window goes at once; the program once the last answers are there.
pub(super) fn leave(handle: &AppHandle<Wry>) {
    leave_within(handle, FINISHING);
    destroy_window(handle);
}

/// Ends Cohort, and starts it anew with a window. Nothing is awaited: sending has stopped by now.
pub(super) fn start_again(handle: &AppHandle<Wry>) {
    let around = handle.state::<Around>();
    around.life.leaving.store(true, Ordering::Release);
    around.life.finishing.store(true, Ordering::Release);
    second_start::let_the_next_one_start(handle);
    // Without its arguments, of which one may say that it opens no window.
    let started = tauri::process::current_binary(&handle.env())
        .and_then(|program| std::process::Command::new(program).spawn());
    if let Err(error) = started {
        tracing::error!(%error, "Cohort couldn't be started again");
    }
    destroy_window(handle);
    handle.exit(0);
}

fn leave_within(handle: &AppHandle<Wry>, patience: Duration) {
    let around = handle.state::<Around>();
    around.life.leaving.store(true, Ordering::Release);
    finish(handle, patience);
}

/// Closes the window without a question. Its web process ends with it.
pub(super) fn destroy_window(handle: &AppHandle<Wry>) {
    if let Some(window) = handle.get_webview_window(WINDOW)
        && let Err(error) = window.destroy()
    {
        tracing::warn!(%error, "the window couldn't be closed");
    }
}

/// Requests that have been sent are waited for before Cohort ends, because for an answer that nobody
/// hears the platform has to be asked again at the next start.
fn finish(handle: &AppHandle<Wry>, patience: Duration) {
    let around = handle.state::<Around>();
    if around.life.finishing.swap(true, Ordering::AcqRel) {
        return;
    }
    second_start::let_the_next_one_start(handle);
    let app = Arc::clone(&handle.state::<Arc<App>>());
    let handle = handle.clone();
    tauri::async_runtime::spawn(async move {
        if app.outbox.delivery.holds_lease() {
            let mut here = app.outbox.delivery.lease_changes();
            app.outbox.delivery.finish();
            // What became of a request that takes longer is looked up at the next start.
            let _ = tokio::time::timeout(patience, here.wait_for(|here| !*here)).await;
        }
        handle.exit(0);
    });
}

/// Shows the window where nobody could reach Cohort otherwise: none is open, and the tray is away for
/// longer than a panel takes to restart.
pub(super) async fn stay_reachable(handle: AppHandle<Wry>) {
    let mut presence: watch::Receiver<Availability> = handle.state::<Around>().tray.presence();
    loop {
        handle.state::<Arc<App>>().changes.desktop();
        let shown = *presence.borrow_and_update() == Availability::Available;
        if shown {
            if presence.changed().await.is_err() {
                return;
            }
            continue;
        }
        if tokio::time::timeout(WITHOUT_TRAY, presence.changed())
            .await
            .is_ok()
        {
            continue;
        }
        let leaving = handle
            .state::<Around>()
            .life
            .leaving
            .load(Ordering::Acquire);
        if !leaving && handle.get_webview_window(WINDOW).is_none() {
            show(&handle);
        }
        if presence.changed().await.is_err() {
            return;
        }
    }
}

/// The system ends the session, or somebody ends this program: nothing is asked, and what is on its
/// way is waited for only for a moment.
#[cfg(unix)]
pub(super) async fn leave_when_told(handle: AppHandle<Wry>) {
    use tokio::signal::unix::{SignalKind, signal};
    let signals = (
        signal(SignalKind::terminate()),
        signal(SignalKind::hangup()),
        signal(SignalKind::interrupt()),
    );
    let (Ok(mut terminate), Ok(mut hangup), Ok(mut interrupt)) = signals else {
        tracing::warn!("the system's signals can't be heard");
        return;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = hangup.recv() => {}
        _ = interrupt.recv() => {}
    }
    leave_within(&handle, FINISHING_AT_SHUTDOWN);
    destroy_window(&handle);
}

/// Windows ends programs by messages to their windows, which Tauri answers.
#[cfg(not(unix))]
#[expect(
    clippy::unused_async,
    reason = "on other systems the signals are awaited"
)]
pub(super) async fn leave_when_told(_: AppHandle<Wry>) {}
