//! The app is killed without warning, as by a power cut, and started again.

use window_tests::{App, Desktop, PEOPLE, Platform, until};

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
    let desktop = Desktop::new();
    let platform = Platform::beside(&desktop);
    let app = is_killed_while_sending(&desktop, &platform, 8_000);
    app.says_of_all(&PEOPLE, "Invited");
    platform.has_invited(&PEOPLE);
}

/// Without idempotency keys, an invitation that never reached the platform is sent again after ten
/// minutes. The test doesn't wait for them, but holds that nobody is lost and nobody invited twice.
#[test]
fn a_kill_while_sending_to_a_platform_without_extensions_loses_nobody() {
    let desktop = Desktop::new();
    let platform = Platform::beside_with(&desktop, &["--bare"]);
    let app = is_killed_while_sending(&desktop, &platform, 600_000);
    app.says_of_all_or(&PEOPLE, "Invited", "Checking again at");
    let mut invited = platform.invited();
    for person in PEOPLE {
        if !invited.iter().any(|address| address == person) {
            app.row(&[person, "Checking again at"]);
        }
    }
    let emails = invited.len();
    invited.dedup();
    assert_eq!(invited.len(), emails, "somebody was invited twice");
}

/// The app is killed when two invitations have arrived, and started again. Those that were on their
/// way arrive after so many milliseconds.
fn is_killed_while_sending<'d>(desktop: &'d Desktop, platform: &Platform, late: u64) -> App<'d> {
    let app = desktop.start();
    app.adds_account(platform);
    app.begins_to_invite_into("Tutors' room");
    app.lists(&PEOPLE);
    platform.takes_its_time_after(2, late);
    app.sends_to(PEOPLE.len());
    app.press("Send now");
    until("the second email", || {
        (platform.invited().len() >= 2).then_some(())
    });
    app.kill();
    assert_eq!(platform.invited().len(), 2);
    platform.takes_its_time(0);

    let app = desktop.start();
    app.press("Activity");
    app.press_row(&["6 people, Tutors' room"]);
    app
}
