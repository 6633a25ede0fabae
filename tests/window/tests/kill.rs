//! The app is killed without warning, as by a power cut, and started again.

use window_tests::{Desktop, PEOPLE, Platform, until};

#[test]
fn a_draft_survives_a_kill() {
    let desktop = Desktop::new();
    let app = desktop.start();
    app.tries_the_practice_course();
    app.begins_to_invite_into("Tutors' room");
    app.lists(&PEOPLE);
    app.kill();

    let app = desktop.start();
    app.press("Drafts");
    app.press_row(&["People for Finance I"]);
    for person in PEOPLE {
        app.row(&[person]);
    }
}

#[test]
fn a_kill_while_sending_loses_nobody_and_invites_nobody_twice() {
    kill_while_sending(&[]);
}

#[test]
fn a_kill_while_sending_to_a_platform_without_extensions_loses_nobody() {
    kill_while_sending(&["--bare"]);
}

fn kill_while_sending(arguments: &[&'static str]) {
    let desktop = Desktop::new();
    let platform = Platform::beside_with(&desktop, arguments);
    let app = desktop.start();
    app.adds_account(&platform);
    app.begins_to_invite_into("Tutors' room");
    app.lists(&PEOPLE);
    platform.takes_its_time(900);
    app.sends_to(PEOPLE.len());
    app.press("Send now");
    until("the second email", || {
        (platform.invited().len() >= 2).then_some(())
    });
    app.kill();
    let sent = platform.invited().len();
    assert!(sent < PEOPLE.len(), "all {sent} were sent before the kill");

    let app = desktop.start();
    app.press("Outbox");
    app.press_row(&["6 people, Tutors' room"]);
    app.says_of_all(&PEOPLE, "Invited");
    platform.has_invited(&PEOPLE);
}
