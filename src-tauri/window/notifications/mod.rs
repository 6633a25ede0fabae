//! Notifications: over the session bus on Linux, by Tauri's plugin elsewhere.

use std::sync::Arc;

use crate::bridge::Destination;

#[cfg(target_os = "linux")]
#[path = "session_bus.rs"]
mod system;
#[cfg(not(target_os = "linux"))]
#[path = "plugin.rs"]
mod system;

pub(super) use system::Notifications;

/// What is done when the user clicks a notification.
pub(super) type OnClick = Arc<dyn Fn(Destination) + Send + Sync>;
