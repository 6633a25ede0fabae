//! The main screens in every size for which the window is designed, from its smallest to a large
//! screen: nothing is cut in mid-letter, no text lies over another, and nothing sticks out.
//! `cargo xtask tour --matrix` does the same for every screen.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::json;
use window_tests::{
    App, Desktop, Screenshots, WindowOptions,
    walk::{self, Screen, Spoken},
};

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
    let mut album = Screenshots::new("sizes");
    let desktop = Desktop::new();
    let app = desktop.start();
    walk::main_path(&app, Spoken::English, &mut |app, screen| {
        look(app, &mut album, screen);
    });
}

/// Walks the main path in German, from the tray to the preferences: the window's longest words are
/// German.
#[test]
fn nothing_is_cut_in_german_either_and_the_tray_speaks_it_too() {
    let desktop = Spoken::German.desktop();
    let panel = desktop.with_panel();
    let mut album = Screenshots::new("sizes-german");
    let app = desktop.start();
    app.sees("Willkommen bei Cohort");
    panel.shows("Nichts zu senden");
    walk::main_path(&app, Spoken::German, &mut |app, screen| {
        // What these two show is short in both languages, and the matrix has them in German too.
        if ![Screen::Link, Screen::Activity].contains(&screen) {
            look(app, &mut album, screen);
        }
    });
    panel.shows("Nichts zu senden");
    assert!(
        panel
            .menu()
            .contains(&"Finance I: 3 Personen eingeladen".to_owned())
    );

    // A language that is chosen is spoken everywhere, at once.
    app.press("Einstellungen");
    app.press("English");
    app.sees("Appearance and language");
    panel.shows("Nothing to send");
}

fn look(app: &App<'_>, album: &mut Screenshots, screen: Screen) {
    for (width, height) in SIZES {
        app.resize((width, height));
        let name = format!("{}-{width}x{height}", screen.file());
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
        "const heading = document.querySelector('h1');
         heading.style.cssText = 'position: relative; top: 40px'",
        json!([]),
    );
    assert!(fails(|| app.cuts_nothing("a heading over another text")));
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
