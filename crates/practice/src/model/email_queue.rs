//! The emails that wait for the SMTP server: which is due next, and what became of an attempt.

use rusqlite::{Connection, params};

use crate::clock::SECOND;
use crate::database::{DatabaseError, Query};

/// How often sending an email is tried before it counts as failed.
const MAX_ATTEMPTS: u32 = 6;

/// An email that waits for the SMTP server.
pub(crate) struct QueuedEmail {
    pub(crate) id: i64,
    pub(crate) to: String,
    pub(crate) subject: String,
    pub(crate) text: String,
    /// How often sending it was tried.
    attempts: u32,
}

/// How an attempt to send an email ended.
pub(crate) enum Attempt {
    Sent,
    /// The server will never accept it.
    Refused(String),
    /// It may work later.
    Postponed(String),
}

/// The email that has been due for longest.
pub(crate) fn next_due(db: &Connection, now: i64) -> Result<Option<QueuedEmail>, DatabaseError> {
    db.first(
        "SELECT id, recipient, subject, text, tries FROM mails
         WHERE delivery = 'queued' AND due <= ?1 ORDER BY due, id LIMIT 1",
        [now],
        |row| {
            Ok(QueuedEmail {
                id: row.get(0)?,
                to: row.get(1)?,
                subject: row.get(2)?,
                text: row.get(3)?,
                attempts: row.get(4)?,
            })
        },
    )
}

/// Records an attempt. An email that may work later waits twice as long after each attempt; an
/// invitation whose email failed counts as bounced.
pub(crate) fn record_attempt(
    db: &Connection,
    mail: &QueuedEmail,
    attempt: Attempt,
    now: i64,
) -> Result<(), DatabaseError> {
    let attempts = mail.attempts + 1;
    let (delivery, due, problem) = match attempt {
        Attempt::Sent => ("sent", now, None),
        Attempt::Refused(why) => ("failed", now, Some(why)),
        Attempt::Postponed(why) if attempts >= MAX_ATTEMPTS => ("failed", now, Some(why)),
        Attempt::Postponed(why) => {
            tracing::warn!(%why, "an email couldn't be sent and is tried again later");
            ("queued", now + (SECOND << attempts), Some(why))
        }
    };
    db.run(
        "UPDATE mails SET delivery = ?2, tries = ?3, due = ?4, problem = ?5 WHERE id = ?1",
        params![mail.id, delivery, attempts, due, problem],
    )?;
    if delivery == "failed" {
        db.run(
            "UPDATE invitations SET status = 'BOUNCED', settled = ?2
             WHERE status = 'PENDING'
             AND id = (SELECT invitation_id FROM mails WHERE id = ?1)",
            [mail.id, now],
        )?;
    }
    Ok(())
}
