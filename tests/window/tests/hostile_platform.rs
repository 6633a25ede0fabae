//! A hostile platform, shown in the real window: what it says stays text, and whatever it answers
//! becomes a sentence in a window that still works.

use serde_json::json;
use window_tests::{Answer, App, Desktop, Elsewhere, HostilePlatform, Platform};

/// A name that would do something wherever it isn't taken as text. It moves no cursor and turns no
/// text around either.
const NAME: &str = "<img src=x onerror=ran.push(1)><script>ran.push(2)</script>\
                    <a href=javascript:ran.push(3)>Course</a>\u{202e}\u{1b}[2J\0{{ran}}";

/// How the window begins to show it.
const SHOWN: &str = "<img src=x onerror=ran.push(1)><script>ran.push(2)</script>\
                     <a href=javascript:ran.push(3)>Course</a>⟦RLO⟧␛[2J␀{{ran}}";

const MEBIBYTE: usize = 1024 * 1024;

/// Nothing of a name became an element, and none of its scripts ran.
fn nothing_was_made_of_names(app: &App<'_>) {
    let made = app.run(
        "return [...document.querySelectorAll('img[src=x], a[href^=javascript], script:not([src]), iframe')]
             .map((element) => element.outerHTML)",
        json!([]),
    );
    assert_eq!(made, json!([]));
    assert_eq!(app.run("return ran", json!([])), json!([]));
}

#[test]
fn names_slugs_and_links_of_a_hostile_platform_do_nothing() {
    let elsewhere = Elsewhere::listen();
    let platform = HostilePlatform::listen(NAME, "javascript:ran.push(4)");
    let desktop = Desktop::new();
    let app = desktop.start();
    app.run("window.ran = []", json!([]));
    app.press("Add your account");
    app.enters_account(&platform.address, Platform::KEY);

    app.sees("Courses and projects");
    app.sees(SHOWN);
    nothing_was_made_of_names(&app);
    app.press(SHOWN);
    app.sees("ada@uni.example");
    nothing_was_made_of_names(&app);
    for page in ["Instances", "People"] {
        app.press(page);
        app.press("Refresh");
        app.sees(SHOWN);
        nothing_was_made_of_names(&app);
    }

    // A link that leads to a script, to a file or to another host is a sentence and no link.
    app.press("Link");
    app.sees("The platform's response couldn't be read");
    nothing_was_made_of_names(&app);

    // Nor does it decide what a new draft is about.
    app.press("Invite people");
    app.press("In a shared instance");
    app.press("Next: People");
    app.sees("Nobody is on the list yet");
    nothing_was_made_of_names(&app);
    assert_eq!(elsewhere.requests(), [""; 0]);
    assert_eq!(desktop.opened(), [""; 0]);
    app.close();
}

#[test]
fn whatever_a_hostile_platform_answers_is_a_sentence() {
    const UNREADABLE: &str = "The platform's response couldn't be read";
    const TOO_LARGE: &str = "The platform sent more than Cohort can read";
    const A_PAGE: &str = "This is a web page, not the platform";
    const A_FAULT: &str = "Something went wrong on the platform";
    const REJECTED: &str = "You don't have permission to do this";
    let elsewhere = Elsewhere::listen();
    let platform = HostilePlatform::listen("Course", "");
    let desktop = Desktop::new();
    let app = desktop.start();
    app.run("window.ran = []", json!([]));
    app.press("Add your account");
    app.field("Platform address").fill(&platform.address);
    app.field("API key").fill(Platform::KEY);

    let moved = |status| {
        let location = format!("Location: {}\r\n", elsewhere.address);
        Answer::whole(status, &location, b"")
    };
    let refused = json!({ "msg": NAME, "err": { NAME: [NAME] }, "incident_id": NAME }).to_string();
    let long = format!(
        "[{{\"slug\": \"a\", \"name\": \"{}\"",
        "a".repeat(3 * MEBIBYTE)
    );
    let rejected = Answer::json("403 Forbidden", &refused);
    for (name, answer, said) in [
        ("megabytes", Answer::json("200 OK", &long), UNREADABLE),
        (
            "deep",
            Answer::json("200 OK", &"[".repeat(MEBIBYTE)),
            UNREADABLE,
        ),
        ("null", Answer::json("200 OK", "null"), UNREADABLE),
        (
            "other types",
            Answer::json("200 OK", r#"[null, 7, {"slug": ".."}]"#),
            UNREADABLE,
        ),
        (
            "no end",
            Answer::endless("HTTP/1.1 200 OK\r\n\r\n[", "                "),
            TOO_LARGE,
        ),
        (
            "no end of headers",
            Answer::endless("HTTP/1.1 200 OK\r\n", "X-More: and more\r\n"),
            UNREADABLE,
        ),
        (
            "a page",
            Answer::whole("200 OK", "Content-Type: text/html\r\n", NAME.as_bytes()),
            A_PAGE,
        ),
        ("moved", moved("302 Found"), A_PAGE),
        ("moved for good", moved("308 Permanent Redirect"), A_PAGE),
        (
            "a fault",
            Answer::json("500 Internal Server Error", &refused),
            A_FAULT,
        ),
    ] {
        eprintln!("{name}");
        // So that the sentence isn't the one that was there before.
        platform.answers(Some(rejected.clone()));
        app.press("Check and add account");
        app.sees(REJECTED);
        platform.answers(Some(answer));
        app.press("Check and add account");
        app.sees(said);
        app.is_offered("Check and add account");
        nothing_was_made_of_names(&app);
    }

    platform.answers(None);
    app.press("Check and add account");
    app.opens("Course");
    // A space that has been seen stays as it was.
    platform.answers(Some(Answer::json("200 OK", "null")));
    app.press("Refresh");
    app.sees(UNREADABLE);
    app.sees("ada@uni.example");
    platform.answers(None);
    app.press("Refresh");
    app.sees("updated just now");
    assert_eq!(elsewhere.requests(), [""; 0]);
    app.close();
}
