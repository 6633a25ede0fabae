//! Instances: listed, made alone or for a group, deleted, restored; and who is in one.

use axum::extract::State;
use axum::http::StatusCode;
use rusqlite::{Connection, params};
use serde::Serialize;

use crate::RepeatInvite;
use crate::background::task_runner::{Invited, Work, enqueue};
use crate::clock;
use crate::http::answer::Answer;
use crate::http::extract::{At, Key, Posted};
use crate::http::json_body::{Fields, NAME_LIMIT};
use crate::model::lookup::{self as find, DEVELOPMENT, RESTORABLE, Space};
use crate::platform::{Call, Shared};
use crate::request_error::Refusal;

/// How many people one group may have from the start.
const GROUP_LIMIT: usize = 1000;

#[derive(Serialize)]
struct Instance {
    slug: String,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<String>,
    description: Option<String>,
    creation_timestamp: String,
    archival_timestamp: Option<String>,
    rearchive_after_timestamp: Option<String>,
}

pub(crate) async fn list(
    State(platform): State<Shared>,
    Key(key): Key,
    At((org, space)): At<(String, String)>,
) -> Result<Answer, Refusal> {
    platform
        .get(key, move |call| {
            let space = find::space(call, &org, &space)?;
            let instances = call
                .db
                .prepare_cached(
                    "SELECT slug, name, description, created,
                        ifnull(role, CASE WHEN ?3 THEN 'SPACE_ADMIN' END)
                     FROM instances LEFT JOIN instance_members
                     ON instance_id = instances.id AND user_id = ?2
                     WHERE space_id = ?1 AND deleted IS NULL AND (?3 OR role IS NOT NULL)
                     ORDER BY instances.id",
                )?
                .query_map(params![space.id, call.caller.id, space.admin], |row| {
                    Ok(Instance {
                        slug: row.get(0)?,
                        name: row.get(1)?,
                        role: row.get(4)?,
                        description: row.get(2)?,
                        creation_timestamp: clock::written(row.get(3)?),
                        archival_timestamp: None,
                        rearchive_after_timestamp: None,
                    })
                })?
                .collect::<Result<Vec<_>, _>>()?;
            Ok(Answer::ok(&instances))
        })
        .await
}

pub(crate) async fn create(
    State(platform): State<Shared>,
    At((org, space)): At<(String, String)>,
    posted: Posted,
) -> Result<Answer, Refusal> {
    platform
        .change(posted, move |call, body| {
            let space = find::administered(call, &org, &space)?;
            let mut fields = Fields::read(body)?;
            let name = fields.name("name");
            let slug = fields.slug("slug");
            let description = fields.text("description", NAME_LIMIT);
            fields.finish()?;
            make(call, &space, &slug, &name, description.as_deref())?;
            Ok(Answer::created(&Instance {
                slug,
                name,
                role: None,
                description,
                creation_timestamp: clock::written(call.now),
                archival_timestamp: None,
                rearchive_after_timestamp: None,
            }))
        })
        .await
}

/// Makes an instance with an empty current state, and returns its id.
pub(crate) fn make(
    call: &Call<'_>,
    space: &Space,
    slug: &str,
    name: &str,
    description: Option<&str>,
) -> Result<i64, Refusal> {
    free_slug(call, space, slug)?;
    let new = New {
        space: space.id,
        slug,
        name,
        description,
        once: call.once,
    };
    insert(call.db, &new, call.now)
}

pub(crate) struct New<'a> {
    pub(crate) space: i64,
    pub(crate) slug: &'a str,
    pub(crate) name: &'a str,
    pub(crate) description: Option<&'a str>,
    pub(crate) once: Option<&'a str>,
}

/// The same for a slug that is known to be free.
pub(crate) fn insert(db: &Connection, new: &New<'_>, now: i64) -> Result<i64, Refusal> {
    db.prepare_cached(
        "INSERT INTO instances (space_id, slug, name, description, created, once)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        new.space,
        new.slug,
        new.name,
        new.description,
        now,
        new.once
    ])?;
    let id = db.last_insert_rowid();
    db.prepare_cached(
        "INSERT INTO snapshots (instance_id, slug, name, kind, created)
         VALUES (?1, ?2, 'Current state', 'DEVELOPMENT', ?3)",
    )?
    .execute(params![id, DEVELOPMENT, now])?;
    db.prepare_cached("UPDATE spaces SET modified = ?2 WHERE id = ?1")?
        .execute([new.space, now])?;
    Ok(id)
}

/// What was deleted keeps its slug for as long as it can be restored, and is then cleared away.
fn free_slug(call: &Call<'_>, space: &Space, slug: &str) -> Result<(), Refusal> {
    match find::any_instance(call, space, slug)? {
        None => Ok(()),
        Some((instance, Some(deleted))) if deleted <= call.now - RESTORABLE => {
            call.db
                .prepare_cached("DELETE FROM instances WHERE id = ?1")?
                .execute([instance.id])?;
            Ok(())
        }
        Some((_, deleted)) => Err(Refusal::Clash(format!(
            "The slug \"{slug}\" is taken in {}{}.",
            space.name,
            if deleted.is_some() {
                " by an instance that was deleted less than 24 hours ago"
            } else {
                ""
            }
        ))),
    }
}

pub(crate) async fn create_group(
    State(platform): State<Shared>,
    At((org, space)): At<(String, String)>,
    posted: Posted,
) -> Result<Answer, Refusal> {
    platform
        .change(posted, move |call, body| {
            let space = find::administered(call, &org, &space)?;
            let mut fields = Fields::read(body)?;
            let name = fields.name("name");
            let slug = fields.slug("slug");
            let description = fields.text("description", NAME_LIMIT);
            let editors = fields.addresses("editor_emails", GROUP_LIMIT);
            fields.finish()?;
            free_slug(call, &space, &slug)?;
            let work = Work::Group {
                org: org.clone(),
                space: space.slug,
                slug,
                name,
                description,
                editors: editors.iter().map(|a| a.written().to_owned()).collect(),
            };
            let task = enqueue(call, &work)?;
            Ok(Answer::accepted(&task))
        })
        .await
}

#[derive(Serialize)]
struct Member {
    name: String,
    email: String,
    active: bool,
    role: String,
    role_source: &'static str,
}

pub(crate) async fn members(
    State(platform): State<Shared>,
    Key(key): Key,
    At((org, space, instance)): At<(String, String, String)>,
) -> Result<Answer, Refusal> {
    platform
        .get(key, move |call| {
            let (space, instance) = find::seen_instance(call, &org, &space, &instance)?;
            let mut members = own_members(call, instance.id)?;
            members.extend(inherited_members(call, space.id, instance.id)?);
            if space.admin && call.platform.settings.repeat_invite == RepeatInvite::Refuse {
                members.extend(pending_members(call, instance.id)?);
            }
            Ok(Answer::ok(&members))
        })
        .await
}

fn own_members(call: &Call<'_>, instance: i64) -> Result<Vec<Member>, Refusal> {
    let members = call
        .db
        .prepare_cached(
            "SELECT name, email, role FROM instance_members JOIN users ON users.id = user_id
             WHERE instance_id = ?1 ORDER BY name, users.id",
        )?
        .query_map([instance], |row| {
            Ok(Member {
                name: row.get(0)?,
                email: row.get(1)?,
                active: true,
                role: row.get(2)?,
                role_source: "instance",
            })
        })?
        .collect::<Result<_, _>>()?;
    Ok(members)
}

fn inherited_members(call: &Call<'_>, space: i64, instance: i64) -> Result<Vec<Member>, Refusal> {
    let members = call
        .db
        .prepare_cached(
            "SELECT name, email FROM space_admins JOIN users ON users.id = user_id
             WHERE space_id = ?1 AND NOT EXISTS (SELECT 1 FROM instance_members
                 WHERE instance_id = ?2 AND instance_members.user_id = space_admins.user_id)
             ORDER BY name, users.id",
        )?
        .query_map([space, instance], |row| {
            Ok(Member {
                name: row.get(0)?,
                email: row.get(1)?,
                active: true,
                role: "SPACE_ADMIN".to_owned(),
                role_source: "space",
            })
        })?
        .collect::<Result<_, _>>()?;
    Ok(members)
}

fn pending_members(call: &Call<'_>, instance: i64) -> Result<Vec<Member>, Refusal> {
    let members = call
        .db
        .prepare_cached(
            "SELECT ifnull(name, ''), invitations.email, role FROM invitations
             LEFT JOIN users ON users.email_key = invitations.email_key
             WHERE instance_id = ?1 AND status = 'PENDING' AND expires > ?2
             ORDER BY invitations.id",
        )?
        .query_map([instance, call.now], |row| {
            Ok(Member {
                name: row.get(0)?,
                email: row.get(1)?,
                active: false,
                role: row.get(2)?,
                role_source: "instance",
            })
        })?
        .collect::<Result<_, _>>()?;
    Ok(members)
}

/// Deletes: restorable for a day, its slug taken until then.
pub(crate) async fn delete(
    State(platform): State<Shared>,
    At((org, space, slug)): At<(String, String, String)>,
    posted: Posted,
) -> Result<Answer, Refusal> {
    platform
        .change(posted, move |call, _| {
            let space = find::administered(call, &org, &space)?;
            let instance = find::instance(call, &space, &slug)?;
            if instance.is_special() {
                return Err(Refusal::Forbidden(format!(
                    "The instance \"{slug}\" cannot be deleted."
                )));
            }
            call.db
                .prepare_cached("UPDATE instances SET deleted = ?2 WHERE id = ?1")?
                .execute([instance.id, call.now])?;
            let until = clock::written(call.now + RESTORABLE);
            Ok(Answer::ok(
                &serde_json::json!({ "slug": slug, "restorable_until": until }),
            ))
        })
        .await
}

pub(crate) async fn restore(
    State(platform): State<Shared>,
    At((org, space, slug)): At<(String, String, String)>,
    posted: Posted,
) -> Result<Answer, Refusal> {
    platform
        .change(posted, move |call, body| {
            let space = find::administered(call, &org, &space)?;
            Fields::read(body)?.finish()?;
            match find::any_instance(call, &space, &slug)? {
                Some((_, None)) => Err(Refusal::Clash(format!(
                    "The instance \"{slug}\" is not deleted."
                ))),
                Some((instance, Some(deleted))) if deleted > call.now - RESTORABLE => {
                    call.db
                        .prepare_cached("UPDATE instances SET deleted = NULL WHERE id = ?1")?
                        .execute([instance.id])?;
                    Ok(Answer::json(
                        StatusCode::OK,
                        &serde_json::json!({ "slug": slug, "name": instance.name }),
                    ))
                }
                _ => Err(find::no_instance(&space, &slug)),
            }
        })
        .await
}

/// Makes the instance of a group and invites its editors, as one piece.
pub(crate) fn make_group(call: &Call<'_>, work: &Invited<'_>) -> Result<(), Refusal> {
    let space = find::administered(call, work.org, work.space)?;
    let id = make(call, &space, work.slug, work.name, work.description)?;
    let instance = find::Instance {
        id,
        slug: work.slug.to_owned(),
        name: work.name.to_owned(),
    };
    for editor in work.editors {
        match super::invitations::invite(call, &space, Some(&instance), editor, "EDITOR") {
            // An administrator is in already, which is no reason to stop.
            Ok(_) | Err(Refusal::Clash(_)) => {}
            Err(refusal) => return Err(refusal),
        }
    }
    Ok(())
}
