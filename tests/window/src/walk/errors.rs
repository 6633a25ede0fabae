//! What goes wrong: a key that is rejected, an address that isn't valid, a person whom the platform
//! rejects, and no connection.

use super::{Screen, Spoken, Visit, begins_to_invite, has_loaded, lists, opens_the_course};
use crate::{PEOPLE, app::App, platform::Platform};

/// Unusual, but it may well be right. The practice platform rejects it.
const REJECTED: &str = "lab@[192.0.2.7]";
const WRONG: &str = "myemail@.uni.edu.com";

/// Walks through the errors in a window that was just opened for the first time, with an account of
/// this platform.
pub fn errors(app: &App<'_>, platform: &mut Platform<'_>, spoken: Spoken, visit: Visit<'_>) {
    app.press(spoken.or("Add your account", "Konto hinzufügen"));
    app.field(spoken.or("Platform address", "Adresse der Plattform"))
        .fill(platform.address());
    let key = app.field(spoken.or("API key", "API-Schlüssel"));
    key.fill("not a key");
    let add = spoken.or("Check and add account", "Prüfen und Konto hinzufügen");
    app.press(add);
    app.sees(spoken.or(
        "The platform rejected this API key",
        "Die Plattform hat diesen API-Schlüssel abgelehnt",
    ));
    visit(app, Screen::AccountRefused);
    key.fill(Platform::KEY);
    app.press(add);
    app.sees(spoken.or("Courses and projects", "Kurse und Projekte"));

    an_address_to_fix(app, spoken, visit);
    a_rejected_person(app, spoken, visit);
    offline(app, platform, spoken, visit);
}

fn an_address_to_fix(app: &App<'_>, spoken: Spoken, visit: Visit<'_>) {
    opens_the_course(app, spoken);
    begins_to_invite(app, spoken);
    lists(app, spoken, &[WRONG, PEOPLE[0]]);
    app.press(spoken.or("Next: Review", "Weiter: Prüfen"));
    app.sees(spoken.or("Fix before sending", "Vor dem Senden korrigieren"));
    visit(app, Screen::ReviewBlocked);
}

fn a_rejected_person(app: &App<'_>, spoken: Spoken, visit: Visit<'_>) {
    opens_the_course(app, spoken);
    begins_to_invite(app, spoken);
    lists(app, spoken, &[PEOPLE[1], REJECTED]);
    app.press(spoken.or("Next: Review", "Weiter: Prüfen"));
    app.press(spoken.or("Invite 2 people", "2 Personen einladen"));
    app.press(spoken.or("Send now", "Jetzt senden"));
    let rejected = spoken.or("Not invited", "Nicht eingeladen");
    app.row(&[REJECTED, rejected]);
    app.says_of_all(&PEOPLE[1..2], spoken.or("Invited", "Eingeladen"));
    visit(app, Screen::PlanRefused);
    app.press_row(&[REJECTED]);
    app.is_offered(spoken.or("Close", "Schließen"));
    visit(app, Screen::StepRefused);
    app.keys(&["Escape"]);
    app.press(spoken.or("Overview", "Übersicht"));
    app.sees(spoken.or("Needs attention", "Handlungsbedarf"));
    visit(app, Screen::OverviewTrouble);
}

fn offline(app: &App<'_>, platform: &mut Platform<'_>, spoken: Spoken, visit: Visit<'_>) {
    opens_the_course(app, spoken);
    app.press("Link");
    app.press(spoken.or("Create link", "Link erstellen"));
    app.press(spoken.or("Dismiss", "Ausblenden"));
    platform.stop();
    app.press(spoken.or("Refresh", "Aktualisieren"));
    app.sees(spoken.or("You're offline", "Sie sind offline"));
    visit(app, Screen::LinkOffline);
    app.press(spoken.or("People", "Personen"));
    app.sees(spoken.or("Offline since", "Offline seit"));
    visit(app, Screen::PeopleOffline);
    begins_to_invite(app, spoken);
    lists(app, spoken, &PEOPLE[2..5]);
    app.press(spoken.or("Next: Review", "Weiter: Prüfen"));
    app.press(spoken.or("Invite 3 people", "3 Personen einladen"));
    app.press(spoken.or("Send now", "Jetzt senden"));
    app.sees(spoken.or(
        "when the connection is back",
        "Sobald die Verbindung wieder da ist",
    ));
    visit(app, Screen::PlanOffline);
    app.keys(&["F1"]);
    app.press(spoken.or("Troubleshooting", "Fehlersuche"));
    app.sees(spoken.or(
        "Not checked, because the platform can't be reached.",
        "Nicht geprüft, weil die Plattform nicht erreichbar ist.",
    ));
    has_loaded(app);
    visit(app, Screen::TroubleshootingOffline);
}
