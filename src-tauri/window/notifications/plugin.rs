//! Notifications on Windows and macOS, by Tauri's plugin.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use tauri::AppHandle;
use tauri_plugin_notification::{ActiveNotification, NotificationExt as _};

use super::OnClick;
use crate::bridge::{Availability, Destination};
use crate::desktop::{Notification, NotificationKind};
use lock::LockExt as _;

pub(in crate::window) struct Notifications {
    app: AppHandle,
    opens: Arc<Mutex<HashMap<i32, Destination>>>,
}

impl Notifications {
    pub(in crate::window) fn start(app: &AppHandle, on_click: OnClick) -> Self {
        let opens = Arc::new(Mutex::new(HashMap::<i32, Destination>::new()));
        let known = Arc::clone(&opens);
        let listening = app.notification().on_action(move |performed| {
            let id = performed.notification().map(ActiveNotification::id);
            let destination = id.and_then(|id| known.locked().get(&id).cloned());
            if let Some(destination) = destination {
                on_click(destination);
            }
        });
        if let Err(error) = listening {
            tracing::warn!(%error, "clicks on notifications can't be heard");
        }
        Self {
            app: app.clone(),
            opens,
        }
    }

    pub(in crate::window) fn show(&self, notification: &Notification) {
        let id = id(notification.kind);
        self.opens.locked().insert(id, notification.opens.clone());
        let builder = self.app.notification().builder();
        let shown = builder
            .id(id)
            .title(&notification.title)
            .body(&notification.body)
            .show();
        if let Err(error) = shown {
            tracing::warn!(%error, "a notification couldn't be shown");
        }
    }

    #[expect(
        clippy::unused_self,
        reason = "on Linux the service can be missing, and `self` knows"
    )]
    pub(in crate::window) fn presence(&self) -> Availability {
        Availability::Available
    }
}

fn id(kind: NotificationKind) -> i32 {
    match kind {
        NotificationKind::Sent => 1,
        NotificationKind::NeedsAttention => 2,
        NotificationKind::BackOnline => 3,
        NotificationKind::Joined => 4,
    }
}
