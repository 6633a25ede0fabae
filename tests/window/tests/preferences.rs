//! The preferences: what is chosen is kept, what starts with the session, and what a desktop lacks.

use window_tests::{Desktop, Platform, WindowOptions};

#[test]
fn what_is_chosen_is_kept() {
    let desktop = Desktop::new();
    let platform = Platform::beside(&desktop);
    let app = desktop.start();
    app.adds_account(&platform);
    app.press("Preferences");
    app.press("Dark");
    app.press("Someone joined");
    app.press("Warn before quitting while sending");
    app.press("Start Cohort when you sign in");
    let entry = desktop.home().join(".config/autostart/Cohort.desktop");
    window_tests::until("the entry for the session", || {
        let entry = std::fs::read_to_string(&entry).ok()?;
        entry.contains("--hidden").then_some(())
    });
    app.close();

    let app = desktop.start();
    app.press("Preferences");
    app.is_switched("Someone joined", false);
    app.is_switched("Warn before quitting while sending", false);
    app.is_switched("Start Cohort when you sign in", true);
    app.is_switched("Back online and sending", true);
    app.press("Start Cohort when you sign in");
    window_tests::until("the entry has gone", || (!entry.exists()).then_some(()));
    app.close();
}

#[test]
fn a_desktop_without_tray_and_notifications_is_told_why() {
    let desktop = Desktop::without_notifications();
    let app = desktop.start_with(WindowOptions::default().small());
    app.tries_the_practice_course();
    app.press("Preferences");
    app.sees("This desktop doesn't show tray icons");
    app.sees("Nothing on this desktop shows notifications.");
    // A panel that comes meanwhile is noticed.
    let _panel = desktop.with_panel();
    app.sees("Cohort can keep sending from the tray.");
}
