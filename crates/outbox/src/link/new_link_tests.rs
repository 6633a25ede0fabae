//! Which link counts as the one that was asked for.

use super::*;

fn link(url: &str, domains: &[&str]) -> InvitationLink {
    serde_json::from_value(serde_json::json!({
        "url": url,
        "email_domains": domains,
    }))
    .unwrap()
}

fn asked_for(domains: &[&str]) -> LinkTerms {
    LinkTerms {
        email_domains: Some(domains.iter().map(|&domain| domain.to_owned()).collect()),
        ..LinkTerms::default()
    }
}

#[test]
fn a_link_that_somebody_else_opened_to_everybody_is_not_the_one_that_was_asked_for() {
    let before = link("https://platform.example/join/a", &[]);
    let is_new =
        |now: &InvitationLink, asked: &[&str]| is_new(now, Some(&before.url), &asked_for(asked));
    let open = link("https://platform.example/join/b", &[]);
    assert!(!is_new(&open, &["uni.example"]));
    assert!(is_new(&open, &[]));
    let closed = link(
        "https://platform.example/join/c",
        &["b.example", "a.example"],
    );
    assert!(is_new(&closed, &["A.example", "b.example"]));
    assert!(!is_new(&before, &[]), "it is the old one");
}
