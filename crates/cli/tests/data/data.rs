//! `cohort data`: a backup is made, listed, and restored while nobody sends; everything is exported, and
//! imported on another computer.

use jiff::Timestamp;

use crate::home::{Home, text};

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_made_listed_and_restored() {
    let home = Home::new().await;
    let run = |arguments: &[&str]| home.command(arguments).output().unwrap();
    let made = run(&["data", "back-up", "--json"]);
    let made: serde_json::Value = serde_json::from_slice(&made.stdout).unwrap();
    let backup = made["backup"].as_str().unwrap().to_owned();
    tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
    home.draft("Week 1", &["ada@new.example"]);
    let shown = text(&run(&["data", "show"]).stdout);
    assert!(
        shown.contains(&backup) && shown.contains("made by you"),
        "{shown}"
    );

    let unasked = run(&["data", "restore", &backup]);
    assert!(text(&unasked.stderr).contains("--yes"), "{unasked:?}");
    let unknown = run(&["data", "restore", "../cohort.db", "--yes"]);
    assert!(
        text(&unknown.stderr).contains("cohort data show"),
        "{unknown:?}"
    );

    // While a window sends, it isn't done.
    let window = home.outbox();
    window
        .delivery
        .claim(Timestamp::now())
        .await
        .unwrap()
        .unwrap();
    let refused = run(&["data", "restore", &backup, "--yes"]);
    let said = text(&refused.stderr);
    assert!(
        said.contains("Cohort is sending in another window or terminal"),
        "{said}"
    );
    assert_eq!(home.store.drafts().unwrap().len(), 1);
    drop(window);

    let restored = run(&["data", "restore", &backup, "--yes"]);
    assert_eq!(
        restored.status.code(),
        Some(0),
        "{}",
        text(&restored.stderr)
    );
    assert_eq!(home.store.drafts().unwrap().len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_old_and_an_account_with_its_data_are_deleted() {
    let home = Home::new().await;
    let run = |arguments: &[&str]| home.command(arguments).output().unwrap();
    home.draft("Week 1", &["ada@new.example"]);
    let unasked = run(&["data", "delete", "--before", "2199-01-01"]);
    assert!(text(&unasked.stderr).contains("--yes"), "{unasked:?}");
    let recent = run(&["data", "delete", "--before", "2020-01-01", "--yes"]);
    assert_eq!(recent.status.code(), Some(0), "{}", text(&recent.stderr));
    assert_eq!(home.store.drafts().unwrap().len(), 1);
    run(&["data", "delete", "--before", "2199-01-01", "--yes"]);
    assert_eq!(home.store.drafts().unwrap().len(), 0);

    let address = "https://platform.example";
    crate::environment_key::account_with_draft(&home, address, "Week 3", "grete@new.example");
    let removed = run(&["account", "remove", address, "--delete-data", "--yes"]);
    assert_eq!(removed.status.code(), Some(0), "{}", text(&removed.stderr));
    assert_eq!(
        home.store.account_at(&address.parse().unwrap()).unwrap(),
        None
    );
    assert_eq!(home.store.drafts().unwrap().len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_exported_and_imported_on_another_computer() {
    let (home, other) = (Home::new().await, Home::new().await);
    let run = |arguments: &[&str]| home.command(arguments).output().unwrap();
    home.draft("Week 1", &["ada@new.example"]);
    let path = home.path("Cohort.db");
    let file = path.to_str().unwrap();
    let exported = run(&["data", "export", file]);
    assert_eq!(
        exported.status.code(),
        Some(0),
        "{}",
        text(&exported.stderr)
    );
    let again = text(&run(&["data", "export", file]).stderr);
    assert!(again.contains("There's already a file"), "{again}");
    let data = home.store.folder().join("copy.db");
    let own = text(&run(&["data", "export", data.to_str().unwrap()]).stderr);
    assert!(own.contains("Choose another folder"), "{own}");

    let there = |arguments: &[&str]| other.command(arguments).output().unwrap();
    let unasked = there(&["data", "import", file]);
    assert!(text(&unasked.stderr).contains("--yes"), "{unasked:?}");
    let list = other.path("list.csv");
    std::fs::write(&list, "Name;Email\nAda;ada@new.example\n").unwrap();
    let foreign = there(&["data", "import", list.to_str().unwrap(), "--yes"]);
    let said = text(&foreign.stderr);
    assert_eq!(foreign.status.code(), Some(2), "{said}");
    assert!(said.contains("isn't a file with Cohort's data"), "{said}");
    assert_eq!(other.store.drafts().unwrap().len(), 0);

    let imported = there(&["data", "import", file, "--yes"]);
    assert_eq!(
        imported.status.code(),
        Some(0),
        "{}",
        text(&imported.stderr)
    );
    let drafts = other.store.drafts().unwrap();
    assert_eq!(drafts[0].name, "Week 1");
    let backups = text(&there(&["data", "show"]).stdout);
    assert!(backups.contains("before a restore"), "{backups}");
}
