//! Individual instances for a whole course, and group instances for the groups of a list: created,
//! given their material, and invited into.

use window_tests::{App, Desktop, Platform, until};

const PEOPLE: [&str; 4] = [
    "noor.haddad@uni.example",
    "emmy.noether@uni.example",
    "grace.hopper@uni.example",
    "ida.rhodes@uni.example",
];

#[test]
fn everybody_gets_an_individual_instance_with_what_was_distributed() {
    let desktop = Desktop::new();
    let app = desktop.start();
    app.tries_the_practice_course();
    let platform = Platform::inside(&desktop);
    creates_individual_instances(&app);
    app.press("Send now");
    app.says_of_all(&PEOPLE, "Invited");
    platform.has_invited(&PEOPLE);

    app.press_row(&[PEOPLE[0]]);
    app.sees("Instance created");
    app.sees("Material distributed");
    app.sees("Invitation Invited");
    app.press("Close");
    app.press("More actions");
    app.press("Save report as a page to print…");
    let page = desktop.home().join("report.html");
    app.saves_as(&page);
    app.sees("Saved as report.html");
    let report = std::fs::read_to_string(page).expect("it was saved");
    assert!(report.contains(PEOPLE[3]));
    app.close();

    // With the same list again, there is nobody left to invite.
    let app = desktop.start();
    app.opens("Finance I");
    app.press("Invite people");
    app.press("With an individual instance each");
    app.press("Next: People");
    app.lists(&PEOPLE);
    app.press("Next: Material");
    app.press("Next: Review");
    app.is_barred("Nobody to invite");
    platform.has_invited(&PEOPLE);
}

#[test]
fn a_kill_while_creating_individual_instances_loses_nobody_and_invites_nobody_twice() {
    let desktop = Desktop::new();
    let platform = Platform::beside(&desktop);
    let app = desktop.start();
    app.adds_account(&platform);
    creates_individual_instances(&app);
    platform.takes_its_time(500);
    app.press("Send now");
    app.sees("nstance created");
    app.kill();

    let app = desktop.start();
    app.press("Activity");
    app.press_row(&["4 people, individual instances"]);
    app.says_of_all(&PEOPLE, "Invited");
    platform.has_invited(&PEOPLE);
}

#[test]
fn requests_in_flight_are_completed_when_the_window_closes() {
    let desktop = Desktop::new();
    let platform = Platform::beside_with(&desktop, &["--bare", "--repeat-invite", "again"]);
    let app = desktop.start();
    app.adds_account(&platform);
    app.begins_to_invite_into("Tutors' room");
    app.lists(&PEOPLE);
    platform.takes_its_time_after(1, 6_000);
    app.sends_to(PEOPLE.len());
    app.press("Send now");
    app.sees("1 of 4 people");
    app.quits_while_sending();
    app.ends();
    platform.takes_its_time(0);

    // This platform doesn't list invitations, so that the result of a lost request would stay
    // unknown.
    let app = desktop.start();
    app.press("Activity");
    app.press_row(&["4 people, Tutors' room"]);
    app.says_of_all(&PEOPLE, "Invited");
    platform.has_invited(&PEOPLE);
}

#[test]
fn each_group_of_a_list_gets_an_instance() {
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
    app.press("In group instances");
    app.press("Next: People");
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
fn a_plan_sent_from_the_terminal_appears_in_the_outbox_of_the_window() {
    let desktop = Desktop::new();
    let app = desktop.start();
    app.tries_the_practice_course();
    let platform = Platform::inside(&desktop);
    app.begins_to_invite_into("Tutors' room");
    app.lists(&PEOPLE);
    app.press("Activity");
    let printed = desktop.cohort(&["send", "1", "--yes"]);
    assert!(printed.contains("4 people"), "{printed}");
    app.press_row(&["4 people, Tutors' room"]);
    app.says_of_all(&PEOPLE, "Invited");
    platform.has_invited(&PEOPLE);
}

#[test]
fn nothing_is_sent_from_restored_data_until_the_user_says_so() {
    let desktop = Desktop::new();
    let platform = Platform::beside(&desktop);
    let app = desktop.start();
    app.adds_account(&platform);
    app.begins_to_invite_into("Tutors' room");
    app.lists(&PEOPLE);
    platform.takes_its_time_after(1, 8_000);
    app.sends_to(PEOPLE.len());
    app.press("Send now");
    until("the first email", || {
        (!platform.invited().is_empty()).then_some(())
    });
    app.kill();
    platform.takes_its_time(0);
    let backup = desktop.backs_up_data();

    let app = desktop.start();
    app.press("Activity");
    app.press_row(&["4 people, Tutors' room"]);
    app.says_of_all(&PEOPLE, "Invited");
    app.close();
    desktop.restores_data(&backup);

    let app = desktop.start();
    app.sees("Cohort's data on this computer was restored or copied");
    app.press("Check, then resume");
    app.press("Activity");
    app.press_row(&["4 people, Tutors' room"]);
    app.says_of_all(&PEOPLE, "nvited");
    platform.has_invited(&PEOPLE);
}

/// Goes from the course to a plan in the outbox whose ten seconds for *Undo* are still running.
fn creates_individual_instances(app: &App<'_>) {
    app.press("Invite people");
    app.press("With an individual instance each");
    app.press("Next: People");
    app.lists(&PEOPLE);
    app.press("Next: Material");
    app.sees("Latest:");
    app.press("Next: Review");
    app.sees("will each get an individual instance in Finance I. Each new instance starts with");
    app.press("Create 4 instances and invite 4 people");
    app.sees("Sending in ");
}
