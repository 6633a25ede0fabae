//! Walks through the window in any language, which stop at every screen.
//!
//! A walk says what is pressed and what is then seen, in both languages side by side. What is done at
//! a screen is up to whoever walks: `sizes` measures it, and the matrix takes its picture in every
//! look and size.

mod errors;
mod main_path;
mod many;
mod names;
mod screen;
mod tasks;

pub use errors::errors;
pub use main_path::main_path;
pub use many::{MANY, many};
pub use names::{COURSE, names};
pub use screen::Screen;
pub use tasks::tasks;

use crate::{app::App, desktop::Desktop, platform::Platform, wait::until};

/// The language that the system is set to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Spoken {
    English,
    German,
}

impl Spoken {
    pub const ALL: [Self; 2] = [Self::English, Self::German];

    /// The tag of the language.
    pub fn tag(self) -> &'static str {
        self.or("en", "de")
    }

    /// The text of this language.
    pub(crate) fn or<'t>(self, english: &'t str, german: &'t str) -> &'t str {
        match self {
            Self::English => english,
            Self::German => german,
        }
    }

    /// A new desktop whose system speaks this language.
    pub fn desktop(self) -> Desktop {
        let mut desktop = Desktop::new();
        if self == Self::German {
            desktop.sets("LANGUAGE", "de");
            desktop.sets("LANG", "de_CH.UTF-8");
        }
        desktop
    }
}

/// What is done at each screen.
pub type Visit<'v> = &'v mut dyn FnMut(&App<'_>, Screen);

/// Goes from the first page to the practice course.
fn tries_the_practice_course(app: &App<'_>, spoken: Spoken) {
    app.press(spoken.or("Try the practice course", "Übungskurs ausprobieren"));
    opens_the_course(app, spoken);
}

/// Goes from the first page to the overview of a separate platform.
fn adds_account(app: &App<'_>, platform: &Platform<'_>, spoken: Spoken) {
    app.press(spoken.or("Add your account", "Konto hinzufügen"));
    app.field(spoken.or("Platform address", "Adresse der Plattform"))
        .fill(platform.address());
    app.field(spoken.or("API key", "API-Schlüssel"))
        .fill(Platform::KEY);
    app.press(spoken.or("Check and add account", "Prüfen und Konto hinzufügen"));
    app.sees(spoken.or("Courses and projects", "Kurse und Projekte"));
}

/// Goes from anywhere to the people of the demo course, and waits until they are loaded.
fn opens_the_course(app: &App<'_>, spoken: Spoken) {
    app.press("Finance I");
    app.row(&[spoken.or("Joined", "Beigetreten")]);
}

/// Goes from a space to the empty list of people to invite into one of its shared instances.
fn begins_to_invite(app: &App<'_>, spoken: Spoken) {
    app.press(spoken.or("Invite people", "Personen einladen"));
    app.press(spoken.or("In a shared instance", "In einer gemeinsamen Instanz"));
    app.press("Tutors' room");
    app.press(spoken.or("Next: People", "Weiter: Personen"));
    app.sees(spoken.or(
        "Nobody is on the list yet",
        "Auf der Liste steht noch niemand",
    ));
}

/// Adds these people to the list, by typing one address after the other.
fn lists(app: &App<'_>, spoken: Spoken, people: &[&str]) {
    let field = spoken.or("Add people", "Personen hinzufügen");
    for person in people {
        app.field(field).types(&format!("{person}\n"));
        app.row(&[person]);
    }
}

/// Waits until nothing on the page says any more that it is being loaded.
fn has_loaded(app: &App<'_>) {
    until("everything is loaded", || {
        let text = app.text();
        let loading = text.contains("Loading") || text.contains("Wird geladen");
        (!loading).then_some(())
    });
}
