//! A course is set up by a script on a server: no window, a real keyring, a real platform.

use pretty_assertions::assert_eq;
use serde_json::Value;

use crate::canary::files_with;
use crate::home::text;
use crate::server::Server;

const SCRIPT: &str = include_str!("scripts/course.sh");

#[tokio::test(flavor = "multi_thread")]
async fn a_script_sets_up_a_course_from_the_first_key_to_the_last_invitation() {
    let server = Server::new().await;
    let script = server.write("course.sh", SCRIPT);
    server.write(
        "students.csv",
        "Name,Email\nAda Moss,ada@new.example\nGrace Reed,grace@new.example\n",
    );
    server.write("tutors.csv", "Name,Email\nTim Tutor,tim@new.example\n");
    let mut command = server.in_session(&["bash", script.to_str().unwrap()]);
    command
        .env("COHORT_API_KEY", server.key())
        .env("COHORT_API_ADDRESS", server.address());
    let output = server.run(command).await;
    let (said, errors) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(0), "{said}\n{errors}");
    for sentence in [
        "was added. Its API key is in the keyring.\n",
        "Plan 1 done: 1 created",
        "2 people",
        "in the keyring\n",
    ] {
        assert!(said.contains(sentence), "{sentence:?} is missing:\n{said}");
    }
    for person in ["ada@new.example", "grace@new.example", "tim@new.example"] {
        assert_eq!(server.emails(person).await, 1, "{person}\n{said}");
    }
    let read = |name: &str| std::fs::read(server.folder().join(name)).unwrap();
    assert!(text(&read("requests.txt")).contains("ada@new.example"));
    assert_eq!(&read("link.png")[1..4], b"PNG");
    let people: Vec<Value> = serde_json::from_slice(&read("people.json")).unwrap();
    let invited: Vec<&str> = people
        .iter()
        .filter(|person| person["state"] == "invited")
        .filter_map(|person| person["address"].as_str())
        .collect();
    for person in ["ada@new.example", "grace@new.example", "tim@new.example"] {
        assert!(invited.contains(&person), "{invited:?}");
    }

    // The window finds the same: the account, and three plans that are done.
    let store = server.store().unwrap();
    let accounts = store.accounts().unwrap();
    assert_eq!(accounts.len(), 1);
    assert_eq!(accounts[0].address.as_str(), server.address());
    let plans = store.plans().unwrap().readable;
    let done = |plan: &store::Plan| plan.state == store::PlanState::Settled;
    assert_eq!((plans.len(), plans.iter().all(done)), (3, true));
    assert!(store.drafts().unwrap().is_empty());
    let files = files_with(server.folder(), server.key());
    assert!(files.is_empty(), "the key is in {files:?}");
}
