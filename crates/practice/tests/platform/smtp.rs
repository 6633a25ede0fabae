//! Emails through a real SMTP server, which is aiosmtpd as Debian packages it.

use std::net::TcpListener;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use pretty_assertions::assert_eq;
use serde_json::json;
use tokio::process::{Child, Command};

use crate::support::{FINANCE, Server, by};

/// Stores what it receives in files, and refuses `nobody@…`.
const HANDLER: &str = "
import email, pathlib
class Keep:
    def __init__(self, folder): self.folder = pathlib.Path(folder)
    @classmethod
    def from_cli(cls, parser, folder): return cls(folder)
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith('nobody@'): return '550 No such user'
        envelope.rcpt_tos.append(address); return '250 OK'
    async def handle_DATA(self, server, session, envelope):
        number = len(list(self.folder.glob('*.eml')))
        text = ('X-To: %s\\n' % ','.join(envelope.rcpt_tos)).encode() + envelope.content
        (self.folder / ('%03d.part' % number)).write_bytes(text)
        (self.folder / ('%03d.part' % number)).rename(self.folder / ('%03d.eml' % number))
        return '250 OK'
";

async fn start_smtp_server(folder: &Path, port: u16) -> Child {
    std::fs::write(folder.join("keep_mail.py"), HANDLER).unwrap();
    let child = Command::new("/usr/bin/python3")
        .args(["-m", "aiosmtpd", "-n", "-u", "-l"])
        .arg(format!("127.0.0.1:{port}"))
        .args(["-c", "keep_mail.Keep"])
        .arg(folder)
        .env("PYTHONPATH", folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .expect("python3-aiosmtpd is installed");
    for _ in 0..200 {
        if tokio::net::TcpStream::connect(("127.0.0.1", port))
            .await
            .is_ok()
        {
            return child;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the SMTP server didn't start");
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

fn received(folder: &Path) -> Vec<String> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "eml"))
        .collect();
    files.sort();
    files
        .iter()
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect()
}

async fn wait_for(folder: &Path, count: usize) -> Vec<String> {
    for _ in 0..400 {
        let mails = received(folder);
        if mails.len() >= count {
            return mails;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("received {} of {count} emails", received(folder).len());
}

async fn invite(server: &Server, email: &str) {
    let path = format!("/instances/v1/{FINANCE}/instance/group_a/invitations");
    let (status, body) = server
        .post(&path, json!({ "email": email, "role": "EDITOR" }))
        .await;
    assert_eq!(status, 201, "{body}");
}

#[tokio::test]
async fn an_invitation_is_sent_and_its_link_works() {
    let folder = tempfile::tempdir().unwrap();
    let port = free_port();
    let _mail = start_smtp_server(folder.path(), port).await;
    let server = Server::with(|o| o.smtp = Some(format!("smtp://127.0.0.1:{port}"))).await;
    invite(&server, "n@uni.example").await;
    let mails = wait_for(folder.path(), 1).await;
    assert_eq!(mails.len(), 1, "the emails of the demo data isn't sent");
    let mail = &mails[0];
    assert!(mail.contains("X-To: n@uni.example"));
    assert!(mail.contains("Subject: Robin Keller has invited you to Finance I"));
    assert!(mail.contains("Message-ID: <"));
    let link = server.mailed_link("n@uni.example").await;
    let flat = mail.replace("=\r\n", "");
    assert!(flat.contains(&link), "{mail}");
    let page = server.http.get(&link).send().await.unwrap();
    assert_eq!(page.status(), 200);
}

#[tokio::test]
async fn a_name_with_line_breaks_and_non_ascii_letters_stays_in_the_subject() {
    let folder = tempfile::tempdir().unwrap();
    let port = free_port();
    let _mail = start_smtp_server(folder.path(), port).await;
    let server = Server::with(|o| o.smtp = Some(format!("smtp://127.0.0.1:{port}"))).await;
    let body = json!({ "name": "Übung\r\nBcc: all@uni.example", "slug": "room" });
    server.post(&format!("/instances/v1/{FINANCE}"), body).await;
    let path = format!("/instances/v1/{FINANCE}/instance/room/invitations");
    server
        .post(
            &path,
            json!({ "email": "jürg@uni.example", "role": "EDITOR" }),
        )
        .await;
    let mail = wait_for(folder.path(), 1).await.remove(0);
    let head = mail.split("\r\n\r\n").next().unwrap();
    assert!(!head.to_lowercase().contains("\nbcc:"));
    assert!(mail.contains("X-To: jürg@uni.example"));
}

#[tokio::test]
async fn an_invitation_to_an_address_that_the_server_refuses_bounces() {
    let folder = tempfile::tempdir().unwrap();
    let port = free_port();
    let _mail = start_smtp_server(folder.path(), port).await;
    let server = Server::with(|o| o.smtp = Some(format!("smtp://127.0.0.1:{port}"))).await;
    invite(&server, "nobody@uni.example").await;
    for _ in 0..200 {
        let list = server
            .list(&format!("/spaces/v1/{FINANCE}/invitations"))
            .await;
        if by(&list, "email", "nobody@uni.example").unwrap()["status"] == "BOUNCED" {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the invitation didn't bounce");
}

#[tokio::test]
async fn emails_wait_until_the_server_can_be_reached() {
    let folder = tempfile::tempdir().unwrap();
    let port = free_port();
    let server = Server::with(|o| o.smtp = Some(format!("smtp://127.0.0.1:{port}"))).await;
    invite(&server, "n@uni.example").await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    let _mail = start_smtp_server(folder.path(), port).await;
    wait_for(folder.path(), 1).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(received(folder.path()).len(), 1, "the email is sent once");
}

#[tokio::test]
async fn a_url_that_is_not_an_smtp_server_is_refused_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let mut options = practice::Options::in_folder(folder.path());
    options.smtp = Some("http://user:secret@localhost".into());
    let error = practice::start(options).await.unwrap_err();
    assert!(!error.to_string().contains("secret"), "{error}");
}
