//! Every other task that the window has, on the practice platform inside the app, and the same pages
//! with nothing on them yet.

use super::{
    Screen, Spoken, Visit, has_loaded, lists, opens_the_course, tries_the_practice_course,
};
use crate::{PEOPLE, app::App};

/// Walks through the tasks in a window that was just opened for the first time.
pub fn tasks(app: &App<'_>, spoken: Spoken, visit: Visit<'_>) {
    tries_the_practice_course(app, spoken);
    pages_with_nothing(app, spoken, visit);
    pages_over_others(app, spoken, visit);
    the_link(app, spoken, visit);
    adding_an_instance(app, spoken, visit);
    distributing(app, spoken, visit);
    individual_instances(app, spoken, visit);
    comparing(app, spoken, visit);
}

fn pages_with_nothing(app: &App<'_>, spoken: Spoken, visit: Visit<'_>) {
    app.press(spoken.or("History", "Verlauf"));
    app.sees(spoken.or(
        "Nothing has been sent to this space",
        "Von diesem Computer wurde noch nichts an diesen Space gesendet",
    ));
    visit(app, Screen::HistoryEmpty);
    app.press(spoken.or("Activity", "Aktivitäten"));
    app.sees(spoken.or(
        "Nothing has been sent from this computer",
        "Von diesem Computer wurde noch nichts gesendet",
    ));
    visit(app, Screen::ActivityEmpty);
    app.press(spoken.or("Drafts", "Entwürfe"));
    app.sees(spoken.or("There are no drafts yet", "Es gibt noch keine Entwürfe"));
    visit(app, Screen::DraftsEmpty);
    app.press("Corporate Law");
    app.sees(spoken.or(
        "You can't invite people here",
        "Sie können hier niemanden einladen",
    ));
    has_loaded(app);
    visit(app, Screen::NotYours);
}

fn pages_over_others(app: &App<'_>, spoken: Spoken, visit: Visit<'_>) {
    let field = spoken.or("Search everywhere", "Überall suchen");
    app.keys(&["ctrl+k"]);
    app.field(field).types("fi");
    app.is_offered(spoken.or(
        "Invite people to Finance I",
        "Personen einladen in Finance I",
    ));
    visit(app, Screen::Search);
    app.field(field).fill("xyzzy");
    app.sees(spoken.or("“xyzzy”", "„xyzzy“"));
    visit(app, Screen::SearchNothing);
    app.keys(&["Escape"]);
    opens_the_course(app, spoken);
    app.keys(&["F1"]);
    app.sees(spoken.or("See who has joined", "Sehen, wer beigetreten ist"));
    visit(app, Screen::Help);
    app.press(spoken.or("Troubleshooting", "Fehlersuche"));
    app.sees(spoken.or(
        "You're an administrator, so you can invite people.",
        "Sie haben Administratorrechte und können Personen einladen.",
    ));
    visit(app, Screen::Troubleshooting);
    app.keys(&["question"]);
    app.sees(spoken.or("Move from cell to cell", "Von Zelle zu Zelle gehen"));
    visit(app, Screen::Shortcuts);
    app.keys(&["Escape"]);
}

fn the_link(app: &App<'_>, spoken: Spoken, visit: Visit<'_>) {
    opens_the_course(app, spoken);
    app.press("Link");
    app.field(spoken.or("Allowed addresses", "Erlaubte Adressen"))
        .types("uni.example");
    app.press(spoken.or("Create link", "Link erstellen"));
    app.sees(spoken.or(
        "Anyone with an address at",
        "Wer eine Adresse bei uni.example hat",
    ));
    app.press(spoken.or("Dismiss", "Ausblenden"));
    visit(app, Screen::LinkMade);
    app.press(spoken.or("Print page…", "Aushang drucken…"));
    app.sees(spoken.or("Page for the lecture hall", "Aushang für den Hörsaal"));
    visit(app, Screen::LinkPage);
    app.press(spoken.or("Close", "Schließen"));
}

fn adding_an_instance(app: &App<'_>, spoken: Spoken, visit: Visit<'_>) {
    app.press(spoken.or("Add instance", "Instanz hinzufügen"));
    app.press(spoken.or("A snapshot", "Einen Snapshot"));
    app.press("Distributed");
    app.press("Week 3 material");
    app.sees(spoken.or("The material contains", "Das Material enthält"));
    visit(app, Screen::AddContents);
    app.press(spoken.or(
        "Next: Name and description",
        "Weiter: Name und Beschreibung",
    ));
    app.field("Name").types("Group A");
    app.is_offered(spoken.or("Use group_a_2", "group_a_2 verwenden"));
    visit(app, Screen::AddNames);
    app.press(spoken.or("Use group_a_2", "group_a_2 verwenden"));
    app.press(spoken.or("Next: Review", "Weiter: Prüfen"));
    let create = spoken.or("Create 1 instance", "1 Instanz erstellen");
    app.is_offered(create);
    visit(app, Screen::AddReview);
    app.press(create);
    app.is_offered(spoken.or("Undo", "Rückgängig"));
    visit(app, Screen::AddPlan);
    app.sees(spoken.or(
        "1 instance created in Finance I",
        "1 Instanz in Finance I erstellt",
    ));
}

fn distributing(app: &App<'_>, spoken: Spoken, visit: Visit<'_>) {
    opens_the_course(app, spoken);
    app.press(spoken.or("Instances", "Instanzen"));
    app.press(spoken.or("Distribute material", "Material verteilen"));
    app.press("Week 3 material");
    app.sees(spoken.or("The material contains", "Das Material enthält"));
    visit(app, Screen::DistributeWhat);
    app.press(spoken.or("Next: To whom", "Weiter: An wen"));
    app.sees(spoken.or("Not included", "Nicht darunter"));
    visit(app, Screen::DistributeTo);
    app.press(spoken.or(
        "Next: What would be overwritten",
        "Weiter: Was überschrieben würde",
    ));
    app.sees(spoken.or("as of", "nach ihrem Pfad verglichen"));
    app.press_row(&["Ada Lovelace"]);
    app.sees("week_2/02_bonds.ipynb");
    visit(app, Screen::Overwritten);
    app.press(spoken.or("Next: Review", "Weiter: Prüfen"));
    app.sees(spoken.or("will be distributed to", "wird in Finance I verteilt"));
    visit(app, Screen::DistributeReview);
}

fn individual_instances(app: &App<'_>, spoken: Spoken, visit: Visit<'_>) {
    opens_the_course(app, spoken);
    app.press(spoken.or("Invite people", "Personen einladen"));
    app.press(spoken.or(
        "With an individual instance each",
        "Mit einer Einzelinstanz für jede Person",
    ));
    app.press(spoken.or("Next: People", "Weiter: Personen"));
    app.sees(spoken.or(
        "Nobody is on the list yet",
        "Auf der Liste steht noch niemand",
    ));
    visit(app, Screen::ListEmpty);
    // The first of them has an individual instance already.
    lists(app, spoken, &PEOPLE);
    app.press(spoken.or("Groups…", "Gruppen…"));
    app.sees(spoken.or("The same seed", "Derselbe Startwert"));
    visit(app, Screen::Groups);
    app.keys(&["Escape"]);
    app.press(spoken.or("Next: Material", "Weiter: Material"));
    app.sees(spoken.or("Latest:", "Zuletzt:"));
    visit(app, Screen::Material);
    app.press(spoken.or("Next: Review", "Weiter: Prüfen"));
    app.is_offered(spoken.or(
        "Create 5 instances and invite 5 people",
        "5 Instanzen erstellen und 5 Personen einladen",
    ));
    visit(app, Screen::ReviewIndividual);
    app.press(spoken.or("Drafts", "Entwürfe"));
    app.row(&[spoken.or("6 people", "6 Personen")]);
    visit(app, Screen::Drafts);
}

fn comparing(app: &App<'_>, spoken: Spoken, visit: Visit<'_>) {
    opens_the_course(app, spoken);
    app.press(spoken.or("Compare with a list…", "Mit Liste vergleichen…"));
    let choose = spoken.or("Choose a list…", "Liste wählen…");
    app.is_offered(choose);
    visit(app, Screen::CompareNone);
    let list = app.desktop().puts(
        "students.csv",
        "Name,Email address,Group\nAda Lovelace,ada.lovelace@uni.example,A\n\
         Emmy Noether,emmy.noether@uni.example,A\nGrace Hopper,grace.hopper@uni.example,B\n",
    );
    app.press(choose);
    app.chooses(&list);
    app.row(&["Emmy Noether", spoken.or("Not invited", "Nicht eingeladen")]);
    app.press(spoken.or("Dismiss", "Ausblenden"));
    has_loaded(app);
    visit(app, Screen::Comparison);
}
