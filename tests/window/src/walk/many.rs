//! A course with 2,000 instances, and a list of 2,000 people.

use std::fmt::Write as _;

use super::{Screen, Spoken, Visit, opens_the_course};
use crate::{app::App, platform::Platform};

/// How many of them there are.
pub const MANY: usize = 2_000;

/// Walks through the pages with many of everything, in a window that was just opened for the first
/// time, with an account of this platform, in whose course [`MANY`] instances were created.
pub fn many(app: &App<'_>, platform: &Platform<'_>, spoken: Spoken, visit: Visit<'_>) {
    super::adds_account(app, platform, spoken);
    opens_the_course(app, spoken);
    app.press(spoken.or("Instances", "Instanzen"));
    app.row(&["Group 0001"]);
    visit(app, Screen::InstancesMany);
    app.press(spoken.or("Distribute material", "Material verteilen"));
    app.press("Week 3 material");
    app.sees(spoken.or("The material contains", "Das Material enthält"));
    app.press(spoken.or("Next: To whom", "Weiter: An wen"));
    app.press(spoken.or("Chosen instances", "Ausgewählte Instanzen"));
    app.row(&["Group 0001"]);
    visit(app, Screen::DistributeToMany);
    app.press(spoken.or("Every instance", "Alle Instanzen"));
    app.press(spoken.or(
        "Next: What would be overwritten",
        "Weiter: Was überschrieben würde",
    ));
    // They are compared one after the other, which need not be waited for.
    app.press(spoken.or("Stop", "Stoppen"));
    app.sees(spoken.or("compared yet", "noch nicht verglichen"));
    visit(app, Screen::OverwrittenMany);
    app.press(spoken.or("Next: Review", "Weiter: Prüfen"));
    app.sees(spoken.or("will be distributed to", "wird in Finance I verteilt"));
    visit(app, Screen::DistributeReviewMany);

    opens_the_course(app, spoken);
    app.press(spoken.or("Invite people", "Personen einladen"));
    app.press(spoken.or(
        "With an individual instance each",
        "Mit einer Einzelinstanz für jede Person",
    ));
    app.press(spoken.or("By email", "Per E-Mail"));
    app.press(spoken.or("Next: People", "Weiter: Personen"));
    let mut list = "Name,Email address\n".to_owned();
    for number in 1..=MANY {
        writeln!(list, "Student {number:04},student.{number:04}@uni.example")
            .expect("a string grows");
    }
    app.drops(&app.desktop().puts("many.csv", list));
    app.row(&["Student 0001"]);
    visit(app, Screen::ListMany);
    app.press(spoken.or("Next: Material", "Weiter: Material"));
    app.press(spoken.or("Next: Review", "Weiter: Prüfen"));
    let send = match spoken {
        Spoken::English => "Create 2,000 instances and invite 2,000 people",
        Spoken::German => "2.000 Instanzen erstellen und 2.000 Personen einladen",
    };
    app.is_offered(send);
    visit(app, Screen::ReviewMany);
    app.press(send);
    app.press(spoken.or("Pause", "Pausieren"));
    app.is_offered(spoken.or("Resume", "Fortsetzen"));
    visit(app, Screen::PlanMany);
}
