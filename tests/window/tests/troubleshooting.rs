//! Troubleshooting: what is checked with a real platform, and the way from a problem to its cause. An
//! instance that was created by mistake is deleted and restored.

use std::fs;

use window_tests::{Desktop, Platform, Screenshots, WindowOptions};

#[test]
fn what_does_not_work_is_checked_and_found_by_what_one_sees() {
    let desktop = Desktop::new();
    let mut pictures = Screenshots::new("troubleshooting");
    let mut platform = Platform::beside(&desktop);
    let app = desktop.start_with(WindowOptions::default().small());
    app.adds_account(&platform);
    app.opens("Finance I");
    app.keys(&["F1"]);
    app.press("Troubleshooting");
    app.sees("You're an administrator, so you can invite people.");
    app.sees("It exists, and nobody has deleted it.");
    pictures.add(
        &app,
        "checks",
        "What Cohort checks, and the causes below it.",
    );

    // By the words of a problem, one cause is left, and it is unfolded.
    app.field("Describe what you see")
        .types("deleted in the last 24 hours");
    app.sees("The platform keeps what was deleted for 24 hours.");
    app.sees_no("There's no connection");
    app.press("Show instances");
    app.row(&["Tutors' room"]);

    // Without the platform, the first check fails, and the others wait for it.
    platform.stop();
    app.keys(&["F1"]);
    app.press("Troubleshooting");
    app.sees("Can't reach the platform");
    app.sees("Not checked, because the platform can't be reached.");
    app.press("There's no connection");
    app.sees("what you send goes out automatically when the connection is back");
    pictures.add(&app, "offline", "The platform can't be reached.");
}

#[test]
fn a_copy_for_support_says_what_happened_and_names_nobody() {
    let desktop = Desktop::new();
    let mut pictures = Screenshots::new("support-copy");
    let app = desktop.start_with(WindowOptions::default().small());
    app.tries_the_practice_course();
    app.invites_into("Tutors' room", &["wren.halcyonbird@new.example"]);
    app.keys(&["F1"]);
    app.press("Troubleshooting");
    let save = "Save a copy for support…";
    app.press(save);
    let file = desktop.home().join("support.json");
    app.saves_as(&file);
    app.sees("Saved as support.json");
    pictures.add(&app, "saved", "The copy for support was saved.");
    let copy = fs::read_to_string(&file).expect("what was saved is there");
    for told in ["halcyonbird", "Finance", "Tutors"] {
        assert!(!copy.contains(told), "{told} is in {copy}");
    }
    for known in [
        r#""person": "person 1""#,
        r#""state": "done""#,
        r#""log": ["#,
    ] {
        assert!(copy.contains(known), "{known} isn't in {copy}");
    }

    app.press("Include people's names and addresses");
    app.press(save);
    app.saves_as(&desktop.home().join("named.json"));
    app.sees("Saved as named.json");
    let named = fs::read_to_string(desktop.home().join("named.json")).expect("it is there");
    assert!(named.contains("wren.halcyonbird@new.example"), "{named}");

    app.press(save);
    app.saves_as(&desktop.data().join("support.json"));
    app.sees("Cohort keeps its data there");
    pictures.add(&app, "refused", "Cohort's own folder takes no copy.");
}

#[test]
fn an_instance_is_deleted_and_restored() {
    let desktop = Desktop::new();
    let mut pictures = Screenshots::new("troubleshooting-dark");
    let app = desktop.start_with(WindowOptions::default().small().dark());
    app.tries_the_practice_course();
    app.press("Instances");
    app.row(&["Tutors' room"]);
    app.keys(&["F1"]);
    app.press("Troubleshooting");
    app.sees("You're an administrator, so you can invite people.");
    pictures.add(&app, "checks", "The same in dark.");
    app.press("An instance or a space was deleted");
    app.press("Show instances");
    app.field("Search instances").types("tutors");
    app.sees_no("Group A");
    app.press("Select all");
    app.press("More actions");
    app.press("Delete instance…");
    app.sees("You can restore it for 24 hours.");
    pictures.add(
        &app,
        "delete",
        "What is asked before an instance is deleted.",
    );
    app.press("Delete instance");
    app.sees("Instance deleted.");
    app.sees("Deleted. You can restore it until");
    pictures.add(&app, "deleted", "A deleted instance, with the way back.");
    app.press("Restore Tutors' room");
    app.sees("Tutors' room was restored.");
    app.sees_no("Deleted. You can restore it until");
    app.row(&["Tutors' room"]);
}
