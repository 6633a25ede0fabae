//! The data on this computer: where it is, its backups, and deleting it for good.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use store::{BackupKind, Erase};

use super::blocking::blocking;
use crate::app::App;
use crate::bridge::{
    AccountRef, Backup, BackupRef, ChangedSinceBackup, Erasable, Erased, OlderThan, Problem,
    ProblemCode, YourData, account_id,
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
    let store = app.store.clone();
    blocking(move || {
        let backups = store.backups()?;
        let found = backups.iter().find(|backup| backup.name == asked.backup);
        let Some(found) = found else {
            return Err(Problem::of(ProblemCode::BackupGone));
        };
        Ok(store.changed_since(found.made_at)?.into())
    })
    .await
}

pub(super) async fn backup_restore(app: &App, asked: BackupRef) -> Result<(), Problem> {
    let delivery = &app.outbox.delivery;
    delivery.restore(asked.backup, Timestamp::now()).await?;
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
