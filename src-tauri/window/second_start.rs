//! One Cohort at a time: a second start shows the window of the first, hands it the files that it was
//! started with, and ends. A first one that runs is told apart here from one that is just ending and
//! from one that has died.

use std::path::Path;
use std::sync::Arc;

use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Manager, Wry};

use super::arguments::{self, HIDDEN};
use crate::app::App;

/// The name by which Tauri says whose start failed.
const PLUGIN: &str = "single-instance";

/// This has to be the first plugin, so that a second start ends before it has begun anything.
pub(super) fn plugin(show: fn(&AppHandle<Wry>)) -> TauriPlugin<Wry> {
    tauri_plugin_single_instance::init(move |app, arguments, folder| {
        // The session has started once more beside a Cohort that runs: nobody wants to see it.
        if !arguments.iter().any(|argument| argument == HIDDEN) {
            show(app);
        }
        let files = arguments::files(&arguments, Path::new(&folder));
        if let Some(app) = app.try_state::<Arc<App>>().filter(|_| !files.is_empty()) {
            app.open_files(files);
        }
    })
}

/// Whoever starts Cohort from now on gets a window of their own. Otherwise a start while the last
/// answers are awaited would be handed to a program that has no window left, and nothing would
/// appear. Which of the two may send isn't decided here, but by the lease.
pub(super) fn let_the_next_one_start(app: &AppHandle<Wry>) {
    tauri_plugin_single_instance::destroy(app);
}

/// Starts this program once more if the first one died while it was being asked for its window,
/// as after a crash or a kill: by now the system has noticed, and the name is free. It returns only
/// if that isn't what went wrong, or if the same has happened before.
pub(super) fn start_again(error: &tauri::Error) {
    let tauri::Error::PluginInitialization(plugin, _) = error else {
        return;
    };
    if plugin == PLUGIN {
        imp::start_again();
    }
}

#[cfg(unix)]
mod imp {
    use std::env;
    use std::os::unix::process::CommandExt;
    use std::process::Command;

    /// Set for a program that has started again, so that it doesn't do so for ever.
    const AGAIN: &str = "COHORT_STARTED_AGAIN";

    pub(super) fn start_again() {
        if env::var_os(AGAIN).is_some() {
            return;
        }
        let Ok(program) = env::current_exe() else {
            return;
        };
        tracing::warn!("the Cohort that was running has ended; this one starts in its place");
        // This program is replaced, so that whoever started it keeps its process.
        let error = Command::new(program)
            .args(env::args_os().skip(1))
            .env(AGAIN, "1")
            .exec();
        tracing::warn!(%error, "Cohort couldn't start again");
    }
}

#[cfg(not(unix))]
mod imp {
    /// Windows hands a start over by a message that needs no answer, so there is nothing to retry.
    pub(super) fn start_again() {}
}
