//! The overview, the search palette and the help: the ways through the window that lead everywhere.

use window_tests::{Desktop, Platform};

#[test]
fn the_overview_and_the_search_lead_everywhere() {
    let desktop = Desktop::new();
    let mut platform = Platform::beside(&desktop);
    let app = desktop.start();
    app.adds_account(&platform);

    app.press("Overview");
    let finance = app.row(&["Finance I", "Week 3 material"]);
    app.row(&["Corporate Law", "You aren't an administrator"]);
    app.press("Finance I");
    app.sees("updated just now");
    let joined = numbers(&finance)[0];
    app.is_offered(&format!("Joined {joined}"));

    app.keys(&["ctrl+k"]);
    let search = app.field("Search everywhere");
    search.types("ada");
    app.is_offered("Ada");
    app.keys(&["Return"]);
    app.row(&["Ada", "@"]);
    app.sees_no("Search spaces, people, drafts and actions");

    app.keys(&["ctrl+k"]);
    app.field("Search everywhere").types("invite finance\n");
    app.sees("In a shared instance");

    app.keys(&["F1"]);
    app.sees("Choose what people are invited to");
    app.press("What the states mean");
    app.sees("Invited, not joined yet");
    app.keys(&["Escape"]);
    app.sees_no("Invited, not joined yet");

    app.close();
    platform.stop();
    let app = desktop.start();
    app.row(&["Finance I", "Week 3 material", &format!("{joined} of ")]);
    app.sees("You're offline. This was updated today at ");
}

/// The numbers in a row, in its order.
fn numbers(row: &str) -> Vec<u32> {
    let words = row.split(|letter: char| !letter.is_ascii_digit());
    words.filter_map(|word| word.parse().ok()).collect()
}
