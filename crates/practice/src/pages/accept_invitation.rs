//! Accepting an invitation. To open its page uses nothing up; only the form with the password does.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use rusqlite::{Connection, OptionalExtension};

use crate::api::invitations;
use crate::model::address::Address;
use crate::model::lookup::RESTORABLE;
use crate::model::mail_texts as words;
use crate::model::people;
use crate::pages::account_form::{self as account, Entry, PASSWORD_LEAST};
use crate::pages::{Notice, Trouble, page};
use crate::platform::Shared;
use crate::request_error::Refusal;
use crate::tokens;

struct Invitation {
    id: i64,
    email: String,
    role: String,
    status: String,
    expires: i64,
    space: String,
    kind: String,
    instance: Option<String>,
    deleted: Option<i64>,
    inviter: String,
    /// The name of the account the address has, and whether that has a password.
    name: Option<String>,
    known: bool,
}

/// What somebody who opens the link is told.
enum Standing {
    Open(Box<Invitation>, Address),
    Closed(StatusCode, &'static str, String),
}

fn standing(db: &Connection, token: &str, now: i64) -> Result<Standing, Refusal> {
    let found = db
        .prepare_cached(
            "SELECT invitations.id, invitations.email, invitations.role, status, expires,
                    spaces.name, kind, instances.name, deleted, inviters.name,
                    users.name, users.password IS NOT NULL
             FROM invitations JOIN spaces ON spaces.id = invitations.space_id
             JOIN users AS inviters ON inviters.id = invited_by
             LEFT JOIN instances ON instances.id = instance_id
             LEFT JOIN users ON users.email_key = invitations.email_key
             WHERE token_hash = ?1",
        )?
        .query_row([tokens::hash(token)], |row| {
            Ok(Invitation {
                id: row.get(0)?,
                email: row.get(1)?,
                role: row.get(2)?,
                status: row.get(3)?,
                expires: row.get(4)?,
                space: row.get(5)?,
                kind: row.get(6)?,
                instance: row.get(7)?,
                deleted: row.get(8)?,
                inviter: row.get(9)?,
                name: row.get(10)?,
                known: row.get(11)?,
            })
        })
        .optional()?;
    let closed = |status, title, text: String| Ok(Standing::Closed(status, title, text));
    let Some(invitation) = found else {
        return closed(
            StatusCode::NOT_FOUND,
            "No such invitation",
            "Check that the address is whole, as it stands in the mail.".into(),
        );
    };
    let space = &invitation.space;
    let ask = format!("Ask {} for a new one.", invitation.inviter);
    match invitation.status.as_str() {
        "ACCEPTED" => {
            return closed(
                StatusCode::OK,
                "You are in already",
                format!("This invitation to {space} has been accepted."),
            );
        }
        "REVOKED" => {
            return closed(
                StatusCode::GONE,
                "The invitation was taken back",
                format!("This invitation to {space} is no longer good. {ask}"),
            );
        }
        "EXPIRED" => return Ok(expired(&invitation)),
        _ if invitation.expires <= now => return Ok(expired(&invitation)),
        _ => {}
    }
    if let Some(deleted) = invitation.deleted {
        let how = if deleted > now - RESTORABLE {
            "has been deleted; its administrators can still restore it"
        } else {
            "is no longer there"
        };
        return closed(
            StatusCode::GONE,
            "The instance is gone",
            format!("The instance this invitation leads to {how}."),
        );
    }
    let address = Address::parse(&invitation.email)
        .ok_or_else(|| Refusal::BadRequest("The invitation has no address.".into()))?;
    Ok(Standing::Open(Box::new(invitation), address))
}

fn expired(invitation: &Invitation) -> Standing {
    Standing::Closed(
        StatusCode::GONE,
        "The invitation has expired",
        format!(
            "This invitation to {} is no longer good. Ask {} for a new one.",
            invitation.space, invitation.inviter
        ),
    )
}

#[derive(Template)]
#[template(path = "accept_invitation.html")]
struct AcceptPage {
    inviter: String,
    space: String,
    kind: &'static str,
    role: &'static str,
    instance: Option<String>,
    email: String,
    name: String,
    known: bool,
    least: usize,
    wrong: Option<&'static str>,
}

fn shown(invitation: Invitation, name: Option<String>, wrong: Option<&'static str>) -> Response {
    let status = if wrong.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    page(
        status,
        &AcceptPage {
            kind: words::kind_of_space(&invitation.kind),
            role: words::role(&invitation.role),
            inviter: invitation.inviter,
            space: invitation.space,
            instance: invitation.instance,
            email: invitation.email,
            name: name.or(invitation.name).unwrap_or_default(),
            known: invitation.known,
            least: PASSWORD_LEAST,
            wrong,
        },
    )
}

fn told(status: StatusCode, title: &'static str, text: String) -> Response {
    if status == StatusCode::OK {
        Notice::good(title, text)
    } else {
        Notice::bad(status, title, text)
    }
}

pub(crate) async fn form(
    State(platform): State<Shared>,
    Path(token): Path<String>,
) -> Result<Response, Trouble> {
    let now = platform.clock.now();
    let standing = platform
        .db
        .read(move |db| standing(db, &token, now))
        .await?;
    Ok(match standing {
        Standing::Open(invitation, _) => shown(*invitation, None, None),
        Standing::Closed(status, title, text) => told(status, title, text),
    })
}

pub(crate) async fn finish(
    State(platform): State<Shared>,
    Path(token): Path<String>,
    Form(form): Form<account::Form>,
) -> Result<Response, Trouble> {
    let now = platform.clock.now();
    let same = token.clone();
    let before = platform.db.read(move |db| standing(db, &same, now)).await?;
    let (invitation, address) = match before {
        Standing::Open(invitation, address) => (invitation, address),
        Standing::Closed(status, title, text) => return Ok(told(status, title, text)),
    };
    let typed = form.name.clone();
    let (name, hash) = match account::enter(&platform, &address, form).await? {
        Entry::Welcome { name, hash } => (name, hash),
        Entry::Mend(why) => return Ok(shown(*invitation, Some(typed), Some(why))),
    };
    let shared = Arc::clone(&platform);
    // Looked at once more: another click may have come in the meantime.
    let closed = shared
        .db
        .write(move |db| match standing(db, &token, now)? {
            Standing::Closed(status, title, text) => Ok(Some((status, title, text))),
            Standing::Open(invitation, address) => {
                let user = account::keep(db, &address, &name, hash.as_deref(), now)?;
                invitations::admit(db, invitation.id, user, now)?;
                people::join_org(db, space_of(db, invitation.id)?, user)?;
                Ok(None)
            }
        })
        .await?;
    Ok(match closed {
        Some((status, title, text)) => told(status, title, text),
        None => Notice::good(
            "You are in",
            format!("Welcome to {}. You can close this page.", invitation.space),
        ),
    })
}

fn space_of(db: &Connection, invitation: i64) -> Result<i64, Refusal> {
    Ok(db
        .prepare_cached("SELECT space_id FROM invitations WHERE id = ?1")?
        .query_row([invitation], |row| row.get(0))?)
}
