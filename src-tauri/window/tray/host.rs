//! Whether anything shows tray icons on this desktop, asked of the session bus and followed by its
//! signals. An icon can be made without an error where nothing shows it, so making one tells nothing.

use std::time::Duration;

use futures_util::stream::{SelectAll, StreamExt as _};
use zbus::{Connection, MatchRule, MessageStream, message};

/// The service that knows the icons and those who show them.
const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const PATH: &str = "/StatusNotifierWatcher";
/// Nobody waits longer than this for a desktop that doesn't answer.
const PATIENCE: Duration = Duration::from_secs(1);

pub(super) struct TrayHost {
    bus: Connection,
    signals: SelectAll<MessageStream>,
}

impl TrayHost {
    /// Listens before anybody asks, so that no change falls between an answer and the next signal.
    pub(super) async fn follow(bus: &Connection) -> zbus::Result<Self> {
        let signal = || MatchRule::builder().msg_type(message::Type::Signal);
        let rules = [
            // The watcher has come or gone.
            signal()
                .sender("org.freedesktop.DBus")?
                .interface("org.freedesktop.DBus")?
                .member("NameOwnerChanged")?
                .arg(0, WATCHER)?
                .build(),
            // It says that somebody who shows icons has come or gone.
            signal().path(PATH)?.interface(WATCHER)?.build(),
            signal()
                .path(PATH)?
                .interface("org.freedesktop.DBus.Properties")?
                .member("PropertiesChanged")?
                .build(),
        ];
        let mut signals = SelectAll::new();
        for rule in rules {
            signals.push(MessageStream::for_match_rule(rule, bus, None).await?);
        }
        Ok(Self {
            bus: bus.clone(),
            signals,
        })
    }

    /// Whether there is somebody now. One that doesn't answer counts as nobody.
    pub(super) async fn is_there(&self) -> bool {
        let property = (WATCHER, "IsStatusNotifierHostRegistered");
        let asked = self.bus.call_method(
            Some(WATCHER),
            PATH,
            Some("org.freedesktop.DBus.Properties"),
            "Get",
            &property,
        );
        let Ok(Ok(answer)) = tokio::time::timeout(PATIENCE, asked).await else {
            return false;
        };
        let body = answer.body();
        let value = body.deserialize::<zbus::zvariant::Value<'_>>();
        value.is_ok_and(|value| bool::try_from(value).unwrap_or(false))
    }

    /// Waits until the answer may be another one. False: the bus is gone.
    pub(super) async fn changed(&mut self) -> bool {
        self.signals.next().await.is_some()
    }
}
