//! Each kind of platform under a deliverer that is killed.

use crate::count::everybody_once;
use crate::folder::{Folder, people};
use crate::platform::{Form, Platform};
use crate::{Test, in_time, kills};

pub(crate) fn tests() -> Vec<Test> {
    vec![
        (
            "killed_at_any_moment_nothing_is_lost_and_nobody_is_mailed_twice",
            || {
                in_time(shortly(Form::Default));
            },
        ),
        ("the_same_on_a_platform_without_idempotency_keys", || {
            in_time(shortly(Form::Bare));
        }),
        (
            "on_a_platform_that_tells_nothing_what_was_lost_is_left_to_the_user",
            || {
                in_time(shortly(Form::BareAgain));
            },
        ),
    ]
}

async fn shortly(form: Form) {
    let kills = endure(form, 30, 8, kills::seed()).await;
    assert!(kills >= 4, "it was over after {kills} kills");
}

/// Invites so many people past so many kills; says how many kills it came to.
pub(crate) async fn endure(form: Form, count: usize, kills: usize, seed: u64) -> usize {
    println!("ORDEAL_SEED={seed} shows the same kills again");
    let temporary = tempfile::tempdir().unwrap();
    let platform = Platform::start(temporary.path(), form).await;
    let folder = Folder::new(temporary.path().join("data"), &platform).await;
    // The first answers show what this platform lists and refuses.
    let first = vec!["first@new.example".to_owned()];
    folder.send(folder.draft(&first));
    kills::deliver(&platform, &[&folder], 1, 0, seed).await;

    let people = people(count);
    folder.send(folder.draft_of_own(&people));
    platform.misbehave(seed).await;
    // An instance and an invitation each.
    let killed = kills::deliver(&platform, &[&folder], 2 * count, kills, seed).await;
    platform.behave().await;
    // A handing-out that was lost twice without a key is refused: said, and left to the user.
    if form != Form::Default && folder.retry_failed() {
        kills::deliver(&platform, &[&folder], 0, 0, seed).await;
    }
    everybody_once(&platform, &[&folder], &people, form).await;
    killed
}
