//! Cohort is started while another one runs, ends or dies.

use window_tests::{Desktop, PEOPLE, Platform, until};

const HANDED_OVER: &str = "ExecuteCallback";

#[test]
fn a_start_beside_a_cohort_that_dies_opens_a_window() {
    let mut desktop = Desktop::new();
    desktop.listens_to_calls_of(HANDED_OVER);
    let app = desktop.start();
    app.stall();

    let second = desktop.clicks_the_icon();
    until("the second start asks for the window of the first", || {
        desktop.heard(HANDED_OVER).then_some(())
    });
    app.kill();

    second.shows_its_window();
}

#[test]
fn a_start_while_the_last_answers_are_awaited_opens_a_window() {
    let desktop = Desktop::new();
    let platform = Platform::beside(&desktop);
    let app = desktop.start();
    app.adds_account(&platform);
    app.begins_to_invite_into("Tutors' room");
    app.lists(&PEOPLE);
    platform.takes_its_time(6_000);
    app.sends_to(PEOPLE.len());
    app.press("Send now");
    app.sees("Sending");
    app.quits_while_sending();
    until("the window has gone", || {
        app.is_off_the_screen().then_some(())
    });

    let second = desktop.clicks_the_icon();
    second.shows_its_window();
    app.ends();
}
