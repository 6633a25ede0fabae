//! Files that are saved from the data where the user wants them: all of it, and a copy for support.

use std::path::Path;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use outbox::SupportNames;
use store::{ExportError, Store};

use super::blocking::blocking;
use crate::app::App;
use crate::bridge::{Problem, SavedFile, SupportCopyWish};
use crate::support_copy::WindowSupportCopy;

/// `None`: the dialog was closed without naming a file.
pub(super) async fn data_export(app: &App) -> Result<Option<SavedFile>, Problem> {
    let write = |store: &Store, path: &Path| store.export(path);
    export(app, "Cohort", "db", write).await
}

/// `None`: the dialog was closed without naming a file.
pub(super) async fn support_copy_save(
    app: &App,
    wish: SupportCopyWish,
) -> Result<Option<SavedFile>, Problem> {
    let names = if wish.people {
        SupportNames::Shown
    } else {
        SupportNames::StandIns
    };
    let (outbox, preferences) = (app.outbox.clone(), app.preferences().clone());
    let (desktop, log) = (app.desktop.state(), app.desktop.recent_log());
    let write = move |store: &Store, path: &Path| {
        // The data is read only now, because the dialog may have been open for long.
        let data = outbox.support_copy(names, Timestamp::now())?;
        let copy = WindowSupportCopy::of(data, &preferences, desktop, log, names);
        store.export_text(path, &copy.to_json()?)
    };
    export(app, "Cohort support", "json", write).await
}

/// Asks where to save something, under a name with the day in it, and has it written there.
async fn export(
    app: &App,
    title: &str,
    ending: &str,
    write: impl FnOnce(&Store, &Path) -> Result<(), ExportError> + Send + 'static,
) -> Result<Option<SavedFile>, Problem> {
    let day = Timestamp::now().to_zoned(TimeZone::system()).date();
    let proposed = lists::file_name(&format!("{title} {day}"), ending);
    let Some(path) = app.desktop.save_file(&proposed).await else {
        return Ok(None);
    };
    let store = app.store.clone();
    blocking(move || {
        let name = path.file_name().unwrap_or_default();
        let name = name.to_string_lossy().into_owned();
        write(&store, &path).map_err(|error| {
            // What is wrong with the data itself isn't said of the file.
            let concerns_file = !matches!(error, ExportError::Store(_));
            let problem = Problem::from(error);
            if concerns_file {
                problem.about(name.clone())
            } else {
                problem
            }
        })?;
        Ok::<_, Problem>(Some(SavedFile {
            name,
            folder: path.parent().unwrap_or(&path).display().to_string(),
        }))
    })
    .await
}
