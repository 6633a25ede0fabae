//! Closing the window where there is no tray, and the end of the session.

use window_tests::{Desktop, PEOPLE, Platform};

#[test]
fn without_a_tray_closing_quits_and_says_what_is_left() {
    let desktop = Desktop::new();
    let mut platform = Platform::beside(&desktop);
    let app = desktop.start();
    app.adds_account(&platform);
    app.sends_while_away(&PEOPLE, &mut platform);
    app.quits_with_people_left(PEOPLE.len(), || app.click_close());
    app.ends();

    platform.start_again();
    let app = desktop.start();
    app.sees("6 people had to wait");
    platform.has_invited(&PEOPLE);
}

#[test]
fn a_second_click_on_close_is_an_answer() {
    let desktop = Desktop::new();
    let mut platform = Platform::beside(&desktop);
    let app = desktop.start();
    app.adds_account(&platform);
    app.sends_while_away(&PEOPLE, &mut platform);
    app.click_close();
    app.sees("Quit before everything is sent?");
    app.click_close();
    app.ends();
}

#[test]
fn the_end_of_the_session_asks_nothing_and_loses_nothing() {
    let desktop = Desktop::new();
    let platform = Platform::beside(&desktop);
    let app = desktop.start();
    app.adds_account(&platform);
    platform.takes_its_time(1_000);
    app.begins_to_invite_into("Tutors' room");
    app.lists(&PEOPLE);
    app.sends_to(PEOPLE.len());
    app.press("Send now");
    app.sees("Sending");
    app.is_told_to_end();
    app.ends();

    let app = desktop.start();
    platform.has_invited(&PEOPLE);
    app.sees("Finance I");
}
