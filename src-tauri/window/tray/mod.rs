//! The tray icon. Whoever wants the tray to show something puts it into [`TrayHandle::show`]; how it
//! gets into the panel is a matter of the system: over the session bus on Linux, by Tauri elsewhere.

use std::sync::Arc;

use tauri::image::Image;
use tauri::include_image;
use tokio::sync::watch;

use crate::bridge::Availability;
use crate::desktop::{Tray, TrayAction, TrayIcon};

#[cfg(target_os = "linux")]
mod host;
#[cfg(target_os = "linux")]
#[path = "status_notifier.rs"]
mod system;
#[cfg(not(target_os = "linux"))]
#[path = "tauri_tray.rs"]
mod system;

/// What is done when the user chooses something in the tray.
pub(super) type OnAction = Arc<dyn Fn(TrayAction) + Send + Sync>;

/// The tray, as the rest of the window's code knows it.
pub(super) struct TrayHandle {
    wanted: watch::Sender<Option<Tray>>,
    presence: watch::Receiver<Availability>,
}

impl TrayHandle {
    /// Shows a tray from now on wherever there is one to show it in, and never fails.
    pub(super) fn start(app: &tauri::AppHandle, on_action: OnAction) -> Self {
        let (wanted, to_show) = watch::channel(None);
        let (tell_presence, presence) = watch::channel(Availability::Unknown);
        system::start(app, on_action, to_show, tell_presence);
        Self { wanted, presence }
    }

    pub(super) fn show(&self, tray: Tray) {
        self.wanted.send_replace(Some(tray));
    }

    pub(super) fn presence_now(&self) -> Availability {
        *self.presence.borrow()
    }

    pub(super) fn presence(&self) -> watch::Receiver<Availability> {
        self.presence.clone()
    }
}

/// An icon at each of the sizes at which panels show it.
fn images(icon: TrayIcon) -> [Image<'static>; 4] {
    match icon {
        TrayIcon::Idle => [
            include_image!("icons/tray-idle-22.png"),
            include_image!("icons/tray-idle-24.png"),
            include_image!("icons/tray-idle-32.png"),
            include_image!("icons/tray-idle-48.png"),
        ],
        TrayIcon::Sending => [
            include_image!("icons/tray-sending-22.png"),
            include_image!("icons/tray-sending-24.png"),
            include_image!("icons/tray-sending-32.png"),
            include_image!("icons/tray-sending-48.png"),
        ],
        TrayIcon::Attention => [
            include_image!("icons/tray-attention-22.png"),
            include_image!("icons/tray-attention-24.png"),
            include_image!("icons/tray-attention-32.png"),
            include_image!("icons/tray-attention-48.png"),
        ],
        TrayIcon::Offline => [
            include_image!("icons/tray-offline-22.png"),
            include_image!("icons/tray-offline-24.png"),
            include_image!("icons/tray-offline-32.png"),
            include_image!("icons/tray-offline-48.png"),
        ],
        TrayIcon::Paused => [
            include_image!("icons/tray-paused-22.png"),
            include_image!("icons/tray-paused-24.png"),
            include_image!("icons/tray-paused-32.png"),
            include_image!("icons/tray-paused-48.png"),
        ],
    }
}
