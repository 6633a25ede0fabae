//! Spaces, and who is in them.

use std::collections::HashMap;

use axum::extract::State;
use rusqlite::params;
use serde::Serialize;

use crate::RepeatInvite;
use crate::clock;
use crate::http::answer::Answer;
use crate::http::extract::{At, Key};
use crate::model::lookup as find;
use crate::platform::{Call, Shared};
use crate::request_error::Refusal;

#[derive(Serialize)]
struct Space {
    slug: String,
    name: String,
    role: Option<String>,
    #[serde(rename = "type")]
    kind: String,
    visibility_type: &'static str,
    description: Option<String>,
    database_tables_enabled: bool,
    archival_timestamp: Option<String>,
    archive_by_date: Option<String>,
    creation_timestamp: String,
    video_library_enabled: bool,
    last_modified_timestamp: String,
}

pub(crate) async fn list(
    State(platform): State<Shared>,
    Key(key): Key,
    At(org): At<String>,
) -> Result<Answer, Refusal> {
    platform
        .get(key, move |call| {
            let org = find::org(call, &org)?;
            // The caller's role: administrator, or the strongest one held in any instance.
            let spaces = call
                .db
                .prepare_cached(
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
                )?
                .query_map(params![org.id, call.caller.id], |row| {
                    Ok(Space {
                        slug: row.get(0)?,
                        name: row.get(1)?,
                        role: row.get(6)?,
                        kind: row.get(2)?,
                        visibility_type: "PRIVATE",
                        description: row.get(3)?,
                        database_tables_enabled: true,
                        archival_timestamp: None,
                        archive_by_date: None,
                        creation_timestamp: clock::written(row.get(4)?),
                        video_library_enabled: false,
                        last_modified_timestamp: clock::written(row.get(5)?),
                    })
                })?
                .collect::<Result<Vec<_>, _>>()?;
            Ok(Answer::ok(&spaces))
        })
        .await
}

#[derive(Serialize)]
struct Member {
    name: String,
    email: String,
    active: bool,
    space_role: Option<&'static str>,
    instance_roles: Vec<InstanceRole>,
}

#[derive(Serialize)]
struct InstanceRole {
    instance_slug: String,
    role: String,
}

pub(crate) async fn members(
    State(platform): State<Shared>,
    Key(key): Key,
    At((org, space)): At<(String, String)>,
) -> Result<Answer, Refusal> {
    platform
        .get(key, move |call| {
            let space = find::space(call, &org, &space)?;
            let mut members = joined(call, space.id)?;
            if space.admin {
                if call.platform.settings.repeat_invite == RepeatInvite::Refuse {
                    pending(call, space.id, &mut members)?;
                }
            } else {
                // Who is no administrator sees the administrators and themselves.
                members.retain(|m| m.space_role.is_some() || m.email == call.caller.email);
            }
            Ok(Answer::ok(&members))
        })
        .await
}

fn joined(call: &Call<'_>, space: i64) -> Result<Vec<Member>, Refusal> {
    let mut members: Vec<Member> = Vec::new();
    let mut found: HashMap<i64, usize> = HashMap::new();
    let mut administrators = call.db.prepare_cached(
        "SELECT users.id, name, email FROM space_admins JOIN users ON users.id = user_id
         WHERE space_id = ?1 ORDER BY name, users.id",
    )?;
    let mut rows = administrators.query([space])?;
    while let Some(row) = rows.next()? {
        found.insert(row.get(0)?, members.len());
        members.push(Member {
            name: row.get(1)?,
            email: row.get(2)?,
            active: true,
            space_role: Some("SPACE_ADMIN"),
            instance_roles: Vec::new(),
        });
    }
    let mut others = call.db.prepare_cached(
        "SELECT users.id, users.name, email, instances.slug, instance_members.role
         FROM instances JOIN instance_members ON instance_id = instances.id
         JOIN users ON users.id = user_id
         WHERE space_id = ?1 AND deleted IS NULL ORDER BY users.name, users.id, instances.id",
    )?;
    let mut rows = others.query([space])?;
    while let Some(row) = rows.next()? {
        let at = if let Some(at) = found.get(&row.get(0)?) {
            *at
        } else {
            found.insert(row.get(0)?, members.len());
            members.push(Member {
                name: row.get(1)?,
                email: row.get(2)?,
                active: true,
                space_role: None,
                instance_roles: Vec::new(),
            });
            members.len() - 1
        };
        members[at].instance_roles.push(InstanceRole {
            instance_slug: row.get(3)?,
            role: row.get(4)?,
        });
    }
    Ok(members)
}

/// Adds who is invited and in no place of the space yet, as not active.
fn pending(call: &Call<'_>, space: i64, members: &mut Vec<Member>) -> Result<(), Refusal> {
    let mut invited = call.db.prepare_cached(
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
    let mut found: HashMap<String, usize> = HashMap::new();
    let mut rows = invited.query([space, call.now])?;
    while let Some(row) = rows.next()? {
        if row.get(5)? {
            continue;
        }
        let key: String = row.get(0)?;
        let at = if let Some(at) = found.get(&key) {
            *at
        } else {
            found.insert(key, members.len());
            members.push(Member {
                name: row.get(2)?,
                email: row.get(1)?,
                active: false,
                space_role: None,
                instance_roles: Vec::new(),
            });
            members.len() - 1
        };
        match row.get::<_, Option<String>>(3)? {
            Some(instance_slug) => members[at].instance_roles.push(InstanceRole {
                instance_slug,
                role: row.get(4)?,
            }),
            None => members[at].space_role = Some("SPACE_ADMIN"),
        }
    }
    Ok(())
}
