//! The institution's email domains: as learned from a space, or as the user named them.

use lists::Domains as Known;

use crate::app::App;
use crate::bridge::{Domains, DomainsChange, DomainsRef, Problem, place};

pub(super) async fn domains(app: &App, which: DomainsRef) -> Result<Domains, Problem> {
    let place = place(&which.account, &which.org, &which.space)?;
    Ok(Known::read(&app.store, &place)?.into())
}

pub(super) async fn domains_change(app: &App, change: DomainsChange) -> Result<Domains, Problem> {
    let place = place(&change.account, &change.org, &change.space)?;
    let named = change.own.as_deref().map(Known::tidy);
    app.store
        .own_domains_change(&place.account, &place.org, named.as_deref())?;
    app.lists.domains_changed(&place);
    Ok(Known::read(&app.store, &place)?.into())
}
