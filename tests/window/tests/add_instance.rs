//! Instances are added to a space by themselves: from a snapshot or empty, one or several, and
//! never twice.

use serde_json::json;
use window_tests::{App, Desktop, Platform};

/// Opens the page that adds an instance to the practice course.
fn begins(app: &App<'_>) {
    app.opens("Finance I");
    app.press("Add instance");
    app.sees("What should the instance start with?");
}

#[test]
fn an_instance_starts_with_a_snapshot_and_people_are_invited_into_it() {
    let desktop = Desktop::new();
    let app = desktop.start();
    app.tries_the_practice_course();
    let platform = Platform::inside(&desktop);
    begins(&app);
    app.press("A snapshot");
    app.press("Distributed");
    app.press("Week 3 material");
    app.sees("What Week 3 material holds");
    app.sees("The material contains");
    app.press("Next: Name and description");

    // A name whose slug is taken: the reason and the fix stand below the slug.
    app.field("Name").types("Group A");
    app.sees("already has an instance with the slug group_a: Group A.");
    app.sees("Change the slug to continue");
    app.is_barred("Next: Review");
    app.press("Use group_a_2");
    app.field("Slug").holds("group_a_2");
    app.field("Description").types("For the term project.");
    app.sees("21 of 1,023 characters");
    app.press("Next: Review");
    app.sees(
        "1 instance will be created in Finance I. The new instance starts with Week 3 material",
    );
    app.press("Create 1 instance");
    app.sees("Creating 1 instance in Finance I");
    app.press("Send now");
    app.sees("1 instance created in Finance I");
    app.sees("Instance created · material distributed");
    assert_eq!(platform.emails().len(), 0, "nobody is invited");

    app.press("Invite people");
    app.sees("Invite people to Finance I");
    app.lists(&["emmy.noether@uni.example"]);
    app.press("Next: Review");
    app.sees("Group A (group_a_2)");
    app.press("Invite 1 person");
    app.press("Send now");
    app.says_of_all(&["emmy.noether@uni.example"], "Invited");
    platform.has_invited(&["emmy.noether@uni.example"]);
}

#[test]
fn several_instances_are_created_once_on_a_platform_with_nothing_but_its_public_api() {
    let desktop = Desktop::new();
    let platform = Platform::beside_with(&desktop, &["--bare"]);
    let app = desktop.start();
    app.adds_account(&platform);
    begins(&app);
    app.press("Next: Name and description");
    app.press("Several instances");
    app.field("Names, one on each line")
        .pastes("Reds\nGroup A\nReds\nBlues");
    app.sees("New instances (4)");
    app.sees("Fix 2 things to continue");
    app.press("Use group_a_2 for Group A");
    app.press("Remove line");
    app.sees("New instances (3)");

    // It is a draft from the first key: the window may close at any time.
    app.close();
    let app = desktop.start();
    app.press("Drafts");
    app.press_row(&["Instances for Finance I", "3 instances"]);
    app.press("Next: Review");
    app.sees("3 instances will be created in Finance I. Each new instance starts empty.");
    platform.injects_faults(&json!({ "rules": [{
        "kind": "lost_answer", "times": 1, "methods": ["POST"], "path": "/instances/",
    }] }));
    app.press("Create 3 instances");
    app.press("Send now");
    app.sees("3 instances created in Finance I");
    app.press("Activity");
    app.row(&["3 new instances", "3 instances created"]);
    app.opens("Finance I");
    app.press("Instances");
    app.row(&["Reds", "reds"]);
    app.row(&["Group A", "group_a_2"]);
    app.row(&["Blues", "blues"]);
}

#[test]
fn offline_a_clash_is_found_and_the_instance_is_created_when_the_platform_is_back() {
    let desktop = Desktop::new();
    let mut platform = Platform::beside(&desktop);
    let app = desktop.start();
    app.adds_account(&platform);
    app.opens("Finance I");
    app.sees("32 people");
    platform.stop();
    app.press("Add instance");
    app.press("Next: Name and description");
    app.field("Name").types("Group A");
    app.sees("Change the slug to continue");
    app.field("Name").types(" again");
    app.press("Next: Review");
    app.press("Create 1 instance");
    app.press("Send now");
    app.sees("Offline since");
    platform.start_again();
    app.sees("1 instance created in Finance I");
}
