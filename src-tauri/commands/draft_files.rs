//! Drafts and lists as files to keep, and drafts that come back from them.

use std::sync::Arc;

use jiff::Timestamp;
use lists::DraftFile;
use platform::Instance;
use store::{DraftId, Intent, Place, SeenList};

use super::blocking::blocking;
use super::drafts;
use crate::app::App;
use crate::bridge::{
    DraftExport, DraftOpenFile, DraftRef, ExportFormat, OpenedFile, Problem, ProblemCode,
    SavedFile, account_id, id, place,
};
use crate::chosen_files::DRAFT_ENDING;

pub(super) async fn draft_save_file(
    app: &Arc<App>,
    draft: DraftRef,
) -> Result<Option<SavedFile>, Problem> {
    let draft = id(&draft.draft)?;
    let saved = Arc::clone(app);
    save(app, draft, DRAFT_ENDING, move || {
        let file = DraftFile::of(&saved.store.draft(draft)?, saved.store.draft_rows(draft)?);
        file.to_bytes()
            .map_err(|error| Problem::of(ProblemCode::Internal).with_detail(error.to_string()))
    })
    .await
}

pub(super) async fn draft_export(
    app: &Arc<App>,
    export: DraftExport,
) -> Result<Option<SavedFile>, Problem> {
    let draft = id(&export.draft)?;
    let exported = Arc::clone(app);
    save(app, draft, export.format.ending(), move || {
        let rows = exported.store.draft_rows(draft)?;
        let people: Vec<_> = rows.iter().map(lists::entry).collect();
        match export.format {
            ExportFormat::Csv => roster::to_csv(&people),
            ExportFormat::Xlsx => roster::to_xlsx(&people),
        }
        .map_err(Problem::from)
    })
    .await
}

/// Asks where to save, and only then makes what is to be written.
async fn save(
    app: &App,
    draft: DraftId,
    ending: &'static str,
    bytes: impl FnOnce() -> Result<Vec<u8>, Problem> + Send + 'static,
) -> Result<Option<SavedFile>, Problem> {
    let draft = app.store.draft(draft)?;
    let title = if draft.name.is_empty() {
        &draft.space_name
    } else {
        &draft.name
    };
    let name = lists::file_name(title, ending);
    let Some(path) = app.desktop.save_file(&name).await else {
        return Ok(None);
    };
    blocking(move || Ok::<_, Problem>(lists::save(path, ending, &bytes()?)?))
        .await
        .map(|saved| Some(saved.into()))
}

pub(super) async fn draft_open_file(
    app: &Arc<App>,
    open: DraftOpenFile,
) -> Result<OpenedFile, Problem> {
    let opening = Arc::clone(app);
    let opened = blocking(move || open_file(&opening, &open)).await?;
    if opened.draft.is_some() {
        app.changes.drafts();
    }
    Ok(opened)
}

fn open_file(app: &App, open: &DraftOpenFile) -> Result<OpenedFile, Problem> {
    let file = app.files.get(&open.file)?;
    let saved = DraftFile::open(&file)?;
    let account = account_id(&open.account);
    app.store.account(&account)?;
    // The file says where it was saved, and nothing in a file is trusted: what is no place at all
    // is a place that this account doesn't show.
    let own = match place(&open.account, saved.org(), saved.space()).ok() {
        Some(own) if app.outbox.cache.space(&own)?.is_some() => Some(own),
        _ => None,
    };
    let here = match (&open.org, &open.space) {
        (Some(org), Some(space)) => Some(place(&open.account, org, space)?),
        _ => None,
    };
    let same_space = here.is_none() || own == here;
    let place = match here {
        // The user is in one space, and the file would go to another. That is the user's to say.
        Some(_) if !same_space && !open.chosen => None,
        Some(here) => Some(here),
        None => own,
    };
    let (name, space_name) = (saved.name().to_owned(), saved.space_name().to_owned());
    let draft = place
        .map(|place| begin(app, &place, same_space, saved))
        .transpose()?;
    Ok(OpenedFile {
        needs_space: draft.is_none(),
        draft: draft.map(|draft| draft.to_string()),
        name,
        space_name,
    })
}

fn begin(app: &App, place: &Place, same_space: bool, saved: DraftFile) -> Result<DraftId, Problem> {
    let draft = drafts::begin(app, place)?;
    let begun = app.store.draft(draft)?;
    let intent = if same_space {
        let instances: Vec<Instance> = app.store.last_seen(SeenList::Instances(place))?;
        saved.intent(begun.space_kind, &instances)
    } else {
        Intent::default()
    };
    let name = saved.name().to_owned();
    let rows = saved.into_rows();
    let now = Timestamp::now();
    let step = begun.step;
    app.store.write(|w| {
        w.draft_rename(draft, &name, now)?;
        w.draft_set_intent(draft, &intent, step, now)?;
        w.draft_rows_add(draft, &rows, now)
    })?;
    Ok(draft)
}
