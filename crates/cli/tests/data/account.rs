//! `cohort account`: a key is checked before it is kept, shown nowhere, and removed with its account.

use std::io::Write as _;
use std::process::{Output, Stdio};

use pretty_assertions::assert_eq;
use secrecy::ExposeSecret as _;
use serde_json::Value;
use store::AccountKind;

use crate::home::{Home, text};
use crate::server::Server;

fn ended(output: &Output, code: i32) -> (String, String) {
    let (said, errors) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "{said}\n{errors}");
    (said, errors)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_added_only_if_its_platform_takes_the_key() {
    let server = Server::new().await;
    let address = server.address();
    for (key, says, cure) in [
        (
            Some("wrong"),
            "The platform doesn't accept the API key.",
            "Check the API key and the address.",
        ),
        (None, "There's no API key.", "COHORT_API_KEY"),
    ] {
        let mut command = server.command(&["account", "add", &address, "--without-keyring"]);
        if let Some(key) = key {
            command.env("COHORT_API_KEY", key);
        }
        let (_, errors) = ended(&server.run(command).await, 2);
        assert!(errors.contains(says) && errors.contains(cure), "{errors}");
    }
    for (address, says, cure) in [
        ("http://platform.example", "isn't secure", "https://"),
        ("https://", "isn't the address of a platform", "https://"),
        ("http://127.0.0.1:1", "can't be reached", "connection"),
    ] {
        let command = server.with_key(&["account", "add", address, "--without-keyring"]);
        let (_, errors) = ended(&server.run(command).await, 2);
        assert!(errors.contains(says) && errors.contains(cure), "{errors}");
    }
    // There is no keyring, and then no account without a key either.
    let command = server.with_key(&["account", "add", &address]);
    let (_, errors) = ended(&server.run(command).await, 2);
    assert!(
        errors.contains("no keyring") && errors.contains("--without-keyring"),
        "{errors}"
    );
    let (_, errors) = ended(&server.run(server.command(&["account", "add"])).await, 2);
    assert!(errors.contains("which platform to add"), "{errors}");
    let accounts = server.store().map(|store| store.accounts().unwrap());
    assert_eq!(accounts.unwrap_or_default(), []);

    let command = server.with_key(&["account", "add", &address, "--without-keyring"]);
    let (said, errors) = ended(&server.run(command).await, 0);
    assert!(
        said.contains("set COHORT_API_KEY for every command"),
        "{said}"
    );
    assert_eq!(errors, "");
    let list = |command| async {
        let output = server.run(command).await;
        let (said, _) = ended(&output, 0);
        serde_json::from_str::<Value>(&said).unwrap()
    };
    let arguments = ["account", "list", "--json"];
    let listed = list(server.command(&arguments)).await;
    assert_eq!(
        (&listed[0]["address"], &listed[0]["key"]),
        (&address.as_str().into(), &"unknown".into()),
        "there is no keyring to look in"
    );
    let listed = list(server.with_key(&arguments)).await;
    assert_eq!(listed[0]["key"], "environment");
    // Every command takes the key from there.
    let (said, _) = ended(
        &server.run(server.with_key(&["people", "finance_i"])).await,
        0,
    );
    assert!(said.contains("joined"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_from_standard_input_is_kept_replaced_and_removed() {
    let server = Server::new().await;
    let key = server.write("key.txt", &format!("{}\n", server.key()));
    let other = server.write("other.txt", "something\nelse");
    let script = server.write(
        "keys.sh",
        r#"
set -eu
cohort account add "$1" < "$2"
cohort account add "$1" < "$2"
! cohort account add "$1" < "$3"
secret-tool search --all service Cohort 2>&1 | grep -c "^label = "
cohort account list --json
! cohort account remove "$1"
cohort account remove "$1" --yes
secret-tool search --all service Cohort 2>&1 | grep -c "^label = " || true
cohort account list
"#,
    );
    let (address, files) = (server.address(), [script, key, other]);
    let [script, key, other] = files.each_ref().map(|file| file.to_str().unwrap());
    let command = server.in_session(&["sh", script, &address, key, other]);
    let (said, errors) = ended(&server.run(command).await, 0);
    let name = "127.0.0.1";
    let id = server
        .store()
        .unwrap()
        .account_at(&address.parse().unwrap())
        .unwrap()
        .unwrap()
        .id;
    assert_eq!(
        said,
        format!(
            "The account {name} was added. Its API key is in the keyring.\n\
             Run `cohort spaces` to see its courses and projects.\n\
             The account {name} has a new API key, which is in the keyring.\n\
             Run `cohort spaces` to see its courses and projects.\n\
             1\n\
             [{{\"id\":\"{id}\",\"name\":\"{name}\",\"address\":\"{address}\",\"kind\":\"platform\",\
             \"key\":\"keyring\"}}]\n\
             The account {name} was removed.\n\
             0\n\
             There are no accounts. Run `cohort account add ADDRESS` to add one, or `cohort \
             practice` to try Cohort without one.\n"
        ),
        "{errors}"
    );
    assert!(
        errors.contains("This isn't an API key.") && errors.contains("add --yes"),
        "{errors}"
    );
    assert!(!errors.contains(server.key()), "{errors}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_with_a_plan_under_way_stays_and_so_does_the_practice_account() {
    let home = Home::new().await;
    let (_, errors) = ended(
        &home
            .cohort(&["account", "remove", "Practice", "--yes"])
            .await,
        2,
    );
    assert!(errors.contains("can't be removed"), "{errors}");
    let address = "https://platform.example";
    let place =
        crate::environment_key::account_with_draft(&home, address, "Week 3", "a@new.example");
    let draft = home.store.drafts().unwrap().remove(0).id;
    let review = outbox::review(&home.store, draft).unwrap();
    let now = jiff::Timestamp::now();
    let plan = outbox::send(&home.store, draft, &review.fingerprint, now).unwrap();
    let (_, errors) = ended(
        &home.cohort(&["account", "remove", address, "--yes"]).await,
        2,
    );
    assert!(
        errors.contains("aren't done yet") && errors.contains("outbox cancel"),
        "{errors}"
    );
    assert_eq!(home.store.plan(plan).unwrap().place, place);
    let accounts = home.store.accounts().unwrap();
    let kinds: Vec<AccountKind> = accounts.iter().map(|account| account.kind).collect();
    assert_eq!(kinds, [AccountKind::Practice, AccountKind::Platform]);
}

/// A person at a terminal: what they type is never shown.
#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_is_typed_is_not_shown() {
    use std::fs::File;
    use std::io::Read as _;
    use std::time::{Duration, Instant};

    use nix::pty::openpty;
    use nix::sys::termios::{LocalFlags, tcgetattr};

    let server = Server::new().await;
    let terminal = openpty(None, None).unwrap();
    let side = || Stdio::from(terminal.slave.try_clone().unwrap());
    let mut child = server
        .command(&["account", "add", &server.address(), "--without-keyring"])
        .stdin(side())
        .stderr(side())
        .stdout(side())
        .spawn()
        .unwrap();
    let limit = Instant::now() + Duration::from_secs(30);
    while tcgetattr(&terminal.slave)
        .unwrap()
        .local_flags
        .contains(LocalFlags::ECHO)
    {
        assert!(Instant::now() < limit, "the key is never asked for");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let mut person = File::from(terminal.master);
    writeln!(person, "{}", server.key()).unwrap();
    let ended = tokio::task::spawn_blocking(move || child.wait().unwrap());
    assert!(ended.await.unwrap().success());
    // What was shown waits in the terminal, and ends once nobody holds its other side.
    let echoes = tcgetattr(&terminal.slave).unwrap().local_flags;
    assert!(
        echoes.contains(LocalFlags::ECHO),
        "it shows again what is typed"
    );
    drop(terminal.slave);
    let mut shown = Vec::new();
    // Linux ends a terminal with an error.
    let _ = person.read_to_end(&mut shown);
    let shown = text(&shown);
    assert!(shown.contains("API key for 127.0.0.1"), "{shown}");
    assert!(shown.contains("was added"), "{shown}");
    assert!(!shown.contains(server.key()), "{shown}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_of_an_account_is_checked_with_its_platform() {
    let home = Home::new().await;
    let address = format!("http://{}", home.practice.address()).replace("127.0.0.1", "localhost");
    crate::environment_key::account_with_draft(&home, &address, "Week 3", "ada@new.example");
    let check = |key: &str| {
        let mut command = home.command(&["account", "check", &address, "--json"]);
        command
            .env("COHORT_API_KEY", key)
            .env("COHORT_API_ADDRESS", &address);
        let output = command.output().unwrap();
        let checked: Value = serde_json::from_slice(&output.stdout).unwrap();
        (output.status.code(), checked[0].clone())
    };
    let (status, works) = check(home.practice.key().expose_secret());
    assert_eq!(
        (status, &works["works"]),
        (Some(0), &true.into()),
        "{works}"
    );
    assert!(works["checked_at"].is_string(), "{works}");
    let (status, refused) = check("not the key");
    assert_eq!(
        (status, &refused["works"]),
        (Some(1), &false.into()),
        "{refused}"
    );
    assert!(
        refused["result"].as_str().unwrap().contains("API key"),
        "{refused}"
    );
}
