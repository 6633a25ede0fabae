//! A platform that answers what no well-meaning platform answers, while people are invited and while
//! a space is read. Nobody is invited twice because of it, and what was seen before stays.
//!
//! Many of these answers are no HTTP, or have no end. So the tests with all of them need Cohort's own
//! HTTP client and a socket ([`Front`]), and run in real time. A hostile answer lasts until the test ends
//! it, and nothing here depends on how long anything takes, but that an endless answer ends at all.

use std::io::Write as _;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use language::Language;
use outbox::{PeopleAction, Report, Standstill, Surroundings, words};
use roster::NormalizedAddress;
use store::{PlanId, PlanState, StepState};
use tokio::net::TcpListener;

use crate::bench::front::{Front, Hostile};
use crate::bench::network::Answer;
use crate::bench::replaced::Replaced;
use crate::bench::{Bench, bench, bench_over_http};

const MEBIBYTE: usize = 1024 * 1024;

/// A name that would do something wherever it isn't taken as text.
const NAME: &str = "<img src=x onerror=alert(1)>\u{202e}\u{1b}[2J";

/// Requests take two seconds at most, which is what every endless answer takes.
fn client() -> platform::Options {
    platform::Options {
        answer_within: Duration::from_secs(2),
        ..platform::Options::default()
    }
}

/// A bench that is reached over HTTP, and tries again as soon as it may, so that twelve tries take less
/// than a minute.
async fn impatient_bench(change: impl FnOnce(&mut practice::Options)) -> Bench {
    bench_over_http(change, client(), || 0.0).await
}

/// A bench that is reached over HTTP.
async fn http_bench() -> Bench {
    bench_over_http(|_| {}, client(), rand::random).await
}

fn answer(status: &str, headers: &str, body: &[u8]) -> Hostile {
    let length = body.len();
    let mut head = format!(
        "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n"
    )
    .into_bytes();
    head.extend_from_slice(body);
    Hostile {
        head,
        piece: Vec::new(),
    }
}

fn json(status: &str, body: &str) -> Hostile {
    answer(
        status,
        "Content-Type: application/json\r\n",
        body.as_bytes(),
    )
}

fn endless(head: &str, piece: &str) -> Hostile {
    Hostile {
        head: head.as_bytes().to_vec(),
        piece: piece.repeat(1000).into_bytes(),
    }
}

fn bomb() -> Hostile {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    for _ in 0..65 {
        packed.write_all(&vec![b' '; MEBIBYTE]).unwrap();
    }
    let headers = "Content-Type: application/json\r\nContent-Encoding: gzip\r\n";
    answer("200 OK", headers, &packed.finish().unwrap())
}

/// Every hostile answer, with a name for the message of a failure.
fn answers(elsewhere: &str) -> Vec<(&'static str, Hostile)> {
    let redirect = |status| answer(status, &format!("Location: http://{elsewhere}/\r\n"), b"");
    let long = format!("{{\"email\": \"{}\"}}", "a".repeat(3 * MEBIBYTE));
    vec![
        ("megabytes", json("201 Created", &long)),
        ("deep", json("201 Created", &"[".repeat(100_000))),
        ("deep objects", json("200 OK", &"{\"a\":".repeat(100_000))),
        ("null", json("201 Created", "null")),
        (
            "other types",
            json("201 Created", r#"{"email": [], "role": {}, "status": 7}"#),
        ),
        (
            "rows of other types",
            json("200 OK", r#"[null, 17, [], {"slug": ".."}]"#),
        ),
        (
            "a page",
            answer("200 OK", "Content-Type: text/html\r\n", NAME.as_bytes()),
        ),
        ("moved", redirect("302 Found")),
        ("moved with its body", redirect("307 Temporary Redirect")),
        ("moved for good", redirect("308 Permanent Redirect")),
        ("a bomb", bomb()),
        (
            "no end",
            endless("HTTP/1.1 201 Created\r\n\r\n[", "                "),
        ),
        (
            "no end of headers",
            endless("HTTP/1.1 200 OK\r\n", "X-More: and more\r\n"),
        ),
        (
            "no end of an error",
            endless("HTTP/1.1 500 No\r\n\r\n", "                "),
        ),
        ("no HTTP", endless("\0\u{1}\u{2}", "")),
    ]
}

/// A server that no request may reach.
async fn elsewhere() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    (listener, address)
}

async fn nothing_came_to(elsewhere: TcpListener) {
    let came = tokio::time::timeout(Duration::from_millis(50), elsewhere.accept()).await;
    assert!(came.is_err(), "a redirect was followed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hostile_answer_to_an_invitation_that_was_sent_sends_no_second_one() {
    let bench = http_bench().await;
    let front = Front::of(&bench).await;
    let (listener, elsewhere) = elsewhere().await;
    for (index, (name, answer)) in answers(&elsewhere).into_iter().enumerate() {
        front.replaces(Replaced {
            times: 1,
            carried_out: true,
            ..Replaced::all("POST", "/invitations", answer)
        });
        let person = format!("p{index}@new.example");
        let plan = bench.send(bench.draft(&[&person]));
        bench
            .until(&format!("{name} is overcome"), |bench| {
                bench.clock_jumps(1);
                bench.store.plan(plan).unwrap().state == PlanState::Settled
            })
            .await;
        assert_eq!(bench.states(plan), [StepState::Done], "{name}");
        assert_eq!(bench.emails(&person).await, 1, "{name}");
    }
    nothing_came_to(listener).await;
}

#[simulated::test]
async fn a_proxys_404_does_not_prove_that_somebody_is_out() {
    let bench = bench().await;
    bench.refresh().await;
    let plan = bench.send(bench.draft(&["ada@new.example"]));
    bench.settled(plan).await;
    let people = ["ada@new.example".to_owned()];
    let ada = NormalizedAddress::of(&people[0]).unwrap();
    let take_out = async || {
        let actions = &bench.outbox.actions;
        let out = actions.act_on_people(&bench.place, &people, PeopleAction::TakeOut, |_| {});
        out.await.unwrap()
    };
    let is_tracked = || {
        let open = bench.store.invitations_of(&bench.place, &ada).unwrap();
        open.iter().any(|invitation| invitation.is_open)
    };
    let page = Answer::Of {
        status: 404,
        content_type: "text/html",
        body: "Not here.".to_owned(),
    };
    for answer in [
        Answer::json(404, r#"{"message": "no route matches"}"#),
        page,
    ] {
        bench.network.replaces(Replaced {
            times: 1,
            ..Replaced::all("DELETE", "/members/", answer)
        });
        let out = take_out().await;
        assert_eq!(out.done, 0);
        assert!(out.failed.len() == 1 || out.stopped.is_some(), "{out:?}");
        assert!(is_tracked(), "another list must not invite them again");
    }
    assert_eq!(take_out().await.done, 1);
    assert!(!is_tracked());
}

#[simulated::test]
async fn what_a_hostile_platform_says_of_a_rejection_stays_text() {
    let bench = bench().await;
    let long = NAME.repeat(8_000);
    let body = serde_json::json!({
        "msg": long, "err": { "email": [long, NAME], NAME: [NAME] }, "incident_id": NAME,
    });
    let rejection = Answer::json(422, body.to_string());
    bench
        .network
        .replaces(Replaced::all("POST", "/invitations", rejection));
    let plan = bench.send(bench.draft(&["ada@new.example"]));
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::Refused]);
    let said = bench.said(&bench.steps(plan)[0]);
    assert!(
        said.starts_with("The platform rejected this address."),
        "{said}"
    );
    assert!(said.len() < 20_000, "{} bytes are kept", said.len());
    let report = Report::of(&bench.store, plan, &TimeZone::UTC, Timestamp::now()).unwrap();
    let page = report.to_html().unwrap();
    assert!(!page.contains("<img"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_space_that_is_read_from_a_hostile_platform_stays_as_it_was_seen() {
    let bench = http_bench().await;
    bench.refresh().await;
    let seen = || {
        let space = bench.outbox.cache.space(&bench.place).unwrap().unwrap();
        space.instances.unwrap().list.len()
    };
    let before = seen();
    assert!(before > 2, "there is something to lose");
    let front = Front::of(&bench).await;
    let (listener, elsewhere) = elsewhere().await;
    for (name, answer) in answers(&elsewhere) {
        // All of them are answers to a list here, whatever their status.
        front.replaces(Replaced::all("GET", "/instances/v1", answer));
        let begun = Instant::now();
        let refreshed = bench
            .outbox
            .cache
            .refresh_space(&bench.place, Timestamp::now())
            .await;
        // Without a limit of time it would take forever. With one, only a busy computer takes longer.
        assert!(
            begun.elapsed() < Duration::from_secs(30),
            "{name} takes long"
        );
        let said = refreshed.unwrap_err().to_string();
        assert!(said.contains(' ') && !said.contains('<'), "{name}: {said}");
        assert_eq!(seen(), before, "{name}");
    }
    nothing_came_to(listener).await;
}

/// Whatever is asked is answered like this.
fn to_everything(answer: Hostile) -> Replaced<Hostile> {
    Replaced::all("", "", answer)
}

/// What is told of a plan that is sending, as soon as something is.
async fn told(bench: &Bench, name: &str, plan: PlanId) -> Standstill {
    let now = || {
        // The bench runs the engine without taking the right to send.
        let surroundings = Surroundings {
            other_process: false,
            ..bench.outbox.surroundings(&bench.place.account)
        };
        Standstill::of(&bench.store.plan(plan).unwrap(), &surroundings)
    };
    bench
        .until(&format!("{name} is told"), |_| now().is_some())
        .await;
    let standstill = now().unwrap();
    let (language, now) = (Language::English, Timestamp::now());
    let said = words::standstill_title(language, &standstill, now, &TimeZone::UTC);
    assert!(!said.is_empty() && !said.contains('<'), "{name}: {said}");
    standstill
}

#[tokio::test(flavor = "multi_thread")]
async fn a_platform_that_is_hostile_to_every_question_is_named_until_it_recovers() {
    let (listener, elsewhere) = elsewhere().await;
    let mut ends = Vec::new();
    for (name, answer) in answers(&elsewhere) {
        let bench = impatient_bench(|_| {}).await;
        let front = Front::of(&bench).await;
        // One that can't be reached isn't asked again and again, and neither is one in whose place
        // something else answers.
        let offline = name.starts_with("moved") || name == "a page";
        front.replaces(to_everything(answer));
        let plan = bench.send(bench.draft(&["ada@new.example"]));
        ends.push(tokio::spawn(async move {
            let told = told(&bench, name, plan).await;
            assert_eq!(
                matches!(told, Standstill::Offline { .. }),
                offline,
                "{name}: {told:?}"
            );
            assert_eq!(bench.emails("ada@new.example").await, 0, "{name}");
            front.passes_everything_on();
            bench.outbox.probe_now(&bench.place.account);
            bench.settled(plan).await;
            assert_eq!(bench.states(plan), [StepState::Done], "{name}");
            assert_eq!(bench.emails("ada@new.example").await, 1, "{name}");
            let after = bench.outbox.surroundings(&bench.place.account);
            assert_eq!(after.failing_since, None, "{name}");
        }));
    }
    for end in ends {
        end.await.unwrap();
    }
    nothing_came_to(listener).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_departure_that_a_hostile_platform_prevents_is_given_up_after_twelve_tries() {
    let bench = impatient_bench(|_| {}).await;
    let front = Front::of(&bench).await;
    front.replaces(to_everything(bomb()));
    let plan = bench.send(bench.draft(&["ada@new.example"]));
    let told = told(&bench, "a bomb", plan).await;
    assert!(matches!(told, Standstill::Failing { .. }), "{told:?}");
    bench.settled(plan).await;
    assert_eq!(bench.states(plan), [StepState::GaveUp]);
    let said = bench.said(&bench.steps(plan)[0]);
    assert!(said.contains("temporary problem every time"), "{said}");
    assert_eq!(bench.emails("ada@new.example").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_platform_that_turns_hostile_while_people_are_invited_leaves_them_to_the_user() {
    // With idempotency keys the request is repeated twelve times before it is refreshed up.
    for bare in [true, false] {
        let bench = impatient_bench(|options| options.bare = bare).await;
        let front = Front::of(&bench).await;
        front.replaces(Replaced {
            method: "POST",
            then_everything: true,
            // The invitation is accepted, and nobody here can know.
            carried_out: true,
            ..to_everything(bomb())
        });
        let plan = bench.send(bench.draft(&["ada@new.example"]));
        let told = told(&bench, "a bomb", plan).await;
        assert!(matches!(told, Standstill::Failing { .. }), "{told:?}");
        bench.settled(plan).await;
        assert_eq!(bench.states(plan), [StepState::Unknown], "bare: {bare}");
        let said = bench.said(&bench.steps(plan)[0]);
        assert!(said.contains("can't tell"), "{said}");
        assert_eq!(bench.emails("ada@new.example").await, 1, "bare: {bare}");
    }
}
