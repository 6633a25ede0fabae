//! The platform as a program of its own: its arguments, its output, and what a kill leaves behind.

use std::process::Stdio;
use std::time::Duration;

use pretty_assertions::assert_eq;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use crate::support::client;

async fn start(arguments: &[&str], data: &std::path::Path) -> (Child, Vec<String>) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_practice"))
        .args(["serve", "--data"])
        .arg(data)
        .args(arguments)
        .env_remove("PRACTICE_KEY")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut said = Vec::new();
    let is_given = |argument: &&str| argument.starts_with("--key");
    let expected = if arguments.iter().any(is_given) { 2 } else { 3 };
    while said.len() < expected {
        said.push(lines.next_line().await.unwrap().expect("a line"));
    }
    (child, said)
}

#[cfg(unix)]
async fn terminate(child: &mut Child) -> Option<i32> {
    let id = child.id().unwrap().to_string();
    Command::new("kill")
        .args(["-TERM", &id])
        .status()
        .await
        .unwrap();
    let ended = tokio::time::timeout(Duration::from_secs(10), child.wait()).await;
    ended.expect("the program ends").unwrap().code()
}

#[cfg(unix)]
#[tokio::test]
async fn the_program_prints_how_to_reach_it_and_stops_on_a_signal() {
    let folder = tempfile::tempdir().unwrap();
    let (mut child, said) = start(&[], folder.path()).await;
    let base = said[0].strip_prefix("listening on ").unwrap().to_owned();
    assert!(said[1].starts_with("token "));
    let key = said[2].strip_prefix("key ").unwrap().to_owned();
    let orgs = client()
        .get(format!("{base}/orgs/v1"))
        .header("Authorization", &key);
    assert_eq!(orgs.send().await.unwrap().status(), 200);
    assert!(folder.path().join("running.json").exists());
    assert_eq!(terminate(&mut child).await, Some(0));
    assert!(!folder.path().join("running.json").exists());

    let (mut child, said) = start(&["--key", "given"], folder.path()).await;
    assert_eq!(
        said[0],
        format!("listening on {base}"),
        "the port is the same"
    );
    let orgs = client()
        .get(format!("{base}/orgs/v1"))
        .header("Authorization", "given");
    assert_eq!(orgs.send().await.unwrap().status(), 200);
    terminate(&mut child).await;
}

#[tokio::test]
async fn the_key_can_be_given_in_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("key");
    std::fs::write(&file, "from a file\n").unwrap();
    let data = folder.path().join("data");
    let (mut child, said) = start(&["--key-file", file.to_str().unwrap()], &data).await;
    let base = said[0].strip_prefix("listening on ").unwrap();
    let orgs = client()
        .get(format!("{base}/orgs/v1"))
        .header("Authorization", "Basic from a file");
    assert_eq!(orgs.send().await.unwrap().status(), 200);
    child.kill().await.unwrap();

    std::fs::write(&file, "\n").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_practice"))
        .args(["serve", "--data"])
        .arg(&data)
        .arg("--key-file")
        .arg(&file)
        .output()
        .await
        .unwrap();
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("holds no API key"));
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn the_password_of_a_mail_server_is_in_no_list_of_processes() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("smtp");
    std::fs::write(&file, "smtp://user:only-for-smtp@localhost:25\n").unwrap();
    let data = folder.path().join("data");
    let (mut child, _) = start(&["--smtp-file", file.to_str().unwrap()], &data).await;
    let process = format!("/proc/{}", child.id().unwrap());
    for (shown, holds) in [("environ", "PATH="), ("cmdline", "--smtp-file")] {
        let shown = std::fs::read(format!("{process}/{shown}")).unwrap();
        let shown = String::from_utf8_lossy(&shown);
        assert!(shown.contains(holds), "{shown}");
        assert!(!shown.contains("only-for-smtp"), "{shown}");
    }
    child.kill().await.unwrap();

    // The URL is that of a mail server, or nothing starts.
    std::fs::write(&file, "localhost and a password\n").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_practice"))
        .args(["serve", "--data"])
        .arg(&data)
        .arg("--smtp-file")
        .arg(&file)
        .output()
        .await
        .unwrap();
    assert!(!output.status.success(), "the file is read");
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_key_in_the_environment_is_taken_out_of_it() {
    const KEY: &str = "only-for-the-platform";
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_practice"))
        .args(["serve", "--data"])
        .arg(folder.path())
        .env("PRACTICE_KEY", KEY)
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let said = lines.next_line().await.unwrap().unwrap();
    let base = said.strip_prefix("listening on ").unwrap();
    let orgs = client()
        .get(format!("{base}/orgs/v1"))
        .header("Authorization", KEY);
    assert_eq!(orgs.send().await.unwrap().status(), 200);
    let process = format!("/proc/{}", child.id().unwrap());
    for (file, holds) in [("environ", "PATH="), ("cmdline", "serve")] {
        let shown = std::fs::read(format!("{process}/{file}")).unwrap();
        let shown = String::from_utf8_lossy(&shown);
        assert!(shown.contains(holds), "{file} is read");
        assert!(!shown.contains(KEY), "{file}: {shown}");
    }
    child.kill().await.unwrap();
}

#[tokio::test]
async fn the_program_prints_a_link_to_a_page_of_the_server_that_is_running() {
    let folder = tempfile::tempdir().unwrap();
    let link = async || {
        Command::new(env!("CARGO_BIN_EXE_practice"))
            .args(["link", "mailbox", "--data"])
            .arg(folder.path())
            .output()
            .await
            .unwrap()
    };
    let none = link().await;
    assert!(!none.status.success());
    assert!(String::from_utf8_lossy(&none.stderr).contains("no practice platform is running"));

    let (mut child, _) = start(&[], folder.path()).await;
    let printed = String::from_utf8(link().await.stdout).unwrap();
    let opened = client().get(printed.trim()).send().await.unwrap();
    assert_eq!(opened.status(), 303);
    child.kill().await.unwrap();
}

#[tokio::test]
async fn a_killed_server_runs_its_tasks_after_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let (mut child, said) = start(&["--key", "given"], folder.path()).await;
    let base = said[0].strip_prefix("listening on ").unwrap().to_owned();
    let token = said[1].strip_prefix("token ").unwrap().to_owned();
    let http = client();
    let slow = serde_json::json!({ "rules": [{ "kind": "slow_task", "ms": 60_000 }] });
    let faults = http
        .post(format!("{base}/practice/v1/faults"))
        .header("X-Practice-Token", token);
    assert_eq!(faults.json(&slow).send().await.unwrap().status(), 200);
    let path = "org/uni_example/space/finance_i/instance/master/snapshots";
    let body = serde_json::json!({ "name": "Now", "slug": "now" });
    let post = http
        .post(format!("{base}/instances/v1/{path}"))
        .header("Authorization", "given");
    let task: serde_json::Value = post.json(&body).send().await.unwrap().json().await.unwrap();
    child.kill().await.unwrap();

    let (mut child, _) = start(&["--key", "given"], folder.path()).await;
    let task = format!("{base}/tasks/v1/{}", task["tkid"]);
    for _ in 0..100 {
        let get = http
            .get(&task)
            .header("Authorization", "given")
            .send()
            .await
            .unwrap();
        let task: serde_json::Value = get.json().await.unwrap();
        if task["status"] == "COMPLETED" {
            child.kill().await.unwrap();
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the task wasn't run");
}

#[tokio::test]
async fn the_program_listens_to_the_network_only_with_the_flag_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_practice"))
        .args(["serve", "--listen", "0.0.0.0:0", "--data"])
        .arg(folder.path())
        .output()
        .await
        .unwrap();
    assert!(!output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("--open-to-the-network"), "{said}");
}

/// The server is killed several times while invitations are sent. If each request is repeated with
/// its own idempotency key until it is answered, every invitation is emailed exactly once.
#[tokio::test]
async fn killing_the_server_neither_loses_nor_duplicates_an_invitation() {
    const PEOPLE: usize = 120;
    let folder = tempfile::tempdir().unwrap();
    let path = "/instances/v1/org/uni_example/space/finance_i/instance/group_a/invitations";
    let mut answered = [false; PEOPLE];
    for round in 1..=6u64 {
        let (mut child, said) = start(&["--key", "given"], folder.path()).await;
        let base = said[0].strip_prefix("listening on ").unwrap().to_owned();
        let http = client();
        let sending: Vec<_> = (0..PEOPLE)
            .filter(|number| !answered[*number])
            .map(|number| {
                let email = format!("person{number}@uni.example");
                let request = http
                    .post(format!("{base}{path}"))
                    .header("Authorization", "given")
                    .header("Idempotency-Key", format!("\"{number}\""))
                    .json(&serde_json::json!({ "email": email, "role": "VIEWER" }));
                tokio::spawn(async move {
                    let answer = request.send().await.ok()?;
                    assert_eq!(answer.status(), 201);
                    Some(number)
                })
            })
            .collect();
        if round < 6 {
            tokio::time::sleep(Duration::from_millis(8 * round)).await;
            child.kill().await.unwrap();
        }
        for sent in sending {
            if let Some(number) = sent.await.unwrap() {
                answered[number] = true;
            }
        }
        if round == 6 {
            let token = said[1].strip_prefix("token ").unwrap();
            let ledger = http.get(format!("{base}/practice/v1/ledger"));
            let ledger = ledger
                .header("X-Practice-Token", token)
                .send()
                .await
                .unwrap();
            let ledger: serde_json::Value = ledger.json().await.unwrap();
            let mut mailed: Vec<_> = ledger["mails"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|mail| mail["to"].as_str().unwrap().starts_with("person"))
                .map(|mail| mail["to"].clone().to_string())
                .collect();
            assert_eq!(mailed.len(), PEOPLE);
            mailed.sort();
            mailed.dedup();
            assert_eq!(mailed.len(), PEOPLE, "nobody was emailed twice");
            child.kill().await.unwrap();
        }
    }
    assert!(answered.iter().all(|came| *came));
}
