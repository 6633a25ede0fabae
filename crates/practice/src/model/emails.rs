//! Emails. An email is written in the transaction of the change it tells about, so neither is ever
//! there without the other. It stays in the platform's own mailbox and, where an SMTP server is
//! set, waits there until the sender in the background has sent it.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use rusqlite::{Connection, params};
use serde::Serialize;

use super::address::Address;
use super::context::Context;
use super::email_texts::{EmailText, one_line};
use crate::clock;
use crate::database::{DatabaseError, Query};
use crate::platform::Platform;

pub(crate) struct NewEmail<'a> {
    kind: &'static str,
    to: &'a Address,
    text: EmailText,
    invitation: Option<i64>,
    idempotency_key: Option<&'a str>,
}

impl<'a> NewEmail<'a> {
    pub(crate) fn new(kind: &'static str, to: &'a Address, text: EmailText) -> Self {
        Self {
            kind,
            to,
            text,
            invitation: None,
            idempotency_key: None,
        }
    }

    /// Says which invitation the email is for. If it can't be sent, that invitation counts as
    /// bounced.
    pub(crate) fn for_invitation(self, id: i64) -> Self {
        Self {
            invitation: Some(id),
            ..self
        }
    }
}

/// Queues an email that a request or a task of the API leads to.
pub(crate) fn queue_for_request<'a>(
    ctx: &'a Context<'_>,
    mail: NewEmail<'a>,
) -> Result<(), DatabaseError> {
    let mail = NewEmail {
        idempotency_key: ctx.idempotency_key,
        ..mail
    };
    queue(ctx.db, ctx.platform, ctx.now, &mail)
}

pub(crate) fn queue(
    db: &Connection,
    platform: &Platform,
    now: i64,
    mail: &NewEmail<'_>,
) -> Result<(), DatabaseError> {
    let delivery = if platform.settings.smtp {
        "queued"
    } else {
        "kept"
    };
    db.run(
        "INSERT INTO mails
            (kind, recipient, recipient_key, subject, text, at, invitation_id, once, delivery, due)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?6)",
        params![
            mail.kind,
            mail.to.written(),
            mail.to.normalized(),
            one_line(&mail.text.subject),
            mail.text.body,
            now,
            mail.invitation,
            mail.idempotency_key,
            delivery
        ],
    )?;
    Ok(())
}

/// An email as the control API shows it.
#[derive(Serialize)]
pub(crate) struct SentEmail {
    id: i64,
    kind: String,
    to: String,
    subject: String,
    text: String,
    at: String,
}

/// The emails with an id above `since`, to one address or to everybody, oldest first.
pub(crate) fn sent_since(
    db: &Connection,
    since: i64,
    to: Option<&Address>,
) -> Result<Vec<SentEmail>, DatabaseError> {
    db.all(
        "SELECT id, kind, recipient, subject, text, at FROM mails
         WHERE id > ?1 AND (?2 IS NULL OR recipient_key = ?2) ORDER BY id",
        params![since, to.map(Address::normalized)],
        |row| {
            Ok(SentEmail {
                id: row.get(0)?,
                kind: row.get(1)?,
                to: row.get(2)?,
                subject: row.get(3)?,
                text: row.get(4)?,
                at: clock::rfc3339(row.get(5)?),
            })
        },
    )
}

/// A line of the mailbox.
pub(crate) struct EmailSummary {
    pub(crate) id: i64,
    pub(crate) to: String,
    pub(crate) subject: String,
    pub(crate) at: i64,
}

/// The newest emails with an id below `before` whose recipient or subject contains `query`.
pub(crate) fn search(
    db: &Connection,
    query: &str,
    before: Option<i64>,
    limit: u32,
) -> Result<Vec<EmailSummary>, DatabaseError> {
    db.all(
        "SELECT id, recipient, subject, at FROM mails
         WHERE id < ?2 AND (?1 = '' OR instr(lower(recipient), lower(?1)) > 0
                            OR instr(lower(subject), lower(?1)) > 0)
         ORDER BY id DESC LIMIT ?3",
        params![query, before.unwrap_or(i64::MAX), limit],
        |row| {
            Ok(EmailSummary {
                id: row.get(0)?,
                to: row.get(1)?,
                subject: row.get(2)?,
                at: row.get(3)?,
            })
        },
    )
}

pub(crate) fn count(db: &Connection) -> Result<i64, DatabaseError> {
    db.only("SELECT count(*) FROM mails", [], |row| row.get(0))
}

/// One email, whole.
pub(crate) struct Email {
    pub(crate) to: String,
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) at: i64,
    pub(crate) delivery: EmailDelivery,
}

/// What has become of an email.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EmailDelivery {
    /// It is in the mailbox and isn't sent anywhere.
    Kept,
    Queued,
    Sent,
    Failed,
}

impl FromSql for EmailDelivery {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value.as_str()? {
            "kept" => Ok(Self::Kept),
            "queued" => Ok(Self::Queued),
            "sent" => Ok(Self::Sent),
            "failed" => Ok(Self::Failed),
            _ => Err(FromSqlError::InvalidType),
        }
    }
}

pub(crate) fn by_id(db: &Connection, id: i64) -> Result<Option<Email>, DatabaseError> {
    db.first(
        "SELECT recipient, subject, text, at, delivery FROM mails WHERE id = ?1",
        [id],
        |row| {
            Ok(Email {
                to: row.get(0)?,
                subject: row.get(1)?,
                text: row.get(2)?,
                at: row.get(3)?,
                delivery: row.get(4)?,
            })
        },
    )
}

/// Whether an email of one of the sign-up kinds went to this address after `time`.
pub(crate) fn has_sign_up_email_since(
    db: &Connection,
    to: &Address,
    time: i64,
) -> Result<bool, DatabaseError> {
    db.has(
        "SELECT 1 FROM mails WHERE recipient_key = ?1 AND at > ?2
         AND kind IN ('confirmation', 'already_in')",
        params![to.normalized(), time],
    )
}

/// Takes every email that waits for the SMTP server out of the queue. It stays in the mailbox.
pub(crate) fn keep_all(db: &Connection) -> Result<(), DatabaseError> {
    db.run("UPDATE mails SET delivery = 'kept'", [])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use pretty_assertions::assert_eq;

    use super::*;

    #[test]
    fn a_word_that_is_not_known_is_an_error_and_not_an_email_that_was_kept() {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(include_str!("../database/schema.sql"))
            .unwrap();
        db.run(
            "INSERT INTO mails (kind, recipient, recipient_key, subject, text, at, delivery)
             VALUES ('invitation', 'a@b.example', 'a@b.example', 'Hello', '', 0, 'kept')",
            [],
        )
        .unwrap();
        let kept = by_id(&db, 1).unwrap().map(|email| email.delivery);
        assert_eq!(kept, Some(EmailDelivery::Kept));

        // As another version might have written it.
        db.execute_batch("PRAGMA ignore_check_constraints = ON")
            .unwrap();
        db.run("UPDATE mails SET delivery = 'bounced'", []).unwrap();
        assert!(by_id(&db, 1).is_err());
    }
}
