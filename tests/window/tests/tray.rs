//! The tray: its menu, and Cohort without a window. A panel of the test reads the menu over the
//! session's bus and clicks it, as the panel of a desktop does.

use window_tests::{Desktop, PEOPLE, Platform, until};

const MENU: [&str; 4] = [
    "Open Cohort",
    "Invite people…",
    "Pause sending",
    "Quit Cohort",
];

#[test]
fn the_menu_pauses_and_resumes_what_is_being_sent_and_opens_what_became_of_it() {
    let desktop = Desktop::new();
    let panel = desktop.with_panel();
    let platform = Platform::beside(&desktop);
    let app = desktop.start();
    panel.shows("Nothing to send");
    assert_eq!(panel.menu(), MENU);
    panel.greys_out("Pause sending");

    app.adds_account(&platform);
    platform.takes_its_time(4_000);
    app.begins_to_invite_into("Tutors' room");
    app.lists(&PEOPLE);
    app.sends_to(PEOPLE.len());
    panel.shows("Sending 0 of 6");
    panel.choose("Pause sending");
    app.sees("Paused");
    panel.shows("Sending is paused");

    platform.takes_its_time(0);
    panel.choose("Resume sending");
    app.says_of_all(&PEOPLE, "Invited");
    panel.shows("Nothing to send");
    platform.has_invited(&PEOPLE);

    app.opens("Finance I");
    panel.choose("Finance I: 6 people invited");
    app.sees("6 people invited to Finance I");
    app.close_for_good(&panel);
}

#[test]
fn it_says_that_something_needs_attention_or_that_the_platform_is_away() {
    let desktop = Desktop::new();
    let panel = desktop.with_panel();
    let mut platform = Platform::beside(&desktop);
    let app = desktop.start();
    app.adds_account(&platform);
    platform.stop();
    app.begins_to_invite_into("Tutors' room");
    app.lists(&PEOPLE[..1]);
    app.sends_to(1);
    app.press("Send now");
    panel.shows("Offline");

    platform.start_again();
    app.says_of_all(&PEOPLE[..1], "Invited");
    panel.shows("Nothing to send");
    app.close_for_good(&panel);
}

#[test]
fn invite_people_leads_to_the_choice_of_a_space() {
    let desktop = Desktop::new();
    let panel = desktop.with_panel();
    let platform = Platform::beside(&desktop);
    let app = desktop.start();
    app.adds_account(&platform);
    panel.choose("Invite people…");
    app.sees("Invite people to Finance I");
    app.keys(&["Escape"]);
    app.close_for_good(&panel);
}

#[test]
fn a_closed_window_leaves_cohort_sending_in_the_tray() {
    let desktop = Desktop::new();
    let panel = desktop.with_panel();
    let mut platform = Platform::beside(&desktop);
    let mut app = desktop.start();
    app.adds_account(&platform);
    app.begins_to_invite_into("Tutors' room");
    app.lists(&PEOPLE);
    // Until the window has gone, nothing can be sent.
    platform.stop();
    app.sends_to(PEOPLE.len());

    app.click_close();
    app.sees("Cohort keeps sending in the background");
    app.sees("6 people haven't been invited yet.");
    app.press_last("Keep running");
    app.stays_without_a_window();
    platform.start_again();
    platform.has_invited(&PEOPLE);
    panel.offers("Finance I: 6 people invited");

    // The second time nothing is said, and the way back is in the tray.
    panel.choose("Open Cohort");
    app.has_a_window();
    app.click_close();
    app.stays_without_a_window();
    panel.choose("Quit Cohort");
    app.ends();
    until("the icon has gone", || (!panel.has_icon()).then_some(()));
}

#[test]
fn quitting_from_the_tray_says_what_is_left() {
    let desktop = Desktop::new();
    let panel = desktop.with_panel();
    let mut platform = Platform::beside(&desktop);
    let app = desktop.start();
    app.adds_account(&platform);
    app.sends_while_away(&PEOPLE, &mut platform);
    app.quits_with_people_left(PEOPLE.len(), || panel.choose("Quit Cohort"));
    app.ends();

    platform.start_again();
    let app = desktop.start();
    app.sees("6 people had to wait");
    platform.has_invited(&PEOPLE);
    app.close_for_good(&panel);
}

#[test]
fn a_panel_that_comes_gets_an_icon_and_one_that_goes_gives_the_window_back() {
    let desktop = Desktop::new();
    let mut app = desktop.start();
    app.is_offered("Add your account");
    let panel = desktop.with_panel();
    panel.shows("Nothing to send");
    app.click_close();
    app.sees("Cohort keeps running in the tray");
    app.press_last("Keep running");
    app.stays_without_a_window();

    drop(panel);
    app.has_a_window();
    // There is no tray to keep running in any more.
    app.click_close();
    app.ends();
}

#[test]
fn a_start_beside_one_in_the_tray_opens_its_window() {
    let desktop = Desktop::new();
    let panel = desktop.with_panel();
    let mut app = desktop.start();
    app.is_offered("Add your account");
    panel.shows("Nothing to send");
    app.click_close();
    app.press_last("Keep running");
    app.stays_without_a_window();

    let _second = desktop.clicks_the_icon();
    app.has_a_window();
    panel.choose("Quit Cohort");
    app.ends();
}

#[test]
fn a_hidden_start_opens_a_window_only_when_it_is_asked_for() {
    let desktop = Desktop::new();
    let panel = desktop.with_panel();
    let hidden = desktop.starts_hidden();
    panel.shows("Nothing to send");
    assert!(!hidden.has_a_window());
    assert_eq!(desktop.web_processes(), 0);

    panel.choose("Open Cohort");
    hidden.shows_its_window();
    assert!(desktop.web_processes() > 0);
    panel.choose("Quit Cohort");
    until("the icon has gone", || (!panel.has_icon()).then_some(()));
}
