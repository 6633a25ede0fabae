//! `cohort link`: the link of a course is made, shown, renewed and withdrawn from a script.

use pretty_assertions::assert_eq;
use serde_json::Value;

use crate::home::{Home, text};

impl Home {
    /// The link as JSON, and how the command ended.
    async fn link(&self, arguments: &[&str]) -> (Value, Option<i32>) {
        let arguments = [&["link"], arguments, &["--json"]].concat();
        let output = self.cohort(&arguments).await;
        let said = serde_json::from_slice(&output.stdout);
        let said = said.unwrap_or_else(|_| panic!("{}", text(&output.stderr)));
        (said, output.status.code())
    }

    /// What the command says against it.
    async fn refused(&self, arguments: &[&str]) -> String {
        let output = self.cohort(&[&["link"], arguments].concat()).await;
        assert_eq!(output.status.code(), Some(2), "{}", text(&output.stdout));
        text(&output.stderr)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_is_made_shown_renewed_and_withdrawn() {
    let home = Home::new().await;
    let (none, _) = home.link(&["show", "finance_i"]).await;
    assert_eq!(
        (&none["url"], &none["space"]),
        (&Value::Null, &"Finance I".into())
    );

    let folder = tempfile::tempdir().unwrap();
    let png = folder.path().join("code.png");
    let svg = folder.path().join("code.svg");
    let (png_name, svg_name) = (png.to_str().unwrap(), svg.to_str().unwrap());
    let arguments = [
        "make",
        "Finance I",
        "--domains",
        "uni.example,other.example",
        "--uses",
        "150",
    ];
    let (made, ended) = home
        .link(
            &[
                &arguments[..],
                &["--expires", "2999-10-26", "--qr", png_name],
            ]
            .concat(),
        )
        .await;
    assert_eq!(ended, Some(0));
    assert_eq!(made["max_uses"], 150);
    assert_eq!(
        made["email_domains"],
        serde_json::json!(["uni.example", "other.example"])
    );
    assert_eq!(made["expires_at"], "2999-10-26T23:59:59Z");
    assert_eq!(&std::fs::read(&png).unwrap()[1..4], b"PNG");
    let again = home.refused(&["make", "finance_i"]).await;
    assert!(
        again.contains("already has a link") && again.contains("renew"),
        "{again}"
    );

    let output = home
        .cohort(&["link", "show", "uni_example/finance_i"])
        .await;
    let url = made["url"].as_str().unwrap();
    assert_eq!(
        text(&output.stdout),
        format!(
            "{url}\nWorks until 26 October 2999 at 23:59\nOnly for addresses at uni.example, \
             other.example\nJoined with it: 0, limit 150\n"
        )
    );

    let unasked = home.refused(&["renew", "finance_i"]).await;
    assert!(unasked.contains("add --yes"), "{unasked}");
    let (renewed, _) = home
        .link(&[
            "renew",
            "finance_i",
            "--uses",
            "20",
            "--qr",
            svg_name,
            "--yes",
        ])
        .await;
    assert_ne!(renewed["url"], made["url"]);
    assert_eq!(
        (&renewed["max_uses"], &renewed["email_domains"]),
        (&20.into(), &made["email_domains"])
    );
    assert!(std::fs::read_to_string(&svg).unwrap().starts_with("<svg"));

    let (gone, _) = home.link(&["withdraw", "finance_i", "--yes"]).await;
    assert_eq!(gone["url"], Value::Null);
    let nothing = home.refused(&["withdraw", "finance_i", "--yes"]).await;
    assert!(nothing.contains("has no link"), "{nothing}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_shows_the_request_and_makes_no_link() {
    let home = Home::new().await;
    let (request, _) = home
        .link(&["make", "finance_i", "--uses", "3", "--dry-run"])
        .await;
    assert_eq!(request["method"], "PUT");
    assert_eq!(
        request["path"],
        "/spaces/v1/org/uni_example/space/finance_i/invitation_link"
    );
    assert_eq!(request["body"]["max_uses"], 3);
    let (none, _) = home.link(&["show", "finance_i"]).await;
    assert_eq!(none["url"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_done_is_said_with_what_to_do() {
    let home = Home::new().await;
    for (arguments, what, cure) in [
        (
            &["make", "liquidity_study"][..],
            "Only a course has a link",
            "by email",
        ),
        (&["make", "nowhere"], "no space \"nowhere\"", "slug"),
        (
            &["make", "finance_i", "--domains", "no domain"],
            "no domain isn't a domain",
            "uni.example",
        ),
        (
            &["make", "finance_i", "--expires", "2020-01-01"],
            "has passed",
            "later day",
        ),
        (
            &["make", "finance_i", "--qr", "code.jpeg"],
            "can't be saved in this format",
            ".png or .svg",
        ),
        (
            &["paste", "finance_i", "https://x.example/y"],
            "can create links on this platform",
            "make",
        ),
    ] {
        let said = home.refused(arguments).await;
        assert!(said.contains(what) && said.contains(cure), "{said}");
    }
    let (none, _) = home.link(&["show", "finance_i"]).await;
    assert_eq!(none["url"], Value::Null, "nothing of this made a link");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_platform_without_links_has_one_pasted() {
    let home = Home::new_bare().await;
    let refused = home.refused(&["make", "finance_i"]).await;
    assert!(refused.contains("link paste"), "{refused}");
    let own = format!("http://{}/join/x", home.practice.address());
    let day = ["--expires", "2999-10-26"];
    let paste = |url| [&["paste", "finance_i", url][..], &day].concat();
    for (url, what) in [
        ("javascript:alert(1)", "isn't secure"),
        ("http://uni.example/join", "isn't secure"),
        ("join/x", "isn't a whole link"),
        ("https://uni.example/join", "leads to uni.example"),
    ] {
        let said = home.refused(&paste(url)).await;
        assert!(said.contains(what), "{said}");
    }
    let (kept, _) = home.link(&paste(&own)).await;
    assert_eq!(
        (&kept["url"], &kept["pasted"]),
        (&own.as_str().into(), &true.into())
    );
    let (shown, _) = home.link(&["show", "finance_i"]).await;
    assert_eq!(shown["url"], kept["url"]);
}
