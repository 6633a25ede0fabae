//! The main path through the app, from the first start to an email in a mailbox, with a picture of
//! every step.

use window_tests::{App, Desktop, Platform, Screenshots, WindowOptions};

const TYPED: &str = "noor.haddad@uni.example";
const WRONG: &str = "myemail@.uni.edu.com";
const MENDED: &str = "myemail@uni.edu.com";
const PASTED: &str =
    "Grace Hopper <grace.hopper@uni.example>; Emmy Noether <emmy.noether@uni.example>;\n";
const PEOPLE: [&str; 4] = [
    "emmy.noether@uni.example",
    "grace.hopper@uni.example",
    MENDED,
    TYPED,
];

/// A gradebook as Canvas exports it.
const GRADES: &str = "Student,ID,SIS User ID,SIS Login ID,Section,Essay (101)\n\
    \"    Points Possible\",,,,,10\n\
    \"Okafor, Chidi\",11,S-11,chidi.okafor@uni.example,Finance I,9\n\
    \"Rossi, Sofia\",12,S-12,sofia.rossi@gmial.com,Finance I,EX\n\
    \"Kaya, Zeynep\",13,S-13,zeynep.kaya@uni.example,Finance I,7\n\
    \"Student, Test\",99,,,Finance I,0\n";
const LATECOMERS: [&str; 2] = ["hedy.lamarr@uni.example", "mary.cartwright@uni.example"];
const ENROLLED: [&str; 3] = [
    "chidi.okafor@uni.example",
    "sofia.rossi@gmail.com",
    "zeynep.kaya@uni.example",
];

#[test]
fn from_the_first_start_to_an_email_in_a_mailbox() {
    let mut album = Screenshots::new("tour");
    let desktop = Desktop::new();

    let app = desktop.start();
    app.sees("Welcome to Cohort");
    album.add(&app, "first-start", "two ways to start, and nothing else");

    app.press("Try the practice course");
    app.row(&["Finance I", "Week 3 material"]);
    album.add(
        &app,
        "overview",
        "every course and project, and how many have joined",
    );
    shows_search_and_help(&app, &mut album);

    app.opens("Finance I");
    let platform = Platform::inside(&desktop);
    app.row(&["Joined"]);
    album.add(
        &app,
        "people",
        "who has joined, and who was invited and hasn't joined yet",
    );
    app.press("Instances");
    app.press("Shared 2");
    app.row(&["Tutors' room", "Shared"]);
    album.add(
        &app,
        "instances",
        "shared and individual instances, with their people",
    );
    app.opens("Corporate Law");
    app.sees("You can't invite people here");
    album.add(&app, "not-yours", "why not, and whom to ask");

    app.opens("Finance I");
    app.press("Invite people");
    app.press("In a shared instance");
    app.press("Tutors' room");
    album.add(
        &app,
        "what-for",
        "what people are invited to, and in which role",
    );

    app.press("Next: People");
    app.lists(&[TYPED, WRONG]);
    app.add_field().pastes(PASTED);
    app.row(&["Grace Hopper", "grace.hopper@uni.example"]);
    app.sees("4 people, 1 to fix");
    app.press_cell(WRONG);
    app.sees("Row 2");
    album.add(
        &app,
        "who",
        "people typed and pasted in; one address is marked, with the reason",
    );

    app.press("Next: Review");
    app.sees("Fix before sending");
    app.sees("Invite 3, skip 1");
    album.add(
        &app,
        "review-blocked",
        "what to fix before sending, or to skip with the button that sends",
    );

    app.press("Fix");
    app.is_offered("Invite 4 people");
    app.row(&[MENDED, "Not invited"]);
    album.add(
        &app,
        "review",
        "what will happen, in one sentence; the button says what it does",
    );

    platform.takes_its_time(1500);
    app.press("Invite 4 people");
    app.sees("Sending in ");
    album.add(&app, "grace", "10 seconds in which it can be undone");
    app.sees("1 of 4 people");
    album.add(&app, "sending", "the progress, and a state for everyone");
    app.says_of_all(&PEOPLE, "Invited");
    app.sees("4 people invited to Finance I");
    album.add(&app, "sent", "everyone is invited");
    platform.has_invited(&PEOPLE);

    app.press("More actions");
    app.press("Open mailbox");
    desktop.shows("Mailbox");
    album.add_screen(&desktop, "mailbox", "the invitations, in a browser");

    app.close();
    let app = desktop.start();
    app.opens("Finance I");
    app.press("Not joined yet 8");
    app.row(&["grace.hopper@uni.example", "Not joined yet"]);
    album.add(
        &app,
        "opened-again",
        "everything is still there, with the people just invited",
    );
    creates_individual_instances(&app, &desktop, &mut album);
    app.close();

    shows_dark_appearance(&desktop, &mut album);
    shows_plans_in_dark_appearance(&desktop, &mut album);
}

/// What lies over any page: the search palette and the help.
fn shows_search_and_help(app: &App<'_>, album: &mut Screenshots) {
    app.keys(&["ctrl+k"]);
    app.field("Search everywhere").types("fi");
    app.is_offered("Invite people to Finance I");
    album.add(
        app,
        "search",
        "spaces, people and actions, by a few letters",
    );
    app.keys(&["Escape"]);
    app.keys(&["F1"]);
    app.sees("See where everything stands");
    album.add(app, "help", "one task per page, for the page that is open");
    app.press("What the states mean");
    app.sees("Invited, not joined yet");
    album.add(app, "help-states", "what the states mean");
    app.press("Close");
}

/// Walks through the main screens in dark appearance and in the smallest window.
fn shows_dark_appearance(desktop: &Desktop, album: &mut Screenshots) {
    let app = desktop.start_with(WindowOptions::default().dark().small());
    app.opens("Finance I");
    app.row(&["Joined"]);
    album.add(
        &app,
        "dark-people",
        "the same in dark appearance and in the smallest window",
    );
    app.begins_to_invite_into("Tutors' room");
    app.lists(&[WRONG, "ida.rhodes@uni.example"]);
    album.add(&app, "dark-who", "the list in dark appearance");
    app.press("Next: Review");
    app.sees("Fix before sending");
    album.add(&app, "dark-review", "the review in dark appearance");
    app.press("Overview");
    app.sees("Needs attention");
    album.add(
        &app,
        "dark-overview",
        "what needs attention, in the smallest window",
    );
    app.keys(&["ctrl+k"]);
    app.field("Search everywhere").types("ada");
    app.is_offered("Ada Lovelace");
    album.add(&app, "dark-search", "a person, in every space they are in");
    app.keys(&["Escape"]);
    app.press("Activity");
    app.row(&["4 people, Tutors' room"]);
    album.add(&app, "dark-outbox", "what was sent");
    app.press_row(&["3 people, individual instances"]);
    app.press_row(&[ENROLLED[0]]);
    app.sees("Material distributed");
    album.add(&app, "dark-one-person", "what can be done for one person");
    app.press("Revoke invitation");
    app.sees("Revoke the invitation for");
    album.add(
        &app,
        "dark-take-back",
        "the question before an instance is deleted",
    );
    app.press("Cancel");
}

/// A plan in dark appearance and in the smallest window: in its ten seconds, on hold after Cohort
/// was closed in them, and done.
fn shows_plans_in_dark_appearance(desktop: &Desktop, album: &mut Screenshots) {
    let small = || desktop.start_with(WindowOptions::default().dark().small());
    let app = small();
    app.opens("Finance I");
    app.begins_to_invite_into("Tutors' room");
    app.lists(&LATECOMERS);
    app.sends_to(LATECOMERS.len());
    album.add(&app, "dark-grace", "10 seconds in which it can be undone");
    app.kill();

    let app = small();
    app.press("Activity");
    app.row(&["On hold"]);
    album.add(&app, "dark-activity", "what waits for the user comes first");
    app.press_row(&["On hold"]);
    app.sees("Nothing has been sent");
    album.add(&app, "dark-held", "why it is on hold, and what resumes it");
    app.press("Send now");
    app.says_of_all(&LATECOMERS, "Invited");
    app.sees("2 people invited to Finance I");
    app.press("More actions");
    album.add(
        &app,
        "dark-sent",
        "everyone is invited, and the rest is in a menu",
    );
    app.keys(&["Escape"]);
    app.press("Show in People");
    app.sees("Compare with a list…");
}

/// Imports a course from a file and creates an individual instance for each person, with material.
fn creates_individual_instances(app: &App<'_>, desktop: &Desktop, album: &mut Screenshots) {
    let platform = Platform::inside(desktop);
    app.press("Invite people");
    app.press("With an individual instance each");
    app.press("Next: People");
    let held = app.drags(&desktop.puts("grades.csv", GRADES));
    app.sees("Add these people to this draft");
    album.add_screen(desktop, "drop", "a file held over the window");
    held.drop_here();
    app.sees("3 people added from Canvas");
    album.add(
        app,
        "from-a-file",
        "an export, recognised without a question",
    );
    app.press("Fix 1 row");
    app.row(&[ENROLLED[1]]);
    app.press("Groups…");
    app.sees("The same seed gives the same groups.");
    album.add(app, "groups", "random groups that can be repeated");
    app.keys(&["Escape"]);

    app.press("Next: Material");
    app.sees("Latest:");
    album.add(app, "with-what", "what the new instances start with");
    app.press("Next: Review");
    app.sees(
        "3 people will each get an individual instance in Finance I. Each new instance starts with",
    );
    album.add(
        app,
        "review-own",
        "instances to create, material to distribute, people to invite",
    );
    platform.takes_its_time(900);
    app.press("Create 3 instances and invite 3 people");
    app.press("Send now");
    app.sees("nstance created");
    album.add(
        app,
        "sending-own",
        "how far Cohort has come with each person",
    );
    app.says_of_all(&ENROLLED, "Invited");
    app.press_row(&[ENROLLED[0]]);
    app.sees("Material distributed");
    album.add(
        app,
        "one-person",
        "what was done for one person, and what can be done about it",
    );
    app.press("Correct address");
    app.sees("Corrected address");
    album.add(
        app,
        "correct-address",
        "correcting an address after the invitation was sent",
    );
    app.press("Cancel");
    app.press("Close");
    platform.takes_its_time(0);
    platform.has_invited(&ENROLLED);
}
