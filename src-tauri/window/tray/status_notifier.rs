//! The tray on Linux: a `StatusNotifierItem` on the session bus, there exactly while somebody shows
//! it.

use ksni::menu::StandardItem;
use ksni::{Handle, MenuItem, ToolTip, TrayMethods as _};
use tauri::AppHandle;
use tokio::sync::watch;
use zbus::Connection;

use super::host::TrayHost;
use super::{OnAction, images};
use crate::bridge::Availability;
use crate::desktop::{Tray, TrayAction, TrayIcon, TrayItem};

struct Item {
    tray: Tray,
    on_action: OnAction,
}

pub(super) fn start(
    _: &AppHandle,
    on_action: OnAction,
    to_show: watch::Receiver<Option<Tray>>,
    presence: watch::Sender<Availability>,
) {
    tauri::async_runtime::spawn(async move {
        match Connection::session().await {
            Ok(bus) => {
                if let Err(error) = keep(&bus, &on_action, to_show, &presence).await {
                    tracing::warn!(%error, "there is no tray");
                }
            }
            Err(error) => tracing::warn!(%error, "there is no session bus, and so no tray"),
        }
        presence.send_replace(Availability::NoBus);
    });
}

/// Shows what is to be shown while there is somebody to show it, for as long as the bus is there.
async fn keep(
    bus: &Connection,
    on_action: &OnAction,
    mut to_show: watch::Receiver<Option<Tray>>,
    presence: &watch::Sender<Availability>,
) -> zbus::Result<()> {
    let mut host = TrayHost::follow(bus).await?;
    let mut shown: Option<Handle<Item>> = None;
    loop {
        let wanted = to_show.borrow_and_update().clone();
        match (host.is_there().await, wanted, &shown) {
            (true, Some(tray), None) => shown = make(tray, on_action).await,
            (true, Some(tray), Some(handle)) => {
                // `None`: the item has ended by itself, and the next round makes another.
                if handle.update(|item| item.tray = tray).await.is_none() {
                    shown = None;
                    continue;
                }
            }
            (false, _, Some(handle)) => {
                handle.shutdown().await;
                shown = None;
            }
            (true, None, _) | (false, _, None) => {}
        }
        presence.send_replace(match shown {
            Some(_) => Availability::Available,
            None => Availability::Missing,
        });
        tokio::select! {
            there = host.changed() => if !there {
                return Ok(());
            },
            changed = to_show.changed() => if changed.is_err() {
                return Ok(());
            },
        }
    }
}

async fn make(tray: Tray, on_action: &OnAction) -> Option<Handle<Item>> {
    let item = Item {
        tray,
        on_action: on_action.clone(),
    };
    match item.spawn().await {
        Ok(handle) => Some(handle),
        Err(error) => {
            tracing::warn!(%error, "the tray icon couldn't be made");
            None
        }
    }
}

impl ksni::Tray for Item {
    fn id(&self) -> String {
        "cohort".to_owned()
    }

    fn title(&self) -> String {
        "Cohort".to_owned()
    }

    fn status(&self) -> ksni::Status {
        match self.tray.icon {
            TrayIcon::Attention => ksni::Status::NeedsAttention,
            _ => ksni::Status::Active,
        }
    }

    fn icon_pixmap(&self) -> Vec<ksni::Icon> {
        pixmaps(self.tray.icon)
    }

    fn attention_icon_pixmap(&self) -> Vec<ksni::Icon> {
        pixmaps(TrayIcon::Attention)
    }

    fn tool_tip(&self) -> ToolTip {
        ToolTip {
            title: "Cohort".to_owned(),
            description: self.tray.line.clone(),
            ..ToolTip::default()
        }
    }

    /// A click on the icon itself, where the panel reports it.
    fn activate(&mut self, _: i32, _: i32) {
        (self.on_action)(TrayAction::Open);
    }

    fn menu(&self) -> Vec<MenuItem<Self>> {
        self.tray.menu.iter().map(entry).collect()
    }
}

fn entry(item: &TrayItem) -> MenuItem<Item> {
    let TrayItem::Entry { label, action } = item else {
        return MenuItem::Separator;
    };
    let action = *action;
    StandardItem {
        // A single underscore would mark the letter after it as the key of the entry.
        label: label.replace('_', "__"),
        enabled: action.is_some(),
        activate: Box::new(move |item: &mut Item| {
            if let Some(action) = action {
                (item.on_action)(action);
            }
        }),
        ..StandardItem::default()
    }
    .into()
}

fn pixmaps(icon: TrayIcon) -> Vec<ksni::Icon> {
    let of = |image: tauri::image::Image<'_>| ksni::Icon {
        width: i32::try_from(image.width()).unwrap_or_default(),
        height: i32::try_from(image.height()).unwrap_or_default(),
        // The bus wants the transparency first.
        data: image
            .rgba()
            .chunks_exact(4)
            .flat_map(|pixel| [pixel[3], pixel[0], pixel[1], pixel[2]])
            .collect(),
    };
    images(icon).into_iter().map(of).collect()
}
