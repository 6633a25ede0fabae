//! Own instances for a course, and rooms for its groups: made, filled, invited into.

use window_tests::{App, Desktop, Platform, until};

const PEOPLE: [&str; 4] = [
    "noor.haddad@uni.example",
    "emmy.noether@uni.example",
    "grace.hopper@uni.example",
    "ida.rhodes@uni.example",
];

#[test]
fn everybody_gets_an_own_instance_that_holds_what_was_distributed() {
    let desktop = Desktop::new();
    let app = desktop.start();
    app.tries_the_practice_course();
    let platform = Platform::inside(&desktop);
    makes_own_instances(&app);
    app.press("Send now");
    app.says_of_all(&PEOPLE, "Invited");
    platform.has_invited(&PEOPLE);

    app.press_row(&[PEOPLE[0]]);
    app.sees("Instance created");
    app.sees("Material distributed");
    app.sees("Invitation Invited");
    app.press("Close");
    app.press("Save report");
    app.press("Printable page");
    let page = desktop.home().join("report.html");
    app.saves_as(&page);
    app.sees("Saved as report.html");
    let report = std::fs::read_to_string(page).expect("it was saved");
    assert!(report.contains(PEOPLE[3]));
    app.close();

    // The same list once more: nobody is left.
    let app = desktop.start();
    app.opens("Finance I");
    app.press("Invite people");
    app.press("An individual instance for each person");
    app.press("Next: Who");
    app.lists(&PEOPLE);
    app.press("Next: Material");
    app.press("Next: Review");
    app.is_barred("Nobody to invite");
    platform.has_invited(&PEOPLE);
}

#[test]
fn a_kill_amid_own_instances_loses_nobody_and_invites_nobody_twice() {
    let desktop = Desktop::new();
    let platform = Platform::beside(&desktop);
    let app = desktop.start();
    app.adds_account(&platform);
    makes_own_instances(&app);
    platform.takes_its_time(500);
    app.press("Send now");
    app.sees("nstance created");
    app.kill();

    let app = desktop.start();
    app.press("Outbox");
    app.press_row(&["4 people, individual instances"]);
    app.says_of_all(&PEOPLE, "Invited");
    platform.has_invited(&PEOPLE);
}

#[test]
fn what_is_on_the_wire_when_the_window_closes_comes_to_its_end() {
    let desktop = Desktop::new();
    let platform = Platform::beside_with(&desktop, &["--bare", "--repeat-invite", "again"]);
    let app = desktop.start();
    app.adds_account(&platform);
    app.begins_to_invite_into("Tutors' room");
    app.lists(&PEOPLE);
    platform.takes_its_time(1_500);
    app.sends_to(PEOPLE.len());
    app.press("Send now");
    app.sees("1 done");
    app.close();

    // This platform tells nothing of who was invited: what was lost would stay unknown.
    let app = desktop.start();
    app.press("Outbox");
    app.press_row(&["4 people to Tutors' room"]);
    app.says_of_all(&PEOPLE, "Invited");
    platform.has_invited(&PEOPLE);
}

#[test]
fn groups_of_a_list_become_rooms() {
    let desktop = Desktop::new();
    let list = desktop.puts(
        "groups.csv",
        "Name,Email,Group\nNoor,noor.haddad@uni.example,Red\nEmmy,emmy.noether@uni.example,Blue\n\
         Grace,grace.hopper@uni.example,Red\nIda,ida.rhodes@uni.example,\n",
    );
    let app = desktop.start();
    app.tries_the_practice_course();
    let platform = Platform::inside(&desktop);
    app.press("Invite people");
    app.press("Group instances");
    app.press("Next: Who");
    app.drops(&list);
    app.row(&["Grace", PEOPLE[2], "Red"]);
    app.press("Next: Material");
    app.press("Nothing");
    app.press("Next: Review");
    app.sees("1 person has no group");
    app.press("Go to list");
    app.press_cell(PEOPLE[3]);
    app.keys(&["Right"]);
    desktop.types("Blue");
    app.keys(&["Return"]);
    app.row(&[PEOPLE[3], "Blue"]);
    app.press("Next: Material");
    app.press("Next: Review");
    app.press("Create 2 instances and invite 4 people");
    app.press("Send now");
    app.says_of_all(&PEOPLE, "Invited");
    platform.has_invited(&PEOPLE);
    app.opens("Finance I");
    app.press("Instances");
    app.row(&["Red"]);
    app.row(&["Blue"]);
}

#[test]
fn a_terminal_beside_the_window_puts_its_plan_into_the_same_outbox() {
    let desktop = Desktop::new();
    let app = desktop.start();
    app.tries_the_practice_course();
    let platform = Platform::inside(&desktop);
    app.begins_to_invite_into("Tutors' room");
    app.lists(&PEOPLE);
    app.press("Outbox");
    let said = desktop.cohort(&["send", "1", "--yes"]);
    assert!(said.contains("4 people"), "{said}");
    app.press_row(&["4 people to Tutors' room"]);
    app.says_of_all(&PEOPLE, "Invited");
    platform.has_invited(&PEOPLE);
}

#[test]
fn data_restored_from_an_earlier_day_wait_for_a_word() {
    let desktop = Desktop::new();
    let platform = Platform::beside(&desktop);
    let app = desktop.start();
    app.adds_account(&platform);
    app.begins_to_invite_into("Tutors' room");
    app.lists(&PEOPLE);
    platform.takes_its_time(1_000);
    app.sends_to(PEOPLE.len());
    app.press("Send now");
    until("the first mail", || {
        (!platform.invited().is_empty()).then_some(())
    });
    app.kill();
    let yesterday = desktop.keeps_data();

    let app = desktop.start();
    app.press("Outbox");
    app.press_row(&["4 people to Tutors' room"]);
    app.says_of_all(&PEOPLE, "Invited");
    app.close();
    desktop.restores_data(&yesterday);

    let app = desktop.start();
    app.sees("Cohort's data on this computer was restored or copied");
    app.press("Check, then resume");
    app.press("Outbox");
    app.press_row(&["4 people to Tutors' room"]);
    app.says_of_all(&PEOPLE, "nvited");
    platform.has_invited(&PEOPLE);
}

/// From the course to its plan in the outbox, still within its grace.
fn makes_own_instances(app: &App<'_>) {
    app.press("Invite people");
    app.press("An individual instance for each person");
    app.press("Next: Who");
    app.lists(&PEOPLE);
    app.press("Next: Material");
    app.sees("Latest:");
    app.press("Next: Review");
    app.sees("each get an individual instance in Finance I that starts with");
    app.press("Create 4 instances and invite 4 people");
    app.sees("Sending in ");
}
