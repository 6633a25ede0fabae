//! What goes wrong with the data and the keyring of this computer, in words.

use store::StoreError;
use vault::VaultError;

/// Why the data on this computer couldn't be read or changed.
pub(super) fn about_data(error: &StoreError) -> String {
    match error {
        StoreError::DiskFull(_) => "The disk is full.".to_owned(),
        StoreError::DiskFails(_) => "Cohort can't write to the disk.".to_owned(),
        StoreError::Busy(_) => "Another program is using Cohort's data.".to_owned(),
        StoreError::Newer => "Cohort's data was written by a newer version of Cohort.".to_owned(),
        StoreError::Unreadable(_) | StoreError::Damaged(_) => {
            "Cohort's data on this computer can't be read. Nothing in it was changed.".to_owned()
        }
        error => sentence(&error.to_string()),
    }
}

/// Why the keyring didn't give an API key.
pub(super) fn about_keys(error: &VaultError) -> &'static str {
    match error {
        VaultError::NoKeyring => "This computer has no keyring for API keys.",
        VaultError::Locked => "The keyring is locked.",
        VaultError::NotAKey | VaultError::Refused { .. } => {
            "The API key couldn't be read from the keyring."
        }
    }
}

/// What is written for a log, as a sentence: a capital letter first, and a full stop at the end.
pub(super) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let Some(first) = letters.next() else {
        return String::new();
    };
    let end = if text.ends_with(['.', '!', '?']) {
        ""
    } else {
        "."
    };
    format!("{}{}{end}", first.to_uppercase(), letters.as_str())
}
