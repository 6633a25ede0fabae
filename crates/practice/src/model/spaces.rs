//! The organisations and spaces: creating them, and those that a person is a member of.

use rusqlite::params;
use serde::Serialize;

use super::context::Context;
use super::lookup::{Org, Space};
use super::role::{OrgRole, Role};
use super::space_kind::SpaceKind;
use crate::clock;
use crate::database::{DatabaseError, Query};

/// An organisation as the API lists it.
#[derive(Serialize)]
pub(crate) struct ListedOrg {
    slug: String,
    name: String,
    role: OrgRole,
    description: Option<String>,
    tables_enabled: bool,
    hpc_enabled: bool,
    creation_timestamp: String,
    video_library_enabled: bool,
}

/// The caller's organisations.
pub(crate) fn orgs(ctx: &Context<'_>) -> Result<Vec<ListedOrg>, DatabaseError> {
    ctx.db.all(
        "SELECT slug, name, role, description, created FROM orgs
         JOIN org_members ON org_id = orgs.id WHERE user_id = ?1 ORDER BY name, slug",
        [ctx.caller.id],
        |row| {
            Ok(ListedOrg {
                slug: row.get(0)?,
                name: row.get(1)?,
                role: row.get(2)?,
                description: row.get(3)?,
                tables_enabled: true,
                hpc_enabled: false,
                creation_timestamp: clock::rfc3339(row.get(4)?),
                video_library_enabled: false,
            })
        },
    )
}

/// A space as the API lists it.
#[derive(Serialize)]
pub(crate) struct ListedSpace {
    slug: String,
    name: String,
    role: Option<Role>,
    #[serde(rename = "type")]
    kind: SpaceKind,
    visibility_type: &'static str,
    description: Option<String>,
    database_tables_enabled: bool,
    archival_timestamp: Option<String>,
    archive_by_date: Option<String>,
    creation_timestamp: String,
    video_library_enabled: bool,
    last_modified_timestamp: String,
}

/// The caller's spaces in an organisation. The role is administrator, or the strongest one that
/// the caller has in any instance of the space.
pub(crate) fn spaces(ctx: &Context<'_>, org: &Org) -> Result<Vec<ListedSpace>, DatabaseError> {
    ctx.db.all(
        "SELECT slug, name, kind, description, created, modified,
            CASE WHEN EXISTS
                (SELECT 1 FROM space_admins WHERE space_id = spaces.id AND user_id = ?2)
            THEN 'SPACE_ADMIN' ELSE
                (SELECT instance_members.role FROM instance_members
                 JOIN instances ON instances.id = instance_id
                 WHERE space_id = spaces.id AND user_id = ?2 AND deleted IS NULL
                 ORDER BY instance_members.role = 'OBSERVER', instance_members.role
                 LIMIT 1)
            END AS role
         FROM spaces WHERE org_id = ?1 AND role IS NOT NULL ORDER BY name, slug",
        params![org.id, ctx.caller.id],
        |row| {
            Ok(ListedSpace {
                slug: row.get(0)?,
                name: row.get(1)?,
                role: row.get(6)?,
                kind: row.get(2)?,
                visibility_type: "PRIVATE",
                description: row.get(3)?,
                database_tables_enabled: true,
                archival_timestamp: None,
                archive_by_date: None,
                creation_timestamp: clock::rfc3339(row.get(4)?),
                video_library_enabled: false,
                last_modified_timestamp: clock::rfc3339(row.get(5)?),
            })
        },
    )
}

/// Creates an organisation, of whose faculty the caller is.
pub(crate) fn create_org(
    ctx: &Context<'_>,
    slug: &str,
    name: &str,
    description: &str,
) -> Result<(), DatabaseError> {
    let org = ctx.db.insert(
        "INSERT INTO orgs (slug, name, description, created) VALUES (?1, ?2, ?3, ?4)",
        params![slug, name, description, ctx.now],
    )?;
    ctx.db.run(
        "INSERT INTO org_members (org_id, user_id, role) VALUES (?1, ?2, ?3)",
        params![org, ctx.caller.id, OrgRole::Faculty],
    )?;
    Ok(())
}

/// Creates a space with nothing in it, as the administrator that it is for sees it.
pub(crate) fn create(
    ctx: &Context<'_>,
    org: &str,
    (slug, name, kind, description): (&str, &str, SpaceKind, &str),
) -> Result<Space, DatabaseError> {
    let id = ctx.db.insert(
        "INSERT INTO spaces (org_id, slug, name, kind, description, created, modified)
         SELECT id, ?2, ?3, ?4, ?5, ?6, ?6 FROM orgs WHERE slug = ?1",
        params![org, slug, name, kind, description, ctx.now],
    )?;
    Ok(Space {
        id,
        slug: slug.to_owned(),
        name: name.to_owned(),
        kind,
        admin: true,
    })
}
