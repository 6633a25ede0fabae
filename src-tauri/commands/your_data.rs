//! The data on this computer: where they are, their backups, taking them along, and deleting them for
//! good.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use store::{BackupKind, Erase};

use super::blocking::blocking;
use crate::app::App;
use crate::bridge::{
    AccountRef, Backup, BackupRef, ChangedSinceBackup, DataFile, DataFileRef, Erasable, Erased,
    OlderThan, Problem, ProblemCode, YourData, account_id, count,
};

pub(super) async fn your_data(app: &App) -> Result<YourData, Problem> {
    let store = app.store.clone();
    blocking(move || {
        let usage = store.disk_usage()?;
        let backups = store.backups()?;
        Ok::<_, store::StoreError>(YourData {
            folder: store.folder().display().to_string(),
            data_bytes: usage.data,
            backup_bytes: usage.backups,
            set_aside_bytes: usage.set_aside,
            backups: backups.into_iter().map(Backup::from).collect(),
            backups_kept: count(store::BACKUPS_KEPT),
        })
    })
    .await
}

pub(super) async fn back_up(app: &App) -> Result<Backup, Problem> {
    let store = app.store.clone();
    blocking(move || {
        store
            .back_up(BackupKind::ByHand, Timestamp::now())
            .map(Backup::from)
    })
    .await
}

pub(super) async fn backup_changes(
    app: &App,
    asked: BackupRef,
) -> Result<ChangedSinceBackup, Problem> {
    let (store, name) = (app.store.clone(), asked.name()?);
    blocking(move || {
        if !store.backups()?.iter().any(|backup| backup.name == name) {
            return Err(Problem::of(ProblemCode::BackupGone));
        }
        Ok(store.changed_since(name.made_at())?.into())
    })
    .await
}

pub(super) async fn backup_restore(app: &App, asked: BackupRef) -> Result<(), Problem> {
    let delivery = &app.outbox.delivery;
    delivery.restore(asked.name()?, Timestamp::now()).await?;
    app.desktop.start_again();
    Ok(())
}

/// Lets the user choose a file, and looks into it. Nothing is replaced yet.
pub(super) async fn data_file_choose(app: &App) -> Result<Option<DataFile>, Problem> {
    let Some(path) = app.desktop.choose_file(None).await else {
        return Ok(None);
    };
    let name = path.file_name().unwrap_or_default();
    let name = name.to_string_lossy().into_owned();
    let file = app.files.add_data(path.clone());
    let store = app.store.clone();
    blocking(move || {
        let there = store
            .prepare_import(&path)
            .and_then(|prepared| Ok(prepared.summary()?))
            .map_err(|error| Problem::from(error).about(name.clone()))?;
        Ok::<_, Problem>(Some(DataFile {
            file,
            name,
            here: store.summary()?.into(),
            there: there.into(),
        }))
    })
    .await
}

pub(super) async fn data_import(app: &App, chosen: DataFileRef) -> Result<(), Problem> {
    let path = app.files.data(&chosen.file)?;
    app.outbox.delivery.import(path, Timestamp::now()).await?;
    app.desktop.start_again();
    Ok(())
}

pub(super) async fn account_erasable(app: &App, account: AccountRef) -> Result<Erasable, Problem> {
    let (store, id) = (app.store.clone(), account_id(&account.account));
    blocking(move || {
        let under_way = store.plans_under_way()?.complete()?;
        let under_way = under_way.iter().any(|plan| plan.place.account == id);
        let found = store.erasable(&Erase::Account(id))?;
        Ok::<_, store::StoreError>(Erasable::of(found, under_way))
    })
    .await
}

pub(super) async fn account_erase(app: &App, account: AccountRef) -> Result<Erased, Problem> {
    let erased = app
        .outbox
        .erase_account(&account_id(&account.account))
        .await?;
    app.changes.accounts();
    app.changes.drafts();
    Ok(erased.into())
}

pub(super) async fn older_erasable(app: &App, older: OlderThan) -> Result<Erasable, Problem> {
    let (store, then) = (app.store.clone(), begin_of(&older.day)?);
    blocking(move || {
        let found = store.erasable(&Erase::Before(then))?;
        Ok::<_, store::StoreError>(Erasable::of(found, false))
    })
    .await
}

pub(super) async fn older_erase(app: &App, older: OlderThan) -> Result<Erased, Problem> {
    let erased = app.outbox.erase_before(begin_of(&older.day)?).await?;
    app.changes.accounts();
    app.changes.drafts();
    Ok(erased.into())
}

/// When a day begins where the user is.
fn begin_of(day: &str) -> Result<Timestamp, Problem> {
    let begin = day
        .parse()
        .and_then(|day: Date| day.to_zoned(TimeZone::system()));
    // The field gives a day or nothing, so anything else is a fault of ours.
    let begin =
        begin.map_err(|error| Problem::of(ProblemCode::Internal).with_detail(error.to_string()))?;
    Ok(begin.timestamp())
}

pub(super) async fn data_folder_open(app: &App) -> Result<bool, Problem> {
    Ok(app.desktop.show_folder(app.store.folder()))
}
