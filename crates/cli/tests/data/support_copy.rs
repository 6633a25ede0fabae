//! `cohort data support-copy`: what happened, in a file, with or without names.

use pretty_assertions::assert_eq;
use secrecy::ExposeSecret as _;

use crate::home::{Home, text};

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_for_support_names_nobody_unless_asked_to() {
    let home = Home::new().await;
    let run = |arguments: &[&str]| home.command(arguments).output().unwrap();
    home.draft("Week 1", &["ada.halcyonbird@new.example"]);
    let sent = run(&["send", "Week 1", "--yes"]);
    assert_eq!(sent.status.code(), Some(0), "{}", text(&sent.stderr));

    let path = home.path("support.json");
    let file = path.to_str().unwrap();
    let saved = run(&["data", "support-copy", file]);
    assert_eq!(saved.status.code(), Some(0), "{}", text(&saved.stderr));
    let said = text(&saved.stdout);
    assert!(
        said.contains(file) && said.contains("were replaced"),
        "{said}"
    );
    let copy = std::fs::read_to_string(&path).unwrap();
    let key = home.practice.key().expose_secret();
    for secret in ["halcyonbird", "Week 1", "Finance", "finance", key] {
        assert!(!copy.contains(secret), "{secret} is in {copy}");
    }
    let read: serde_json::Value = serde_json::from_str(&copy).unwrap();
    assert_eq!(read["versions"]["cohort"], env!("CARGO_PKG_VERSION"));
    let steps = read["plans"][0]["steps"].as_array().unwrap();
    let invited = steps.iter().find(|step| step["kind"] == "invite").unwrap();
    assert_eq!(
        (&invited["person"], &invited["state"]),
        (&"person 1".into(), &"done".into())
    );

    let again = text(&run(&["data", "support-copy", file]).stderr);
    assert!(again.contains("There's already a file"), "{again}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), copy);
    let own = home.store.folder().join("support.json");
    let own = text(&run(&["data", "support-copy", own.to_str().unwrap()]).stderr);
    assert!(own.contains("Choose another folder"), "{own}");
    let nowhere = text(&run(&["data", "support-copy", "/proc/support.json"]).stderr);
    assert!(
        nowhere.contains("can't be written") && nowhere.contains("you can write to"),
        "{nowhere}"
    );

    let named = home.path("named.json");
    let saved = run(&[
        "data",
        "support-copy",
        named.to_str().unwrap(),
        "--with-people",
        "--json",
    ]);
    let saved: serde_json::Value = serde_json::from_slice(&saved.stdout).unwrap();
    assert_eq!(saved["file"], named.to_str().unwrap());
    let named = std::fs::read_to_string(&named).unwrap();
    assert!(named.contains("ada.halcyonbird@new.example"), "{named}");
    assert!(!named.contains(key), "{named}");
}
