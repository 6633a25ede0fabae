//! The sign-up link of a course: what the platform has is what is shown, and a lost answer is looked
//! up and never guessed.

use std::time::Duration;

use jiff::{Timestamp, ToSpan};
use outbox::{Link, LinkChangeOutcome, LinkError, LinkMaker, LinkTermsError, LinkWish, MatterKind};
use pretty_assertions::assert_eq;
use serde_json::json;
use store::{LinkChange, Place};

use crate::bench::network::Away;
use crate::bench::{Bench, bench, bench_on};

impl Bench {
    fn link(&self) -> Option<Link> {
        let known = self.outbox.links.of(&self.place, Timestamp::now());
        known.unwrap().unwrap().link
    }

    fn maker(&self) -> LinkMaker {
        let known = self.outbox.links.of(&self.place, Timestamp::now());
        known.unwrap().unwrap().maker
    }

    async fn make(&self, wish: &LinkWish) -> Result<(), LinkError> {
        let now = Timestamp::now();
        self.outbox.links.make(&self.place, wish, now).await
    }

    async fn withdraw(&self) -> Result<(), LinkError> {
        let now = Timestamp::now();
        self.outbox.links.withdraw(&self.place, now).await
    }

    async fn refresh_link(&self) {
        let now = Timestamp::now();
        self.outbox.links.refresh(&self.place, now).await.unwrap();
    }

    fn keep_pasted(&self, url: &str, confirmed: Option<&str>) -> Result<(), LinkError> {
        let now = Timestamp::now();
        let day = now.to_zoned(jiff::tz::TimeZone::system()).date() + 9.days();
        let links = &self.outbox.links;
        links.keep_pasted(&self.place, url, confirmed, Some(day), now)
    }

    fn outcome_at(&self, now: Timestamp) -> Option<LinkChangeOutcome> {
        let known = self.outbox.links.of(&self.place, now);
        known.unwrap().unwrap().outcome
    }

    fn told(&self) -> Vec<MatterKind> {
        let overview = self.outbox.overview(&self.place.account);
        overview.matters.into_iter().map(|m| m.kind).collect()
    }
}

fn in_days(days: i64) -> LinkWish {
    let today = jiff::Zoned::now().date();
    LinkWish {
        last_day: Some(today + days.days()),
        ..LinkWish::default()
    }
}

fn at_uni() -> LinkWish {
    LinkWish {
        domains: vec!["uni.example".to_owned()],
        max_uses: Some(150),
        ..in_days(92)
    }
}

#[simulated::test]
async fn a_link_is_made_renewed_and_withdrawn() {
    let bench = bench().await;
    assert_eq!(bench.maker(), LinkMaker::Unknown, "never asked");
    bench.refresh_link().await;
    assert_eq!((bench.maker(), bench.link()), (LinkMaker::Api, None));

    bench.make(&at_uni()).await.unwrap();
    let first = bench.link().unwrap();
    assert_eq!(first.domains, ["uni.example"]);
    assert_eq!((first.uses, first.max_uses), (Some(0), Some(150)));
    assert!(first.kept_at.is_some());
    bench.refresh_link().await;
    assert_eq!(bench.link(), Some(first.clone()));

    bench.make(&in_days(10)).await.unwrap();
    let second = bench.link().unwrap();
    assert_ne!(first.url, second.url);
    assert_eq!((second.max_uses, second.domains.len()), (None, 0));

    bench.withdraw().await.unwrap();
    assert_eq!(bench.link(), None);
    bench.withdraw().await.unwrap();
    assert_eq!(bench.link(), None, "there was nothing left to withdraw");
}

#[simulated::test]
async fn a_lost_answer_is_looked_up() {
    let bench = bench().await;
    bench.make(&at_uni()).await.unwrap();
    let first = bench.link().unwrap();
    let lost = |method: &str| json!({ "rules": [{ "kind": "lost_answer", "methods": [method], "path": "/invitation_link" }] });
    bench.faults(lost("PUT")).await;
    bench.make(&at_uni()).await.unwrap();
    let second = bench.link().unwrap();
    assert_ne!(first.url, second.url);
    assert!(second.kept_at.is_some(), "it was made here");
    bench.faults(json!({})).await;
    bench.refresh_link().await;
    assert_eq!(bench.link().unwrap().url, second.url);

    bench.faults(lost("DELETE")).await;
    bench.withdraw().await.unwrap();
    assert_eq!(bench.link(), None);
}

#[simulated::test]
async fn a_reading_that_began_before_a_change_does_not_undo_it() {
    let bench = bench().await;
    bench.refresh_link().await;
    let slow = json!({ "rules": [{ "kind": "delay", "after_work": true, "ms": 800, "times": 1, "methods": ["GET"], "path": "/invitation_link" }] });
    bench.faults(slow).await;
    let reading = bench.refresh_link();
    let change = async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        bench.make(&at_uni()).await.unwrap();
    };
    tokio::join!(reading, change);
    let made = bench.link().expect("the link that was made");
    bench.refresh_link().await;
    assert_eq!(bench.link().unwrap().url, made.url);
}

#[simulated::test]
async fn changes_of_one_link_go_one_after_the_other() {
    let bench = bench().await;
    bench.refresh_link().await;
    let slow = json!({ "rules": [{ "kind": "delay", "ms": 300, "methods": ["PUT"], "path": "/invitation_link" }] });
    bench.faults(slow).await;
    let (wish, other) = (at_uni(), in_days(10));
    let (first, second) = tokio::join!(bench.make(&wish), bench.make(&other));
    first.unwrap();
    second.unwrap();
    let asked = bench.asked().await.into_iter();
    let asked = asked.filter(|asked| asked.path.contains("/invitation_link"));
    let methods: Vec<String> = asked.skip(1).map(|asked| asked.method).collect();
    assert_eq!(methods, ["GET", "PUT", "GET", "PUT"]);
}

#[simulated::test]
async fn a_change_that_a_crash_interrupted_is_looked_up_by_the_next_start() {
    let bench = bench().await;
    bench.make(&at_uni()).await.unwrap();
    let old = bench.link().unwrap();
    let outcome = |change, done| Some(LinkChangeOutcome { change, done });
    let next_start = async || {
        bench.faults(json!({})).await;
        let long_ago = Timestamp::now() - 24.hours();
        let refreshed = bench
            .outbox
            .refresh_overview(&bench.place.account, long_ago, |_| ());
        refreshed.await.unwrap();
    };
    let crash = async |change: LinkChange| {
        let unanswered = json!({ "rules": [{ "kind": "delay", "after_work": true, "ms": 60_000, "methods": ["PUT", "DELETE"], "path": "/invitation_link" }] });
        bench.faults(unanswered).await;
        let at_work = async {
            match change {
                LinkChange::Make => bench.make(&in_days(10)).await,
                LinkChange::Withdraw => bench.withdraw().await,
            }
        };
        let moment = Duration::from_millis(500);
        let ended = tokio::time::timeout(moment, at_work).await;
        assert!(ended.is_err(), "it was never answered: {ended:?}");
    };

    crash(LinkChange::Make).await;
    assert_eq!(
        bench.outcome_at(Timestamp::now()),
        outcome(LinkChange::Make, None)
    );
    next_start().await;
    assert_eq!(
        bench.outcome_at(Timestamp::now()),
        outcome(LinkChange::Make, Some(true))
    );
    let new = bench.link().unwrap();
    assert_ne!(new.url, old.url);
    assert!(new.kept_at.is_some(), "it was made here");

    crash(LinkChange::Withdraw).await;
    next_start().await;
    assert_eq!(
        bench.outcome_at(Timestamp::now()),
        outcome(LinkChange::Withdraw, Some(true))
    );
    assert_eq!(bench.outcome_at(Timestamp::now() + 25.hours()), None);
}

#[simulated::test]
async fn a_change_that_never_arrived_is_not_called_undone_while_it_may_still_arrive() {
    let bench = bench().await;
    bench.make(&at_uni()).await.unwrap();
    let lost = json!({ "rules": [{ "kind": "lost_request", "methods": ["PUT"], "path": "/invitation_link" }] });
    bench.faults(lost).await;
    bench.make(&in_days(10)).await.unwrap_err();
    bench.faults(json!({})).await;
    let read = async |minutes: i64| {
        let now = Timestamp::now() + minutes.minutes();
        bench.outbox.links.refresh(&bench.place, now).await.unwrap();
        bench.outcome_at(now).unwrap().done
    };
    assert_eq!(read(0).await, None);
    assert_eq!(read(11).await, Some(false));
    // Who asks for another change hears of that one.
    bench.make(&in_days(10)).await.unwrap();
    assert_eq!(bench.outcome_at(Timestamp::now()), None);
}

#[simulated::test]
async fn what_cannot_be_told_is_not_guessed() {
    let bench = bench().await;
    bench.make(&at_uni()).await.unwrap();
    let first = bench.link().unwrap();
    // The request never arrives, so the platform shows the old link. It may still come through.
    let rule = |kind: &str, method: &str| json!({ "kind": kind, "methods": [method], "path": "/invitation_link" });
    bench
        .faults(json!({ "rules": [rule("lost_request", "PUT"), rule("lost_request", "DELETE")] }))
        .await;
    let unconfirmed = |change| move |error: LinkError| matches!(error, LinkError::Unconfirmed { change: is, .. } if is == change);
    let renewed = bench.make(&in_days(10)).await.unwrap_err();
    assert!(unconfirmed(LinkChange::Make)(renewed));
    let withdrawn = bench.withdraw().await.unwrap_err();
    assert!(unconfirmed(LinkChange::Withdraw)(withdrawn));
    assert_eq!(bench.link().unwrap().url, first.url, "what was seen last");

    // The answer is lost, and then nobody can be asked.
    bench
        .faults(json!({ "rules": [rule("lost_answer", "PUT"), {
            "kind": "lost_request", "methods": ["GET"], "path": "/invitation_link" }] }))
        .await;
    let nobody = bench.make(&in_days(10)).await.unwrap_err();
    assert!(
        matches!(nobody, LinkError::Fault(_)),
        "nothing was sent: {nobody:?}"
    );
    bench.faults(json!({})).await;
    bench.refresh_link().await;
    assert_eq!(bench.link().unwrap().url, first.url);
}

#[simulated::test]
async fn without_a_connection_the_link_is_shown_as_it_was_seen_last() {
    let bench = bench().await;
    bench.make(&at_uni()).await.unwrap();
    let link = bench.link().unwrap();
    bench.network.platform_is_away(Away::Refuses);
    assert!(bench.make(&in_days(10)).await.is_err());
    assert_eq!(bench.link(), Some(link));
    let known = bench.outbox.links.of(&bench.place, Timestamp::now());
    assert!(known.unwrap().unwrap().seen_at.is_some());
}

#[simulated::test]
async fn a_link_that_expires_soon_needs_attention() {
    let bench = bench().await;
    bench.refresh_link().await;
    for (days, is_told) in [(30, false), (13, true), (0, true)] {
        bench.make(&in_days(days)).await.unwrap();
        assert_eq!(!bench.told().is_empty(), is_told, "in {days} days");
    }
    let course = bench.outbox.overview(&bench.place.account).orgs.remove(0);
    let link = course.spaces.into_iter().find_map(|space| space.link);
    let link = link.expect("the overview has a column for it");
    assert_eq!(
        link.expires_at.duration_since(link.told_from).as_hours(),
        14 * 24
    );
    bench.withdraw().await.unwrap();
    assert_eq!(bench.told(), []);
}

#[simulated::test]
async fn the_overview_reads_the_links_that_it_shows() {
    let bench = bench().await;
    bench.refresh_link().await;
    bench.make(&in_days(5)).await.unwrap();
    // What is read at this very moment isn't read again, and no time passes by itself.
    tokio::time::sleep(Duration::from_secs(1)).await;
    let now = Timestamp::now();
    bench.withdraws_as_a_colleague().await;
    assert!(!bench.told().is_empty());
    let account = &bench.place.account;
    bench
        .outbox
        .refresh_overview(account, now, |_| {})
        .await
        .unwrap();
    assert_eq!(bench.told(), []);
}

#[simulated::test]
async fn a_platform_without_links_gets_one_from_its_web_page() {
    let bench = bench_on(|options| options.bare = true).await;
    bench.refresh_link().await;
    assert_eq!((bench.maker(), bench.link()), (LinkMaker::WebPage, None));
    let refused = bench.make(&at_uni()).await.unwrap_err();
    assert!(matches!(refused, LinkError::NotOffered));

    let own = format!("http://{}/join/x", bench.practice.address());
    bench.keep_pasted(&own, None).unwrap();
    let link = bench.link().unwrap();
    assert_eq!((link.url.as_str(), link.uses), (own.as_str(), None));
    assert!(!bench.told().is_empty(), "it expires in nine days");
    bench.refresh_link().await;
    assert!(bench.link().is_some());

    for text in ["javascript:alert(1)", "http://uni.example/join/x", "join/x"] {
        let refused = bench.keep_pasted(text, None).unwrap_err();
        assert!(matches!(refused, LinkError::WebLink(_)), "{text}");
    }
    let other = "https://uni.example/join/x";
    let asked = bench.keep_pasted(other, Some("https://uni.example/join/y"));
    let LinkError::OtherHost(link) = asked.unwrap_err() else {
        panic!("it leads elsewhere");
    };
    assert_eq!((link.as_str(), link.host()), (other, "uni.example"));
    assert_eq!(
        bench.link().unwrap().url.as_str(),
        own,
        "not without the user's word"
    );
    bench.keep_pasted(other, Some(link.as_str())).unwrap();
    assert_eq!(bench.link().unwrap().url.as_str(), other);

    let links = &bench.outbox.links;
    let (now, long_ago) = (Timestamp::now(), Some("2020-01-01".parse().unwrap()));
    let over = links.keep_pasted(&bench.place, &own, None, long_ago, now);
    assert!(matches!(
        over,
        Err(LinkError::Terms(LinkTermsError::DayIsOver))
    ));
    bench.withdraw().await.unwrap();
    assert_eq!(bench.link(), None);
}

#[simulated::test]
async fn what_a_pasted_link_proposes_is_two_months_after_the_course_was_created() {
    let bench = bench_on(|options| options.bare = true).await;
    bench.refresh_link().await;
    let known = bench.outbox.links.of(&bench.place, Timestamp::now());
    let proposed = known.unwrap().unwrap().proposed_expiry.unwrap();
    let seen = bench.outbox.cache.space(&bench.place).unwrap().unwrap();
    let created = seen.space.creation_timestamp.unwrap();
    let created = created.to_zoned(jiff::tz::TimeZone::system()).date();
    assert_eq!(proposed, created + 2.months());
}

#[simulated::test]
async fn a_research_project_has_no_link() {
    let bench = bench().await;
    let project = Place {
        space: "liquidity_study".parse().unwrap(),
        ..bench.place.clone()
    };
    let links = &bench.outbox.links;
    let now = Timestamp::now();
    let made = links.make(&project, &at_uni(), now).await.unwrap_err();
    assert!(matches!(made, LinkError::NotACourse));
    let read = links.refresh(&project, now).await.unwrap_err();
    assert!(matches!(read, LinkError::NotACourse));
    let asked = bench.asked().await.into_iter();
    let about = asked.filter(|asked| asked.path.contains("invitation_link"));
    assert_eq!(about.count(), 0, "nobody has to be asked for that");
}

#[simulated::test]
async fn a_course_that_was_closed_to_its_administrator_keeps_its_link() {
    let bench = bench().await;
    bench.make(&at_uni()).await.unwrap();
    let link = bench.link();
    let file = bench.data().with_file_name("practice").join("practice.db");
    let database = rusqlite::Connection::open(file).unwrap();
    database.execute("DELETE FROM space_admins", []).unwrap();
    for refused in [bench.make(&in_days(3)).await, bench.withdraw().await] {
        let refused = refused.unwrap_err();
        assert!(matches!(refused, LinkError::Locked(_)), "{refused:?}");
        assert_eq!(bench.outcome_at(Timestamp::now()), None, "nothing is open");
    }
    assert_eq!(bench.link(), link);
}

#[simulated::test]
async fn a_wish_that_makes_no_sense_is_not_sent() {
    let bench = bench().await;
    let odd = LinkWish {
        domains: vec!["no domain".to_owned()],
        ..in_days(3)
    };
    for wish in [odd, in_days(-1)] {
        let error = bench.make(&wish).await.unwrap_err();
        assert!(matches!(error, LinkError::Terms(_)), "{error:?}");
    }
    assert_eq!(bench.link(), None);
}
