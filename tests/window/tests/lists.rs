//! Lists of people: importing them from files, editing, undoing, keeping and exporting them.

use std::fs;

use window_tests::{App, Desktop, PEOPLE, until};

/// A gradebook as Canvas exports it, with the rows in it that aren't people.
const CANVAS: &str = "\u{feff}Student,ID,SIS User ID,SIS Login ID,Section,Essay (101)\n\
    \"    Points Possible\",,,,,10\n\
    \"Haddad, Noor\",11,S-11,noor.haddad@uni.example,Finance I,9\n\
    \"Rossi, Sofia\",12,S-12,sofia.rossi@uni.example,Finance I,EX\n\
    \"Zhang, Wei\",13,S-13,wei.zhang@uni.example,Finance I,7\n\
    \"Student, Test\",99,,,Finance I,0\n";

/// A list with headings that Cohort doesn't know.
const HOME_MADE: &str = "Wer;Wo;Was\n\
    Noor Haddad;noor.haddad@uni.example;rot\n\
    Sofia Rossi;sofia.rossi@uni.example;blau\n";

#[test]
fn an_import_by_drag_and_drop_can_be_undone_after_a_kill() {
    let desktop = Desktop::new();
    let file = desktop.puts("grades.csv", CANVAS);
    let app = desktop.start();
    app.tries_the_practice_course();
    app.begins_to_invite_into("Tutors' room");

    let held = app.drags(&file);
    app.sees("Add these people to this draft");
    held.drop_here();
    app.sees("3 people added from Canvas");
    app.row(&["Noor Haddad", "noor.haddad@uni.example", "Finance I"]);
    app.row(&["Wei Zhang", "wei.zhang@uni.example"]);
    app.kill();

    let app = opens_the_draft(&desktop);
    app.row(&["Noor Haddad", "noor.haddad@uni.example"]);
    app.press("Undo importing a file");
    app.sees("Nobody is on the list yet");
    app.press("Redo importing a file");
    app.row(&["Noor Haddad", "noor.haddad@uni.example"]);
}

#[test]
fn columns_that_the_user_has_chosen_are_remembered() {
    let desktop = Desktop::new();
    let file = desktop.puts("list.csv", HOME_MADE);
    let app = desktop.start();
    app.tries_the_practice_course();
    app.begins_to_invite_into("Tutors' room");

    app.press("Import file…");
    app.chooses(&file);
    app.sees("Preview");
    app.field("Contents of “Was”").chooses("Group");
    app.field("Contents of “Wer”").chooses("Name");
    app.row(&["Noor Haddad", "rot"]);
    app.press("Add 2 people");
    app.row(&["Sofia Rossi", "sofia.rossi@uni.example", "blau"]);

    app.press("Undo importing a file");
    app.sees("Nobody is on the list yet");
    let later = desktop.puts("later.csv", HOME_MADE);
    app.press("Import file…");
    app.chooses(&later);
    app.row(&["Sofia Rossi", "sofia.rossi@uni.example", "blau"]);
}

#[test]
fn a_picture_with_the_name_of_a_list_is_refused_and_nothing_is_lost() {
    let desktop = Desktop::new();
    let file = desktop.puts("photo.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0");
    let app = desktop.start();
    app.tries_the_practice_course();
    app.begins_to_invite_into("Tutors' room");
    app.lists(&PEOPLE[..1]);

    app.press("Import file…");
    app.chooses(&file);
    app.sees("photo.csv");
    app.sees("Choose another file…");
    app.row(&[PEOPLE[0]]);
}

#[test]
fn a_newer_list_shows_only_the_changes() {
    let desktop = Desktop::new();
    let older = desktop.puts("monday.csv", CANVAS);
    let newer = desktop.puts(
        "friday.csv",
        CANVAS
            .replace("Zhang, Wei", "Okafor, Chidi")
            .replace("wei.zhang", "chidi.okafor")
            .replace("13,S-13", "14,S-14"),
    );
    let app = desktop.start();
    app.tries_the_practice_course();
    app.begins_to_invite_into("Tutors' room");
    app.drops(&older);
    app.row(&["Wei Zhang"]);

    app.drops(&newer);
    app.press("Show changes");
    app.row(&["Chidi Okafor"]);
    app.row(&["Wei Zhang"]);
    app.press("Select all");
    app.press("Apply 2 changes");
    app.row(&["Chidi Okafor", "chidi.okafor@uni.example"]);
    app.sees_no("wei.zhang@uni.example");
    app.press("Undo applying changes");
    app.row(&["Wei Zhang", "wei.zhang@uni.example"]);
}

#[test]
fn typing_is_saved_at_every_key_and_undone_step_by_step() {
    let desktop = Desktop::new();
    let app = desktop.start();
    app.tries_the_practice_course();
    app.begins_to_invite_into("Tutors' room");
    app.lists(&PEOPLE[..2]);
    app.press_cell(PEOPLE[0]);
    // Saving takes so little time that the window says “saved” all the while, so the test asks the
    // disk. It waits before it goes on, because its own way into the next field would overtake keys
    // that are still on their way to the window.
    let is_saved = |text: &str| {
        until("the last key is on the disk", || {
            (!desktop.files_with(text).is_empty()).then_some(())
        });
    };
    desktop.types("ada@uni.exam");
    is_saved("ada@uni.exam");
    app.add_field().types("half a na");
    is_saved("half a na");
    app.kill();

    let app = opens_the_draft(&desktop);
    app.row(&["ada@uni.exam"]);
    app.add_field().holds("half a na");
    app.press("Undo typing");
    app.row(&[PEOPLE[0]]);
    app.press("Undo adding people");
    app.sees_no(PEOPLE[1]);
    app.press("Redo adding people");
    app.row(&[PEOPLE[1]]);
}

#[test]
fn deleted_rows_come_back_where_they_were() {
    let desktop = Desktop::new();
    let app = desktop.start();
    app.tries_the_practice_course();
    app.begins_to_invite_into("Tutors' room");
    app.lists(&PEOPLE[..3]);
    app.press_cell(PEOPLE[0]);
    app.keys(&["shift+Down", "ctrl+Delete"]);
    app.sees("2 rows deleted");
    app.sees_no(PEOPLE[0]);
    app.keys(&["ctrl+z"]);
    app.row(&[PEOPLE[0]]);
    let listed: Vec<String> = app.rows();
    let place = |address: &str| listed.iter().position(|row| row.contains(address));
    assert!(place(PEOPLE[0]) < place(PEOPLE[1]) && place(PEOPLE[1]) < place(PEOPLE[2]));
}

#[test]
fn the_same_seed_makes_the_same_groups() {
    let desktop = Desktop::new();
    let app = desktop.start();
    app.tries_the_practice_course();
    app.press("Invite people");
    app.press("In group instances");
    app.press("Next: People");
    app.lists(&PEOPLE);
    app.press("Groups…");
    app.field("Number of groups").fill("3");
    app.field("Seed").fill("42");
    app.sees("3 groups of 2 people");
    app.press("Create 3 groups");
    app.sees("3 groups created");
    let dealt = groups(&app);

    app.press("Undo changing groups");
    until("the groups are gone", || {
        groups(&app).is_empty().then_some(())
    });
    app.press("Groups…");
    app.field("Number of groups").fill("3");
    app.field("Seed").fill("42");
    app.press("Create 3 groups");
    until("the same groups again", || {
        (groups(&app) == dealt).then_some(())
    });
}

#[test]
fn a_draft_can_be_moved_to_another_computer_as_a_file() {
    let desktop = Desktop::new();
    let app = desktop.start();
    app.tries_the_practice_course();
    app.begins_to_invite_into("Tutors' room");
    app.lists(&PEOPLE[..2]);
    app.press("Drafts");
    app.press("Select all");
    app.press("More actions");
    app.press("Save as file…");
    let file = desktop.home().join("list.cohort");
    app.saves_as(&file);
    app.sees("Saved as list.cohort");
    app.press("More actions");
    app.press("Export as CSV…");
    let table = desktop.home().join("list.csv");
    app.saves_as(&table);
    app.sees("Saved as list.csv");
    let exported = fs::read_to_string(&table).expect("it was saved");
    assert!(exported.contains(PEOPLE[1]), "{exported}");

    let other = Desktop::new();
    let brought = other.puts("list.cohort", fs::read(&file).expect("it was saved"));
    let app = other.start();
    app.tries_the_practice_course();
    app.press("Drafts");
    app.press("Open draft file…");
    app.chooses(&brought);
    // A draft file doesn't say into which instance or in which role, so that is chosen again.
    app.press("In a shared instance");
    app.press("Tutors' room");
    app.press("Next: People");
    for person in &PEOPLE[..2] {
        app.row(&[person]);
    }
}

/// The group of each person, in the order of the list.
fn groups(app: &App<'_>) -> Vec<String> {
    app.rows()
        .into_iter()
        .filter(|row| row.contains("@uni.example"))
        .filter_map(|row| row.split_once("Group ").map(|(_, group)| group.to_owned()))
        .collect()
}

fn opens_the_draft(desktop: &Desktop) -> App<'_> {
    let app = desktop.start();
    app.press("Drafts");
    app.press_row(&["People for Finance I"]);
    app
}
