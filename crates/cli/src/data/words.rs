//! What is asked before the data is replaced, or some of it is deleted, and what is said after it was
//! replaced. Each sentence is whole.

use jiff::civil::Date;
use store::{ChangedSince, DataSummary, Erasable};

use super::clock;
use crate::output;

/// What is said before anything is deleted.
pub(crate) const ON_PLATFORM: &str = "Nothing changes on the platform: people stay members, and instances stay there. Cohort no longer knows who was invited. This can't be undone.";

/// Said after a backup was restored.
pub(super) const RESTORED: &str = "The backup was restored. Everything unfinished is put on hold the next time Cohort sends or opens. Run `cohort outbox look-up` to check what was already sent, and resume.";

/// Said after a file was imported.
pub(super) const IMPORTED: &str = "The file was imported. Everything unfinished is put on hold the next time Cohort sends or opens. Run `cohort account list` to see which accounts need an API key, and `cohort outbox look-up` to check what was already sent.";

/// Asked before a backup is restored.
pub(super) fn restore(made: &str, since: ChangedSince) -> String {
    format!(
        "{}\nYour current data is backed up first.\nRestore the backup of {made}? [y/N] ",
        not_in_backup(since)
    )
}

/// What a backup doesn't have in it.
fn not_in_backup(since: ChangedSince) -> String {
    match (since.plans, since.drafts) {
        (0, 0) => {
            "Since then, no plans have been sent, and no drafts have been changed.".to_owned()
        }
        (0, 1) => "Since then, no plans have been sent, and 1 draft has been changed.".to_owned(),
        (0, drafts) => {
            format!("Since then, no plans have been sent, and {drafts} drafts have been changed.")
        }
        (1, 0) => "Since then, 1 plan has been sent, and no drafts have been changed.".to_owned(),
        (1, 1) => "Since then, 1 plan has been sent, and 1 draft has been changed.".to_owned(),
        (1, drafts) => {
            format!("Since then, 1 plan has been sent, and {drafts} drafts have been changed.")
        }
        (plans, 0) => {
            format!("Since then, {plans} plans have been sent, and no drafts have been changed.")
        }
        (plans, 1) => {
            format!("Since then, {plans} plans have been sent, and 1 draft has been changed.")
        }
        (plans, drafts) => format!(
            "Since then, {plans} plans have been sent, and {drafts} drafts have been changed."
        ),
    }
}

/// Asked before a file takes the place of the data.
pub(super) fn import(file: &str, here: DataSummary, there: DataSummary) -> String {
    let changed = |summary: DataSummary| summary.last_changed.map_or("never".to_owned(), clock);
    let row = |what: &str, of: fn(DataSummary) -> u32| {
        [what.to_owned(), of(here).to_string(), of(there).to_string()]
    };
    let rows = [
        row("Accounts", |summary| summary.accounts),
        row("Drafts", |summary| summary.drafts),
        row("Plans", |summary| summary.plans),
        ["Last changed".to_owned(), changed(here), changed(there)],
    ];
    let mut table = Vec::new();
    // Nothing can go wrong while writing to memory.
    let _ = output::table(["", "Here", "In the file"], &rows, &mut table);
    let table = String::from_utf8_lossy(&table).into_owned();
    format!(
        "{table}\nThis replaces everything that Cohort has on this computer. Your current data is backed up first.\nCohort won't know what was sent after the file was saved. Everything unfinished is put on hold, and nothing is sent until you say so.\nAPI keys aren't in the file. On another computer, you have to enter them again.\nImport {file}? [y/N] "
    )
}

/// Asked before everything that is older is deleted.
pub(super) fn delete_before(before: Date, what: Erasable) -> String {
    format!(
        "{}\n{ON_PLATFORM}\nDelete what is older than {before}? [y/N] ",
        what_is_deleted(what)
    )
}

/// What would be deleted, a line for each thing.
pub(crate) fn what_is_deleted(what: Erasable) -> String {
    let mut lines = vec![
        "To be deleted:".to_owned(),
        format!("  Drafts: {}", what.drafts),
        format!("  Plans: {}", what.plans),
        format!("  People in these plans: {}", what.people),
        format!("  Lists: {}", what.lists),
        format!("  Backups: {}", what.backups),
    ];
    if what.accounts > 0 {
        lines.push(format!(
            "  Accounts that you removed, with the data kept from them: {}",
            what.accounts
        ));
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    #[test]
    fn what_was_kept_from_removed_accounts_is_said_to_go() {
        let what = Erasable {
            drafts: 1,
            plans: 2,
            people: 40,
            lists: 0,
            accounts: 1,
            backups: 3,
        };
        let kept = "Accounts that you removed, with the data kept from them: 1";
        assert!(what_is_deleted(what).ends_with(kept));
        let none = Erasable {
            accounts: 0,
            ..what
        };
        assert_eq!(
            what_is_deleted(none),
            "To be deleted:\n  Drafts: 1\n  Plans: 2\n  People in these plans: 40\n  Lists: 0\n  Backups: 3"
        );
    }

    #[test]
    fn one_and_many_are_told_apart() {
        let said = |plans, drafts| not_in_backup(ChangedSince { plans, drafts });
        assert!(said(1, 2).contains("1 plan has been sent, and 2 drafts have been changed"));
        assert!(said(2, 1).contains("2 plans have been sent, and 1 draft has been changed"));
        assert!(said(0, 0).contains("no plans have been sent, and no drafts have been changed"));
    }
}
