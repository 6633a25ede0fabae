//! `cohort draft`, `spaces`, `people`, `practice` and `completions`: what stands in the window too.

use std::io::{BufRead as _, BufReader};
use std::process::Command;

use pretty_assertions::assert_eq;
use serde_json::{Value, json};
use store::{MaterialChoice, Purpose, Role};

use crate::environment_key::account_with_draft;
use crate::home::{Home, text};
use crate::server::Server;

impl Home {
    fn file(&self, name: &str, content: &str) -> String {
        let file = self.path(name);
        std::fs::write(&file, content).unwrap();
        file.to_str().unwrap().to_owned()
    }

    async fn draft_new(&self, arguments: &[&str]) -> (Option<i32>, String, String) {
        let output = self.cohort(&[&["draft", "new"], arguments].concat()).await;
        let code = output.status.code();
        (code, text(&output.stdout), text(&output.stderr))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_in_the_window_with_everything_that_was_said() {
    let home = Home::new().await;
    let one = home.file("one.csv", "Name,Email\nAda,ada@new.example\n");
    let two = home.file("two.csv", "Email\ngrace@new.example\nADA@new.example\n");
    let (code, said, errors) = home
        .draft_new(&[
            "--space",
            "finance_i",
            "--individual",
            "--name",
            "All",
            &one,
            &two,
        ])
        .await;
    assert_eq!(code, Some(0), "{errors}");
    assert!(
        said.contains("Duplicate: 1 person") || said.contains("uplicate"),
        "{said}"
    );
    assert!(
        said.ends_with("Run `cohort send 1` to send it.\n"),
        "{said}"
    );
    let draft = home.store.drafts().unwrap().remove(0);
    assert_eq!((draft.name.as_str(), draft.people), ("All", 3));
    assert_eq!(draft.intent.purpose, Some(Purpose::Individual));
    assert_eq!(draft.intent.material, MaterialChoice::Distributed);
    let history = home.store.draft_history(draft.id).unwrap();
    assert!(history.undo.is_some(), "the window can take it back");

    let (code, said, errors) = home
        .draft_new(&[
            "--space",
            "Finance I",
            "--shared",
            "Group A",
            "--role",
            "viewer",
            "--json",
            &one,
        ])
        .await;
    assert_eq!(code, Some(0), "{errors}");
    let said: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(
        (&said["draft"], &said["to_invite"]),
        (&"2".into(), &1.into())
    );
    let draft = home.store.draft("2".parse().unwrap()).unwrap();
    assert_eq!(draft.intent.role, Role::Viewer);
    assert_eq!(draft.intent.instance.unwrap().as_str(), "group_a");

    let groups = home.file("groups.csv", "Email,Group\nlin@new.example,Red\n");
    let from = ["--from", "distributed/week_3_material"];
    let arguments = [&["--space", "finance_i", "--groups"][..], &from, &[&groups]].concat();
    let (code, _, errors) = home.draft_new(&arguments).await;
    assert_eq!(code, Some(0), "{errors}");
    let draft = home.store.draft("3".parse().unwrap()).unwrap();
    assert_eq!(
        draft.intent.snapshot.unwrap().slug.as_str(),
        "week_3_material"
    );

    let (code, said, _) = home.draft_new(&["--space", "finance_i", &one]).await;
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("choose what they're invited to"), "{said}");

    let output = home.cohort(&["draft", "delete", "4"]).await;
    assert_eq!(text(&output.stdout), "Draft 4 was deleted.\n");
    assert_eq!(home.store.drafts().unwrap().len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invalid_address_is_named_and_a_draft_that_cannot_be_is_not_written() {
    let home = Home::new().await;
    let list = home.file("list.csv", "Email\nmyemail@.uni.edu.com\n");
    let (code, said, _) = home
        .draft_new(&["--space", "finance_i", "--individual", &list])
        .await;
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("myemail@.uni.edu.com"), "{said}");
    assert_eq!(home.store.drafts().unwrap().len(), 1);

    let nobody = home.file("nobody.csv", "Email\n");
    let missing = home.path("missing.csv");
    for (arguments, says) in [
        (
            &["--space", "Nowhere", "--individual", &list][..],
            "There's no space \"Nowhere\".",
        ),
        (
            &["--space", "finance_i", "--shared", "distributed", &list],
            "that people can be invited to",
        ),
        (
            &["--space", "finance_i", "--shared", "Nothing", &list],
            "There's no instance \"Nothing\"",
        ),
        (
            &["--space", "swiss_equities", "--individual", &list],
            "can't be invited to Swiss equities in this way",
        ),
        (
            &[
                "--space",
                "finance_i",
                "--shared",
                "group_a",
                "--role",
                "observer",
                &list,
            ],
            "This role can't be given in Finance I.",
        ),
        (
            &["--space", "finance_i", "--individual", &nobody],
            "nobody.csv: ",
        ),
        (
            &[
                "--space",
                "finance_i",
                "--individual",
                &list,
                missing.to_str().unwrap(),
            ],
            "missing.csv: ",
        ),
        (
            &[
                "--space",
                "finance_i",
                "--individual",
                "--from",
                "master/x",
                &list,
            ],
            "There's no snapshot",
        ),
        (
            &["--space", "finance_i", "--individual", "--groups", &list],
            "cannot be used with",
        ),
    ] {
        let (code, _, errors) = home.draft_new(arguments).await;
        assert!(errors.contains(says), "{errors}");
        assert_eq!(code, Some(2), "{errors}");
    }
    assert_eq!(
        home.store.drafts().unwrap().len(),
        1,
        "nothing is left behind"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn spaces_and_people_are_listed_as_they_are_on_the_platform() {
    let home = Home::new().await;
    let output = home.cohort(&["spaces", "--json"]).await;
    let spaces: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    let finance = spaces.iter().find(|space| space["slug"] == "finance_i");
    let finance = finance.unwrap();
    assert_eq!(
        (&finance["name"], &finance["kind"], &finance["role"]),
        (
            &"Finance I".into(),
            &"course".into(),
            &"administrator".into()
        )
    );
    let shown = text(&home.cohort(&["spaces"]).await.stdout);
    assert!(shown.contains("Finance I"), "{shown}");

    home.draft("Week 3", &["ada@new.example"]);
    let sent = home.cohort(&["send", "Week 3", "--yes"]).await;
    assert_eq!(sent.status.code(), Some(0), "{}", text(&sent.stderr));
    let output = home
        .cohort(&["people", "Finance I", "--not-joined", "--json"])
        .await;
    let people: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    assert!(people.iter().all(|person| person["state"] == "invited"));
    let ada = people
        .iter()
        .find(|person| person["address"] == "ada@new.example");
    assert!(!ada.unwrap()["invited_at"].is_null());
    let shown = text(&home.cohort(&["people", "Finance I"]).await.stdout);
    assert!(
        shown.contains("not joined yet") && shown.contains("individual instance"),
        "{shown}"
    );
    assert!(shown.contains(" people, "), "{shown}");
}

#[tokio::test(flavor = "multi_thread")]
async fn beside_other_accounts_the_practice_platform_is_asked_only_by_its_name() {
    let home = Home::new().await;
    account_with_draft(&home, "http://127.0.0.1:9", "Elsewhere", "ada@new.example");
    home.faults(json!({ "rules": [{ "kind": "server_error", "path": "/orgs" }] }))
        .await;
    let output = home.cohort(&["spaces"]).await;
    let (listed, said) = (text(&output.stdout), text(&output.stderr));
    assert!(said.contains("The spaces of Elsewhere couldn't"), "{said}");
    assert!(!said.contains("The spaces of Practice"), "{said}");
    assert!(
        listed.contains("Finance I"),
        "as it was seen last: {listed}"
    );
    let named = home.cohort(&["spaces", "--account", "Practice"]).await;
    let said = text(&named.stderr);
    assert!(said.contains("The spaces of Practice couldn't"), "{said}");
}

/// The platform is the only one on its folder, so a second command finds the first one's.
#[tokio::test(flavor = "multi_thread")]
async fn the_practice_platform_runs_until_it_is_stopped_and_is_found_by_others() {
    let server = Server::new().await;
    let mut first = server.command(&["practice", "--json"]).spawn().unwrap();
    let mut line = String::new();
    let said = first.stdout.take().unwrap();
    let line = tokio::task::spawn_blocking(move || {
        BufReader::new(said).read_line(&mut line).unwrap();
        line
    });
    let told: Value = serde_json::from_str(&line.await.unwrap()).unwrap();
    assert_eq!(told["running_here"], true);
    let output = server.run(server.command(&["practice", "--json"])).await;
    let again: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (&again["address"], &again["running_here"]),
        (&told["address"], &false.into())
    );
    assert_ne!(again["mailbox"], told["mailbox"], "each works once");
    let client = reqwest::Client::builder().no_proxy();
    let client = client.redirect(reqwest::redirect::Policy::none());
    let client = client.build().unwrap();
    let page = client.get(again["mailbox"].as_str().unwrap()).send().await;
    assert!(page.unwrap().status().is_redirection(), "the code is taken");
    let listed = server
        .run(server.command(&["spaces", "--account", "Practice"]))
        .await;
    assert!(
        text(&listed.stdout).contains("Finance I"),
        "{}",
        text(&listed.stderr)
    );

    let id = first.id().to_string();
    let stop = Command::new("kill").args(["-TERM", &id]).status().unwrap();
    assert!(stop.success());
    let ended = tokio::task::spawn_blocking(move || first.wait().unwrap());
    assert_eq!(ended.await.unwrap().code(), Some(0));
    let address = told["address"].as_str().unwrap().to_owned();
    assert!(client.get(address).send().await.is_err(), "it was stopped");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_command_has_a_manual_page() {
    let server = Server::new().await;
    let folder = server.write("none", "").with_file_name("manual");
    let output = server
        .run(server.command(&["man", folder.to_str().unwrap()]))
        .await;
    assert_eq!(output.status.code(), Some(0));
    let page = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    assert!(page("cohort.1").contains("Try Cohort without an account"));
    assert!(page("cohort-check.1").contains("cohort"));
    assert!(page("cohort-account-add.1").contains("key"));
    // Whoever reads the manual has no use for the command that writes it.
    assert!(!folder.join("cohort-man.1").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shell_completes_the_commands() {
    let server = Server::new().await;
    for shell in ["bash", "zsh", "fish"] {
        let output = server.run(server.command(&["completions", shell])).await;
        assert_eq!(output.status.code(), Some(0));
        let script = text(&output.stdout);
        for command in ["account", "distribute", "--not-joined"] {
            let command = if shell == "fish" {
                command.trim_start_matches('-')
            } else {
                command
            };
            assert!(script.contains(command), "{shell}: {command}");
        }
    }
    let output = server.run(server.command(&["completions", "bash"])).await;
    let script = server.write("cohort.bash", &text(&output.stdout));
    let complete = r#"
        source "$1"
        COMP_WORDS=(cohort account re) COMP_CWORD=2
        _cohort cohort re account
        echo "${COMPREPLY[@]}"
    "#;
    let mut bash = Command::new("bash");
    bash.args(["-c", complete, "bash", script.to_str().unwrap()]);
    assert_eq!(text(&bash.output().unwrap().stdout), "remove\n");
}
