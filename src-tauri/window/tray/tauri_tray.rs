//! The tray on Windows and macOS, by Tauri. Both always show one.

use tauri::image::Image;
use tauri::menu::{Menu, MenuItem, PredefinedMenuItem};
use tauri::tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Wry};
use tokio::sync::watch;

use super::{OnAction, images};
use crate::bridge::Availability;
use crate::desktop::{Tray, TrayAction, TrayItem};

const ID: &str = "cohort";

pub(super) fn start(
    app: &AppHandle,
    on_action: OnAction,
    mut to_show: watch::Receiver<Option<Tray>>,
    presence: watch::Sender<Availability>,
) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        loop {
            let wanted = to_show.borrow_and_update().clone();
            if let Some(tray) = wanted {
                let shown = show(&app, &tray, &on_action);
                presence.send_replace(match shown {
                    Ok(()) => Availability::Available,
                    Err(error) => {
                        tracing::warn!(%error, "the tray icon couldn't be made");
                        Availability::Missing
                    }
                });
            }
            if to_show.changed().await.is_err() {
                return;
            }
        }
    });
}

fn show(app: &AppHandle, tray: &Tray, on_action: &OnAction) -> tauri::Result<()> {
    let menu = menu(app, tray)?;
    let [.., image] = images(tray.icon);
    let icon = match app.tray_by_id(ID) {
        Some(icon) => {
            icon.set_icon(Some(image))?;
            icon.set_menu(Some(menu))?;
            icon
        }
        None => make(app, image, &menu, on_action)?,
    };
    icon.set_tooltip(Some(format!("Cohort: {}", tray.line)))
}

fn make(
    app: &AppHandle,
    image: Image<'_>,
    menu: &Menu<Wry>,
    on_action: &OnAction,
) -> tauri::Result<TrayIcon> {
    let (clicked, chosen) = (on_action.clone(), on_action.clone());
    TrayIconBuilder::with_id(ID)
        .icon(image)
        .menu(menu)
        // On macOS a click opens the menu; on Windows the right button does.
        .show_menu_on_left_click(cfg!(target_os = "macos"))
        .on_tray_icon_event(move |_, event| {
            if let TrayIconEvent::Click {
                button: MouseButton::Left,
                button_state: MouseButtonState::Up,
                ..
            } = event
                && cfg!(windows)
            {
                clicked(TrayAction::Open);
            }
        })
        .on_menu_event(move |_, event| {
            if let Some(action) = action(event.id().as_ref()) {
                chosen(action);
            }
        })
        .build(app)
}

fn menu(app: &AppHandle, tray: &Tray) -> tauri::Result<Menu<Wry>> {
    let menu = Menu::new(app)?;
    for item in &tray.menu {
        let TrayItem::Entry { label, action } = item else {
            menu.append(&PredefinedMenuItem::separator(app)?)?;
            continue;
        };
        menu.append(&MenuItem::with_id(
            app,
            action.map(id).unwrap_or_default(),
            // A single ampersand would mark the letter after it as the key of the entry.
            label.replace('&', "&&"),
            action.is_some(),
            None::<&str>,
        )?)?;
    }
    Ok(menu)
}

/// What an entry does is its id, so that one chosen from a menu that has just been replaced still
/// does what it said.
fn id(action: TrayAction) -> String {
    match action {
        TrayAction::Open => "open".to_owned(),
        TrayAction::Invite => "invite".to_owned(),
        TrayAction::PauseSending => "pause".to_owned(),
        TrayAction::ResumeSending => "resume".to_owned(),
        TrayAction::OpenPlan(plan) => format!("plan {plan}"),
        TrayAction::Quit => "quit".to_owned(),
    }
}

fn action(id: &str) -> Option<TrayAction> {
    match id {
        "open" => Some(TrayAction::Open),
        "invite" => Some(TrayAction::Invite),
        "pause" => Some(TrayAction::PauseSending),
        "resume" => Some(TrayAction::ResumeSending),
        "quit" => Some(TrayAction::Quit),
        other => {
            let plan = other.strip_prefix("plan ")?.parse().ok()?;
            Some(TrayAction::OpenPlan(plan))
        }
    }
}
