//! The main screens as a screen reader is told of them: every control has a name.

use window_tests::{Desktop, Platform};

#[test]
fn a_screen_reader_is_told_the_name_of_every_control_of_the_main_screens() {
    let desktop = Desktop::with_screen_reader();
    let app = desktop.start();
    app.press("Try the practice course");
    let _platform = Platform::inside(&desktop);

    app.row(&["Finance I", "Week 3 material"]);
    app.tells_screen_readers(
        &desktop,
        &[("heading", "Overview"), ("push button", "Refresh")],
    );

    app.opens("Finance I");
    app.press_row(&["Joined"]);
    app.is_offered("Next person");
    app.tells_screen_readers(
        &desktop,
        &[
            ("push button", "Invite people"),
            ("push button", "Next person"),
            ("check box", "Select all"),
        ],
    );

    app.press("Activity");
    app.tells_screen_readers(&desktop, &[("heading", "Activity")]);
}
