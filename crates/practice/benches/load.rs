//! How the platform copes with a crowd: the lists of a space with 20,000 people, its memory, a
//! thousand invitations per second, and a distribution to everybody.
//!
//! `cargo bench -p practice` prints what was measured, and fails where that isn't good enough.

#![allow(clippy::unwrap_used)]

#[path = "../tests/support/mod.rs"]
mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use reqwest::Method;
use rusqlite::{Connection, params};
use serde_json::json;

use support::{Server, client};

const PEOPLE: usize = 20_000;
const SPACE: &str = "org/uni_example/space/econometrics";
const SENDERS: usize = 32;
const INVITATIONS: usize = 15_000;
const WANTED_PER_SECOND: f64 = 1000.0;

fn main() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(measure());
}

async fn measure() {
    let server = crowded().await;
    lists(&server).await;
    memory(&server).await;
    invitations(&server).await;
    distribution(&server).await;
}

/// A server whose folder has the crowd in it. The crowd is written straight into the database while
/// no server is running, because inviting 20,000 people would take too long.
async fn crowded() -> Server {
    let server = Server::start().await;
    let Server {
        practice, folder, ..
    } = server;
    practice.stop().await;
    let mut db = Connection::open(folder.path().join("practice.db")).unwrap();
    fill(&mut db);
    drop(db);
    let practice = practice::start(practice::Options::in_folder(folder.path()))
        .await
        .unwrap();
    Server {
        key: secrecy::ExposeSecret::expose_secret(practice.key()).to_owned(),
        practice,
        http: client(),
        folder,
    }
}

fn fill(db: &mut Connection) {
    let tx = db.transaction().unwrap();
    let space: i64 = tx
        .query_row(
            "SELECT id FROM spaces WHERE slug = 'econometrics'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    for number in 0..PEOPLE {
        let email = format!("person{number}@crowd.example");
        tx.execute(
            "INSERT INTO users (email, email_key, name, created) VALUES (?1, ?1, ?2, 0)",
            params![email, format!("Person {number}")],
        )
        .unwrap();
        let user = tx.last_insert_rowid();
        tx.execute(
            "INSERT INTO instances (space_id, slug, name, created) VALUES (?1, ?2, ?3, 0)",
            params![space, format!("person{number}"), email],
        )
        .unwrap();
        let instance = tx.last_insert_rowid();
        tx.execute(
            "INSERT INTO snapshots (instance_id, slug, name, kind, created)
             VALUES (?1, 'development', 'Current state', 'DEVELOPMENT', 0)",
            [instance],
        )
        .unwrap();
        tx.execute(
            "INSERT INTO instance_members (instance_id, user_id, role, since)
             VALUES (?1, ?2, 'EDITOR', 0)",
            [instance, user],
        )
        .unwrap();
    }
    tx.commit().unwrap();
}

async fn lists(server: &Server) {
    for path in [
        format!("/spaces/v1/{SPACE}/members"),
        format!("/instances/v1/{SPACE}"),
    ] {
        let start = Instant::now();
        let bytes = server
            .request(Method::GET, &path)
            .send()
            .await
            .unwrap()
            .bytes()
            .await
            .unwrap();
        let taken = start.elapsed();
        let list: Vec<serde_json::Value> = serde_json::from_slice(&bytes).unwrap();
        assert!(list.len() >= PEOPLE);
        println!(
            "{path}: {} entries, {} KiB in {} ms",
            list.len(),
            bytes.len() / 1024,
            taken.as_millis()
        );
        assert!(taken < Duration::from_secs(5));
    }
}

/// The memory of this process in KiB, where the system says it.
fn memory_used() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

async fn send_requests(server: &Server, count: usize) {
    for _ in 0..count {
        let request = server.request(Method::GET, "/orgs/v1");
        assert!(request.send().await.unwrap().status().is_success());
    }
    for _ in 0..count / 500 {
        let request = server.request(Method::GET, &format!("/instances/v1/{SPACE}"));
        request.send().await.unwrap().bytes().await.unwrap();
    }
}

async fn memory(server: &Server) {
    send_requests(server, 5_000).await;
    let before = memory_used();
    send_requests(server, 20_000).await;
    let after = memory_used();
    if let (Some(before), Some(after)) = (before, after) {
        println!("memory: {before} KiB, and {after} KiB after 20,000 more requests");
        assert!(
            after < before + 16 * 1024,
            "memory grows with the number of requests"
        );
    }
}

async fn invitations(server: &Server) {
    let next = Arc::new(AtomicUsize::new(0));
    let url = server.url(&format!(
        "/instances/v1/{SPACE}/instance/master/invitations"
    ));
    let start = Instant::now();
    let senders: Vec<_> = (0..SENDERS)
        .map(|_| {
            let (next, url, key) = (Arc::clone(&next), url.clone(), server.key.clone());
            let http = server.http.clone();
            tokio::spawn(async move {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= INVITATIONS {
                        return;
                    }
                    let email = format!("invited{number}@crowd.example");
                    let request = http.post(&url).header("Authorization", &key);
                    let request = request.header("Idempotency-Key", format!("\"{number}\""));
                    let body = json!({ "email": email, "role": "VIEWER" });
                    let answer = request.json(&body).send().await.unwrap();
                    assert_eq!(answer.status(), 201);
                }
            })
        })
        .collect();
    for sender in senders {
        sender.await.unwrap();
    }
    let seconds = start.elapsed().as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
    let rate = INVITATIONS as f64 / seconds;
    println!("invitations: {INVITATIONS} in {seconds:.1} s, {rate:.0} per second");
    assert!(rate >= WANTED_PER_SECOND, "too slow");
}

/// Distributes the material of a week to everybody, with a snapshot of each instance first.
async fn distribution(server: &Server) {
    let targets: Vec<_> = (0..PEOPLE)
        .map(|number| {
            json!({
                "org_slug": "uni_example", "space_slug": "econometrics",
                "instance_slug": format!("person{number}"),
            })
        })
        .collect();
    let body = json!({
        "target_instances": targets, "auto_snapshot": true,
        "source_files": ["/files/week_1", "/files/week_2", "/files/week_3"],
    });
    let source = "/distribution/v1/org/uni_example/space/finance_i/instance/distributed";
    let start = Instant::now();
    let (status, task) = server
        .post(&format!("{source}/snapshot/week_3_material"), body)
        .await;
    assert_eq!(status, 202, "{task}");
    println!(
        "distribution to {PEOPLE}: accepted in {} ms",
        start.elapsed().as_millis()
    );
    let ended = server.ended(&task).await;
    assert_eq!(ended["status"], "COMPLETED", "{ended}");
    println!(
        "distribution to {PEOPLE}: done in {:.1} s",
        start.elapsed().as_secs_f64()
    );
}
