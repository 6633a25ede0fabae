//! What a copy for support has besides what is known of the data: the settings of the window, and the
//! last lines of the log. As in `outbox::SupportCopy`, every field is named here, and texts that may name
//! somebody are in it only with people.

use std::collections::BTreeMap;

use jiff::Timestamp;
use outbox::{Label, SupportCopy, SupportNames};
use serde::Serialize;
use store::StoreError;

use crate::bridge::{
    Appearance, Availability, Closing, DesktopState, LanguageChoice, NotificationPreferences,
    Preferences,
};
use crate::recent_log::LogLine;

/// A copy for support, as the window makes it.
#[derive(Serialize)]
pub(crate) struct WindowSupportCopy {
    #[serde(flatten)]
    data: SupportCopy,
    window: WindowCopy,
    log: Vec<LogLineCopy>,
}

#[derive(Serialize)]
struct WindowCopy {
    appearance: Appearance,
    language: LanguageChoice,
    closing: Closing,
    quit_without_asking: bool,
    notify_of: NotificationPreferences,
    tray: Availability,
    notifications: Availability,
    starts_with_session: Option<bool>,
}

#[derive(Serialize)]
struct LogLineCopy {
    at: Timestamp,
    level: &'static str,
    target: &'static str,
    message: String,
    numbers: BTreeMap<&'static str, i64>,
    texts: BTreeMap<&'static str, Label>,
}

impl WindowSupportCopy {
    pub(crate) fn of(
        data: SupportCopy,
        preferences: &Preferences,
        desktop: DesktopState,
        log: Vec<LogLine>,
        names: SupportNames,
    ) -> Self {
        Self {
            data,
            window: WindowCopy {
                appearance: preferences.appearance,
                language: preferences.language,
                closing: preferences.closing,
                quit_without_asking: preferences.quit_without_asking,
                notify_of: preferences.notifications,
                tray: desktop.tray,
                notifications: desktop.notifications,
                starts_with_session: desktop.starts_with_session,
            },
            log: log
                .into_iter()
                .map(|line| LogLineCopy::of(line, names))
                .collect(),
        }
    }

    /// The text of the file with it, to be read by people too.
    pub(crate) fn to_json(&self) -> Result<String, StoreError> {
        serde_json::to_string_pretty(self).map_err(StoreError::Encode)
    }
}

impl LogLineCopy {
    fn of(line: LogLine, names: SupportNames) -> Self {
        let texts = line.texts.into_iter();
        Self {
            at: line.at,
            level: line.level,
            target: line.target,
            message: line.message,
            numbers: line.numbers,
            texts: texts
                .filter_map(|(field, text)| Some((field, names.text(&text)?)))
                .collect(),
        }
    }
}
