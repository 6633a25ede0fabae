//! The same people by several ways: one mail each.

use jiff::Timestamp;

use crate::count::everybody_once;
use crate::folder::{Folder, people};
use crate::platform::{Form, Platform};
use crate::{Test, in_time, kills};

pub(crate) fn tests() -> Vec<Test> {
    vec![
        ("two_drafts_with_the_same_people_email_each_once", || {
            in_time(two_drafts());
        }),
        (
            "two_data_folders_with_the_same_people_mail_each_once",
            || {
                in_time(two_folders(Form::Default));
            },
        ),
        ("so_they_do_on_a_platform_without_idempotency_keys", || {
            in_time(two_folders(Form::Bare));
        }),
    ]
}

/// One holds the other's people and more, and one is sent twice, as a double click does.
async fn two_drafts() {
    let temporary = tempfile::tempdir().unwrap();
    let platform = Platform::start(temporary.path(), Form::Default).await;
    let folder = Folder::new(temporary.path().join("data"), &platform).await;
    let people = people(12);
    let (few, all) = (folder.draft(&people[..8]), folder.draft(&people));
    folder.send(few);
    {
        let (store, now) = (folder.store(), Timestamp::now());
        let review = outbox::review(&store, all).unwrap();
        outbox::send(&store, all, &review.fingerprint, now).unwrap();
        assert!(outbox::send(&store, all, &review.fingerprint, now).is_err());
    }
    folder.go_on();
    let seed = kills::seed();
    platform.misbehave(seed).await;
    kills::deliver(&platform, &[&folder], people.len(), 2, seed).await;
    everybody_once(&platform, &[&folder], &people, Form::Default).await;
}

/// Two computers with the same list, both at work at once.
async fn two_folders(form: Form) {
    let temporary = tempfile::tempdir().unwrap();
    let platform = Platform::start(temporary.path(), form).await;
    let one = Folder::new(temporary.path().join("one"), &platform).await;
    let other = Folder::new(temporary.path().join("other"), &platform).await;
    let people = people(12);
    let seed = kills::seed();
    for (folder, first) in [(&one, "first@new.example"), (&other, "second@new.example")] {
        folder.send(folder.draft(&[first.to_owned()]));
        kills::deliver(&platform, &[folder], 1, 0, seed).await;
        folder.send(folder.draft(&people));
    }
    platform.misbehave(seed).await;
    kills::deliver(&platform, &[&one, &other], people.len(), 4, seed).await;
    everybody_once(&platform, &[&one, &other], &people, form).await;
}
