use std::sync::Arc;

use tauri::webview::PageLoadEvent;
use tauri::{AppHandle, Emitter, Manager, WebviewUrl, WebviewWindowBuilder, Wry};
use tauri_plugin_window_state::StateFlags;
use vault::Vault;

use crate::app::App;
use crate::bridge::{Changed, Preferences};
use crate::folders::Folders;
use crate::host::Host;
use crate::{commands, news, preferences};

const WINDOW: &str = "main";

struct Desktop(AppHandle<Wry>);

impl Host for Desktop {
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
}

/// Runs the app until its window is closed.
pub fn run() {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("COHORT_LOG")
                .unwrap_or_else(|_| "warn".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    // A second start shows the first one's window: this has to be the first plugin.
    let outcome = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _, _| show(app)))
        .plugin(tauri_plugin_store::Builder::new().build())
        .plugin(
            tauri_plugin_window_state::Builder::new()
                // Whether it shows is for the page to say, once there is something to see.
                .with_state_flags(StateFlags::all() & !StateFlags::VISIBLE)
                .build(),
        )
        .invoke_handler(commands::handler())
        .setup(|app| set_up(app.handle()))
        .run(tauri::generate_context!());
    if let Err(error) = outcome {
        eprintln!("Cohort cannot start: {error:#}");
        std::process::exit(1);
    }
}

fn set_up(handle: &AppHandle<Wry>) -> Result<(), Box<dyn std::error::Error>> {
    let folders = Folders::at(handle.path().app_local_data_dir()?);
    let app = Arc::new(App::begin(
        folders,
        preferences::load(handle),
        Vault::system(),
        Box::new(Desktop(handle.clone())),
    )?);
    handle.manage(Arc::clone(&app));
    tauri::async_runtime::spawn(news::tell(Arc::clone(&app)));
    tauri::async_runtime::spawn(async move {
        app.start().await;
        if app.deliverer.is_some() {
            app.engine.run().await;
        }
    });
    WebviewWindowBuilder::new(handle, WINDOW, WebviewUrl::default())
        .title("Cohort")
        .inner_size(1280.0, 800.0)
        .min_inner_size(720.0, 480.0)
        .visible(false)
        .on_page_load(|window, load| {
            if load.event() == PageLoadEvent::Finished {
                show(window.app_handle());
            }
        })
        .build()?;
    Ok(())
}

fn show(app: &AppHandle<Wry>) {
    if let Some(window) = app.get_webview_window(WINDOW) {
        // Each may fail where the system has no such thing; the window is there all the same.
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}
