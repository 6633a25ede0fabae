//! Who is a member of a space or of an instance, and how a person is removed from a space.

use std::collections::HashMap;
use std::hash::Hash;

use rusqlite::params;
use serde::Serialize;

use super::address::Address;
use super::context::Context;
use super::lookup::{Instance, Space};
use super::people;
use super::role::Role;
use crate::database::{DatabaseError, Query};
use crate::request_error::RequestError;

#[derive(Serialize)]
pub(crate) struct SpaceMember {
    name: String,
    email: String,
    active: bool,
    space_role: Option<Role>,
    instance_roles: Vec<InstanceRole>,
}

#[derive(Serialize)]
struct InstanceRole {
    instance_slug: String,
    role: Role,
}

/// The members of a space as the caller may see them. Administrators see everybody, and where the
/// platform lists them also who is invited. Others see the administrators and
/// themselves, so that they know whom to ask.
pub(crate) fn of_space(
    ctx: &Context<'_>,
    space: &Space,
) -> Result<Vec<SpaceMember>, DatabaseError> {
    let mut members = joined(ctx, space.id)?;
    if !space.admin {
        members.retain(|m| m.space_role.is_some() || m.email == ctx.caller.email);
    } else if lists_invited_people(ctx) {
        add_invited(ctx, space.id, &mut members)?;
    }
    Ok(members)
}

fn lists_invited_people(ctx: &Context<'_>) -> bool {
    ctx.platform.settings.list_pending
}

fn joined(ctx: &Context<'_>, space: i64) -> Result<Vec<SpaceMember>, DatabaseError> {
    let mut members: Vec<SpaceMember> = Vec::new();
    let mut positions: HashMap<i64, usize> = HashMap::new();
    let mut administrators = ctx.db.prepare_cached(
        "SELECT users.id, name, email FROM space_admins JOIN users ON users.id = user_id
         WHERE space_id = ?1 ORDER BY name, users.id",
    )?;
    let mut rows = administrators.query([space])?;
    while let Some(row) = rows.next()? {
        let member = SpaceMember::new(row.get(1)?, row.get(2)?, true);
        let member = member_of(&mut members, &mut positions, row.get(0)?, member);
        member.space_role = Some(Role::SpaceAdmin);
    }
    let mut others = ctx.db.prepare_cached(
        "SELECT users.id, users.name, email, instances.slug, instance_members.role
         FROM instances JOIN instance_members ON instance_id = instances.id
         JOIN users ON users.id = user_id
         WHERE space_id = ?1 AND deleted IS NULL ORDER BY users.name, users.id, instances.id",
    )?;
    let mut rows = others.query([space])?;
    while let Some(row) = rows.next()? {
        let member = SpaceMember::new(row.get(1)?, row.get(2)?, true);
        let member = member_of(&mut members, &mut positions, row.get(0)?, member);
        member.instance_roles.push(InstanceRole {
            instance_slug: row.get(3)?,
            role: row.get(4)?,
        });
    }
    Ok(members)
}

/// Adds those who are invited and have joined no place of the space yet, as not active.
fn add_invited(
    ctx: &Context<'_>,
    space: i64,
    members: &mut Vec<SpaceMember>,
) -> Result<(), DatabaseError> {
    let mut invited = ctx.db.prepare_cached(
        "SELECT invitations.email_key, invitations.email, ifnull(users.name, ''), instances.slug,
                invitations.role, users.id IS NOT NULL AND (
                    EXISTS (SELECT 1 FROM space_admins
                            WHERE space_id = ?1 AND user_id = users.id)
                    OR EXISTS (SELECT 1 FROM instance_members
                               JOIN instances ON instances.id = instance_id
                               WHERE instances.space_id = ?1 AND user_id = users.id
                               AND deleted IS NULL))
         FROM invitations
         LEFT JOIN users ON users.email_key = invitations.email_key
         LEFT JOIN instances ON instances.id = instance_id
         WHERE invitations.space_id = ?1 AND status = 'PENDING' AND expires > ?2
         AND instances.deleted IS NULL
         ORDER BY invitations.id",
    )?;
    let mut positions: HashMap<String, usize> = HashMap::new();
    let mut rows = invited.query([space, ctx.now])?;
    while let Some(row) = rows.next()? {
        let has_joined: bool = row.get(5)?;
        if has_joined {
            continue;
        }
        let member = SpaceMember::new(row.get(2)?, row.get(1)?, false);
        let member = member_of(members, &mut positions, row.get(0)?, member);
        match row.get::<_, Option<String>>(3)? {
            Some(instance_slug) => member.instance_roles.push(InstanceRole {
                instance_slug,
                role: row.get(4)?,
            }),
            None => member.space_role = Some(Role::SpaceAdmin),
        }
    }
    Ok(())
}

impl SpaceMember {
    fn new(name: String, email: String, active: bool) -> Self {
        Self {
            name,
            email,
            active,
            space_role: None,
            instance_roles: Vec::new(),
        }
    }
}

/// The member that stands in the list under `key`, or `new`, which is then added to the list.
fn member_of<'a, K: Eq + Hash>(
    members: &'a mut Vec<SpaceMember>,
    positions: &mut HashMap<K, usize>,
    key: K,
    new: SpaceMember,
) -> &'a mut SpaceMember {
    let position = *positions.entry(key).or_insert(members.len());
    if position == members.len() {
        members.push(new);
    }
    &mut members[position]
}

#[derive(Serialize)]
pub(crate) struct InstanceMember {
    name: String,
    email: String,
    active: bool,
    role: Role,
    role_source: &'static str,
}

/// The members of an instance: those with a role in it, the administrators of its space, and, as
/// not active, those who are invited into it.
pub(crate) fn of_instance(
    ctx: &Context<'_>,
    space: &Space,
    instance: &Instance,
) -> Result<Vec<InstanceMember>, DatabaseError> {
    let mut members = ctx.db.all(
        "SELECT name, email, role FROM instance_members JOIN users ON users.id = user_id
         WHERE instance_id = ?1 ORDER BY name, users.id",
        [instance.id],
        |row| instance_member(row, true, "instance"),
    )?;
    members.extend(ctx.db.all(
        "SELECT name, email, 'SPACE_ADMIN' FROM space_admins JOIN users ON users.id = user_id
         WHERE space_id = ?1 AND NOT EXISTS (SELECT 1 FROM instance_members
             WHERE instance_id = ?2 AND instance_members.user_id = space_admins.user_id)
         ORDER BY name, users.id",
        [space.id, instance.id],
        |row| instance_member(row, true, "space"),
    )?);
    if space.admin && lists_invited_people(ctx) {
        members.extend(ctx.db.all(
            "SELECT ifnull(name, ''), invitations.email, role FROM invitations
             LEFT JOIN users ON users.email_key = invitations.email_key
             WHERE instance_id = ?1 AND status = 'PENDING' AND expires > ?2
             ORDER BY invitations.id",
            [instance.id, ctx.now],
            |row| instance_member(row, false, "instance"),
        )?);
    }
    Ok(members)
}

fn instance_member(
    row: &rusqlite::Row<'_>,
    active: bool,
    role_source: &'static str,
) -> rusqlite::Result<InstanceMember> {
    Ok(InstanceMember {
        name: row.get(0)?,
        email: row.get(1)?,
        active,
        role: row.get(2)?,
        role_source,
    })
}

/// Removes a person's roles, in the space and in each of its instances, and revokes the open
/// invitations. The person's individual instance stays, for the administrators.
pub(crate) fn remove(
    ctx: &Context<'_>,
    space: &Space,
    email: &str,
) -> Result<Address, RequestError> {
    let absent = || RequestError::NotFound(format!("{email} isn't a member of {}.", space.name));
    let address = Address::parse(email).ok_or_else(absent)?;
    let mut removed = 0;
    if let Some(person) = people::by_address(ctx.db, &address)? {
        let has_other_administrators = ctx.db.has(
            "SELECT 1 FROM space_admins WHERE space_id = ?1 AND user_id <> ?2",
            [space.id, person.id],
        )?;
        if !has_other_administrators {
            return Err(RequestError::Conflict(format!(
                "{} is the last administrator of {} and can't be removed.",
                person.email, space.name
            )));
        }
        removed += ctx.db.run(
            "DELETE FROM space_admins WHERE space_id = ?1 AND user_id = ?2",
            [space.id, person.id],
        )?;
        removed += ctx.db.run(
            "DELETE FROM instance_members WHERE user_id = ?2 AND instance_id IN
                (SELECT id FROM instances WHERE space_id = ?1)",
            [space.id, person.id],
        )?;
    }
    removed += ctx.db.run(
        "UPDATE invitations SET status = 'REVOKED', settled = ?3
         WHERE space_id = ?1 AND email_key = ?2 AND status = 'PENDING'",
        params![space.id, address.normalized(), ctx.now],
    )?;
    if removed == 0 {
        return Err(absent());
    }
    Ok(address)
}
