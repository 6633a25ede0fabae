//! The hosted platform's own command line, unmodified, as it comes from the Python package index.

use std::path::PathBuf;

use pretty_assertions::assert_eq;
use serde_json::{Value, json};
use tokio::process::Command;

use crate::python;
use crate::support::{FINANCE, Server, by, slugs};

const AT: [&str; 4] = ["-o", "uni_example", "-s", "finance_i"];

struct CommandLine {
    programs: PathBuf,
    home: PathBuf,
    host: String,
    key: String,
}

struct Printed {
    succeeded: bool,
    out: String,
    err: String,
}

impl CommandLine {
    async fn new(server: &Server) -> Self {
        Self {
            programs: python::clients().await,
            home: server.folder.path().to_owned(),
            host: server.base(),
            key: server.key.clone(),
        }
    }

    async fn run(&self, arguments: &[&str]) -> Printed {
        let output = Command::new(self.programs.join("nuvolos"))
            .args(arguments)
            .env("HOME", &self.home)
            .env("NUVOLOS_API_HOST", &self.host)
            .env("NUVOLOS_API_KEY", &self.key)
            .output()
            .await
            .unwrap();
        Printed {
            succeeded: output.status.success(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// What a command that succeeds prints as JSON.
    async fn json(&self, arguments: &[&str]) -> Value {
        let printed = self.run(&[arguments, &["-f", "json"]].concat()).await;
        assert!(
            printed.succeeded,
            "{arguments:?}: {} {}",
            printed.out, printed.err
        );
        let start = printed.out.find(['[', '{']).unwrap_or(0);
        serde_json::from_str(&printed.out[start..])
            .unwrap_or_else(|_| panic!("{arguments:?}: {}", printed.out))
    }

    /// The HTTP status that a command reports when it is refused.
    async fn refusal_status(&self, arguments: &[&str]) -> u16 {
        let printed = self.run(arguments).await;
        let all = format!("{}{}", printed.out, printed.err);
        assert!(!printed.succeeded, "{arguments:?}: {all}");
        assert!(!all.contains("Traceback"), "{arguments:?}: {all}");
        let status = all
            .split("HTTP ")
            .nth(1)
            .unwrap_or_else(|| panic!("{arguments:?}: {all}"));
        status[..3].parse().unwrap()
    }
}

/// Commands print a single thing as it is, or as a list with one entry.
fn one(printed: &Value) -> &Value {
    printed.get(0).unwrap_or(printed)
}

fn entries(list: &Value) -> Vec<Value> {
    list.as_array().unwrap().clone()
}

#[tokio::test]
async fn the_command_line_can_list_everything() {
    let server = Server::start().await;
    let cli = CommandLine::new(&server).await;
    assert_eq!(
        slugs(&entries(&cli.json(&["orgs", "list"]).await)),
        ["uni_example"]
    );
    let spaces = cli.json(&["spaces", "list", "-o", "uni_example"]).await;
    assert_eq!(entries(&spaces).len(), 5);
    let members = cli.json(&[&["spaces", "members"], &AT[..]].concat()).await;
    assert_eq!(entries(&members).len(), 32);
    let instances = cli.json(&[&["instances", "list"], &AT[..]].concat()).await;
    assert_eq!(entries(&instances).len(), 34);
    let inside = [&AT[..], &["-i", "master"]].concat();
    let members = cli
        .json(&[&["instances", "members"], &inside[..]].concat())
        .await;
    assert_eq!(entries(&members).len(), 2);
    let snapshots = cli
        .json(&[&["snapshots", "list"], &inside[..]].concat())
        .await;
    assert_eq!(entries(&snapshots).len(), 3);
    let current = [&inside[..], &["-p", "development"]].concat();
    let apps = cli.json(&[&["apps", "list"], &current[..]].concat()).await;
    assert_eq!(slugs(&entries(&apps)), ["jupyterlab"]);
    let tables = cli
        .json(&[&["tables", "list"], &current[..]].concat())
        .await;
    assert_eq!(entries(&tables)[0]["name"], "PRICES");
    let files = cli.json(&[&["files", "list"], &current[..]].concat()).await;
    assert_eq!(entries(&files).len(), 5);
    let deep = [&["files", "list"], &current[..], &["--path", "week_3/data"]].concat();
    assert_eq!(
        entries(&cli.json(&deep).await)[0]["short_id"],
        "returns.csv"
    );
    let home = [&["files", "list"], &current[..], &["-a", "home"]].concat();
    assert_eq!(entries(&cli.json(&home).await)[0]["short_id"], "notes.txt");
}

#[tokio::test]
async fn the_command_line_can_create_and_invite() {
    let server = Server::start().await;
    let cli = CommandLine::new(&server).await;
    let create = [&["instances", "create"], &AT[..]].concat();
    let made = cli.json(&[&create[..], &["-n", "Bar Zoë"]].concat()).await;
    assert_eq!(one(&made)["slug"], "bar_zoe");
    let group = [
        "-n",
        "Group 9",
        "--group",
        "--editor-email",
        "g@uni.example",
        "--wait",
    ];
    let task = cli.json(&[&create[..], &group[..]].concat()).await;
    assert_eq!(one(&task)["status"], "COMPLETED");
    assert_eq!(server.emails("g@uni.example").await.len(), 1);
    for role in ["EDITOR", "VIEWER", "OBSERVER"] {
        let email = format!("{role}@uni.example");
        let invite = ["-i", "bar_zoe", "--email", &email, "--role", role];
        let invite = [&["instances", "invite"], &AT[..], &invite[..]].concat();
        assert_eq!(one(&cli.json(&invite).await)["role"], role);
    }
    let invite = ["--email", "boss@uni.example", "--role", "SPACE_ADMIN"];
    let invite = [&["spaces", "invite"], &AT[..], &invite[..]].concat();
    assert_eq!(one(&cli.json(&invite).await)["status"], "PENDING");
}

#[tokio::test]
async fn the_command_line_can_wait_for_snapshots_and_distributions() {
    let server = Server::start().await;
    let cli = CommandLine::new(&server).await;
    let master = [&AT[..], &["-i", "master"]].concat();
    let create = [
        &["snapshots", "create"],
        &master[..],
        &["-n", "My Snap", "--wait"],
    ]
    .concat();
    let task = cli.json(&create).await;
    assert_eq!(one(&task)["status"], "COMPLETED");
    let id = one(&task)["id"].to_string();
    let read = cli.json(&["tasks", "get", &id]).await;
    assert_eq!(one(&read)["status"], "COMPLETED");
    let targets = json!([{
        "org_slug": "uni_example", "space_slug": "finance_i", "instance_slug": "tutors_room",
    }])
    .to_string();
    let distribute = [
        "-p",
        "my_snap",
        "--targets",
        &targets,
        "--files",
        "/files/week_3,/files/README.md",
        "--apps",
        "jupyterlab",
        "--tables",
        "PRICES",
        "--auto-snapshot",
        "--notify",
        "--message",
        "Have a look",
        "--wait",
    ];
    let distribute = [
        &["distribution", "distribute"],
        &master[..],
        &distribute[..],
    ]
    .concat();
    assert_eq!(one(&cli.json(&distribute).await)["status"], "COMPLETED");
    let path = format!("/files/v1/{FINANCE}/instance/tutors_room/snapshot/development/files");
    let files = server.list(&path).await;
    assert!(by(&files, "short_id", "week_3").is_some());
    let delete = [
        &["snapshots", "delete"],
        &master[..],
        &["-p", "my_snap", "--wait"],
    ]
    .concat();
    assert_eq!(one(&cli.json(&delete).await)["status"], "COMPLETED");
}

#[tokio::test]
async fn the_command_line_shows_every_kind_of_refusal() {
    let server = Server::start().await;
    let mut cli = CommandLine::new(&server).await;
    let create = |name: &'static str| [&["instances", "create"], &AT[..], &["-n", name]].concat();
    assert_eq!(cli.refusal_status(&create("Master")).await, 409);
    let mut long = create("x");
    let name = "x".repeat(1100);
    long.pop();
    long.push(&name);
    long.extend(["--slug", "x"]);
    assert_eq!(cli.refusal_status(&long).await, 422);
    assert_eq!(
        cli.refusal_status(&["spaces", "list", "-o", "nothing"])
            .await,
        404
    );
    let invite = |instance: &'static str, email: &'static str| {
        let rest = ["-i", instance, "--email", email, "--role", "EDITOR"];
        [&["instances", "invite"], &AT[..], &rest[..]].concat()
    };
    assert_eq!(
        cli.refusal_status(&invite("distributed", "a@uni.example"))
            .await,
        400
    );
    assert_eq!(
        cli.refusal_status(&invite("nothing", "a@uni.example"))
            .await,
        404
    );
    assert_eq!(
        cli.refusal_status(&invite("group_a", "ada.lovelace@uni.example"))
            .await,
        409
    );
    assert_eq!(
        cli.refusal_status(&invite("group_a", "a@.uni.example"))
            .await,
        422
    );
    server
        .delete(&format!("/instances/v1/{FINANCE}/instance/group_a"))
        .await;
    let members = [&["instances", "members"], &AT[..], &["-i", "group_a"]].concat();
    assert_eq!(cli.refusal_status(&members).await, 410);
    assert_eq!(cli.refusal_status(&["tasks", "get", "999"]).await, 404);
    cli.key = server.key_for("ada.lovelace@uni.example").await;
    assert_eq!(cli.refusal_status(&create("Mine")).await, 403);
    cli.key = "wrong".to_owned();
    assert_eq!(cli.refusal_status(&["orgs", "list"]).await, 401);
}

#[tokio::test]
async fn the_lists_that_are_not_supported_are_empty() {
    let server = Server::start().await;
    let cli = CommandLine::new(&server).await;
    for list in [
        vec!["images", "list"],
        vec!["image-families", "list"],
        vec!["image-links", "list"],
        vec!["apps", "running"],
    ] {
        let printed = cli.run(&list).await;
        assert!(
            printed.succeeded,
            "{list:?}: {} {}",
            printed.out, printed.err
        );
    }
    let rest = ["-i", "master", "-p", "development"];
    let ddl = [&["tables", "schema-ddl"], &AT[..], &rest[..]].concat();
    assert_eq!(cli.refusal_status(&ddl).await, 404);
    let start = [&["apps", "start"], &AT[..], &["-i", "master", "jupyterlab"]].concat();
    assert_eq!(cli.refusal_status(&start).await, 404);
}
