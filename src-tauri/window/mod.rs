//! The window itself, by Tauri: how the app starts in it, what the system's desktop offers, and
//! what the window does by itself (closing, files dragged over it).

use std::sync::Arc;
use std::time::Duration;

use home::Folders;
use reader::Reader;
use tauri::webview::{NewWindowResponse, PageLoadEvent};
use tauri::{
    AppHandle, DragDropEvent, Emitter, ExitRequestApi, Manager, RunEvent, WebviewUrl,
    WebviewWindowBuilder, WindowEvent, Wry,
};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};
use tauri_plugin_window_state::StateFlags;
use tokio::sync::oneshot;
use vault::Vault;

use crate::app::App;
use crate::bridge::{Changed, FileKind, Preferences};
use crate::chosen_files::DRAFT_ENDING;
use crate::desktop::{ChosenPath, Desktop};
use crate::{commands, watch};

mod own_pages;
mod preferences;
mod second_start;

const WINDOW: &str = "main";
/// How long answers are waited for once the window is closed.
const FINISHING: Duration = Duration::from_secs(10);

struct TauriDesktop(AppHandle<Wry>);

impl Desktop for TauriDesktop {
    fn tell(&self, changed: Changed) {
        if let Err(error) = self.0.emit_to(WINDOW, "changed", changed) {
            tracing::warn!(%error, "the window could not be told");
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
                tracing::warn!(%error, "the window could not be printed");
                false
            }
            None => false,
        }
    }

    fn choose_file(&self, kind: FileKind) -> ChosenPath<'_> {
        let dialog = self.dialog();
        let dialog = match kind {
            FileKind::List => dialog,
            FileKind::Draft => dialog.add_filter("Cohort", &[DRAFT_ENDING]),
        };
        chosen(move |answer| dialog.pick_file(answer))
    }

    fn save_file(&self, name: &str) -> ChosenPath<'_> {
        let dialog = self.dialog().set_file_name(name);
        chosen(move |answer| dialog.save_file(answer))
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
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("COHORT_LOG")
                .unwrap_or_else(|_| "warn".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    let outcome = tauri::Builder::default()
        .plugin(second_start::plugin(show))
        .plugin(tauri_plugin_store::Builder::new().build())
        .plugin(tauri_plugin_dialog::init())
        .plugin(
            tauri_plugin_window_state::Builder::new()
                // The window is shown once the page has loaded and there is something to see.
                .with_state_flags(StateFlags::all() & !StateFlags::VISIBLE)
                .build(),
        )
        .invoke_handler(commands::handler())
        .setup(|app| set_up(app.handle()))
        .build(tauri::generate_context!());
    match outcome {
        Ok(app) => app.run(|handle, event| {
            if let RunEvent::ExitRequested {
                code: None, api, ..
            } = event
            {
                finish_sending(handle, &api);
            }
        }),
        Err(error) => {
            second_start::start_again(&error);
            eprintln!("Cohort cannot start: {error:#}");
            std::process::exit(1);
        }
    }
}

/// The window is closed. Requests that have been sent are waited for before Cohort ends, because
/// for an answer that nobody hears the platform has to be asked again at the next start.
fn finish_sending(handle: &AppHandle<Wry>, api: &ExitRequestApi) {
    let app = Arc::clone(&handle.state::<Arc<App>>());
    if !app.outbox.delivery.holds_lease() {
        return;
    }
    api.prevent_exit();
    second_start::let_the_next_one_start(handle);
    let handle = handle.clone();
    tauri::async_runtime::spawn(async move {
        let mut here = app.outbox.delivery.lease_changes();
        app.outbox.delivery.finish();
        // What became of a request that takes longer is looked up at the next start.
        let _ = tokio::time::timeout(FINISHING, here.wait_for(|here| !*here)).await;
        handle.exit(0);
    });
}

fn set_up(handle: &AppHandle<Wry>) -> Result<(), Box<dyn std::error::Error>> {
    let folders = Folders::of_this_user().ok_or("the system names no folder for the data")?;
    let app = Arc::new(App::open(
        folders,
        preferences::load(handle),
        Vault::system(),
        Reader::of_this_program()?,
        Arc::new(TauriDesktop(handle.clone())),
    )?);
    handle.manage(Arc::clone(&app));
    let dropped_on = Arc::clone(&app);
    tauri::async_runtime::spawn(watch::run(Arc::clone(&app)));
    tauri::async_runtime::spawn(async move {
        app.start().await;
        app.run().await;
    });
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
    window.on_window_event(move |event| {
        if let WindowEvent::DragDrop(event) = event {
            dragged(&dropped_on, event);
        }
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

fn show(app: &AppHandle<Wry>) {
    if let Some(window) = app.get_webview_window(WINDOW) {
        // Each of these fails on a system that has no such thing, and nothing depends on it.
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}
