use platform::SpaceMember;
use store::{Place, SeenList};

use crate::app::App;
use crate::bridge::{Domains, DomainsChange, DomainsRef, Problem, place};
use crate::lists;

pub(super) async fn domains(app: &App, which: DomainsRef) -> Result<Domains, Problem> {
    read(app, &place(which.account, &which.org, &which.space)?)
}

pub(super) async fn domains_change(app: &App, change: DomainsChange) -> Result<Domains, Problem> {
    let place = place(change.account, &change.org, &change.space)?;
    let own = change.own.as_deref().map(plain);
    app.store
        .own_domains_change(&place.account, &place.org, own.as_deref())?;
    app.lists.forget_domains(&place.account, &place.org);
    read(app, &place)
}

fn read(app: &App, place: &Place) -> Result<Domains, Problem> {
    let members = app.store.seen::<SpaceMember>(SeenList::Members(place))?;
    Ok(Domains {
        learned: lists::learned_domains(&members.map(|seen| seen.list).unwrap_or_default()),
        own: app.store.own_domains(&place.account, &place.org)?,
    })
}

/// As domains are written: without what people put before them, each once.
fn plain(domains: &[String]) -> Vec<String> {
    let mut plain: Vec<String> = Vec::with_capacity(domains.len());
    for domain in domains {
        let domain = domain.trim().trim_start_matches(['@', '*', '.']);
        let domain = domain.to_lowercase();
        if !domain.is_empty() && !plain.contains(&domain) {
            plain.push(domain);
        }
    }
    plain
}
