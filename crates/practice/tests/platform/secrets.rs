//! What is kept from whoever reads the database, the files or the logs, or is another user.

use practice::Options;
#[cfg(unix)]
use pretty_assertions::assert_eq;
use serde_json::json;

use crate::support::{FINANCE, Server};

#[tokio::test]
async fn the_database_contains_no_secrets() {
    let server = Server::start().await;
    let link = server.mailed_link("u.eze@uni.example").await;
    let form = [("name", "U"), ("password", "a very long password")];
    server.http.post(&link).form(&form).send().await.unwrap();
    let (_, made) = server
        .put(&format!("/spaces/v1/{FINANCE}/invitation_link"), json!({}))
        .await;
    let token = made["url"]
        .as_str()
        .unwrap()
        .rsplit('/')
        .next()
        .unwrap()
        .to_owned();
    let mut bytes = Vec::new();
    for name in ["practice.db", "practice.db-wal"] {
        bytes.extend(std::fs::read(server.folder.path().join(name)).unwrap());
    }
    let holds = |text: &str| {
        bytes
            .windows(text.len())
            .any(|part| part == text.as_bytes())
    };
    assert!(!holds(&server.key));
    assert!(!holds(&token));
    assert!(!holds("a very long password"));
    assert!(holds("$argon2id$"));
    assert!(token.len() >= 26, "128 bits in base 32");
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_can_read_the_files() {
    use std::os::unix::fs::PermissionsExt;
    let server = Server::start().await;
    for entry in std::fs::read_dir(server.folder.path()).unwrap() {
        let entry = entry.unwrap();
        let mode = entry.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{:?}", entry.file_name());
    }
}

/// Another user of the same computer, with the tools that everybody has.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn another_user_of_the_computer_gets_neither_files_nor_pages() {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt;
    use tokio::process::Command;

    let server = Server::start().await;
    let as_nobody = async |script: String| {
        let output = Command::new("setpriv")
            .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
            .args(["bash", "-c", &script])
            .output()
            .await
            .unwrap();
        let failed = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            !failed.contains("setpriv"),
            "this test has to be run as root, because it acts as another user: {failed}"
        );
        (
            output.status.success(),
            String::from_utf8_lossy(&output.stdout).into_owned(),
        )
    };
    // Even where the folder is opened to everybody, the files in it aren't.
    set_permissions(server.folder.path(), Permissions::from_mode(0o755)).unwrap();
    let public = server.folder.path().join("public");
    std::fs::write(&public, "for all").unwrap();
    set_permissions(&public, Permissions::from_mode(0o644)).unwrap();
    for entry in std::fs::read_dir(server.folder.path()).unwrap() {
        let path = entry.unwrap().path();
        let (is_read, _) = as_nobody(format!("cat {}", path.display())).await;
        assert_eq!(is_read, path == public, "{}", path.display());
    }
    let address = server.practice.address();
    for path in ["/mailbox", "/faults", "/practice/v1/mails", "/orgs/v1"] {
        let port = address.port();
        let (_, answer) = as_nobody(format!(
            "exec 3<>/dev/tcp/127.0.0.1/{port}; \
             printf 'GET {path} HTTP/1.1\\r\\nHost: {address}\\r\\nConnection: close\\r\\n\\r\\n' >&3; \
             cat <&3"
        ))
        .await;
        assert!(answer.starts_with("HTTP/1.1 401"), "{path}: {answer}");
    }
}

#[tokio::test]
async fn debug_output_hides_keys_and_tokens() {
    let server = Server::start().await;
    let shown = format!("{:?}", server.practice);
    assert!(!shown.contains(&server.key) && !shown.contains(&server.token()));
    let mut options = Options::in_folder(server.folder.path());
    options.key = Some("the key".to_owned().into());
    options.smtp = Some("smtp://user:secret@localhost".into());
    let shown = format!("{options:?}");
    assert!(!shown.contains("the key") && !shown.contains("secret"));
}
