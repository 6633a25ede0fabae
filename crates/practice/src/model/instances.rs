//! Instances: listed, created alone or for a group, deleted, and restored.

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use super::address::Address;
use super::context::Context;
use super::lookup::{self, DEVELOPMENT, Instance, RESTORABLE, Space};
use super::role::Role;
use super::sent_invitations;
use crate::clock;
use crate::database::{DatabaseError, Query};
use crate::request_error::RequestError;

#[derive(Serialize)]
pub(crate) struct ListedInstance {
    slug: String,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<Role>,
    description: Option<String>,
    creation_timestamp: String,
    archival_timestamp: Option<String>,
    rearchive_after_timestamp: Option<String>,
}

/// The instances that the caller may see: all of them as an administrator, else those in which the
/// caller has a role.
pub(crate) fn list(ctx: &Context<'_>, space: &Space) -> Result<Vec<ListedInstance>, DatabaseError> {
    ctx.db.all(
        "SELECT slug, name, description, created,
            ifnull(role, CASE WHEN ?3 THEN 'SPACE_ADMIN' END)
         FROM instances LEFT JOIN instance_members
         ON instance_id = instances.id AND user_id = ?2
         WHERE space_id = ?1 AND deleted IS NULL AND (?3 OR role IS NOT NULL)
         ORDER BY instances.id",
        params![space.id, ctx.caller.id, space.admin],
        |row| {
            Ok(ListedInstance {
                slug: row.get(0)?,
                name: row.get(1)?,
                role: row.get(4)?,
                description: row.get(2)?,
                creation_timestamp: clock::rfc3339(row.get(3)?),
                archival_timestamp: None,
                rearchive_after_timestamp: None,
            })
        },
    )
}

/// What a new instance is to be called.
pub(crate) struct NewInstance<'a> {
    pub(crate) slug: &'a str,
    pub(crate) name: &'a str,
    pub(crate) description: Option<&'a str>,
}

impl NewInstance<'_> {
    /// The instance as it is listed once it has been created.
    pub(crate) fn as_listed(&self, now: i64) -> ListedInstance {
        ListedInstance {
            slug: self.slug.to_owned(),
            name: self.name.to_owned(),
            role: None,
            description: self.description.map(ToOwned::to_owned),
            creation_timestamp: clock::rfc3339(now),
            archival_timestamp: None,
            rearchive_after_timestamp: None,
        }
    }
}

/// Creates an instance whose current state is empty.
pub(crate) fn create(
    ctx: &Context<'_>,
    space: &Space,
    new: &NewInstance<'_>,
) -> Result<Instance, RequestError> {
    ensure_slug_is_free(ctx, space, new.slug)?;
    let id = insert(ctx.db, space.id, new, ctx.idempotency_key, ctx.now)?;
    Ok(Instance {
        id,
        slug: new.slug.to_owned(),
        name: new.name.to_owned(),
    })
}

/// Creates an instance whose slug is known to be free, and returns its id.
pub(crate) fn insert(
    db: &Connection,
    space: i64,
    new: &NewInstance<'_>,
    idempotency_key: Option<&str>,
    now: i64,
) -> Result<i64, DatabaseError> {
    let id = db.insert(
        "INSERT INTO instances (space_id, slug, name, description, created, once)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            space,
            new.slug,
            new.name,
            new.description,
            now,
            idempotency_key
        ],
    )?;
    db.run(
        "INSERT INTO snapshots (instance_id, slug, name, kind, created)
         VALUES (?1, ?2, 'Current state', 'DEVELOPMENT', ?3)",
        params![id, DEVELOPMENT, now],
    )?;
    db.run(
        "UPDATE spaces SET modified = ?2 WHERE id = ?1",
        [space, now],
    )?;
    Ok(id)
}

/// An instance that was deleted keeps its slug for as long as it can be restored. After that it is
/// cleared away here, when somebody asks for the slug.
pub(crate) fn ensure_slug_is_free(
    ctx: &Context<'_>,
    space: &Space,
    slug: &str,
) -> Result<(), RequestError> {
    match lookup::instance_or_deleted(ctx, space, slug)? {
        None => Ok(()),
        Some((instance, Some(deleted))) if deleted <= ctx.now - RESTORABLE => {
            ctx.db
                .run("DELETE FROM instances WHERE id = ?1", [instance.id])?;
            Ok(())
        }
        Some((_, Some(_))) => Err(RequestError::Conflict(format!(
            "The slug \"{slug}\" is still used in {} by an instance that was deleted less than 24 \
             hours ago.",
            space.name
        ))),
        Some((_, None)) => Err(RequestError::Conflict(format!(
            "The slug \"{slug}\" is already used in {}.",
            space.name
        ))),
    }
}

/// The instance of a group and the people to invite into it as editors. A task keeps this in the
/// database until it is carried out, so the names of the fields must not change.
#[derive(Serialize, Deserialize)]
pub(crate) struct NewGroup {
    pub(crate) org: String,
    pub(crate) space: String,
    pub(crate) slug: String,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) editors: Vec<String>,
}

/// Creates the instance of a group and invites its editors, all or nothing.
pub(crate) fn create_group(ctx: &Context<'_>, group: &NewGroup) -> Result<(), RequestError> {
    let space = lookup::administered_space(ctx, &group.org, &group.space)?;
    let new = NewInstance {
        slug: &group.slug,
        name: &group.name,
        description: group.description.as_deref(),
    };
    let instance = create(ctx, &space, &new)?;
    for editor in group.editors.iter().filter_map(|e| Address::parse(e)) {
        match sent_invitations::invite(ctx, &space, Some(&instance), &editor, Role::Editor) {
            // An administrator is a member already, which is no reason to stop.
            Ok(_) | Err(RequestError::Conflict(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Deletes an instance and returns until when it can be restored.
pub(crate) fn delete(ctx: &Context<'_>, instance: &Instance) -> Result<i64, RequestError> {
    if instance.is_special() {
        return Err(RequestError::Forbidden(format!(
            "The instance \"{}\" can't be deleted.",
            instance.slug
        )));
    }
    ctx.db.run(
        "UPDATE instances SET deleted = ?2 WHERE id = ?1",
        [instance.id, ctx.now],
    )?;
    Ok(ctx.now + RESTORABLE)
}

pub(crate) fn restore(
    ctx: &Context<'_>,
    space: &Space,
    slug: &str,
) -> Result<Instance, RequestError> {
    match lookup::instance_or_deleted(ctx, space, slug)? {
        Some((_, None)) => Err(RequestError::Conflict(format!(
            "The instance \"{slug}\" isn't deleted."
        ))),
        Some((instance, Some(deleted))) if deleted > ctx.now - RESTORABLE => {
            ctx.db.run(
                "UPDATE instances SET deleted = NULL WHERE id = ?1",
                [instance.id],
            )?;
            Ok(instance)
        }
        _ => Err(lookup::instance_not_found(space, slug)),
    }
}
