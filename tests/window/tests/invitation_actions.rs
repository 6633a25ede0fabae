//! What the user can do about one invitation after it was sent: correct its address, resend it, or
//! invite the person again.

use window_tests::{Desktop, Platform, until};

const WRONG: &str = "emmy.noether@uni.exmaple";
const RIGHT: &str = "emmy.noether@uni.example";
const OTHER: &str = "ida.rhodes@uni.example";

#[test]
fn an_address_is_corrected_and_the_instance_of_the_wrong_one_deleted() {
    let desktop = Desktop::new();
    let app = desktop.start();
    app.tries_the_practice_course();
    let platform = Platform::inside(&desktop);
    app.press("Invite people");
    app.press("With an individual instance each");
    app.press("Next: People");
    app.lists(&[WRONG, OTHER]);
    app.press("Next: Material");
    app.sees("Latest:");
    app.press("Next: Review");
    app.press("Create 2 instances and invite 2 people");
    app.press("Send now");
    app.says_of_all(&[WRONG, OTHER], "Invited");

    app.press_row(&[WRONG]);
    app.press("Correct address");
    app.field("Corrected address")
        .fill("emmy.noether@uni..example");
    app.press("Invite this address");
    app.sees("This address isn't valid");
    app.field("Corrected address").fill(RIGHT);
    app.press("Invite this address");
    app.press("Show invitation");
    app.sees("Sending in ");
    app.press("Send now");
    app.says_of_all(&[RIGHT], "Invited");
    platform.has_invited(&[WRONG, OTHER, RIGHT]);

    app.press("Outbox");
    app.press_row(&["2 people, individual instances"]);
    app.row(&[WRONG, "address corrected"]);
    app.press_row(&[WRONG]);
    app.press("Revoke invitation");
    app.press("Revoke and delete");
    app.row(&[WRONG, "Revoked"]);
    app.press("Close");
    app.opens("Finance I");
    app.press("Instances");
    app.field("Search instances").fill("emmy.noether");
    app.row(&[RIGHT]);
    let rows = app.rows();
    assert!(!rows.iter().any(|row| row.contains(WRONG)), "{rows:#?}");
}

#[test]
fn the_platform_resends_an_invitation() {
    let desktop = Desktop::new();
    let app = desktop.start();
    app.tries_the_practice_course();
    let platform = Platform::inside(&desktop);
    app.invites_into("Tutors' room", &[OTHER]);
    app.press_row(&[OTHER]);
    app.press("Resend invitation");
    app.sees("The platform is resending the invitation");
    until("the second mail", || {
        (platform.emails_to(OTHER) == 2).then_some(())
    });
}

#[test]
fn a_person_is_invited_again_if_the_platform_cannot_resend() {
    let desktop = Desktop::new();
    let platform = Platform::beside_with(&desktop, &["--bare"]);
    let app = desktop.start();
    app.adds_account(&platform);
    app.invites_into("Tutors' room", &[OTHER]);
    app.press_row(&[OTHER]);
    assert!(!app.offers("Resend invitation"));
    assert!(!app.offers("Revoke invitation"));
    app.press("Invite again");
    app.sees("The platform accepted the last invitation");
    app.press("Invite again");
    app.says_of_all(&[OTHER], "still open");
    assert_eq!(platform.emails_to(OTHER), 1, "this one refuses repeats");
}
