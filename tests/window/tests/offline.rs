//! The platform can't be reached, and later it can again.

use window_tests::{Desktop, Platform};

const PEOPLE: [&str; 3] = [
    "emmy.noether@uni.example",
    "grace.hopper@uni.example",
    "ida.rhodes@uni.example",
];

#[test]
fn invitations_sent_offline_go_out_when_the_platform_is_back() {
    let desktop = Desktop::new();
    let mut platform = Platform::beside(&desktop);
    let app = desktop.start();
    app.adds_account(&platform);
    app.begins_to_invite_into("Tutors' room");

    platform.stop();
    app.lists(&PEOPLE);
    app.sends_to(3);
    app.press("Send now");
    app.sees("Offline since");
    app.sees("Sending resumes automatically when the connection is back.");
    app.quits_while_sending();
    app.ends();

    let app = desktop.start();
    app.press("Activity");
    app.press_row(&["3 people, Tutors' room"]);
    app.sees("Offline since");

    platform.start_again();
    app.says_of_all(&PEOPLE, "Invited");
    app.sees("Online");
    platform.has_invited(&PEOPLE);
}

#[test]
fn a_draft_can_be_made_and_kept_offline() {
    let desktop = Desktop::new();
    let mut platform = Platform::beside(&desktop);
    let app = desktop.start();
    app.adds_account(&platform);
    platform.stop();

    app.begins_to_invite_into("Tutors' room");
    app.lists(&PEOPLE);
    app.close();

    let app = desktop.start();
    app.press("Drafts");
    app.press_row(&["People for Finance I"]);
    for person in PEOPLE {
        app.row(&[person]);
    }
    app.sees("Offline since");
}
