//! A copy for support, as it is saved from the page Troubleshooting.

use std::collections::BTreeMap;
use std::fs;

use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use super::{bodies, draft_for_the_course};
use crate::app_for_tests::run;
use crate::bridge::{ProblemCode, SupportCopyWish};
use crate::recent_log::LogLine;

fn line() -> LogLine {
    LogLine {
        at: "2026-03-02T10:42:00Z".parse().unwrap(),
        level: "WARN",
        target: "outbox::engine",
        message: "no client for an account".into(),
        numbers: BTreeMap::from([("plan", 7)]),
        texts: BTreeMap::from([(
            "error",
            "ada@uni.example has https://uni.example/join/nightingale".into(),
        )]),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_has_the_settings_and_the_log_and_names_only_with_people() {
    let running = run().await;
    let app = &running.app;
    draft_for_the_course(&running).await;
    *running.recording.log.lock().unwrap() = vec![line()];
    let outside = tempfile::tempdir().unwrap();
    let path = outside.path().join("support.json");
    let chooses = |path: &std::path::Path| {
        *running.recording.names.lock().unwrap() = Some(path.to_owned());
    };
    let without = SupportCopyWish { people: false };
    assert_eq!(bodies::support_copy_save(app, without).await.unwrap(), None);
    let proposed = running.recording.proposed.lock().unwrap().clone();
    assert!(
        proposed[0].starts_with("Cohort support 20") && proposed[0].strip_suffix(".json").is_some(),
        "{proposed:?}"
    );
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);

    chooses(&path);
    let saved = bodies::support_copy_save(app, without)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(saved.name, "support.json");
    let text = fs::read_to_string(&path).unwrap();
    for told in ["uni.example", "nightingale", "Finance", "finance"] {
        assert!(!text.contains(told), "{told} is in {text}");
    }
    let copy: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(copy["drafts"][0]["space"], "space 1");
    assert_eq!(copy["window"]["closing"], "notAsked");
    assert_eq!(copy["window"]["tray"], "available");
    let logged = json!([{
        "at": "2026-03-02T10:42:00Z", "level": "WARN", "target": "outbox::engine",
        "message": "no client for an account", "numbers": { "plan": 7 }, "texts": {},
    }]);
    assert_eq!(copy["log"], logged);

    chooses(&path);
    let with = SupportCopyWish { people: true };
    bodies::support_copy_save(app, with).await.unwrap().unwrap();
    let named: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    let space = named["drafts"][0]["space"].as_str().unwrap();
    assert!(space.starts_with("Finance I ("), "{space}");
    assert_eq!(
        named["log"][0]["texts"]["error"],
        "ada@uni.example has [left out]"
    );

    chooses(&running.data().join("cohort.db"));
    let own = bodies::support_copy_save(app, without).await.unwrap_err();
    assert_eq!(own.code, ProblemCode::ExportOwnFolder);
    chooses(std::path::Path::new("/proc/support.json"));
    let refused = bodies::support_copy_save(app, without).await.unwrap_err();
    assert_eq!(refused.code, ProblemCode::FileUnwritable);
    assert_eq!(refused.about.as_deref(), Some("support.json"));
}
