//! Notifications on Linux: `org.freedesktop.Notifications` on the session bus.

use std::collections::{BTreeMap, HashMap};

use futures_util::StreamExt as _;
use tauri::AppHandle;
use tokio::sync::{mpsc, watch};
use zbus::zvariant::Value;
use zbus::{Connection, MatchRule, Message, MessageStream, message};

use super::OnClick;
use crate::bridge::{Availability, Destination};
use crate::desktop::{Notification, NotificationKind};

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";
/// The action of a click on the notification itself.
const CLICK: &str = "default";
/// The name of the desktop entry, by which a desktop knows whose notifications these are.
const DESKTOP_ENTRY: &str = "Cohort";

pub(in crate::window) struct Notifications {
    to_show: mpsc::UnboundedSender<Notification>,
    presence: watch::Receiver<Availability>,
}

impl Notifications {
    pub(in crate::window) fn start(_: &AppHandle, on_click: OnClick) -> Self {
        let (to_show, waiting) = mpsc::unbounded_channel();
        let (tell, presence) = watch::channel(Availability::Unknown);
        tauri::async_runtime::spawn(async move {
            let presence = match Connection::session().await {
                Ok(bus) => match keep(&bus, &on_click, waiting, &tell).await {
                    Ok(()) => return,
                    Err(error) => {
                        tracing::warn!(%error, "there are no notifications");
                        Availability::Missing
                    }
                },
                Err(error) => {
                    tracing::warn!(%error, "there is no session bus, and so no notifications");
                    Availability::NoBus
                }
            };
            tell.send_replace(presence);
        });
        Self { to_show, presence }
    }

    pub(in crate::window) fn show(&self, notification: &Notification) {
        // Where there is nobody to show it, it is lost, and what it says stands in the window.
        let _ = self.to_show.send(notification.clone());
    }

    pub(in crate::window) fn presence(&self) -> Availability {
        *self.presence.borrow()
    }
}

/// What is shown of one kind.
struct ShownNotification {
    id: u32,
    opens: Destination,
}

async fn keep(
    bus: &Connection,
    on_click: &OnClick,
    mut waiting: mpsc::UnboundedReceiver<Notification>,
    presence: &watch::Sender<Availability>,
) -> zbus::Result<()> {
    let signals = || MatchRule::builder().msg_type(message::Type::Signal);
    let rule = signals().path(PATH)?.interface(NAME)?.build();
    let mut signals_of_it = MessageStream::for_match_rule(rule, bus, None).await?;
    let rule = signals()
        .sender("org.freedesktop.DBus")?
        .interface("org.freedesktop.DBus")?
        .member("NameOwnerChanged")?
        .arg(0, NAME)?
        .build();
    let mut comes_or_goes = MessageStream::for_match_rule(rule, bus, None).await?;
    let mut shown: BTreeMap<NotificationKind, ShownNotification> = BTreeMap::new();
    presence.send_replace(availability(bus).await);
    loop {
        tokio::select! {
            notification = waiting.recv() => {
                let Some(notification) = notification else {
                    return Ok(());
                };
                let replaces = shown.get(&notification.kind).map_or(0, |shown| shown.id);
                match show(bus, &notification, replaces).await {
                    Ok(id) => {
                        let opens = notification.opens;
                        shown.insert(notification.kind, ShownNotification { id, opens });
                    }
                    Err(error) => tracing::warn!(%error, "a notification couldn't be shown"),
                }
            }
            signal = signals_of_it.next() => match signal {
                Some(Ok(signal)) => on_signal(&signal, &mut shown, on_click),
                Some(Err(_)) => {}
                None => return Ok(()),
            },
            _ = comes_or_goes.next() => {
                // Another service counts from the beginning.
                shown.clear();
                presence.send_replace(availability(bus).await);
            }
        }
    }
}

/// Whether there is a service, running or to be started when it is needed.
async fn availability(bus: &Connection) -> Availability {
    match markup(bus).await {
        Ok(_) => Availability::Available,
        Err(_) => Availability::Missing,
    }
}

/// Whether the service reads bodies as markup.
async fn markup(bus: &Connection) -> zbus::Result<bool> {
    let answer = call(bus, "GetCapabilities", &()).await?;
    let capabilities: Vec<String> = answer.body().deserialize()?;
    Ok(capabilities.iter().any(|one| one == "body-markup"))
}

async fn show(bus: &Connection, what: &Notification, replaces: u32) -> zbus::Result<u32> {
    let body = if markup(bus).await? {
        escaped(&what.body)
    } else {
        what.body.clone()
    };
    let hints = HashMap::from([
        ("desktop-entry", Value::from(DESKTOP_ENTRY)),
        // It is no more urgent than an email.
        ("urgency", Value::from(1_u8)),
        ("category", Value::from("email")),
    ]);
    let actions = [CLICK, "Open"];
    let icon = "cohort-desktop";
    let (title, expires) = (&*what.title, -1_i32);
    let what = (
        "Cohort",
        replaces,
        icon,
        title,
        &*body,
        &actions[..],
        hints,
        expires,
    );
    call(bus, "Notify", &what).await?.body().deserialize()
}

async fn call<B>(bus: &Connection, method: &str, body: &B) -> zbus::Result<Message>
where
    B: serde::Serialize + zbus::zvariant::DynamicType + Sync,
{
    bus.call_method(Some(NAME), PATH, Some(NAME), method, body)
        .await
}

fn on_signal(
    signal: &Message,
    shown: &mut BTreeMap<NotificationKind, ShownNotification>,
    on_click: &OnClick,
) {
    let header = signal.header();
    match header.member().map(zbus::names::MemberName::as_str) {
        Some("ActionInvoked") => {
            let Ok((id, action)) = signal.body().deserialize::<(u32, String)>() else {
                return;
            };
            let ours = shown.values().find(|shown| shown.id == id);
            if let Some(shown) = ours.filter(|_| action == CLICK) {
                on_click(shown.opens.clone());
            }
        }
        Some("NotificationClosed") => {
            if let Ok((id, _)) = signal.body().deserialize::<(u32, u32)>() {
                shown.retain(|_, shown| shown.id != id);
            }
        }
        _ => {}
    }
}

/// The text for a service that reads markup, so that none of it is taken for any.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_in_a_body_is_markup() {
        assert_eq!(
            escaped("<a href=\"x\">R&D</a>"),
            "&lt;a href=\"x\"&gt;R&amp;D&lt;/a&gt;"
        );
    }
}
