//! Where the data is, and a backup that is made and restored.

use pretty_assertions::assert_eq;

use super::other_processes::{drafted, send_from_the_window};
use super::{ACCOUNT, bodies, draft_for_the_course};
use crate::app_for_tests::{run, run_in};
use crate::bridge::{
    AccountRef, BackupKind, BackupRef, ChangedSinceBackup, DataFileRef, DraftRef, ErasedLeft,
    OlderThan, PlanAction, PlanDo, ProblemCode, StartNotice,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_restored_and_the_next_start_says_so() {
    let running = run().await;
    let app = &running.app;
    let none = bodies::your_data(app).await.unwrap();
    assert_eq!(none.folder, running.data().display().to_string());
    assert!(none.data_bytes > 0 && none.backups.is_empty());

    let made = bodies::back_up(app).await.unwrap();
    let backup = BackupRef {
        backup: made.name.clone(),
    };
    // The time of a backup is whole seconds.
    tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
    let draft = draft_for_the_course(&running).await;
    let changed = bodies::backup_changes(app, backup.clone()).await.unwrap();
    assert_eq!(
        changed,
        ChangedSinceBackup {
            plans: 0,
            drafts: 1
        }
    );

    let elsewhere = BackupRef {
        backup: "../practice/practice.db".into(),
    };
    let refused = bodies::backup_restore(app, elsewhere).await.unwrap_err();
    assert_eq!(refused.code, ProblemCode::BackupGone);
    assert!(!*running.recording.started_again.lock().unwrap());
    bodies::drafts(app).await.unwrap();

    bodies::backup_restore(app, backup).await.unwrap();
    assert!(*running.recording.started_again.lock().unwrap());
    let late = bodies::draft_delete(app, DraftRef { draft: draft.id }).await;
    late.expect_err("what this process knows is of other data");

    let running = run_in(running.stop().await).await;
    let app = &running.app;
    assert!(bodies::drafts(app).await.unwrap().is_empty());
    let start = bodies::start(app).await.unwrap();
    let restored = StartNotice::DataRestored {
        unsettled: 0,
        drafts: 0,
    };
    assert!(start.notices.contains(&restored), "{:?}", start.notices);
    let backups = bodies::your_data(app).await.unwrap().backups;
    let kinds: Vec<_> = backups.iter().map(|backup| backup.kind).collect();
    assert_eq!(kinds, [BackupKind::BeforeRestore, BackupKind::ByHand]);
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_exported_and_imported_and_the_window_names_no_path() {
    let running = run().await;
    let app = &running.app;
    assert_eq!(bodies::data_export(app).await.unwrap(), None);
    let outside = tempfile::tempdir().unwrap();
    let names = |path: std::path::PathBuf| *running.recording.names.lock().unwrap() = Some(path);
    names(running.data().join("cohort.db"));
    let own = bodies::data_export(app).await.unwrap_err();
    assert_eq!(own.code, ProblemCode::ExportOwnFolder);
    names(outside.path().join("gone").join("Cohort.db"));
    let gone = bodies::data_export(app).await.unwrap_err();
    assert_eq!(gone.code, ProblemCode::FileUnwritable);
    let file = outside.path().join("Cohort.db");
    names(file.clone());
    let saved = bodies::data_export(app).await.unwrap().unwrap();
    assert_eq!(saved.name, "Cohort.db");

    let draft = draft_for_the_course(&running).await;
    assert_eq!(bodies::data_file_choose(app).await.unwrap(), None);
    for (text, code) in [
        (
            "not a data file, but long enough",
            ProblemCode::ImportUnreadable,
        ),
        ("", ProblemCode::ImportUnreadable),
    ] {
        let foreign = outside.path().join("foreign.db");
        std::fs::write(&foreign, text).unwrap();
        names(foreign);
        let refused = bodies::data_file_choose(app).await.unwrap_err();
        assert_eq!(refused.code, code, "{text}");
    }
    names(running.data().join("cohort.db"));
    let own = bodies::data_file_choose(app).await.unwrap_err();
    assert_eq!(own.code, ProblemCode::ImportOwnData);
    names(file.clone());
    let chosen = bodies::data_file_choose(app).await.unwrap().unwrap();
    assert_eq!((chosen.here.drafts, chosen.there.drafts), (1, 0));

    // A path is no token.
    let by_path = DataFileRef {
        file: file.display().to_string(),
    };
    let refused = bodies::data_import(app, by_path).await.unwrap_err();
    assert_eq!(refused.code, ProblemCode::FileGone);
    assert!(!*running.recording.started_again.lock().unwrap());
    let by_token = DataFileRef { file: chosen.file };
    bodies::data_import(app, by_token).await.unwrap();
    assert!(*running.recording.started_again.lock().unwrap());
    let late = bodies::draft_delete(app, DraftRef { draft: draft.id }).await;
    late.expect_err("what this process knows is of other data");

    let running = run_in(running.stop().await).await;
    assert!(bodies::drafts(&running.app).await.unwrap().is_empty());
    let start = bodies::start(&running.app).await.unwrap();
    let restored = |notice: &StartNotice| matches!(notice, StartNotice::DataRestored { .. });
    assert!(start.notices.iter().any(restored), "{:?}", start.notices);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_folder_is_shown_and_no_other() {
    let running = run().await;
    assert!(bodies::data_folder_open(&running.app).await.unwrap());
    let shown = running.recording.folders_shown.lock().unwrap().clone();
    assert_eq!(shown, [running.data()]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_deleted_only_once_nothing_of_it_is_sent() {
    let running = run().await;
    let app = &running.app;
    let account = || AccountRef {
        account: ACCOUNT.into(),
    };
    let plan = send_from_the_window(&running, drafted(&running).await).await;
    let found = bodies::account_erasable(app, account()).await.unwrap();
    assert_eq!((found.plans, found.under_way), (1, true));
    let refused = bodies::account_erase(app, account()).await.unwrap_err();
    assert_eq!(refused.code, ProblemCode::AccountInUse);
    assert_eq!(bodies::start(app).await.unwrap().accounts.len(), 1);

    let cancel = PlanDo {
        plan,
        action: PlanAction::Cancel,
    };
    bodies::plan_do(app, cancel).await.unwrap();
    let erased = bodies::account_erase(app, account()).await.unwrap();
    assert_eq!(erased.left, ErasedLeft::Nothing);
    assert!(bodies::start(app).await.unwrap().accounts.is_empty());
    assert!(bodies::drafts(app).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_older_than_a_day_is_deleted() {
    let running = run().await;
    let app = &running.app;
    draft_for_the_course(&running).await;
    let older = |day: &str| OlderThan { day: day.into() };
    let before = bodies::older_erasable(app, older("2020-01-01"))
        .await
        .unwrap();
    assert_eq!(before.drafts, 0);
    let day = "2199-01-01";
    let all = bodies::older_erasable(app, older(day)).await.unwrap();
    assert_eq!((all.drafts, all.accounts), (1, 0));
    bodies::older_erase(app, older(day)).await.unwrap();
    assert!(bodies::drafts(app).await.unwrap().is_empty());
    assert_eq!(bodies::start(app).await.unwrap().accounts.len(), 1);
    let odd = bodies::older_erase(app, older("yesterday"))
        .await
        .unwrap_err();
    assert_eq!(odd.code, ProblemCode::Internal);
}
