//! The table of people as one works in it: sorted, several selected, resent to, opened one by one
//! with the keyboard, exported, and found again as it was left.

use window_tests::{App, Desktop, Platform, until};

/// The rows of the table below its headings.
fn people(app: &App<'_>) -> Vec<String> {
    let rows = app.rows();
    rows.into_iter().filter(|row| row.contains('@')).collect()
}

/// The address in a row of the table.
fn address(row: &str) -> String {
    let found = row.split_whitespace().find(|word| word.contains('@'));
    found.expect("a row of the table has an address").to_owned()
}

#[test]
fn people_are_sorted_selected_resent_to_opened_and_exported() {
    let desktop = Desktop::new();
    let app = desktop.start();
    app.tries_the_practice_course();
    let platform = Platform::inside(&desktop);

    app.press("Not joined yet");
    let chosen = until("only who hasn't joined is shown", || {
        let people = people(&app);
        let all = people.iter().all(|row| row.contains("Not joined yet"));
        (all && people.len() > 2).then_some(people)
    });
    app.press("Address");
    until("they are sorted by address", || {
        let mut sorted = chosen.clone();
        sorted.sort_by_key(|row| address(row));
        let shown = people(&app);
        (shown.iter().map(|row| address(row)).collect::<Vec<_>>()
            == sorted.iter().map(|row| address(row)).collect::<Vec<_>>())
        .then_some(())
    });
    let sorted: Vec<String> = people(&app).iter().map(|row| address(row)).collect();
    app.press("Address");
    until("they are sorted the other way", || {
        let mut shown: Vec<String> = people(&app).iter().map(|row| address(row)).collect();
        shown.reverse();
        (shown == sorted).then_some(())
    });
    app.press("Address");

    // A click opens a person, and Escape closes them without losing the place in the table.
    app.press_row(&[&sorted[0]]);
    app.sees("Hasn't joined");
    app.keys(&["Escape"]);
    app.sees_no("Hasn't joined");
    app.keys(&["shift+Down"]);
    app.sees("2 of ");
    let before = [&sorted[0], &sorted[1]].map(|person| platform.emails_to(person));
    app.press("Resend 2 invitations");
    app.sees("The platform sends the same invitation again.");
    app.press("Resend 2 invitations");
    app.sees("2 invitations resent.");
    for (person, before) in sorted.iter().zip(before) {
        assert_eq!(platform.emails_to(person), before + 1, "{person}");
    }
    assert_eq!(platform.emails_to(&sorted[2]), 0, "nobody else");

    // The inspector follows the keys.
    app.keys(&["Escape"]);
    app.sees_no("2 of 32 selected");
    app.keys(&["Return"]);
    app.sees("Invitation resent");
    app.keys(&["Down"]);
    app.keys(&["Down"]);
    app.sees_no("Invitation resent");
    app.keys(&["Escape"]);

    // What is exported is what is selected.
    app.press("Select all");
    app.sees("4 of 32 selected");
    app.press("More actions");
    app.press("Export as CSV…");
    let file = desktop.home().join("people.csv");
    app.saves_as(&file);
    app.sees("Saved people.csv");
    let csv = std::fs::read_to_string(file).expect("it was saved");
    assert_eq!(csv.lines().count(), 5, "{csv}");
    assert!(
        csv.contains(&sorted[0]) && csv.contains("Not joined yet"),
        "{csv}"
    );

    // The way back finds the table as it was left.
    app.press("Activity");
    app.sees("Nothing");
    app.keys(&["alt+Left"]);
    until("the filter is back", || {
        let people = people(&app);
        (people.len() == sorted.len() && people.iter().all(|row| row.contains("Not joined yet")))
            .then_some(())
    });
}
