//! The page Your data: a backup that is made, and restored from inside the window.

use std::fs;

use window_tests::Desktop;

#[test]
fn a_backup_is_restored_and_cohort_opens_again_by_itself() {
    let desktop = Desktop::new();
    let mut app = desktop.start();
    app.tries_the_practice_course();
    app.press("Preferences");
    app.press("Show Data and backups");
    app.sees("There are no backups yet.");
    app.press("Back up now");
    app.sees("Made by you");
    let backups = |kind: &str| {
        let entries = fs::read_dir(desktop.data()).expect("the data folder is there");
        let names = entries.flatten().map(|entry| entry.file_name());
        let names = names.map(|name| name.to_string_lossy().into_owned());
        names.filter(|name| name.contains(kind)).count()
    };
    assert_eq!(backups("-by-hand-"), 1);
    app.press("Restore…");
    app.sees("Invitations that were sent stay sent");
    app.press_last("Restore and reopen");
    app.starts_again();
    assert_eq!(backups("-before-restore-"), 1);
}
