//! Notifications, shown by a real notification daemon and clicked in it.

use window_tests::{Desktop, PEOPLE, Platform, Student};

#[test]
fn what_was_sent_is_told_with_the_count_and_a_click_opens_it() {
    let desktop = Desktop::new();
    let platform = Platform::beside(&desktop);
    let app = desktop.start();
    app.adds_account(&platform);
    app.invites_into("Tutors' room", &PEOPLE);
    app.opens("Finance I");

    desktop.clicks_notification();
    app.sees("6 people invited to Finance I");
    desktop.has_notified("Invitations sent", "6 people were invited.");
    for (title, text) in desktop.notifications() {
        assert!(!text.contains("Finance"), "{title}: {text}");
        assert!(!text.contains("uni.example"), "{title}: {text}");
    }
}

#[test]
fn names_are_told_as_text_once_they_are_allowed() {
    let desktop = Desktop::new();
    let mut platform = Platform::beside(&desktop);
    platform.renames_the_course("<b>R&D</b>");
    let app = desktop.start();
    app.press("Add your account");
    app.enters_account(platform.address(), Platform::KEY);
    app.opens("<b>R&D</b>");
    app.press("Preferences");
    app.press("Show names in notifications");
    app.opens("<b>R&D</b>");
    app.invites_into("Tutors' room", &PEOPLE[..1]);
    // The daemon reads markup, and got none.
    let text = "1 person was invited to &lt;b&gt;R&amp;D&lt;/b&gt;.";
    desktop.has_notified("Invitation sent", text);
}

#[test]
fn a_kind_that_is_switched_off_is_not_told() {
    let desktop = Desktop::new();
    let platform = Platform::beside(&desktop);
    let app = desktop.start();
    app.adds_account(&platform);
    app.press("Preferences");
    app.press("Invitations sent");
    app.opens("Finance I");
    app.begins_to_invite_into("Tutors' room");
    app.lists(&PEOPLE);
    app.sends_to(PEOPLE.len());
    // A platform that is back and answers at once could have everything before Cohort notices that
    // it is back, and then nothing would continue.
    platform.is_away_and_then_slow(20_000, 1_000);
    app.press("Send now");
    app.sees("Offline since");
    app.says_of_all(&PEOPLE, "Invited");

    desktop.has_notified("Back online", "Sending continues.");
    let notified = desktop.notifications();
    assert_eq!(notified.len(), 1, "{notified:?}");
}

#[test]
fn somebody_who_has_joined_is_told_and_a_click_opens_the_space() {
    // Somebody who isn't in the course yet.
    let newcomer = "sophie.germain@uni.example";
    let desktop = Desktop::new();
    let platform = Platform::beside(&desktop);
    let app = desktop.start();
    app.adds_account(&platform);
    app.press("Preferences");
    app.press("Invitations sent");
    app.opens("Finance I");
    app.invites_into("Tutors' room", &[newcomer]);
    app.opens("Finance I");

    let student = Student::new(&desktop);
    student.goes_to(&platform.link_mailed_to(newcomer));
    student.fills("name", "Sophie Germain");
    student.fills("password", "a long password");
    student.presses("Accept invitation");
    student.reads("Welcome");
    app.press("Refresh");
    app.row(&["Sophie Germain", "Joined"]);

    app.press("Overview");
    desktop.clicks_notification();
    app.row(&["Sophie Germain", "Joined"]);
    desktop.has_notified("1 person joined", "Open Cohort to see who.");
}
