//! The sign-up link of a course, as its page asks for it.

use jiff::Timestamp;
use pretty_assertions::assert_eq;
use store::{AccountId, AccountKind};

use super::{ACCOUNT, bodies};
use crate::app::App;
use crate::app_for_tests::{Running, run};
use crate::bridge::{
    LinkFile, LinkMake, LinkMaker, LinkPage, LinkPaste, LinkRef, LinkSave, MatterKind, OverviewOf,
    Problem, ProblemCode, Purpose, SpaceRef, SpacesRef, WayObstacle, WebAddress,
};

const ORG: &str = "uni_example";
const COURSE: &str = "finance_i";
const PROJECT: &str = "liquidity_study";

async fn reads_spaces(running: &Running) {
    let which = SpacesRef {
        account: ACCOUNT.into(),
        fresh: true,
    };
    bodies::spaces(&running.app, which).await.unwrap();
}

fn space(slug: &str, fresh: bool) -> SpaceRef {
    SpaceRef {
        account: ACCOUNT.into(),
        org: ORG.into(),
        space: slug.into(),
        fresh,
    }
}

fn course() -> LinkRef {
    LinkRef {
        account: ACCOUNT.into(),
        org: ORG.into(),
        space: COURSE.into(),
    }
}

async fn makes(app: &App, last_day: Option<&str>, domains: &[&str]) -> Result<LinkPage, Problem> {
    let make = LinkMake {
        account: ACCOUNT.into(),
        org: ORG.into(),
        space: COURSE.into(),
        last_day: last_day.map(str::to_owned),
        domains: domains.iter().map(ToString::to_string).collect(),
        max_uses: Some(150),
    };
    bodies::link_make(app, make).await
}

async fn pastes(app: &App, url: &str, confirmed: Option<&str>) -> Result<LinkPage, Problem> {
    let paste = LinkPaste {
        account: ACCOUNT.into(),
        org: ORG.into(),
        space: COURSE.into(),
        url: url.into(),
        last_day: Some(in_days(60)),
        confirmed: confirmed.map(str::to_owned),
    };
    bodies::link_paste(app, paste).await
}

async fn saves(running: &Running, what: LinkFile, name: &str) -> Vec<u8> {
    let file = running.data().join(name);
    *running.recording.names.lock().unwrap() = Some(file.clone());
    let save = LinkSave {
        account: ACCOUNT.into(),
        org: ORG.into(),
        space: COURSE.into(),
        what,
    };
    bodies::link_save(&running.app, save)
        .await
        .unwrap()
        .unwrap();
    std::fs::read(file).unwrap()
}

fn in_days(days: i64) -> String {
    use jiff::ToSpan as _;
    (jiff::Zoned::now().date() + days.days()).to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_is_made_given_to_people_and_withdrawn() {
    let running = run().await;
    let app = &running.app;
    reads_spaces(&running).await;
    let none = bodies::link(app, space(COURSE, true)).await.unwrap();
    assert_eq!((none.maker, none.link), (LinkMaker::Api, None));
    assert!(none.proposed_day.unwrap() > in_days(85), "three months");

    let day = in_days(13);
    let made = makes(app, Some(&day), &["@uni.example"]).await.unwrap();
    let link = made.link.unwrap();
    assert_eq!(link.last_day.as_deref(), Some(day.as_str()));
    assert_eq!(link.domains, ["uni.example"]);
    assert_eq!((link.uses, link.max_uses), (Some(0), Some(150)));
    assert!(link.code.as_ref().is_some_and(|code| !code.dense));
    let offline = bodies::link(app, space(COURSE, false)).await.unwrap();
    assert_eq!(offline.link.as_ref(), Some(&link));

    let png = saves(&running, LinkFile::Png, "code.png").await;
    assert_eq!(&png[1..4], b"PNG");
    let svg = saves(&running, LinkFile::Svg, "code.svg").await;
    let code = link.code.as_ref().unwrap();
    let svg = String::from_utf8(svg).unwrap();
    assert!(
        svg.contains(&code.path),
        "what the window shows is what is saved"
    );
    let page = saves(&running, LinkFile::Page, "page.html").await;
    let page = String::from_utf8(page).unwrap();
    assert!(page.contains(&link.short_address) && page.contains("Finance I"));
    assert_eq!(
        *running.recording.proposed.lock().unwrap(),
        [
            "Join Finance I.png",
            "Join Finance I.svg",
            "Join Finance I.html"
        ]
    );

    let written = bodies::link_write(app, course()).await.unwrap();
    assert_eq!(written.too_long, None);
    let opened = running.recording.opened.lock().unwrap().remove(0);
    assert!(opened.starts_with("mailto:?subject=Join%20Finance%20I&body="));

    let of = OverviewOf {
        account: ACCOUNT.into(),
    };
    let overview = bodies::overview(app, of).await.unwrap();
    let expires_at = link.expires_at.clone().unwrap();
    assert_eq!(
        overview.matters[0].about,
        MatterKind::LinkExpires { expires_at }
    );

    let withdrawn = bodies::link_withdraw(app, course()).await.unwrap();
    assert_eq!(withdrawn.link, None);
    let gone = bodies::link_write(app, course()).await.unwrap_err();
    assert_eq!(gone.code, ProblemCode::LinkGone);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_makes_no_sense_is_said_of_the_field() {
    let running = run().await;
    let app = &running.app;
    reads_spaces(&running).await;
    for (day, domains, code) in [
        (None, &[][..], ProblemCode::LinkDayMissing),
        (Some("2026-02-31"), &[], ProblemCode::LinkDayMissing),
        (Some("2020-01-01"), &[], ProblemCode::LinkDayIsOver),
        (Some("2999-01-01"), &["no domain"], ProblemCode::LinkDomain),
    ] {
        let refused = makes(app, day, domains).await.unwrap_err();
        assert_eq!(refused.code, code, "{day:?}");
    }
    for (url, code) in [
        ("", ProblemCode::LinkInvalid),
        ("uni.example/join", ProblemCode::LinkInvalid),
        ("javascript:alert(1)", ProblemCode::LinkInsecure),
        ("http://uni.example/join", ProblemCode::LinkInsecure),
        ("https://uni.example/join", ProblemCode::LinkElsewhere),
    ] {
        let refused = pastes(app, url, None).await.unwrap_err();
        assert_eq!(refused.code, code, "{url}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_project_has_no_link_and_says_so_before_anybody_is_asked() {
    let running = run().await;
    let app = &running.app;
    reads_spaces(&running).await;
    let refused = bodies::link(app, space(PROJECT, true)).await.unwrap_err();
    assert_eq!(refused.code, ProblemCode::LinkNotACourse);
    let obstacle_in = async |slug| {
        let space = bodies::space(app, space(slug, true)).await.unwrap();
        let mut purposes = space.purposes.into_iter();
        let individual = purposes.find(|one| one.purpose == Purpose::Individual);
        individual.unwrap().ways[1].obstacle
    };
    assert_eq!(obstacle_in(PROJECT).await, Some(WayObstacle::NotACourse));
    assert_eq!(obstacle_in(COURSE).await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_web_page_is_opened_at_the_address_that_the_user_gave() {
    let running = run().await;
    let app = &running.app;
    let opened = || running.recording.opened.lock().unwrap().clone();
    let account = |id: &str| crate::bridge::AccountRef { account: id.into() };
    // The practice platform has its pages where it has its API.
    assert!(bodies::web_page_open(app, account(ACCOUNT)).await.unwrap());
    assert!(
        opened()[0].starts_with("http://127.0.0.1:"),
        "{:?}",
        opened()
    );

    let id = AccountId::new();
    app.store
        .account_add(
            &id,
            AccountKind::Platform,
            "Uni",
            &"https://api.uni.example".parse().unwrap(),
            Timestamp::now(),
        )
        .unwrap();
    let change = |address: &str| WebAddress {
        account: id.to_string(),
        address: address.into(),
    };
    let refused = bodies::web_address_change(app, change("http://uni.example"));
    assert_eq!(
        refused.await.unwrap_err().code,
        ProblemCode::AddressInsecure
    );
    let uni = || account(&id.to_string());
    assert!(!bodies::web_page_open(app, uni()).await.unwrap());
    assert_eq!(opened().len(), 1, "its address isn't known");
    bodies::web_address_change(app, change("app.uni.example"))
        .await
        .unwrap();
    assert!(bodies::web_page_open(app, uni()).await.unwrap());
    assert_eq!(opened()[1..], ["https://app.uni.example"]);
}
