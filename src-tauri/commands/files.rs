//! Files that the user chooses or drops, and what they hold.

use std::path::PathBuf;
use std::sync::Arc;

use super::blocking::blocking;
use crate::app::App;
use crate::bridge::{FileChoose, FileChosen, FileKind, FilePreview, FileRef, FileStop, Problem};
use crate::chosen_files::DRAFT_ENDING;

pub(super) async fn file_choose(app: &App, choose: FileChoose) -> Result<Option<FileRef>, Problem> {
    let ending = match choose.kind {
        FileKind::List => None,
        FileKind::Draft => Some(DRAFT_ENDING),
    };
    let chosen = app.desktop.choose_file(ending).await;
    Ok(chosen.map(|path| app.files.add(path)))
}

/// Files were dropped on the window.
pub(crate) fn dropped(app: &App, paths: &[PathBuf]) {
    let files = paths.iter().map(|path| app.files.add(path.clone()));
    app.changes.dropped(files.collect());
}

pub(super) async fn file_stop(app: &App, stop: FileStop) -> Result<(), Problem> {
    app.files.get(&stop.file)?.stop();
    Ok(())
}

pub(super) async fn file_preview(
    app: &Arc<App>,
    chosen: FileChosen,
) -> Result<FilePreview, Problem> {
    let file = app.files.get(&chosen.file)?;
    let name = file.name();
    let (store, choices) = (app.store.clone(), chosen.choices.map(Into::into));
    let preview = blocking(move || lists::preview(&store, &file, choices.as_ref())).await?;
    Ok(FilePreview::of(chosen.file, name, preview))
}
