//! Why data weren't exported, imported or restored, in words: what happened, and what to do about it.

use outbox::RestoreError;
use store::{ExportError, ImportError, StoreError};

use super::on_this_computer::{about_data, sentence};

pub(super) fn about_restores(error: &RestoreError) -> String {
    match error {
        RestoreError::SendsElsewhere => {
            "Cohort is sending in another window or terminal. Nothing was changed."
        }
        RestoreError::Ending => {
            "Cohort is closing, so it can't tell whether your data was replaced."
        }
        RestoreError::Backup(StoreError::Newer) => {
            "This backup was made by a newer version of Cohort. Nothing was changed."
        }
        RestoreError::Backup(
            StoreError::Unreadable(_)
            | StoreError::Damaged(_)
            | StoreError::Migration(_)
            | StoreError::File(_),
        ) => "This backup can't be read. Nothing was changed.",
        RestoreError::Backup(error) => return about_data(error),
        RestoreError::File(error) => about_imports(error),
        RestoreError::Delivery(error) => return sentence(&error.to_string()),
    }
    .to_owned()
}

fn about_imports(error: &ImportError) -> &'static str {
    match error {
        ImportError::Unopened(_) => "The file can't be opened. Nothing was changed.",
        ImportError::NotAFile => "This is a folder or a device, not a file. Nothing was changed.",
        ImportError::OwnData => {
            "This is the file in which Cohort keeps its data now. Nothing was changed."
        }
        ImportError::ChangesBeside => {
            "This file was copied while Cohort was using it, so its last changes are missing. Nothing was changed."
        }
        ImportError::Store(StoreError::Newer) => {
            "This file was saved by a newer version of Cohort. Nothing was changed."
        }
        ImportError::Store(_) => {
            "This isn't a file with Cohort's data, or it's damaged. Nothing was changed."
        }
    }
}

pub(super) fn cure_of_restore(error: &RestoreError) -> Option<&'static str> {
    Some(match error {
        RestoreError::SendsElsewhere => "Close it or wait until it's done, then retry.",
        RestoreError::Ending => "Run `cohort data show` to see when the backups were made.",
        RestoreError::Backup(StoreError::Newer) => "Update Cohort, then restore it.",
        RestoreError::File(ImportError::Store(StoreError::Newer)) => {
            "Update Cohort, then import it."
        }
        RestoreError::File(ImportError::ChangesBeside) => {
            "Run `cohort data export FILE` where the data is, and import that file."
        }
        RestoreError::File(_) => {
            "Use a file that was saved with `cohort data export`, with Export in Cohort's window, or as a backup."
        }
        RestoreError::Backup(_) => "Run `cohort data show` to list the backups.",
        RestoreError::Delivery(_) => return None,
    })
}

pub(super) fn about_exports(file: &str, error: &ExportError) -> String {
    match error {
        ExportError::OwnFolder => {
            format!("{file} is in the folder in which Cohort keeps its data.")
        }
        ExportError::Unwritable(_) => format!("The file {file} can't be written."),
        ExportError::Store(StoreError::DiskFull(_)) => {
            format!("There isn't enough space for {file} on the disk.")
        }
        ExportError::Store(StoreError::Damaged(_)) => {
            "Cohort's data is damaged, so it couldn't be copied.".to_owned()
        }
        ExportError::Store(error) => sentence(&error.to_string()),
    }
}

pub(super) fn cure_of_export(error: &ExportError) -> Option<&'static str> {
    Some(match error {
        ExportError::OwnFolder => "Choose another folder.",
        ExportError::Unwritable(_) => "Choose another name, or a folder that you can write to.",
        ExportError::Store(StoreError::DiskFull(_)) => "Free up some space, then retry.",
        ExportError::Store(StoreError::Damaged(_)) => {
            "Run `cohort data show` to list the backups, and restore one."
        }
        ExportError::Store(_) => return None,
    })
}
