//! Backups of the data: one each day, made by the process that sends, and restored from inside
//! Cohort, as are data that were exported elsewhere.
//!
//! A restore takes the lease, because a process that sends would write what became of its requests
//! into data that knows nothing of them. Whether anything of what was restored may be sent is decided
//! as for any other data that were restored: by whoever takes the lease next.

use std::path::PathBuf;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use store::{Backup, BackupName, ImportError, PreparedRestore, StoreError};

use super::delivery::{Delivery, DeliveryError, StopError, blocking};

/// Starting comes first: the backup of the day is made once there is nothing else to do.
const AFTER_START: Duration = Duration::from_mins(1);
/// How often it is checked whether another day has begun.
const CHECK_EVERY: Duration = Duration::from_mins(15);

/// Why a backup wasn't restored, or a file not imported. The data is as it was.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    #[error("another process of Cohort is sending")]
    SendsElsewhere,
    /// The program ends before it came to that.
    #[error("Cohort is closing, so the backup wasn't restored")]
    Ending,
    #[error("the backup can't be used")]
    Backup(#[source] StoreError),
    #[error("the file can't be used")]
    File(#[source] ImportError),
    #[error(transparent)]
    Delivery(#[from] DeliveryError),
}

impl From<StopError> for RestoreError {
    fn from(error: StopError) -> Self {
        match error {
            StopError::SendsElsewhere => Self::SendsElsewhere,
            StopError::Ending => Self::Ending,
            StopError::Delivery(error) => Self::Delivery(error),
        }
    }
}

impl Delivery {
    /// Makes the backup of each day on which something changed, for as long as it is polled.
    pub async fn keep_daily_backups(&self) {
        tokio::time::sleep(AFTER_START).await;
        loop {
            if let Err(error) = self.back_up_today(Timestamp::now()).await {
                tracing::warn!(%error, "today's backup couldn't be made");
            }
            tokio::time::sleep(CHECK_EVERY).await;
        }
    }

    /// Makes today's backup, unless there is one already, nothing has changed, another process sends
    /// and so makes it, or the disk is full or fails.
    pub async fn back_up_today(&self, now: Timestamp) -> Result<Option<Backup>, StoreError> {
        if !self.holds_lease() || self.disk().obstacle().is_some() {
            return Ok(None);
        }
        let store = self.store().clone();
        blocking(move || store.back_up_daily(now, &TimeZone::system())).await
    }

    /// Puts this backup in the place of the data. Nothing is sent meanwhile, and afterwards this
    /// process neither sends nor writes any more: it has to start again.
    pub async fn restore(&self, backup: BackupName, now: Timestamp) -> Result<(), RestoreError> {
        let store = self.store().clone();
        let prepared = blocking(move || store.prepare_restore(backup)).await;
        let prepared = prepared.map_err(|error| match error {
            StoreError::DiskFull(_) | StoreError::DiskFails(_) => DeliveryError::from(error).into(),
            error => RestoreError::Backup(error),
        })?;
        self.put_in_place(prepared, now).await
    }

    /// Puts the data in this file in the place of the data here, in the same way as a backup.
    pub async fn import(&self, file: PathBuf, now: Timestamp) -> Result<(), RestoreError> {
        let store = self.store().clone();
        let prepared = offload::run(move || store.prepare_import(&file)).await;
        let ended = StoreError::Invariant("work on the data file comes to its end");
        let prepared = prepared
            .unwrap_or(Err(ended.into()))
            .map_err(|error| match error {
                ImportError::Store(
                    error @ (StoreError::DiskFull(_) | StoreError::DiskFails(_)),
                ) => DeliveryError::from(error).into(),
                error => RestoreError::File(error),
            })?;
        self.put_in_place(prepared, now).await
    }

    async fn put_in_place(
        &self,
        prepared: PreparedRestore,
        now: Timestamp,
    ) -> Result<(), RestoreError> {
        let store = self.store().clone();
        self.stop_for(move || store.restore(&prepared, now)).await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;
    use vault::Vault;

    use super::super::lease::Lease;
    use super::*;
    use crate::{Outbox, OutboxOptions};

    fn open(folder: &TempDir) -> Outbox {
        let data = folder.path();
        let opened = store::Store::open(&data.join("cohort.db"), Timestamp::now()).unwrap();
        let settings = data.join("settings");
        let vault = Vault::system();
        let options = OutboxOptions::default();
        Outbox::open(&opened.store, &vault, data, &settings, options)
    }

    async fn running(outbox: &Outbox) -> tokio::task::JoinHandle<()> {
        outbox
            .delivery
            .claim(Timestamp::now())
            .await
            .unwrap()
            .unwrap();
        let delivery = outbox.delivery.clone();
        tokio::spawn(async move { delivery.run().await })
    }

    #[tokio::test]
    async fn sending_goes_on_where_the_work_it_stopped_for_fails() {
        let folder = tempfile::tempdir().unwrap();
        let outbox = open(&folder);
        let run = running(&outbox).await;
        let failing = || Err(StoreError::Invariant("for this test"));
        assert!(outbox.delivery.stop_for(failing).await.is_err());
        assert!(outbox.delivery.holds_lease() && !run.is_finished());
        // It is done with the lease, so nobody else has it meanwhile.
        let data = folder.path().to_owned();
        let does = move || {
            assert!(Lease::claim(&data).unwrap().is_none());
            Ok(())
        };
        outbox.delivery.stop_for(does).await.unwrap();
        run.await.unwrap();
        assert!(!outbox.delivery.holds_lease());
    }

    #[tokio::test]
    async fn only_the_process_that_sends_makes_the_backup_of_the_day() {
        let folder = tempfile::tempdir().unwrap();
        let (first, second) = (open(&folder), open(&folder));
        let _run = running(&first).await;
        let now = Timestamp::now();
        assert_eq!(second.delivery.back_up_today(now).await.unwrap(), None);
        assert!(first.delivery.back_up_today(now).await.unwrap().is_some());
        assert_eq!(first.delivery.back_up_today(now).await.unwrap(), None);
    }

    #[tokio::test]
    async fn nothing_is_restored_under_a_process_that_sends() {
        let folder = tempfile::tempdir().unwrap();
        let (first, second) = (open(&folder), open(&folder));
        let run = running(&first).await;
        let now = Timestamp::now();
        let backup = first.delivery.back_up_today(now).await.unwrap().unwrap();
        let refused = second.delivery.restore(backup.name, now).await;
        assert!(
            matches!(refused, Err(RestoreError::SendsElsewhere)),
            "{refused:?}"
        );
        let gone = "cohort-daily-20260101-000000.db".parse().unwrap();
        let gone = first.delivery.restore(gone, now).await;
        assert!(matches!(gone, Err(RestoreError::Backup(_))), "{gone:?}");
        assert!(first.delivery.holds_lease(), "it goes on");
        let file = folder.path().join("elsewhere").join("Cohort.db");
        let gone = first.delivery.import(file, now).await;
        assert!(matches!(gone, Err(RestoreError::File(_))), "{gone:?}");
        assert!(first.delivery.holds_lease(), "it goes on");
        first.delivery.restore(backup.name, now).await.unwrap();
        run.await.unwrap();
        // Whoever comes next treats the data as restored, although the backup is as young as can be.
        let found = second.delivery.claim(now).await.unwrap().unwrap();
        assert!(found.restored.is_some());
    }
}
