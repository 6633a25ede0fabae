//! Each kind of platform, with a sending process that is killed.

use crate::count::{every_instance_once, everybody_once};
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
        ("instances_are_created_once_whenever_it_is_killed", || {
            in_time(instances(Form::Default));
            in_time(instances(Form::Bare));
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

/// Invites this many people while the sending process is killed this often. Returns how often it was.
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
    // What was lost twice without a key is left to the user, and so is what failed.
    if form != Form::Default && folder.tidy_up() {
        kills::deliver(&platform, &[&folder], 0, 0, seed).await;
    }
    everybody_once(&platform, &[&folder], &people, form).await;
    killed
}

/// Creates instances for nobody past kills, and counts them.
async fn instances(form: Form) {
    let seed = kills::seed();
    println!("ORDEAL_SEED={seed} shows the same kills again");
    let temporary = tempfile::tempdir().unwrap();
    let platform = Platform::start(temporary.path(), form).await;
    let folder = Folder::new(temporary.path().join("data"), &platform).await;
    let names: Vec<String> = (1..=24).map(|n| format!("Room {n}")).collect();
    folder.send(folder.draft_of_instances(&names));
    platform.misbehave(seed).await;
    let killed = kills::deliver(&platform, &[&folder], names.len(), 6, seed).await;
    platform.behave().await;
    if form != Form::Default && folder.tidy_up() {
        kills::deliver(&platform, &[&folder], 0, 0, seed).await;
    }
    assert!(killed >= 3, "it was over after {killed} kills");
    every_instance_once(&platform, &folder, names.len(), form).await;
}
