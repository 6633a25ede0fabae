//! The window itself, by Tauri: how the app starts in it, what the system's desktop offers, and
//! what the window does by itself (closing, files dragged over it).

use std::path::Path;
use std::sync::Arc;

use home::Folders;
use language::Language;
use reader::Reader;
use store::StoreError;
use tauri::webview::{NewWindowResponse, PageLoadEvent};
use tauri::{
    AppHandle, DragDropEvent, Emitter, Manager, RunEvent, WebviewUrl, WebviewWindowBuilder,
    WindowEvent, Wry,
};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath, MessageDialogKind};
use tauri_plugin_window_state::StateFlags;
use tokio::sync::oneshot;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, Layer as _};
use vault::Vault;

use crate::app::App;
use crate::background;
use crate::bridge::{Changed, DesktopState, Preferences};
use crate::desktop::{ChosenPath, Desktop, Notification, Tray};
use crate::recent_log::{LogLine, RecentLog};
use crate::{commands, watch};

use life::Life;
use notifications::Notifications;
use tray::TrayHandle;

mod arguments;
mod autostart;
mod life;
mod notifications;
mod own_pages;
mod preferences;
mod second_start;
mod tray;

const WINDOW: &str = "main";

struct TauriDesktop(AppHandle<Wry>);

/// What the window's own code keeps beside the app.
struct Around {
    tray: TrayHandle,
    notifications: Notifications,
    life: Life,
    log: RecentLog,
}

impl Desktop for TauriDesktop {
    fn tell(&self, changed: Changed) {
        if let Err(error) = self.0.emit_to(WINDOW, "changed", changed) {
            tracing::warn!(%error, "the window couldn't be told");
        }
    }

    fn keep_preferences(&self, preferences: &Preferences) {
        preferences::keep(&self.0, preferences);
    }

    fn open_in_browser(&self, url: &str) -> bool {
        match tauri_plugin_opener::open_url(url, None::<&str>) {
            Ok(()) => true,
            Err(error) => {
                tracing::warn!(%error, "no browser could be opened");
                false
            }
        }
    }

    fn print(&self) -> bool {
        let window = self.0.get_webview_window(WINDOW);
        match window.map(|window| window.print()) {
            Some(Ok(())) => true,
            Some(Err(error)) => {
                tracing::warn!(%error, "the window couldn't be printed");
                false
            }
            None => false,
        }
    }

    fn choose_file(&self, ending: Option<&'static str>) -> ChosenPath<'_> {
        let dialog = self.dialog();
        let dialog = match ending {
            None => dialog,
            Some(ending) => dialog.add_filter("Cohort", &[ending]),
        };
        chosen(move |answer| dialog.pick_file(answer))
    }

    fn save_file(&self, name: &str) -> ChosenPath<'_> {
        let dialog = self.dialog().set_file_name(name);
        chosen(move |answer| dialog.save_file(answer))
    }

    fn show_tray(&self, tray: &Tray) {
        self.0.state::<Around>().tray.show(tray.clone());
    }

    fn show_window(&self) {
        show(&self.0);
    }

    fn notify(&self, notification: &Notification) {
        self.0.state::<Around>().notifications.show(notification);
    }

    fn close_window(&self) {
        life::destroy_window(&self.0);
    }

    fn quit(&self) {
        life::leave(&self.0);
    }

    fn start_again(&self) {
        life::start_again(&self.0);
    }

    fn show_folder(&self, folder: &Path) -> bool {
        match tauri_plugin_opener::open_path(folder, None::<&str>) {
            Ok(()) => true,
            Err(error) => {
                tracing::warn!(%error, "no file manager could be opened");
                false
            }
        }
    }

    fn state(&self) -> DesktopState {
        let around = self.0.state::<Around>();
        DesktopState {
            tray: around.tray.presence_now(),
            notifications: around.notifications.presence(),
            starts_with_session: autostart::is_on(&self.0),
        }
    }

    fn recent_log(&self) -> Vec<LogLine> {
        self.0.state::<Around>().log.lines()
    }

    fn start_with_session(&self, on: bool) {
        autostart::turn(&self.0, on);
    }
}

impl TauriDesktop {
    fn dialog(&self) -> FileDialogBuilder<Wry> {
        let dialog = self.0.dialog().file();
        match self.0.get_webview_window(WINDOW) {
            Some(window) => dialog.set_parent(&window),
            None => dialog,
        }
    }
}

/// Waits for the answer of a dialog without blocking a thread.
fn chosen<'a>(
    ask: impl FnOnce(Box<dyn FnOnce(Option<FilePath>) + Send>) + Send + 'a,
) -> ChosenPath<'a> {
    let (answer, answered) = oneshot::channel();
    Box::pin(async move {
        ask(Box::new(move |path| {
            // Whoever asked may be gone together with the window.
            let _ = answer.send(path);
        }));
        answered.await.ok()??.into_path().ok()
    })
}

/// Runs the app until its window is closed.
pub fn run() {
    private::no_core_dumps();
    let log = RecentLog::default();
    start_log(&log);
    let builder = tauri::Builder::default()
        // It has to be the first plugin.
        .plugin(second_start::plugin(show));
    #[cfg(not(target_os = "linux"))]
    let builder = builder.plugin(tauri_plugin_notification::init());
    let outcome = builder
        .plugin(tauri_plugin_store::Builder::new().build())
        .plugin(tauri_plugin_dialog::init())
        .plugin(autostart::plugin())
        .plugin(
            tauri_plugin_window_state::Builder::new()
                // The window is shown once the page has loaded and there is something to see.
                .with_state_flags(StateFlags::all() & !StateFlags::VISIBLE)
                .build(),
        )
        .invoke_handler(commands::handler())
        .setup(move |app| set_up(app.handle(), log.clone()))
        .build(tauri::generate_context!());
    match outcome {
        Ok(app) => app.run(|handle, event| match event {
            RunEvent::ExitRequested {
                code: None, api, ..
            } => life::on_last_window_gone(handle, &api),
            #[cfg(target_os = "macos")]
            RunEvent::Reopen { .. } => show(handle),
            _ => {}
        }),
        Err(error) => {
            second_start::start_again(&error);
            eprintln!("Cohort can't start: {error:#}");
            std::process::exit(1);
        }
    }
}

/// The log goes to the standard error, and its last lines into memory.
fn start_log(recent: &RecentLog) {
    let wanted = EnvFilter::try_from_env("COHORT_LOG").unwrap_or_else(|_| "warn".into());
    let shown = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    tracing_subscriber::registry()
        .with(shown.with_filter(wanted))
        .with(recent.layer())
        .init();
}

fn set_up(handle: &AppHandle<Wry>, log: RecentLog) -> Result<(), Box<dyn std::error::Error>> {
    let folders = Folders::of_this_user().ok_or("the system names no folder for the data")?;
    let opened = App::open(
        folders,
        preferences::load(handle),
        Vault::system(),
        Reader::of_this_program()?,
        Arc::new(TauriDesktop(handle.clone())),
    );
    let app = match opened {
        Err(StoreError::Newer) => {
            say_that_data_are_newer(handle);
            return Ok(());
        }
        opened => Arc::new(opened?),
    };
    handle.manage(Arc::clone(&app));
    let opened = Arc::clone(&app);
    let (on_tray, on_click) = (Arc::clone(&app), Arc::clone(&app));
    handle.manage(Around {
        tray: TrayHandle::start(
            handle,
            Arc::new(move |action| background::on_tray(&on_tray, action)),
        ),
        notifications: Notifications::start(
            handle,
            Arc::new(move |destination| on_click.go_to(destination)),
        ),
        life: Life::default(),
        log,
    });
    tauri::async_runtime::spawn(life::stay_reachable(handle.clone()));
    tauri::async_runtime::spawn(life::leave_when_told(handle.clone()));
    tauri::async_runtime::spawn(watch::run(Arc::clone(&app)));
    tauri::async_runtime::spawn(background::run(Arc::clone(&app)));
    tauri::async_runtime::spawn(background::refresh_waited_for(Arc::clone(&app)));
    tauri::async_runtime::spawn(async move {
        app.start().await;
        app.run().await;
    });
    // An argument that isn't Unicode is no file that the window could name.
    let given: Vec<_> = std::env::args_os()
        .map(|argument| argument.to_string_lossy().into_owned())
        .collect();
    let files = arguments::files(&given, &std::env::current_dir()?);
    if !files.is_empty() {
        opened.open_files(files);
    }
    if !given.iter().any(|argument| argument == arguments::HIDDEN) {
        open_window(handle)?;
    }
    Ok(())
}

/// The data is left as it is, so there is nothing that this version could show.
fn say_that_data_are_newer(handle: &AppHandle<Wry>) {
    let text = match preferences::load(handle).language.language() {
        Language::English => {
            "Cohort's data on this computer was written by a newer version of Cohort, and nothing in it was changed. Install the newer version, and open that."
        }
        Language::German => {
            "Die Daten von Cohort auf diesem Computer stammen von einer neueren Version von Cohort. Es wurde nichts daran geändert. Installieren Sie die neuere Version, und öffnen Sie diese."
        }
    };
    let (dialog, handle) = (handle.dialog().message(text), handle.clone());
    dialog
        .title("Cohort")
        .kind(MessageDialogKind::Error)
        .show(move |_| handle.exit(1));
}

/// Makes the window. It shows itself once its page has loaded.
fn open_window(handle: &AppHandle<Wry>) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(handle, WINDOW, WebviewUrl::default())
        .title("Cohort")
        .inner_size(1280.0, 800.0)
        .min_inner_size(720.0, 480.0)
        .visible(false)
        // The page has no use for any of these; links are opened by a command that makes the address.
        .on_navigation(own_pages::is_own_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .on_page_load(|window, load| {
            if load.event() == PageLoadEvent::Finished {
                show(window.app_handle());
            }
        })
        .build()?;
    let handle = handle.clone();
    window.on_window_event(move |event| match event {
        WindowEvent::DragDrop(event) => dragged(&handle.state::<Arc<App>>(), event),
        WindowEvent::CloseRequested { api, .. } => life::on_close_requested(&handle, api),
        _ => {}
    });
    Ok(())
}

/// The page is told that files are over it and what they are called, never where they lie.
fn dragged(app: &App, event: &DragDropEvent) {
    match event {
        DragDropEvent::Enter { paths, .. } if !paths.is_empty() => {
            app.changes.dragging(true);
        }
        DragDropEvent::Leave => app.changes.dragging(false),
        DragDropEvent::Drop { paths, .. } => {
            app.changes.dragging(false);
            if !paths.is_empty() {
                commands::dropped(app, paths);
            }
        }
        _ => {}
    }
}

/// Brings the window to the front, and makes it where there is none.
fn show(app: &AppHandle<Wry>) {
    let Some(window) = app.get_webview_window(WINDOW) else {
        if let Err(error) = open_window(app) {
            tracing::error!(%error, "the window couldn't be opened");
        }
        return;
    };
    // Each of these fails on a system that has no such thing, and nothing depends on it.
    let _ = window.unminimize();
    let _ = window.show();
    let _ = window.set_focus();
}
