//! The link of a course: what the instructor does with it in the window, and what a student then sees.

use std::fs;

use serde_json::json;
use window_tests::{App, Desktop, Platform, Screenshots, Student, WindowOptions};

const STUDENT: &str = "new.student@uni.example";
const STRANGER: &str = "somebody@other.example";

#[test]
fn a_link_is_made_given_to_a_student_and_withdrawn() {
    let desktop = Desktop::new();
    let mut platform = Platform::beside(&desktop);
    let app = desktop.start();
    app.adds_account(&platform);

    // By link, an invitation ends on the page of the link and leaves no draft behind.
    app.press("Invite people");
    app.press("With an individual instance each");
    app.press("By link");
    app.press("Continue to link");
    app.sees("This course has no link yet");
    app.field("Allowed addresses").types("uni.example");
    app.field("Number of people").types("150");
    app.press("Create link");
    app.sees("The link was created.");
    app.sees("Anyone with an address at uni.example can join Finance I");
    app.sees("0 of 150");
    app.press("Drafts");
    app.sees("There are no drafts yet.");
    app.opens("Finance I");
    app.press("Link");
    app.sees("Anyone with an address at uni.example can join Finance I");
    let url = app.field("Link").value();
    assert!(url.starts_with(platform.address()), "{url}");

    app.press("Print page…");
    app.sees("Page for the lecture hall");
    app.press("Save page…");
    let page = desktop.home().join("page.html");
    app.saves_as(&page);
    app.sees("Saved as page.html");
    app.press("Close");
    app.press("Write an email");
    until_opened(&desktop, "mailto:?subject=Join%20Finance%20I&body=");

    let student = Student::new(&desktop);
    student.goes_to(&format!("file://{}", page.display()));
    student.reads("Join Finance I");
    let printed = student.prints();
    assert!(printed.starts_with(b"%PDF"));
    student.goes_to(&url);
    student.fills("email", STRANGER);
    student.presses("Send confirmation email");
    student.reads("only accepts email addresses at uni.example");
    student.fills("email", STUDENT);
    student.presses("Send confirmation email");
    student.reads("Check your email");
    student.goes_to(&platform.link_mailed_to(STUDENT));
    student.fills("name", "New Student");
    student.fills("password", "a long password");
    student.presses("Join");
    student.reads("Welcome to Finance I");

    // The instructor sees who has come, and that there is an instance of theirs.
    app.press("Refresh");
    app.sees("1 of 150");
    app.press("People");
    app.press("Refresh");
    app.row(&["New Student", STUDENT]);

    app.press("Link");
    app.press("Renew link…");
    app.press("Renew link");
    app.sees("The link was renewed.");
    let renewed = app.field("Link").value();
    assert_ne!(url, renewed);
    student.goes_to(&url);
    student.reads("This link was withdrawn");

    // Without a connection the link is there as it was seen last, and can't be changed.
    platform.stop();
    app.press("Refresh");
    app.sees("You're offline. This is the link as of today at");
    app.field("Link").holds(&renewed);
    app.press("Withdraw link…");
    app.press("Withdraw link");
    app.sees("Can't reach the platform");
    app.field("Link").holds(&renewed);
    platform.start_again();
    app.press("Refresh");
    app.sees("0 of 150");
    app.press("Withdraw link…");
    app.press("Withdraw link");
    app.sees("This course has no link yet");
    student.goes_to(&renewed);
    student.reads("This link was withdrawn");

    // A research project has none, and says so where one would choose it.
    app.opens("Liquidity study");
    app.press("Invite people");
    app.press("With an individual instance each");
    app.sees("Only a course has a link.");
    app.is_barred("By link");
}

#[test]
fn a_link_from_the_web_page_is_given_to_a_student() {
    let desktop = Desktop::new();
    let mut platform = Platform::beside(&desktop);
    let url = platform.makes_a_link(&json!({}));
    platform.start_again_with(&["--bare"]);
    let app = desktop.start();
    app.adds_account(&platform);
    app.press("Link");
    app.sees("links are created on its website");
    app.field("Web address of the platform")
        .types(platform.address());
    app.press("Open website");
    until_opened(&desktop, platform.address());
    app.sees("Change web address");

    for (text, said) in [
        ("javascript:alert(1)", "This link isn't secure"),
        ("http://uni.example/join", "This link isn't secure"),
        ("uni.example/join", "This isn't a link"),
    ] {
        app.field("Link from the website").fill(text);
        app.press("Use this link");
        app.sees(said);
    }
    app.field("Link from the website")
        .fill("https://evil.example/join");
    app.press("Use this link");
    app.sees("This link leads to evil.example");
    app.press("Cancel");
    app.field("Link from the website").fill(&url);
    app.press("Use this link");
    app.sees("The link was saved.");
    app.sees("Anyone with this link can join Finance I.");
    app.field("Link").holds(&url);
    app.close();

    let app = desktop.start();
    app.opens("Finance I");
    app.press("Link");
    app.field("Link").holds(&url);
    app.press("Print page…");
    app.press("Save page…");
    let page = desktop.home().join("page.html");
    app.saves_as(&page);
    app.sees("Saved as page.html");
    let text = fs::read_to_string(&page).expect("it was saved");
    assert!(text.contains("Finance I"));

    let student = Student::new(&desktop);
    student.goes_to(&url);
    student.fills("email", STUDENT);
    student.presses("Send confirmation email");
    student.goes_to(&platform.link_mailed_to(STUDENT));
    student.fills("name", "New Student");
    student.fills("password", "a long password");
    student.presses("Join");
    student.reads("Welcome to Finance I");
    app.press("Close");
    app.press("People");
    app.press("Refresh");
    app.row(&["New Student", STUDENT]);
}

#[test]
fn the_page_of_a_link_in_pictures() {
    let mut album = Screenshots::new("links");
    let desktop = Desktop::new();
    let mut platform = Platform::beside(&desktop);
    let app = desktop.start();
    app.adds_account(&platform);
    app.press("Invite people");
    app.press("With an individual instance each");
    app.press("By link");
    album.add(&app, "by-link", "by email or by link");
    app.press("Continue to link");
    app.sees("This course has no link yet");
    album.add(&app, "none", "a course without a link");
    app.field("Allowed addresses").types("no domain.");
    app.press("Create link");
    app.sees("isn't a domain");
    album.add(&app, "domain", "a domain that is none");
    app.field("Allowed addresses").fill("uni.example");
    app.press("Create link");
    app.sees("Anyone with an address at");
    album.add(&app, "made", "a link, and how it is given to people");
    app.press("Print page…");
    album.add(&app, "print", "the page for the lecture hall");
    app.press("Save page…");
    let page = desktop.home().join("page.html");
    app.saves_as(&page);
    app.sees("Saved as page.html");
    app.press("Close");
    let student = Student::new(&desktop);
    student.goes_to(&format!("file://{}", page.display()));
    album.add_file("page.pdf", &student.prints());
    app.press("Renew link…");
    album.add(&app, "renew", "what a new link is to be like");
    app.press("Cancel");
    app.press("Withdraw link…");
    album.add(&app, "withdraw", "what follows from withdrawing it");
    app.press("Cancel");
    let soon = |days: i64| {
        json!({ "expires_at": expiry(days), "max_uses": 20, "email_domains":
            ["uni.example", "students.uni.example"] })
    };
    platform.makes_a_link(&soon(12));
    app.opens("Finance I");
    app.press("Link");
    app.press("Refresh");
    app.sees("This link expires in 12 days");
    album.add(&app, "soon", "a link that expires in 12 days");
    app.press("Overview");
    app.sees("The link expires in 12 days");
    album.add(&app, "overview", "the same in the overview");
    app.close();

    in_other_appearances(&desktop, &mut album);

    let app = desktop.start();
    opens_link(&app);
    platform.stop();
    app.press("Refresh");
    app.sees("You're offline.");
    album.add(&app, "offline", "from last time, with its age");
    platform.start_again();
    platform.makes_a_link(&json!({ "expires_at": expiry_in_seconds(2) }));
    std::thread::sleep(std::time::Duration::from_secs(3));
    app.press("Refresh");
    app.sees("This link has expired");
    album.add(&app, "expired", "a link that has expired");
    let long = "Financial Modelling with Incomplete Information, Behavioural Frictions and \
                Heterogeneous Agents (Autumn Semester, Second Half)";
    platform.renames_the_course(long);
    platform.makes_a_link(&soon(60));
    app.press("Overview");
    app.press("Refresh");
    app.opens("Financial Modelling");
    app.press("Link");
    app.press("Refresh");
    app.sees("students.uni.example");
    album.add(&app, "long-name", "a course with a long name");
    app.press("Print page…");
    album.add(&app, "long-name-print", "its page for the lecture hall");
    app.press("Close");
    app.resize((900, 600));
    album.add(&app, "long-name-small", "the same in a small window");
    app.close();
}

/// The page in dark and in the smallest window, with what opens over it.
fn in_other_appearances(desktop: &Desktop, album: &mut Screenshots) {
    for (name, options) in [
        ("dark", WindowOptions::default().dark()),
        ("small", WindowOptions::default().small()),
        ("small-dark", WindowOptions::default().small().dark()),
    ] {
        let app = desktop.start_with(options);
        opens_link(&app);
        album.add(&app, name, "a link that expires in 12 days");
        app.press("Print page…");
        album.add(
            &app,
            &format!("{name}-print"),
            "the page for the lecture hall",
        );
        app.press("Close");
        app.press("Renew link…");
        album.add(
            &app,
            &format!("{name}-renew"),
            "what a new link is to be like",
        );
        app.close();
    }
}

/// A time so many days from now, as RFC 3339 writes it.
fn expiry(days: i64) -> String {
    expiry_in_seconds(days * 86_400)
}

fn expiry_in_seconds(seconds: i64) -> String {
    let output = std::process::Command::new("date")
        .args([
            "-u",
            "-d",
            &format!("{seconds} seconds"),
            "+%Y-%m-%dT%H:%M:%SZ",
        ])
        .output()
        .expect("date is part of the system");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

fn opens_link(app: &App<'_>) {
    app.opens("Finance I");
    app.press("Link");
    app.sees("Anyone with an address at");
}

fn until_opened(desktop: &Desktop, start: &str) {
    window_tests::until(&format!("{start} to be opened"), || {
        let opened = desktop.opened();
        opened
            .iter()
            .any(|url| url.starts_with(start))
            .then_some(())
    });
}
