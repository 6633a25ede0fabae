//! How much memory reading an answer takes. A platform may send any answer that is within its limit of
//! bytes, and each of these is made to take as much memory as it can.
//!
//! Each is read in a process of its own, so that nothing else counts: this test starts itself again.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

use std::mem::discriminant;
use std::process::Command;
use std::sync::{Arc, Mutex};

use platform::{
    Area, BaseUrl, Carried, Cause, Client, Fault, Options, Slug, Transport, TransportAnswer,
    TransportRequest,
};
use reqwest::header::HeaderMap;
use secrecy::SecretString;

const MEBIBYTE: usize = 1024 * 1024;
const CASE: &str = "COHORT_TEST_ANSWER";
const ROLE: &str = r#"{"instance_slug":"a","role":""},"#;
/// Of all rows the one with the most texts.
const FILE: &str = r#"{"fid":"a","short_id":"a","local_path":"a","area":"a","type":"a","os_path":"a","snapshot_slug":"a"},"#;

/// What is asked of the platform.
#[derive(Clone, Copy)]
enum Asked {
    Members,
    Instances,
    Files,
    Invitations,
    Task,
}

/// An answer, what has to become of it, and how many mebibytes that may take in all, the answer and the
/// program included.
struct Case {
    name: &'static str,
    asked: Asked,
    status: u16,
    /// What comes before the piece that is repeated up to the limit, this piece, and what comes after.
    body: [String; 3],
    limit: usize,
    becomes: Option<Cause>,
    most: usize,
}

fn cases() -> Vec<Case> {
    let cases = lists_of_members().into_iter().chain(other_lists());
    cases.chain(other_answers()).collect()
}

fn lists_of_members() -> [Case; 3] {
    let member = |roles: usize| {
        let roles = ROLE.repeat(roles);
        let roles = roles.trim_end_matches(',');
        format!(r#"{{"name":"","email":"","active":true,"instance_roles":[{roles}]}},"#)
    };
    let student = member(10)
        .replace(r#":"a""#, r#":"finance_1_group_12""#)
        .replace(r#""role":""#, r#""role":"INSTANCE_EDITOR"#)
        .replace(
            r#""name":""#,
            r#""name":"Ada Lovelace, Countess of Lovelace"#,
        )
        .replace(
            r#""email":""#,
            r#""email":"ada.lovelace@students.uni.example"#,
        );
    let list = |name, member: &str, limit, becomes| Case {
        name,
        asked: Asked::Members,
        status: 200,
        body: ["[", member, "]"].map(str::to_owned),
        limit,
        becomes,
        most: 120,
    };
    let (large, too_large) = (24 * MEBIBYTE, Some(Cause::TooLarge));
    [
        list("few roles", &member(10), large, too_large.clone()),
        list("many roles", &member(30_000), large, too_large),
        // The members of a course that is larger than any, each with a role in ten instances.
        list("a course", &student, 30_000 * student.len(), None),
    ]
}

fn other_lists() -> [Case; 5] {
    let files = Case {
        name: "files",
        asked: Asked::Files,
        status: 200,
        body: ["[", FILE, "]"].map(str::to_owned),
        limit: 500_000 * FILE.len(),
        becomes: None,
        most: 350,
    };
    let unreadable = |name, asked, body: [&str; 3]| Case {
        name,
        asked,
        status: 200,
        body: body.map(str::to_owned),
        limit: 16 * MEBIBYTE,
        becomes: Some(Cause::Unreadable),
        most: 40,
    };
    let instance = r#"[{"slug":"a","name":"","creation_timestamp":["#;
    let invitation = r#"[{"id":["#;
    [
        files,
        // The parser names a text that it didn't expect, with an escape for each of these characters.
        unreadable("no list", Asked::Instances, ["\"", "\u{7f}", "\""]),
        unreadable("no row", Asked::Instances, ["[\"", "\u{7f}", "\"]"]),
        unreadable("no time", Asked::Instances, [instance, "0,", "]}]"]),
        unreadable("no id", Asked::Invitations, [invitation, "0,", "]}]"]),
    ]
}

fn other_answers() -> Vec<Case> {
    let answer = |name, status, body: [&str; 3], becomes| Case {
        name,
        asked: Asked::Task,
        status,
        body: body.map(str::to_owned),
        limit: MEBIBYTE,
        becomes: Some(becomes),
        most: 30,
    };
    let text = ["\"", "\u{7f}", "\""];
    let mut answers = vec![answer("no task", 200, text, Cause::Unreadable)];
    let pieces = [
        ("objects", r#"{"":0},"#),
        ("lists", "[0],"),
        ("texts", "\"\","),
    ];
    let around = [
        (r#"{"message":"","detail":{"a":["#, "]}}"),
        (r#"{"message":["#, "]}"),
    ];
    for ((name, piece), (before, after)) in pieces
        .into_iter()
        .flat_map(|piece| around.map(|around| (piece, around)))
    {
        let fields = Vec::new();
        answers.push(answer(
            name,
            422,
            [before, piece, after],
            Cause::Invalid { fields },
        ));
    }
    answers
}

impl Case {
    fn body(&self) -> Vec<u8> {
        let [before, piece, after] = &self.body;
        let mut body = String::with_capacity(self.limit);
        body.push_str(before);
        while body.len() + piece.len() + after.len() <= self.limit {
            body.push_str(piece);
        }
        // Each piece of a list ends with a comma.
        body.truncate(body.trim_end_matches(',').len());
        body.push_str(after);
        body.into_bytes()
    }

    async fn ask(&self) -> Result<(), Fault> {
        let once = Once(Mutex::new(Some((self.status, self.body()))));
        let address = BaseUrl::parse("https://platform.example").unwrap();
        let options = Options {
            transport: Some(Arc::new(once)),
            ..Options::default()
        };
        let client = Client::new(address, SecretString::from("a-key"), options)?;
        let slug: Slug = "a".parse().unwrap();
        match self.asked {
            Asked::Members => client.space_members(&slug, &slug).await.map(drop),
            Asked::Instances => client.instances(&slug, &slug).await.map(drop),
            Asked::Files => {
                let files = client.files(&slug, &slug, &slug, &slug, Area::Files, "");
                files.await.map(drop)
            }
            Asked::Invitations => client.invitations(&slug, &slug).await.map(drop),
            Asked::Task => client.task(1).await.map(drop),
        }
    }

    async fn examine(&self) {
        let fault = self.ask().await.err();
        let (name, most) = (self.name, most_memory());
        println!("{name}: {most} MiB");
        let kept = serde_json::to_string(&fault).unwrap();
        let length = kept.len();
        assert!(length < 32 * 1024, "{name}: {length} bytes are kept of it");
        let cause = fault.map(|fault| discriminant(&fault.cause));
        let expected = self.becomes.as_ref().map(discriminant);
        assert_eq!(cause, expected, "{name}: {kept}");
        assert!(most <= self.most, "{name}: it takes {most} MiB");
    }
}

/// Gives one answer.
#[derive(Debug)]
struct Once(Mutex<Option<(u16, Vec<u8>)>>);

impl Transport for Once {
    fn carry(&self, _: TransportRequest) -> Carried {
        let (status, body) = self.0.lock().unwrap().take().unwrap();
        Box::pin(async move {
            Ok(TransportAnswer {
                status,
                headers: HeaderMap::new(),
                body: Ok(body),
            })
        })
    }
}

/// The most memory that this process has had, in mebibytes.
fn most_memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.unwrap().trim().trim_end_matches(" kB");
    kib.parse::<usize>().unwrap() >> 10
}

const TEST: &str = "no_answer_takes_many_times_its_size";

#[tokio::test]
async fn no_answer_takes_many_times_its_size() {
    let cases = cases();
    if let Ok(number) = std::env::var(CASE) {
        return cases[number.parse::<usize>().unwrap()].examine().await;
    }
    let mut failed = Vec::new();
    for (number, case) in cases.iter().enumerate() {
        let mut again = Command::new(std::env::current_exe().unwrap());
        again.args(["--exact", TEST, "--nocapture"]);
        let ended = again.env(CASE, number.to_string()).status();
        if !ended.unwrap().success() {
            failed.push(case.name);
        }
    }
    assert!(failed.is_empty(), "{failed:?}");
}
