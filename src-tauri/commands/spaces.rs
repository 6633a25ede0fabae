use jiff::Timestamp;
use outbox::SeenOrg;
use store::{AccountId, Place, SeenList};

use crate::app::App;
use crate::bridge::{
    Changed, Org, Problem, ProblemCode, Space, SpaceEntry, SpaceRef, Spaces, SpacesRef,
    from_domain, place,
};
use crate::news;

pub(super) async fn spaces(app: &App, which: SpacesRef) -> Result<Spaces, Problem> {
    let account = AccountId(which.account);
    if which.fresh {
        let looked = app.sight.look_at_spaces(&account, Timestamp::now()).await;
        news::tell_status(app);
        looked?;
    }
    let Some(seen) = app.sight.spaces(&account)? else {
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
                    Ok(SpaceEntry {
                        slug: space.slug.to_string(),
                        name: space.name.clone(),
                        kind: (&space.kind).into(),
                        administrator: from_domain::administers(space),
                        people: app.store.seen_count(SeenList::Members(&place))?,
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
    let place = place(which.account, &which.org, &which.space)?;
    if which.fresh {
        let now = Timestamp::now();
        let looked = app.sight.look_at_space(&place, now).await;
        app.lists.forget_members(&place);
        news::tell_status(app);
        // The count beside its name in the list of spaces.
        app.host.tell(Changed::Spaces {
            account: place.account.to_string(),
        });
        looked.map_err(|problem| Problem::from(problem).about(which.space.clone()))?;
    }
    let sight = app
        .sight
        .space(&place)?
        .ok_or_else(|| Problem::of(ProblemCode::NotFound).about(which.space.clone()))?;
    let invited = app.store.invited(&place)?;
    Ok(from_domain::space(&place.account, &sight, invited))
}
