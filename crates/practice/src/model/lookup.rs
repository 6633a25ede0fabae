//! From the slugs of a path to rows, with what stands in the way: not there, deleted, not allowed.

use rusqlite::{OptionalExtension, params};

use crate::clock::DAY;
use crate::platform::Call;
use crate::request_error::Refusal;

pub(crate) const DEVELOPMENT: &str = "development";
pub(crate) const MASTER: &str = "master";
pub(crate) const DISTRIBUTED: &str = "distributed";
/// What is deleted can be had back for this long; its slug is taken until then.
pub(crate) const RESTORABLE: i64 = DAY;

pub(crate) struct Org {
    pub(crate) id: i64,
    pub(crate) slug: String,
}

pub(crate) struct Space {
    pub(crate) id: i64,
    pub(crate) slug: String,
    pub(crate) name: String,
    pub(crate) kind: String,
    /// Whether the caller administers it.
    pub(crate) admin: bool,
}

pub(crate) struct Instance {
    pub(crate) id: i64,
    pub(crate) slug: String,
    pub(crate) name: String,
}

impl Instance {
    pub(crate) fn is_special(&self) -> bool {
        self.slug == MASTER || self.slug == DISTRIBUTED
    }
}

pub(crate) fn org(call: &Call<'_>, slug: &str) -> Result<Org, Refusal> {
    let found = call
        .db
        .prepare_cached(
            "SELECT orgs.id, org_members.role IS NOT NULL FROM orgs LEFT JOIN org_members
             ON org_id = orgs.id AND user_id = ?2 WHERE slug = ?1",
        )?
        .query_row(params![slug, call.caller.id], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, bool>(1)?))
        })
        .optional()?;
    match found {
        None => Err(Refusal::NotFound(format!(
            "There is no organisation \"{slug}\"."
        ))),
        Some((_, false)) => Err(Refusal::Forbidden(format!(
            "You are not a member of the organisation \"{slug}\"."
        ))),
        Some((id, true)) => Ok(Org {
            id,
            slug: slug.to_owned(),
        }),
    }
}

pub(crate) fn space(call: &Call<'_>, org_slug: &str, slug: &str) -> Result<Space, Refusal> {
    let org = org(call, org_slug)?;
    let found = call
        .db
        .prepare_cached(
            "SELECT id, name, kind,
                EXISTS (SELECT 1 FROM space_admins WHERE space_id = spaces.id AND user_id = ?3),
                EXISTS (SELECT 1 FROM instance_members JOIN instances ON instances.id = instance_id
                        WHERE space_id = spaces.id AND user_id = ?3 AND deleted IS NULL)
             FROM spaces WHERE org_id = ?1 AND slug = ?2",
        )?
        .query_row(params![org.id, slug, call.caller.id], |row| {
            let space = Space {
                id: row.get(0)?,
                slug: slug.to_owned(),
                name: row.get(1)?,
                kind: row.get(2)?,
                admin: row.get(3)?,
            };
            Ok((space, row.get::<_, bool>(4)?))
        })
        .optional()?;
    match found {
        None => Err(Refusal::NotFound(format!(
            "There is no space \"{slug}\" in {}.",
            org.slug
        ))),
        Some((space, member)) if space.admin || member => Ok(space),
        Some(_) => Err(Refusal::Forbidden(format!(
            "You are not a member of the space \"{slug}\"."
        ))),
    }
}

pub(crate) fn administered(call: &Call<'_>, org: &str, slug: &str) -> Result<Space, Refusal> {
    let space = space(call, org, slug)?;
    if space.admin {
        Ok(space)
    } else {
        Err(Refusal::Forbidden(format!(
            "You are not an administrator of {}.",
            space.name
        )))
    }
}

pub(crate) fn instance(call: &Call<'_>, space: &Space, slug: &str) -> Result<Instance, Refusal> {
    match any_instance(call, space, slug)? {
        Some((instance, None)) => Ok(instance),
        Some((_, Some(deleted))) if deleted > call.now - RESTORABLE => Err(Refusal::Gone(format!(
            "The instance \"{slug}\" was deleted; an administrator can restore it for 24 hours."
        ))),
        _ => Err(no_instance(space, slug)),
    }
}

pub(crate) fn no_instance(space: &Space, slug: &str) -> Refusal {
    Refusal::NotFound(format!(
        "There is no instance \"{slug}\" in {}.",
        space.name
    ))
}

/// With the time of its deletion, if that has happened.
pub(crate) fn any_instance(
    call: &Call<'_>,
    space: &Space,
    slug: &str,
) -> Result<Option<(Instance, Option<i64>)>, Refusal> {
    Ok(call
        .db
        .prepare_cached(
            "SELECT id, name, deleted FROM instances WHERE space_id = ?1 AND slug = ?2",
        )?
        .query_row(params![space.id, slug], |row| {
            let instance = Instance {
                id: row.get(0)?,
                slug: slug.to_owned(),
                name: row.get(1)?,
            };
            Ok((instance, row.get(2)?))
        })
        .optional()?)
}

/// An instance whose inside the caller may see: an administrator's, or one with a role in it.
pub(crate) fn seen_instance(
    call: &Call<'_>,
    org: &str,
    space_slug: &str,
    slug: &str,
) -> Result<(Space, Instance), Refusal> {
    let space = space(call, org, space_slug)?;
    let instance = instance(call, &space, slug)?;
    let member = call
        .db
        .prepare_cached("SELECT 1 FROM instance_members WHERE instance_id = ?1 AND user_id = ?2")?
        .exists([instance.id, call.caller.id])?;
    if space.admin || member {
        Ok((space, instance))
    } else {
        Err(Refusal::Forbidden(format!(
            "You have no role in the instance \"{slug}\"."
        )))
    }
}

/// The id of a snapshot that is there.
pub(crate) fn snapshot(call: &Call<'_>, instance: &Instance, slug: &str) -> Result<i64, Refusal> {
    let found = call
        .db
        .prepare_cached("SELECT id, deleted FROM snapshots WHERE instance_id = ?1 AND slug = ?2")?
        .query_row(params![instance.id, slug], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, Option<i64>>(1)?))
        })
        .optional()?;
    match found {
        Some((id, None)) => Ok(id),
        Some((_, Some(deleted))) if deleted > call.now - RESTORABLE => Err(Refusal::Gone(format!(
            "The snapshot \"{slug}\" was deleted."
        ))),
        _ => Err(Refusal::NotFound(format!(
            "There is no snapshot \"{slug}\" in the instance \"{}\".",
            instance.slug
        ))),
    }
}
