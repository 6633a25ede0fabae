//! Sends the mails that wait, through a real SMTP server.

use std::time::Duration;

use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::transport::smtp;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use rusqlite::{OptionalExtension, params};

use crate::StartError;
use crate::clock::SECOND;
use crate::platform::Shared;
use crate::request_error::Refusal;

pub(crate) type Transport = AsyncSmtpTransport<Tokio1Executor>;

const SENDER: &str = "Practice platform <no-reply@practice.example>";
const TRIES: u32 = 6;

pub(crate) fn transport(url: &str) -> Result<Transport, StartError> {
    let built = Transport::from_url(url).map_err(|source| StartError::Smtp {
        url: without_password(url),
        source,
    })?;
    Ok(built.timeout(Some(Duration::from_secs(30))).build())
}

/// An address that can be shown.
fn without_password(url: &str) -> String {
    match url::Url::parse(url) {
        Ok(mut url) => {
            let hidden = url.set_password(None).and_then(|()| url.set_username(""));
            if hidden.is_ok() || url.password().is_none() {
                url.to_string()
            } else {
                "the SMTP server".to_owned()
            }
        }
        Err(_) => "the SMTP server".to_owned(),
    }
}

struct Waiting {
    id: i64,
    to: String,
    subject: String,
    text: String,
    tries: u32,
}

/// How one try went.
enum Outcome {
    Sent,
    /// The server will never take it.
    Refused(String),
    /// It may work later.
    Later(String),
}

/// Sends for as long as it is polled.
pub(crate) async fn run(platform: Shared, transport: Transport) {
    loop {
        match next(&platform).await {
            Ok(Some(mail)) => {
                let outcome = send(&transport, &mail).await;
                if let Err(error) = settle(&platform, mail, outcome).await {
                    tracing::error!(%error, "a mail could not be settled");
                    tokio::time::sleep(Duration::from_secs(1)).await;
                }
            }
            Ok(None) => {
                let pause = Duration::from_secs(1);
                let _ = tokio::time::timeout(pause, platform.mail_waits.notified()).await;
            }
            Err(error) => {
                tracing::error!(%error, "the next mail could not be read");
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
    }
}

async fn next(platform: &Shared) -> Result<Option<Waiting>, Refusal> {
    let now = platform.clock.now();
    platform
        .db
        .read(move |db| {
            Ok(db
                .prepare_cached(
                    "SELECT id, recipient, subject, text, tries FROM mails
                     WHERE delivery = 'queued' AND due <= ?1 ORDER BY due, id LIMIT 1",
                )?
                .query_row([now], |row| {
                    Ok(Waiting {
                        id: row.get(0)?,
                        to: row.get(1)?,
                        subject: row.get(2)?,
                        text: row.get(3)?,
                        tries: row.get(4)?,
                    })
                })
                .optional()?)
        })
        .await
}

#[derive(Debug, thiserror::Error)]
enum Unsendable {
    #[error("the address cannot be written in a mail")]
    Address(#[from] lettre::address::AddressError),
    #[error("the mail cannot be put together")]
    Message(#[from] lettre::error::Error),
}

fn message(mail: &Waiting) -> Result<Message, Unsendable> {
    let sender: Mailbox = SENDER.parse()?;
    Ok(Message::builder()
        .from(sender)
        .to(Mailbox::new(None, mail.to.parse()?))
        .subject(&mail.subject)
        // The same at every try, so that a server that got it twice can tell.
        .message_id(Some(format!(
            "<{}.{}@practice.example>",
            mail.id,
            stamp(mail)
        )))
        .header(ContentType::TEXT_PLAIN)
        .body(mail.text.clone())?)
}

fn stamp(mail: &Waiting) -> String {
    let hash = crate::tokens::hash(&mail.text);
    data_encoding::HEXLOWER.encode(&hash[..8])
}

async fn send(transport: &Transport, mail: &Waiting) -> Outcome {
    let message = match message(mail) {
        Ok(message) => message,
        Err(problem) => return Outcome::Refused(problem.to_string()),
    };
    match transport.send(message).await {
        Ok(_) => Outcome::Sent,
        Err(error) if error.is_permanent() => Outcome::Refused(reason(&error)),
        Err(error) => Outcome::Later(reason(&error)),
    }
}

fn reason(error: &smtp::Error) -> String {
    error.to_string()
}

async fn settle(platform: &Shared, mail: Waiting, outcome: Outcome) -> Result<(), Refusal> {
    let now = platform.clock.now();
    let tries = mail.tries + 1;
    platform
        .db
        .write(move |db| {
            let (delivery, due, problem) = match outcome {
                Outcome::Sent => ("sent", now, None),
                Outcome::Refused(why) => ("failed", now, Some(why)),
                Outcome::Later(why) if tries >= TRIES => ("failed", now, Some(why)),
                Outcome::Later(why) => {
                    tracing::warn!(%why, "a mail is sent again later");
                    ("queued", now + (SECOND << tries), Some(why))
                }
            };
            db.prepare_cached(
                "UPDATE mails SET delivery = ?2, tries = ?3, due = ?4, problem = ?5 WHERE id = ?1",
            )?
            .execute(params![mail.id, delivery, tries, due, problem])?;
            if delivery == "failed" {
                db.prepare_cached(
                    "UPDATE invitations SET status = 'BOUNCED', settled = ?2
                     WHERE status = 'PENDING'
                     AND id = (SELECT invitation_id FROM mails WHERE id = ?1)",
                )?
                .execute([mail.id, now])?;
            }
            Ok(())
        })
        .await
}
