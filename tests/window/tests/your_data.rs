//! The page Your data: a backup that is made, and restored from inside the window, and everything
//! taken along to another computer.

use std::fs;

use window_tests::{App, Desktop, Screenshots, WindowOptions};

const PEOPLE: [&str; 2] = ["ada.byron@new.example", "grace.hopper@new.example"];

fn shows_your_data(app: &App<'_>) {
    app.press("Preferences");
    app.press("Show Data and backups");
    app.sees("Another computer");
}

/// How many backups of a kind lie beside the data.
fn backups(desktop: &Desktop, kind: &str) -> usize {
    let entries = fs::read_dir(desktop.data()).expect("the data folder is there");
    let names = entries.flatten().map(|entry| entry.file_name());
    let names = names.map(|name| name.to_string_lossy().into_owned());
    names.filter(|name| name.contains(kind)).count()
}

#[test]
fn a_backup_is_restored_and_cohort_opens_again_by_itself() {
    let desktop = Desktop::new();
    let mut app = desktop.start();
    app.tries_the_practice_course();
    shows_your_data(&app);
    app.sees("There are no backups yet.");
    app.press("Back up now");
    app.sees("Made by you");
    assert_eq!(backups(&desktop, "-by-hand-"), 1);
    app.press("Restore…");
    app.sees("Invitations that were sent stay sent");
    app.press_last("Restore and reopen");
    app.starts_again();
    assert_eq!(backups(&desktop, "-before-restore-"), 1);
}

/// Sends to one person, drafts for another, and exports everything. Returns what is in the file.
fn exports_a_plan_and_a_draft() -> Vec<u8> {
    let desktop = Desktop::new();
    let app = desktop.start();
    app.tries_the_practice_course();
    let [sent_to, drafted] = PEOPLE;
    app.invites_into("Tutors' room", &[sent_to]);
    app.opens("Finance I");
    app.begins_to_invite_into("Tutors' room");
    app.lists(&[drafted]);
    shows_your_data(&app);
    let file = desktop.home().join("Cohort.db");
    app.press("Export…");
    app.saves_as(&file);
    app.sees("Exported as Cohort.db");
    app.close();
    fs::read(&file).expect("what was exported is there")
}

#[test]
fn everything_is_exported_and_imported_on_another_computer() {
    let exported = exports_a_plan_and_a_draft();
    let desktop = Desktop::new();
    let mut pictures = Screenshots::new("your-data");
    let mut app = desktop.start_with(WindowOptions::default().small());
    app.tries_the_practice_course();
    app.press("Drafts");
    app.sees("There are no drafts yet");
    shows_your_data(&app);
    let list = desktop.puts("list.csv", "Name;Email\nAda;ada.byron@new.example\n");
    app.press("Import…");
    app.chooses(&list);
    app.sees("list.csv isn't a file with Cohort's data, or it's damaged. Your data is unchanged.");
    pictures.add(&app, "refused", "A list isn't a file with Cohort's data.");

    let file = desktop.puts("Cohort.db", exported);
    app.press("Import…");
    app.chooses(&file);
    app.sees("Replace your data with Cohort.db?");
    app.sees("Everything that Cohort has on this computer is replaced.");
    pictures.add(&app, "import", "What is replaced, and by what.");
    app.press_last("Replace and reopen");
    app.starts_again();
    app.is_told_to_end();
    app.ends();
    assert_eq!(backups(&desktop, "-before-restore-"), 1);

    let app = desktop.start();
    let [sent_to, drafted] = PEOPLE;
    app.press("Drafts");
    app.press_row(&["People for Finance I"]);
    app.row(&[drafted]);
    app.press("Activity");
    app.press_row(&["1 person, Tutors' room"]);
    app.says_of_all(&[sent_to], "Invited");
}
