//! A list compared with the practice course: from choosing it, over inviting who is missing and
//! resending to who hasn't joined, to a newer list from which somebody has left.

use std::fmt::Write as _;

use window_tests::{App, Desktop, Platform, Screenshots, WindowOptions};

/// Nobody of them is in the course.
const NEW: [(&str, &str); 2] = [
    ("Emmy Noether", "emmy.noether@uni.example"),
    ("Grace Hopper", "grace.hopper@uni.example"),
];

/// The people of the course as the app exports them, without administrators: who has joined, and who
/// hasn't yet.
fn exported(desktop: &Desktop, app: &App<'_>) -> (Vec<String>, Vec<String>) {
    app.press("Select all");
    app.press("More actions");
    app.press("Export as CSV…");
    let file = desktop.home().join("people.csv");
    app.saves_as(&file);
    app.sees("Saved people.csv");
    app.press("Clear selection");
    let csv = std::fs::read_to_string(file).expect("it was saved");
    let (mut joined, mut waiting) = (Vec::new(), Vec::new());
    for line in csv.lines().filter(|line| !line.contains("Administrator")) {
        let Some(address) = line.split(',').find(|cell| cell.contains('@')) else {
            continue;
        };
        if line.ends_with("Joined") {
            joined.push(address.to_owned());
        } else if line.ends_with("Not joined yet") {
            waiting.push(address.to_owned());
        }
    }
    assert!(joined.len() > 20 && waiting.len() > 2, "{csv}");
    (joined, waiting)
}

fn csv<'a>(people: impl IntoIterator<Item = (&'a str, &'a str, &'a str)>) -> String {
    let mut text = "Name,Email address,Group\n".to_owned();
    for (name, address, group) in people {
        writeln!(text, "{name},{address},{group}").expect("a string grows");
    }
    text
}

#[test]
fn a_list_is_chosen_and_the_missing_are_invited_and_the_others_are_resent_to() {
    let desktop = Desktop::new();
    let app = desktop.start();
    let mut pictures = Screenshots::new("compare");
    app.tries_the_practice_course();
    let platform = Platform::inside(&desktop);
    let (joined, waiting) = exported(&desktop, &app);
    let [stranger, leaving] = [&joined[joined.len() - 1], &joined[joined.len() - 2]];
    let listed = |without: &[&String]| -> Vec<String> {
        let all = joined.iter().chain(&waiting);
        all.filter(|address| !without.contains(address))
            .cloned()
            .collect()
    };
    let first = listed(&[stranger]);
    let first = first
        .iter()
        .map(|address| ("Somebody", address.as_str(), "A"))
        .chain(NEW.map(|(name, address)| (name, address, "C")));
    let first = desktop.puts("students.csv", csv(first));

    // What a list is good for, and the list.
    app.press("Compare with a list…");
    app.sees("Choose the list of your course");
    pictures.add(
        &app,
        "no-list",
        "no list yet: what one is good for, one button",
    );
    app.press("Choose a list…");
    app.chooses(&first);
    app.sees("Comparing with students.csv");
    app.row(&["Missing 2", "On your list, but neither joined nor invited"]);
    app.row(&[NEW[0].0, NEW[0].1, "Row ", "Not invited"]);
    app.row(&["Not on the list 1"]);
    app.row(&[stranger]);
    pictures.add(&app, "groups", "five groups, who is in folded away");

    // Those who haven't joined get their invitation again.
    let resend = format!("Resend {} invitations", waiting.len());
    app.press(&resend);
    app.sees("The platform sends the same invitation again.");
    app.press(&resend);
    app.sees("invitations resent.");
    for person in &waiting {
        assert_eq!(platform.emails_to(person), 1, "{person}");
    }

    // Those who are missing become a draft with one click, which is sent.
    app.press("Invite 2 people");
    app.press("In a shared instance");
    app.press("Tutors' room");
    app.press("Next: People");
    app.row(&[NEW[0].0, NEW[0].1]);
    app.sends_to(2);
    app.press("Send now");
    app.says_of_all(&NEW.map(|(_, address)| address), "Invited");
    for (_, address) in NEW {
        assert_eq!(platform.emails_to(address), 1, "{address}");
    }

    // The comparison knows of it by itself, and the overview has nobody missing.
    app.press("Finance I");
    app.press("Compare with your list");
    app.row(&["Missing 0", "Nobody is missing"]);
    app.row(&[NEW[1].1, "Not joined yet"]);
    pictures.add(&app, "nobody-missing", "everybody was invited");

    // A newer export, dropped on the window, shows just what it changes.
    let second = listed(&[stranger, leaving]);
    let second = second
        .iter()
        .map(|address| ("Somebody", address.as_str(), "B"))
        .chain(NEW.map(|(name, address)| (name, address, "C")));
    let second = desktop.puts("students-week-2.csv", csv(second));
    let held = app.drags(&second);
    app.sees("Use as the newer list for");
    held.drop_here();
    app.sees("On your list, but not in the file.");
    app.row(&[leaving]);
    pictures.add(&app, "newer-list", "just the difference of a newer list");
    app.press("Use as your list");
    app.sees("students-week-2.csv is your list now.");
    app.row(&["Left the list 1"]);
    app.row(&[leaving, "Until"]);
    app.row(&["In ", "have moved to another group"]);

    // Whoever left is marked, restored and, only when asked, taken out.
    app.press("Mark 1 person as left");
    app.row(&[leaving, "Marked as left"]);
    app.press("Undo");
    app.row(&[leaving, "Joined"]);
    app.press("More actions for Left the list");
    app.press("Take 1 person out…");
    app.sees("no work is lost");
    pictures.add(&app, "take-out", "asks before somebody is taken out");
    app.press("Take 1 person out");
    app.sees("1 person taken out.");
    app.sees_no("Left the list 1");

    // A list that was removed comes back.
    app.press("Your list: students-week-2.csv");
    app.press("Remove this list");
    app.sees("students-week-2.csv was removed.");
    app.press("Undo");
    app.is_offered("Compare with your list");
}

#[test]
fn a_comparison_is_legible_when_small_dark_long_and_large() {
    let desktop = Desktop::new();
    let app = desktop.start_with(WindowOptions::default().dark().small());
    let mut pictures = Screenshots::new("compare-small");
    app.tries_the_practice_course();
    let long = [
        (
            "María de los Ángeles Fernández-Echeverría y Santa Cruz",
            "maria.angeles.fernandez.echeverria.y.santa.cruz@students.uni.example",
            "Tuesday afternoon seminar with a long name",
        ),
        ("أمل الحداد", "amal.alhaddad@uni.example", "A"),
        ("", "guest-7731@uni.example", ""),
        ("Nobody Yet", "", "B"),
    ];
    let addresses: Vec<String> = (0..30_000)
        .map(|n| format!("student.{n}@uni.example"))
        .collect();
    let many = addresses
        .iter()
        .map(|address| ("One of many", address.as_str(), "A"));
    let file = desktop.puts(
        "students-autumn-term-2026-all-sections.csv",
        csv(long.into_iter().chain(many)),
    );
    app.drops(&file);
    app.press("Compare with space");
    app.row(&["Missing 30,004"]);
    app.row(&["María de los Ángeles"]);
    pictures.add(&app, "many", "30,004 missing, long names, dark, 900 × 600");
    app.press("Search people");
    desktop.types("student.29999");
    app.row(&["One of many", "student.29999@uni.example", "Row 30,004"]);
    pictures.add(&app, "search", "one of 30,000 found");
}
