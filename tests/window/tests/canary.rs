//! One known key and one known person go through everything that Cohort does, also through crashes.
//! Every file, every log, the session's bus, what each process was started with, and the memory of the
//! web engine are searched: the key is in the keyring alone, and the person is where they must be.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use rustix::process::{Resource, Rlimit, setrlimit};
use serde_json::json;
use window_tests::{App, Desktop, Platform, Secret, until};

/// The known person. Nothing else in the session has this name.
const PERSON: &str = "wren.canary@uni.example";
const NAME: &str = "Wren Halcyonbird";
/// What tells of them, also in parts.
const TEXTS: [&str; 4] = [PERSON, NAME, "wren.canary", "Halcyonbird"];

/// A list with the person in it, and with somebody to be skipped.
const LIST: &str = "Name;Email\n\
    Wren Halcyonbird;wren.canary@uni.example\n\
    Noor Haddad;noor.haddad@uni.example\n";

/// The person's address once somebody has corrected it.
const CORRECTED: &str = "wren.canary@staff.uni.example";

/// The app's folder below the home.
const DATA: &str = ".local/share/app.cohort.desktop/";

#[test]
fn a_key_and_a_person_are_only_where_they_must_be() {
    allow_core_dumps();
    let mut desktop = Desktop::new();
    // As talkative as they can be.
    desktop.sets("COHORT_LOG", "trace");
    desktop.sets("RUST_LOG", "trace");
    desktop.listens_to_bus();
    let key = Secret::new(Platform::KEY);
    let platform = Platform::beside(&desktop);

    let app = desktop.start();
    adds_account_by_hand(&app, &platform);
    assert_eq!(desktop.kept_keys(), [Platform::KEY]);
    sends_with_faults(&app, &desktop, &platform);
    finds_nothing_in_processes(&desktop, &key);
    app.crash();
    finds_the_key_nowhere(&desktop, &key);
    finds_the_person_only_where_they_must_be(&desktop);

    let app = desktop.start();
    saves_and_copies(&app, &desktop);
    corrects_the_address(&app);
    finds_nothing_in_processes(&desktop, &key);
    finds_the_key_in_no_memory(&desktop, &key);
    app.kill();
    finds_the_key_nowhere(&desktop, &key);
    finds_the_person_only_where_they_must_be(&desktop);

    asks_in_the_terminal(&desktop);
    let app = desktop.start();
    makes_a_link(&app, &desktop);
    distributes(&app);
    copies_for_support(&app, &desktop);
    visits_every_page(&app);
    app.press("Refresh");
    app.sees("updated just now");
    finds_the_key_in_no_memory(&desktop, &key);
    finds_nothing_in_processes(&desktop, &key);
    app.close();
    finds_the_key_nowhere(&desktop, &key);
    let found = finds_the_person_only_where_they_must_be(&desktop);
    // A search that finds nothing where the person is would prove nothing. What a database was told
    // last may still be in its log alone.
    let data = format!("{DATA}cohort.db");
    for start in [&data, "draft.xlsx", "report.html", "platform/practice.db"] {
        let is_there = |path: &PathBuf| path.to_string_lossy().starts_with(start);
        assert!(found.iter().any(is_there), "{PERSON} isn't in {start}");
    }
}

/// Lets programs leave core dumps, as some users do, so that a crash would leave one.
fn allow_core_dumps() {
    let unlimited = Rlimit {
        current: None,
        maximum: None,
    };
    // Whoever may not raise the limit has a system that leaves no dumps.
    let _ = setrlimit(Resource::Core, unlimited);
}

/// Adds the account as a person does, with the key from the clipboard, after a typo in the address.
fn adds_account_by_hand(app: &App<'_>, platform: &Platform<'_>) {
    app.press("Add your account");
    app.field("Platform address").fill("http://127.0.0.1:9");
    app.field("API key").pastes(Platform::KEY);
    app.press("Check and add account");
    app.sees("Technical details");
    app.field("Platform address").fill(platform.address());
    app.press("Check and add account");
    app.sees("Courses and projects");
    app.opens("Finance I");
}

/// Imports the list and sends it while the platform loses answers, asks for patience and fails.
fn sends_with_faults(app: &App<'_>, desktop: &Desktop, platform: &Platform<'_>) {
    let list = desktop.puts("list.csv", LIST);
    platform.injects_faults(&json!({ "seed": 7, "rules": [
        { "kind": "server_error", "times": 1, "path": "/invitations" },
        { "kind": "lost_answer", "times": 1, "path": "/invitations" },
        { "kind": "too_many_requests", "times": 1, "path": "/invitations" },
        { "kind": "half_answer", "times": 1, "path": "/members" },
    ] }));
    app.begins_to_invite_into("Tutors' room");
    app.drops(&list);
    app.row(&[NAME, PERSON]);
    app.sends_to(2);
    app.press("Send now");
    app.says_of_all(&[PERSON], "Invited");
}

/// Saves everything that can be saved, and copies what is meant for the platform's support.
fn saves_and_copies(app: &App<'_>, desktop: &Desktop) {
    app.press("Activity");
    app.press_row(&["2 people, Tutors' room"]);
    app.press_row(&[PERSON]);
    app.press("Technical details");
    app.press("Copy for support");
    app.press("Close");
    let support = until("something is copied", || {
        let copied = desktop.copied();
        copied.contains("Request: POST").then_some(copied)
    });
    assert!(
        !support.contains(Platform::KEY) && !support.contains("wren"),
        "{support}"
    );
    for (what, name) in [
        ("Save report as CSV…", "report.csv"),
        ("Save report as a page to print…", "report.html"),
    ] {
        app.press("More actions");
        app.press(what);
        app.saves_as(&desktop.home().join(name));
        app.sees(&format!("Saved as {name}"));
    }

    app.opens("Finance I");
    app.begins_to_invite_into("Tutors' room");
    app.lists(&[PERSON]);
    app.press("Drafts");
    app.press("Select all");
    for (what, name) in [
        ("Save as file…", "draft.cohort"),
        ("Export as CSV…", "draft.csv"),
        ("Export as XLSX…", "draft.xlsx"),
    ] {
        app.press("More actions");
        app.press(what);
        app.saves_as(&desktop.home().join(name));
        app.sees(&format!("Saved as {name}"));
    }
}

fn corrects_the_address(app: &App<'_>) {
    app.press("Activity");
    app.press_row(&["2 people, Tutors' room"]);
    app.press_row(&[PERSON]);
    app.press("Correct address");
    app.field("Corrected address").fill(CORRECTED);
    app.press("Invite this address");
    app.press("Show invitation");
    app.press("Send now");
    app.says_of_all(&[CORRECTED], "Invited");
}

/// Makes the link of the course, and gives it away in every way there is.
fn makes_a_link(app: &App<'_>, desktop: &Desktop) {
    app.opens("Finance I");
    app.press("Link");
    app.sees("This course has no link yet");
    app.field("Number of people").types("7");
    app.press("Create link");
    app.sees("The link was created.");
    app.press("Copy link");
    let link = app.field("Link").value();
    until("the link is copied", || {
        (desktop.copied() == link).then_some(())
    });
    app.press("Print page…");
    app.sees("Page for the lecture hall");
    app.press("Save page…");
    app.saves_as(&desktop.home().join("page.html"));
    app.sees("Saved as page.html");
    app.press("Close");
}

/// Distributes the material of a week to the instance that the known person was invited into.
fn distributes(app: &App<'_>) {
    app.opens("Finance I");
    app.press("Instances");
    app.press("Distribute material");
    app.press("Week 3 material");
    app.press("Next: To whom");
    app.press("Chosen instances");
    app.press_row(&["Tutors' room"]);
    app.sees("1 of");
    app.press("Next: What would be overwritten");
    app.sees("as of");
    app.press("Next: Review");
    app.press("Distribute to 1 instance");
    app.press("Send now");
    app.sees("Distributed");
    app.sees("Material distributed to 1 instance");
}

/// The text for support is put together from everything that is known of the account.
fn copies_for_support(app: &App<'_>, desktop: &Desktop) {
    app.keys(&["F1"]);
    app.press("Troubleshooting");
    app.sees("Everything that was checked works.");
    app.field("Describe what you see").types("or it comes back");
    app.press("Copy text for support");
    let support = until("the text for support is copied", || {
        let copied = desktop.copied();
        copied.contains("Checked: ").then_some(copied)
    });
    let key = Secret::new(Platform::KEY);
    assert!(!key.is_in(support.as_bytes()), "{support}");
    for text in [PERSON, CORRECTED, NAME, "wren", "Halcyonbird"] {
        assert!(!support.contains(text), "{text} is in {support}");
    }
}

/// What the terminal says, with the key that it takes from the keyring.
fn asks_in_the_terminal(desktop: &Desktop) {
    let mut said = String::new();
    for arguments in [
        &["check", "Documents/list.csv"][..],
        &["drafts"],
        &["drafts", "--json"],
        &["send", "People for Finance I", "--dry-run"],
        &["outbox"],
        &["outbox", "show", "1"],
        &["outbox", "show", "1", "--json"],
        &[
            "outbox",
            "report",
            "1",
            "--csv",
            "terminal.csv",
            "--html",
            "terminal.html",
        ],
    ] {
        said += &desktop.cohort(arguments);
    }
    assert!(said.contains(PERSON), "{said}");
    assert!(!Secret::new(Platform::KEY).is_in(said.as_bytes()), "{said}");
}

/// Everything that the window can be told by the shell about the account and its people.
fn visits_every_page(app: &App<'_>) {
    app.press("Overview");
    app.press("Drafts");
    app.sees("People for Finance I");
    app.press("Activity");
    app.press_row(&["2 people, Tutors' room"]);
    app.row(&[PERSON]);
    app.opens("Finance I");
    app.press("Not joined yet");
    app.row(&[PERSON]);
    app.press("Instances");
}

/// The keyring holds its secrets encrypted, so the key is in no file at all. Only the platform,
/// while it runs, keeps its own key for its user's other programs, in a file for that.
fn finds_the_key_nowhere(desktop: &Desktop, key: &Secret) {
    let allowed = BTreeSet::from([PathBuf::from("platform/running.json")]);
    assert_eq!(desktop.traces_in_files(key), allowed);
}

/// The key was pasted into the page of an earlier start, which is gone.
fn finds_the_key_in_no_memory(desktop: &Desktop, key: &Secret) {
    for engine in ["WebKitWebProcess", "WebKitNetworkProcess"] {
        let found = desktop.traces_in_memory(engine, key);
        assert_eq!(found, [""; 0], "the key is in the memory of the web engine");
    }
}

/// Everybody who uses the computer sees what a process was started with.
fn finds_nothing_in_processes(desktop: &Desktop, key: &Secret) {
    assert_eq!(desktop.traces_in_processes(key), [""; 0], "the key");
    for text in TEXTS {
        let found = desktop.traces_in_processes(&Secret::new(text));
        assert_eq!(found, [""; 0], "{text}");
    }
    // The home folder is in the environment of them all, so this search finds something.
    let home = Secret::new(&desktop.home().to_string_lossy());
    let found = desktop.traces_in_processes(&home);
    for program in ["cohort-desktop", "WebKitWebProcess"] {
        assert!(found.iter().any(|name| name == program), "{found:?}");
    }
}

/// The files that contain the person's address.
fn finds_the_person_only_where_they_must_be(desktop: &Desktop) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    for text in TEXTS {
        let with_text = desktop.traces_in_files(&Secret::new(text));
        let must_not: Vec<_> = with_text.iter().filter(|path| !must_be_in(path)).collect();
        assert!(must_not.is_empty(), "{text} is in {must_not:?}");
        if text == PERSON {
            found = with_text;
        }
    }
    found
}

fn must_be_in(path: &Path) -> bool {
    let path = path.to_string_lossy();
    let is_data = path
        .strip_prefix(DATA)
        .is_some_and(|file| file.starts_with("cohort.db"));
    // What the user saved, and the platform's own data.
    let is_saved = !path.contains('/')
        && ["report.", "draft.", "terminal."]
            .iter()
            .any(|name| path.starts_with(name));
    let is_listed = path == "Documents/list.csv";
    let is_platforms = path.starts_with("platform/practice.db");
    is_data || is_saved || is_listed || is_platforms
}
