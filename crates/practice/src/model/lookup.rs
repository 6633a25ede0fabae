//! From the slugs of a path to the rows they name, or to the reason why there is nothing to see:
//! it doesn't exist, it was deleted, or the caller may not see it.

use rusqlite::params;

use super::context::Context;
use super::space_kind::SpaceKind;
use crate::clock::DAY;
use crate::database::{DatabaseError, Query};
use crate::request_error::RequestError;

pub(crate) const DEVELOPMENT: &str = "development";
pub(crate) const MASTER: &str = "master";
pub(crate) const DISTRIBUTED: &str = "distributed";
/// For how long something that was deleted can be restored. Its slug is taken until then.
pub(crate) const RESTORABLE: i64 = DAY;

pub(crate) struct Org {
    pub(crate) id: i64,
    pub(crate) slug: String,
}

pub(crate) struct Space {
    pub(crate) id: i64,
    pub(crate) slug: String,
    pub(crate) name: String,
    pub(crate) kind: SpaceKind,
    /// Whether the caller is an administrator of it.
    pub(crate) admin: bool,
}

pub(crate) struct Instance {
    pub(crate) id: i64,
    pub(crate) slug: String,
    pub(crate) name: String,
}

impl Instance {
    /// Whether this is one of the two instances that every space has.
    pub(crate) fn is_special(&self) -> bool {
        self.slug == MASTER || self.slug == DISTRIBUTED
    }
}

pub(crate) fn org(ctx: &Context<'_>, slug: &str) -> Result<Org, RequestError> {
    let found = ctx.db.first(
        "SELECT orgs.id, org_members.role IS NOT NULL FROM orgs LEFT JOIN org_members
         ON org_id = orgs.id AND user_id = ?2 WHERE slug = ?1",
        params![slug, ctx.caller.id],
        |row| Ok((row.get::<_, i64>(0)?, row.get::<_, bool>(1)?)),
    )?;
    match found {
        None => Err(RequestError::NotFound(format!(
            "There is no organisation \"{slug}\"."
        ))),
        Some((_, false)) => Err(RequestError::Forbidden(format!(
            "You're not a member of the organisation \"{slug}\"."
        ))),
        Some((id, true)) => Ok(Org {
            id,
            slug: slug.to_owned(),
        }),
    }
}

/// A space that the caller is a member of.
pub(crate) fn space(ctx: &Context<'_>, org_slug: &str, slug: &str) -> Result<Space, RequestError> {
    let org = org(ctx, org_slug)?;
    let found = ctx.db.first(
        "SELECT id, name, kind,
            EXISTS (SELECT 1 FROM space_admins WHERE space_id = spaces.id AND user_id = ?3),
            EXISTS (SELECT 1 FROM instance_members JOIN instances ON instances.id = instance_id
                    WHERE space_id = spaces.id AND user_id = ?3 AND deleted IS NULL)
         FROM spaces WHERE org_id = ?1 AND slug = ?2",
        params![org.id, slug, ctx.caller.id],
        |row| {
            let space = Space {
                id: row.get(0)?,
                slug: slug.to_owned(),
                name: row.get(1)?,
                kind: row.get(2)?,
                admin: row.get(3)?,
            };
            Ok((space, row.get::<_, bool>(4)?))
        },
    )?;
    match found {
        None => Err(RequestError::NotFound(format!(
            "There is no space \"{slug}\" in {}.",
            org.slug
        ))),
        Some((space, member)) if space.admin || member => Ok(space),
        Some(_) => Err(RequestError::Forbidden(format!(
            "You're not a member of the space \"{slug}\"."
        ))),
    }
}

/// A space that the caller is an administrator of.
pub(crate) fn administered_space(
    ctx: &Context<'_>,
    org: &str,
    slug: &str,
) -> Result<Space, RequestError> {
    let space = space(ctx, org, slug)?;
    if space.admin {
        Ok(space)
    } else {
        Err(RequestError::Forbidden(format!(
            "You're not an administrator of {}.",
            space.name
        )))
    }
}

pub(crate) fn instance(
    ctx: &Context<'_>,
    space: &Space,
    slug: &str,
) -> Result<Instance, RequestError> {
    match instance_or_deleted(ctx, space, slug)? {
        Some((instance, None)) => Ok(instance),
        Some((_, Some(deleted))) if deleted > ctx.now - RESTORABLE => {
            Err(RequestError::Gone(format!(
                "The instance \"{slug}\" was deleted. An administrator can restore it within 24 \
                 hours of that."
            )))
        }
        _ => Err(instance_not_found(space, slug)),
    }
}

pub(crate) fn instance_not_found(space: &Space, slug: &str) -> RequestError {
    RequestError::NotFound(format!(
        "There is no instance \"{slug}\" in {}.",
        space.name
    ))
}

/// The instance with this slug, and the time of its deletion if it was deleted.
pub(crate) fn instance_or_deleted(
    ctx: &Context<'_>,
    space: &Space,
    slug: &str,
) -> Result<Option<(Instance, Option<i64>)>, DatabaseError> {
    ctx.db.first(
        "SELECT id, name, deleted FROM instances WHERE space_id = ?1 AND slug = ?2",
        params![space.id, slug],
        |row| {
            let instance = Instance {
                id: row.get(0)?,
                slug: slug.to_owned(),
                name: row.get(1)?,
            };
            Ok((instance, row.get(2)?))
        },
    )
}

/// An instance of a space that the caller is an administrator of.
pub(crate) fn administered_instance(
    ctx: &Context<'_>,
    org: &str,
    space: &str,
    slug: &str,
) -> Result<(Space, Instance), RequestError> {
    let space = administered_space(ctx, org, space)?;
    let instance = instance(ctx, &space, slug)?;
    Ok((space, instance))
}

/// An instance whose contents the caller may see: as an administrator, or with a role in it.
pub(crate) fn readable_instance(
    ctx: &Context<'_>,
    org: &str,
    space_slug: &str,
    slug: &str,
) -> Result<(Space, Instance), RequestError> {
    let space = space(ctx, org, space_slug)?;
    let instance = instance(ctx, &space, slug)?;
    let member = ctx.db.has(
        "SELECT 1 FROM instance_members WHERE instance_id = ?1 AND user_id = ?2",
        [instance.id, ctx.caller.id],
    )?;
    if space.admin || member {
        Ok((space, instance))
    } else {
        Err(RequestError::Forbidden(format!(
            "You have no role in the instance \"{slug}\"."
        )))
    }
}

/// The id of a snapshot that isn't deleted.
pub(crate) fn snapshot(
    ctx: &Context<'_>,
    instance: &Instance,
    slug: &str,
) -> Result<i64, RequestError> {
    let found = ctx.db.first(
        "SELECT id, deleted FROM snapshots WHERE instance_id = ?1 AND slug = ?2",
        params![instance.id, slug],
        |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Option<i64>>(1)?)),
    )?;
    match found {
        Some((id, None)) => Ok(id),
        Some((_, Some(deleted))) if deleted > ctx.now - RESTORABLE => Err(RequestError::Gone(
            format!("The snapshot \"{slug}\" was deleted."),
        )),
        _ => Err(RequestError::NotFound(format!(
            "There is no snapshot \"{slug}\" in the instance \"{}\".",
            instance.slug
        ))),
    }
}
