use jiff::Timestamp;
use outbox::SeenOrg;
use store::{AccountId, Place, SeenList};

use crate::app::App;
use crate::bridge::{
    Changed, Org, Problem, ProblemCode, Space, SpaceEntry, SpaceRef, Spaces, SpacesRef, from_domain,
};
use crate::news;

pub(super) async fn spaces(app: &App, which: SpacesRef) -> Result<Spaces, Problem> {
    let account = AccountId(which.account);
    if which.fresh {
        let looked = app
            .outbox
            .cache
            .look_at_spaces(&account, Timestamp::now())
            .await;
        news::tell_status(app);
        looked?;
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
                        org: org.slug.to_string(),
                        space: space.slug.to_string(),
                    };
                    Ok(SpaceEntry {
                        slug: space.slug.to_string(),
                        name: space.name.clone(),
                        kind: (&space.kind).into(),
                        administrator: from_domain::administers(space),
                        people: app.store.seen_count(&place, SeenList::Members)?,
                    })
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
        seen_at: Some(from_domain::time(seen.at)),
    })
}

pub(super) async fn space(app: &App, which: SpaceRef) -> Result<Space, Problem> {
    let account = AccountId(which.account);
    if which.fresh {
        let now = Timestamp::now();
        let looked = app
            .outbox
            .cache
            .look_at_space(&account, &which.org, &which.space, now)
            .await;
        app.lists.forget_members(&account, &which.org, &which.space);
        news::tell_status(app);
        // The count beside its name in the list of spaces.
        app.host.tell(Changed::Spaces {
            account: account.to_string(),
        });
        looked.map_err(|problem| Problem::from(problem).about(which.space.clone()))?;
    }
    let sight = app
        .outbox
        .cache
        .space(&account, &which.org, &which.space)?
        .ok_or_else(|| Problem::of(ProblemCode::NotFound).about(which.space.clone()))?;
    let place = Place {
        account: account.clone(),
        org: which.org,
        space: which.space,
    };
    let invited = app.store.invited(&place)?;
    Ok(from_domain::space(&account, &sight, invited))
}
