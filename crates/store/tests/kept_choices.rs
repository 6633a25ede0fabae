//! What the user decided once and is kept: columns of files, own domains, the link of a course, the
//! platform's web address.

#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use pretty_assertions::assert_eq;
use samples::{SampleStore, now};
use store::KeptLink;

#[test]
fn what_was_said_about_files_and_domains_is_kept() {
    let sample = SampleStore::new();
    let (store, place) = (&sample.store, &sample.place);
    let (account, org) = (&place.account, &place.org);
    store.mapping_keep("layout", &["a", "b"], now()).unwrap();
    store.mapping_keep("layout", &["c"], now()).unwrap();
    let own = ["uni.example".to_owned()];
    store.own_domains_change(account, org, Some(&own)).unwrap();
    let store = sample.reopened();
    assert_eq!(
        store.mapping::<Vec<String>>("layout").unwrap().unwrap(),
        ["c"]
    );
    assert_eq!(store.own_domains(account, org).unwrap().unwrap(), own);
    store.own_domains_change(account, org, None).unwrap();
    assert_eq!(store.own_domains(account, org).unwrap(), None);
}

#[test]
fn a_link_and_the_web_address_are_kept_until_they_change() {
    let sample = SampleStore::new();
    let (store, place) = (&sample.store, &sample.place);
    let link = |url: &str| KeptLink {
        url: url.parse().unwrap(),
        expires_at: Some(now()),
        pasted: true,
        at: now(),
    };
    store
        .write(|w| w.link_keep(place, &link("https://uni.example/1")))
        .unwrap();
    let second = link("https://uni.example/2");
    store.write(|w| w.link_keep(place, &second)).unwrap();
    let web_address = "https://uni.example".parse().unwrap();
    store
        .account_set_web_address(&place.account, &web_address)
        .unwrap();
    let store = sample.reopened();
    assert_eq!(store.link(place).unwrap(), Some(second.clone()));
    assert!(!format!("{second:?}").contains("example/2"));
    let account = store.account(&place.account).unwrap();
    assert_eq!(account.web_address, Some(web_address));
    store.write(|w| w.link_forget(place)).unwrap();
    assert_eq!(store.link(place).unwrap(), None);
}
