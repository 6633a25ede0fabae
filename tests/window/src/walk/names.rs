//! Names that need more room than others, and names that are read from right to left.

use super::{Screen, Spoken, Visit, has_loaded};
use crate::{app::App, platform::Platform};

/// What the demo course is called.
pub const COURSE: &str =
    "Einführung in die Finanzmarktökonometrie und das Risikomanagement · مدخل إلى الاقتصاد القياسي";

const PEOPLE: &str = "Name,Email address,Group\n\
    María de los Ángeles Fernández-Echeverría y Santa Cruz,\
    maria.angeles.fernandez.echeverria.y.santa.cruz@students.uni.example,\
    Tuesday afternoon seminar with a long name\n\
    أمل عبد الرحمن الحداد,amal.alhaddad@uni.example,مجموعة الثلاثاء\n\
    דוד בן־גוריון,david.bengurion@uni.example,A\n\
    Wolfeschlegelsteinhausenbergerdorffwelchevoralternwaren,\
    hubert.blaine.wolfeschlegelsteinhausenbergerdorff@uni.example,B\n\
    王小明,xiaoming.wang@uni.example,B\n";

const SOME: [&str; 3] = [
    "amal.alhaddad@uni.example",
    "david.bengurion@uni.example",
    "xiaoming.wang@uni.example",
];

/// Walks through the pages with names, in a window that was just opened for the first time, with an
/// account of this platform, whose course is called [`COURSE`].
pub fn names(app: &App<'_>, platform: &Platform<'_>, spoken: Spoken, visit: Visit<'_>) {
    super::adds_account(app, platform, spoken);
    let joined = spoken.or("Joined", "Beigetreten");
    app.row(&["Einführung"]);
    has_loaded(app);
    visit(app, Screen::OverviewLong);
    app.press(COURSE);
    app.row(&[joined]);
    app.press(spoken.or("Invite people", "Personen einladen"));
    app.press(spoken.or("In a shared instance", "In einer gemeinsamen Instanz"));
    app.press("Tutors' room");
    app.press(spoken.or("Next: People", "Weiter: Personen"));
    app.drops(&app.desktop().puts("names.csv", PEOPLE));
    app.row(&["María de los Ángeles"]);
    app.row(&["王小明"]);
    visit(app, Screen::ListLong);
    app.press(spoken.or("Next: Review", "Weiter: Prüfen"));
    let invite = spoken.or("Invite 5 people", "5 Personen einladen");
    app.is_offered(invite);
    visit(app, Screen::ReviewLong);
    app.press(invite);
    app.press(spoken.or("Send now", "Jetzt senden"));
    app.says_of_all(&SOME, spoken.or("Invited", "Eingeladen"));
    visit(app, Screen::PlanLong);
    app.press(COURSE);
    app.press(spoken.or("Not joined yet", "Noch nicht dabei"));
    app.row(&["amal.alhaddad"]);
    visit(app, Screen::PeopleLong);
}
