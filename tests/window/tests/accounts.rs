//! Adding accounts on a platform, and where their API keys are kept.

use std::{
    io::{Read, Write},
    net::TcpListener,
    thread,
};

use window_tests::{Desktop, Keyring, Platform};

#[test]
fn a_wrong_key_is_reported_and_its_field_keeps_the_focus() {
    let desktop = Desktop::new();
    let platform = Platform::beside(&desktop);
    let app = desktop.start();

    app.press("Add your account");
    app.enters_account(platform.address(), "not-the-key");

    app.sees("The platform rejected this API key");
    app.field("API key").has_focus();
    app.field("API key").is_marked();
}

#[test]
fn an_address_that_answers_with_a_web_page_is_reported() {
    let desktop = Desktop::new();
    let address = web_page();
    let app = desktop.start();

    app.press("Add your account");
    app.enters_account(&address, Platform::KEY);

    app.sees("This is a web page, not the platform");
}

#[test]
fn the_key_is_stored_in_the_keyring_and_in_no_file() {
    let desktop = Desktop::new();
    let platform = Platform::beside(&desktop);
    let app = desktop.start();
    app.adds_account(&platform);

    assert_eq!(desktop.kept_keys(), [Platform::KEY]);
    app.close();
    assert!(desktop.files_with(Platform::KEY).is_empty());

    let app = desktop.start();
    app.opens("Finance I");
    app.sees("Online");
}

#[test]
fn without_a_keyring_the_key_is_kept_until_the_app_closes() {
    let desktop = Desktop::with(Keyring::None);
    let platform = Platform::beside(&desktop);
    let app = desktop.start();

    app.press("Add your account");
    app.enters_account(platform.address(), Platform::KEY);
    app.sees("This computer has no keyring to store the API key in");
    app.press("Keep key until Cohort closes");
    app.sees("Courses and projects");
    app.opens("Finance I");
    app.close();
    assert!(desktop.files_with(Platform::KEY).is_empty());

    let app = desktop.start();
    app.sees("The API key for this account is missing");
    app.press("Enter API key");
    app.field("API key").fill(Platform::KEY);
    app.press("Check and save key");
    app.press("Keep key until Cohort closes");
    app.sees("Courses and projects");
    app.opens("Finance I");
    app.press("Refresh");
    app.sees("Online");
}

#[test]
fn a_locked_keyring_is_named_and_the_key_can_be_kept_for_now() {
    let desktop = Desktop::with(Keyring::Locked);
    let platform = Platform::beside(&desktop);
    let app = desktop.start();

    app.press("Add your account");
    app.enters_account(platform.address(), Platform::KEY);
    app.sees("The keyring is locked");
    app.press("Keep key until Cohort closes");
    app.opens("Finance I");
    app.sees("Online");
    app.close();
    assert!(desktop.files_with(Platform::KEY).is_empty());
}

#[test]
fn accounts_are_switched_with_the_keyboard_and_deleted_with_their_data_and_their_key() {
    let desktop = Desktop::new();
    let platform = Platform::beside(&desktop);
    let app = desktop.start();
    app.tries_the_practice_course();
    app.press("Account: Practice");
    app.press("Add account…");
    app.enters_account(platform.address(), Platform::KEY);
    app.is_offered("Account: 127.0.0.1");
    app.keys(&["ctrl+1"]);
    app.is_offered("Account: Practice");
    app.keys(&["ctrl+2"]);
    app.is_offered("Account: 127.0.0.1");
    assert_eq!(desktop.kept_keys(), [Platform::KEY]);

    app.press("Account: 127.0.0.1");
    app.press("Remove account…");
    app.press("Delete its data too");
    app.sees("You can't undo this.");
    app.press("Delete account and data");
    app.sees("The data was deleted.");
    app.is_offered("Account: Practice");
    assert!(desktop.kept_keys().is_empty());
    assert!(desktop.files_with(platform.address()).is_empty());
}

/// The address of a server that answers everything with a web page, as a captive portal does.
fn web_page() -> String {
    const PAGE: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 23\r\n\
                        Connection: close\r\n\r\n<h1>Please sign in</h1>";
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("a listener has an address");
    thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { continue };
            // Every request gets the same answer.
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(PAGE.as_bytes());
        }
    });
    format!("http://{address}")
}
