//! Material that is distributed later, to instances in which people work.

use window_tests::{App, Desktop, Platform, Screenshots, WindowOptions, until};

/// Opens the page that distributes material in the practice course, and chooses the material of the
/// third week.
fn chooses_week_3(app: &App<'_>) {
    app.opens("Finance I");
    app.press("Instances");
    app.press("Distribute material");
    app.sees("Which snapshot should be distributed?");
    app.press("Week 3 material");
    app.sees("The material contains");
}

#[test]
fn material_goes_to_everyone_and_what_people_have_is_kept() {
    let mut pictures = Screenshots::new("distribute");
    let desktop = Desktop::new();
    let app = desktop.start();
    app.tries_the_practice_course();
    let platform = Platform::inside(&desktop);
    chooses_week_3(&app);
    pictures.add(&app, "what", "Choosing the snapshot");
    app.press("Next: To whom");
    app.sees("Not included");
    app.sees("material is prepared there");
    pictures.add(&app, "to-whom", "Choosing the instances");
    app.press("Next: What would be overwritten");
    app.sees("would overwrite.");
    app.sees("as of");
    pictures.add(&app, "overwritten", "What would be overwritten");
    app.press_row(&["Ada Lovelace"]);
    app.sees("week_2/02_bonds.ipynb");
    pictures.add(&app, "unfolded", "The files of one person");
    app.press("Next: Review");
    app.sees("will be distributed to");
    pictures.add(&app, "review", "The review");
    assert_eq!(platform.emails_to("ada.lovelace@uni.example"), 0);

    // The terminal says the same of the same data, and sends nothing either.
    let from = "Master/Week 3 material";
    let shown = desktop.cohort(&[
        "distribute",
        "Finance I",
        "--from",
        from,
        "--everyone",
        "--dry-run",
    ]);
    assert!(
        shown.contains("Skipped, something would be overwritten"),
        "{shown}"
    );
    assert!(shown.contains("the snapshot's own instance"), "{shown}");
}

#[test]
fn a_chosen_instance_is_overwritten_on_the_users_word_and_its_people_are_emailed() {
    let desktop = Desktop::new();
    let platform = Platform::beside_with(&desktop, &["--bare"]);
    let app = desktop.start();
    app.adds_account(&platform);
    app.opens("Finance I");
    app.press("Instances");
    app.press("Distribute material");
    app.press("Week 3 material");
    app.press("Next: To whom");
    app.press("Chosen instances");
    app.press_row(&["Group A"]);
    app.sees("1 of");
    app.press("Next: What would be overwritten");
    app.sees("as of");
    app.press("Next: Review");
    app.press("Email the people in these instances");
    app.field("Message (optional)")
        .types("Read it before Monday.");
    app.press("Distribute to 1 instance");
    app.press("Send now");
    app.sees("Distributed");
    app.sees("Material distributed to 1 instance");
    until("the email about the material", || {
        let mails = platform.emails();
        let mut about = mails.iter().filter(|mail| mail.kind == "distribution");
        about
            .any(|mail| mail.to == "ada.lovelace@uni.example")
            .then_some(())
    });
}

#[test]
fn offline_it_is_queued_and_compared_before_it_leaves() {
    let desktop = Desktop::new();
    let mut platform = Platform::beside(&desktop);
    let app = desktop.start_with(WindowOptions::default().dark().small());
    app.adds_account(&platform);
    chooses_week_3(&app);
    platform.stop();
    let mut pictures = Screenshots::new("distribute-offline");
    app.press("Next: To whom");
    app.press("Next: What would be overwritten");
    app.sees("Cohort doesn't know yet");
    pictures.add(&app, "unknown", "Offline, in the dark, at 900 by 600");
    app.press("Skip them");
    app.press("Next: Review");
    app.sees("will be distributed to");
    pictures.add(&app, "review", "The review, offline");
    app.press("Distribute to");
    app.press("Send now");
    app.sees("Offline since");
    platform.start_again();
    app.sees("Skipped");
    pictures.add(&app, "plan", "What became of it");
}

#[test]
fn two_thousand_instances_can_be_looked_through() {
    let desktop = Desktop::new();
    let platform = Platform::beside(&desktop);
    platform.creates_instances(2_000);
    let app = desktop.start();
    app.adds_account(&platform);
    chooses_week_3(&app);
    app.press("Next: To whom");
    app.press("Chosen instances");
    app.sees("of 2,0");
    let mut pictures = Screenshots::new("distribute-many");
    pictures.add(&app, "choose", "Choosing among 2,000 instances");
}
