//! The main path: from the first start to what became of an invitation, and the preferences.

use super::{Screen, Spoken, Visit, lists};
use crate::{PEOPLE, app::App, platform::Platform};

/// Walks through the main screens of a window that was just opened for the first time.
pub fn main_path(app: &App<'_>, spoken: Spoken, visit: Visit<'_>) {
    app.sees(spoken.or("Welcome to Cohort", "Willkommen bei Cohort"));
    visit(app, Screen::Welcome);
    app.press(spoken.or("Try the practice course", "Übungskurs ausprobieren"));
    let _platform = Platform::inside(app.desktop());
    app.row(&["Finance I", "Week 3 material"]);
    visit(app, Screen::Overview);

    app.press("Finance I");
    app.row(&[spoken.or("Joined", "Beigetreten")]);
    visit(app, Screen::People);
    app.press(spoken.or("Not joined yet 4", "Noch nicht dabei 4"));
    app.press_row(&[spoken.or("Not joined yet", "Noch nicht dabei")]);
    app.is_offered(spoken.or("Next person", "Nächste Person"));
    visit(app, Screen::Person);
    app.keys(&["Escape"]);
    app.press(spoken.or("Instances", "Instanzen"));
    app.row(&["Tutors' room", spoken.or("Shared", "Gemeinsam")]);
    visit(app, Screen::Instances);
    app.press("Link");
    app.sees(spoken.or(
        "This course has no link yet",
        "Dieser Kurs hat noch keinen Link",
    ));
    visit(app, Screen::Link);

    app.press(spoken.or("Invite people", "Personen einladen"));
    visit(app, Screen::WhatFor);
    app.press(spoken.or("In a shared instance", "In einer gemeinsamen Instanz"));
    app.press("Tutors' room");
    app.press(spoken.or("Next: People", "Weiter: Personen"));
    lists(app, spoken, &PEOPLE[..3]);
    visit(app, Screen::List);
    app.press(spoken.or("Next: Review", "Weiter: Prüfen"));
    app.is_offered(spoken.or("Invite 3 people", "3 Personen einladen"));
    visit(app, Screen::Review);
    app.press(spoken.or("Invite 3 people", "3 Personen einladen"));
    app.says_of_all(&PEOPLE[..3], spoken.or("Invited", "Eingeladen"));
    visit(app, Screen::Plan);
    app.press(spoken.or("Activity", "Aktivitäten"));
    app.row(&[spoken.or("3 people", "3 Personen")]);
    visit(app, Screen::Activity);
    app.press(spoken.or("Preferences", "Einstellungen"));
    app.sees(spoken.or("Appearance and language", "Darstellung und Sprache"));
    visit(app, Screen::Preferences);
    app.press(spoken.or("Show Data and backups", "Anzeigen Daten und Sicherungen"));
    app.press(spoken.or("Back up now", "Jetzt sichern"));
    app.sees(spoken.or("Made by you", "Von Ihnen angelegt"));
    visit(app, Screen::YourData);
    app.press(spoken.or("Restore…", "Wiederherstellen…"));
    app.is_offered(spoken.or("Restore and reopen", "Wiederherstellen und neu öffnen"));
    visit(app, Screen::Restore);
    app.press(spoken.or("Cancel", "Abbrechen"));
}
