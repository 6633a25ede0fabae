//! The organisations and spaces of an account, and what is in one space.

use jiff::Timestamp;
use outbox::{KnownPeople, SeenOrg};
use store::{Place, SeenList};

use crate::app::App;
use crate::bridge::{
    Org, Problem, ProblemCode, Space, SpaceEntry, SpaceRef, Spaces, SpacesRef, account_id, place,
    time,
};

pub(super) async fn spaces(app: &App, which: SpacesRef) -> Result<Spaces, Problem> {
    let account = account_id(&which.account);
    if which.fresh {
        let refreshed = app
            .outbox
            .cache
            .refresh_spaces(&account, Timestamp::now())
            .await;
        app.changes.status();
        refreshed?;
    }
    let Some(seen) = app.outbox.cache.spaces(&account)? else {
        return Ok(Spaces {
            account: account.to_string(),
            orgs: Vec::new(),
            seen_at: None,
        });
    };
    let orgs = seen
        .list
        .into_iter()
        .map(|SeenOrg { org, spaces }| {
            let entries = spaces
                .iter()
                .map(|space| {
                    let place = Place {
                        account: account.clone(),
                        org: org.slug.clone(),
                        space: space.slug.clone(),
                    };
                    let people = app.store.seen_count(SeenList::Members(&place))?;
                    Ok(SpaceEntry::of(space, people))
                })
                .collect::<Result<_, store::StoreError>>()?;
            Ok(Org {
                slug: org.slug.to_string(),
                name: org.name,
                spaces: entries,
            })
        })
        .collect::<Result<_, store::StoreError>>()?;
    Ok(Spaces {
        account: account.to_string(),
        orgs,
        seen_at: Some(time(seen.at)),
    })
}

pub(super) async fn space(app: &App, which: SpaceRef) -> Result<Space, Problem> {
    let place = place(&which.account, &which.org, &which.space)?;
    if which.fresh {
        let now = Timestamp::now();
        let refreshed = app.outbox.cache.refresh_space(&place, now).await;
        app.lists.members_changed(&place);
        // The count beside its name in the list of spaces reads differently.
        app.changes.spaces(&place.account);
        refreshed.map_err(|problem| Problem::from(problem).about(which.space.clone()))?;
    }
    let seen = app
        .outbox
        .cache
        .space(&place)?
        .ok_or_else(|| Problem::of(ProblemCode::NotLoaded).about(which.space.clone()))?;
    let known = KnownPeople::read(&app.store, &place)?;
    let account = app.store.account(&place.account)?;
    let deleted = outbox::deleted_instances(&app.store, &place, Timestamp::now())?;
    Ok(Space::of(&account, &seen, &known, deleted))
}
