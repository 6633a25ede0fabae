//! The main screens in every size for which the window is designed, from its smallest to a large
//! screen: nothing is cut in mid-letter, and nothing sticks out.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::json;
use window_tests::{App, Desktop, PEOPLE, Platform, Screenshots, WindowOptions};

/// The smallest window; a screen of 1920 × 1080 at 200 %; the sizes that the drawings show; and a
/// whole large screen.
const SIZES: [(u32, u32); 5] = [
    (720, 480),
    (960, 540),
    (900, 600),
    (1200, 780),
    (1920, 1080),
];

#[test]
fn nothing_is_cut_in_any_size_of_the_window() {
    walk("sizes", WindowOptions::default());
}

/// Walks through the main screens, and looks at each in all sizes.
fn walk(album: &str, options: WindowOptions) {
    let mut album = Screenshots::new(album);
    let desktop = Desktop::new();
    let app = desktop.start_with(options);
    app.sees("Welcome to Cohort");
    look(&app, &mut album, "welcome");
    app.press("Try the practice course");
    let _platform = Platform::inside(&desktop);
    app.row(&["Finance I", "Week 3 material"]);
    look(&app, &mut album, "overview");

    app.opens("Finance I");
    app.row(&["Joined"]);
    look(&app, &mut album, "people");
    app.press("Not joined yet 4");
    app.press_row(&["Not joined yet"]);
    app.is_offered("Next person");
    look(&app, &mut album, "person");
    app.keys(&["Escape"]);
    app.press("Instances");
    app.row(&["Tutors' room", "Shared"]);
    look(&app, &mut album, "instances");
    app.press("Link");
    look(&app, &mut album, "link");

    app.press("People");
    app.press("Invite people");
    look(&app, &mut album, "what-for");
    app.press("In a shared instance");
    app.press("Tutors' room");
    app.press("Next: People");
    app.lists(&PEOPLE[..3]);
    look(&app, &mut album, "list");
    app.press("Next: Review");
    app.is_offered("Invite 3 people");
    look(&app, &mut album, "review");
    app.press("Invite 3 people");
    app.says_of_all(&PEOPLE[..3], "Invited");
    look(&app, &mut album, "plan");
    app.press("Activity");
    app.row(&["3 people"]);
    look(&app, &mut album, "activity");
    app.press("Preferences");
    app.sees("Appearance");
    look(&app, &mut album, "preferences");
}

/// The same in German, from the tray to the review: the longest words of the window are there.
#[test]
fn nothing_is_cut_in_german_either_and_the_tray_speaks_it_too() {
    let mut desktop = Desktop::new();
    desktop.sets("LANGUAGE", "de");
    desktop.sets("LANG", "de_CH.UTF-8");
    let panel = desktop.with_panel();
    let mut album = Screenshots::new("sizes-german");
    let app = desktop.start();
    app.sees("Willkommen bei Cohort");
    panel.shows("Nichts zu senden");
    look(&app, &mut album, "welcome");
    app.press("Übungskurs ausprobieren");
    let _platform = Platform::inside(&desktop);
    app.row(&["Finance I", "Week 3 material"]);
    look(&app, &mut album, "overview");

    app.press("Finance I");
    app.row(&["Beigetreten"]);
    look(&app, &mut album, "people");
    app.press("Noch nicht dabei 4");
    app.press_row(&["Noch nicht dabei"]);
    app.sees("Seit 6 Tagen noch nicht dabei");
    look(&app, &mut album, "person");
    app.keys(&["Escape"]);
    app.press("Instanzen");
    app.row(&["Tutors' room"]);
    look(&app, &mut album, "instances");

    app.press("Personen einladen");
    look(&app, &mut album, "what-for");
    app.press("In einer gemeinsamen Instanz");
    app.press("Tutors' room");
    app.press("Weiter: Personen");
    for person in &PEOPLE[..3] {
        app.field("Personen hinzufügen")
            .types(&format!("{person}\n"));
        app.row(&[person]);
    }
    look(&app, &mut album, "list");
    app.press("Weiter: Prüfen");
    app.is_offered("3 Personen einladen");
    look(&app, &mut album, "review");
    app.press("3 Personen einladen");
    app.says_of_all(&PEOPLE[..3], "Eingeladen");
    look(&app, &mut album, "plan");
    panel.shows("Nichts zu senden");
    assert!(
        panel
            .menu()
            .contains(&"Finance I: 3 Personen eingeladen".to_owned())
    );

    // A language that is chosen is spoken everywhere, at once.
    app.press("Einstellungen");
    app.sees("Darstellung und Sprache");
    look(&app, &mut album, "preferences");
    app.press("English");
    app.sees("Appearance and language");
    panel.shows("Nothing to send");
}

fn look(app: &App<'_>, album: &mut Screenshots, screen: &str) {
    for (width, height) in SIZES {
        app.resize((width, height));
        let name = format!("{screen}-{width}x{height}");
        album.add(app, &name, "");
        app.cuts_nothing(&name);
    }
    app.resize(WindowOptions::default().size);
}

#[test]
fn a_screen_on_which_something_is_wrong_is_found() {
    let desktop = Desktop::new();
    let app = desktop.start();
    app.sees("Welcome to Cohort");
    app.cuts_nothing("as it is");
    app.has_no_serious_finding("as it is");

    app.run(
        "const heading = document.querySelector('h1');
         heading.style.cssText = 'width: 40px; overflow: hidden; white-space: nowrap'",
        json!([]),
    );
    assert!(fails(|| app.cuts_nothing("a heading that is cut")));
    app.run(
        "document.querySelector('h1').style.cssText = '';
         document.querySelector('button').style.cssText = 'position: relative; left: 5000px'",
        json!([]),
    );
    assert!(fails(|| app.cuts_nothing("a button outside the window")));
    app.run(
        "const button = document.querySelector('button');
         button.style.cssText = '';
         button.textContent = ''",
        json!([]),
    );
    assert!(fails(
        || app.has_no_serious_finding("a button without a name")
    ));
}

fn fails(check: impl FnOnce()) -> bool {
    catch_unwind(AssertUnwindSafe(check)).is_err()
}
