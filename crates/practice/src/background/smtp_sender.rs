//! Sends the queued emails through a real SMTP server, one after the other.

use std::sync::Arc;
use std::time::Duration;

use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::transport::smtp;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use crate::database::DatabaseError;
use crate::model::email_queue::{self, Attempt, QueuedEmail};
use crate::platform::Platform;

pub(crate) type SmtpTransport = AsyncSmtpTransport<Tokio1Executor>;

const SENDER: &str = "Practice platform <no-reply@practice.example>";
const TIMEOUT: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_secs(1);

/// The URL of the SMTP server can't be used.
#[derive(Debug, thiserror::Error)]
#[error("emails can't be sent through {url}")]
pub struct SmtpUrlError {
    /// The URL without user and password.
    url: String,
    #[source]
    source: smtp::Error,
}

pub(crate) fn transport(url: &str) -> Result<SmtpTransport, SmtpUrlError> {
    let built = SmtpTransport::from_url(url).map_err(|source| SmtpUrlError {
        url: without_password(url),
        source,
    })?;
    Ok(built.timeout(Some(TIMEOUT)).build())
}

/// A form of the URL that can be shown.
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

pub(crate) async fn run(platform: Arc<Platform>, transport: SmtpTransport) {
    loop {
        match next(&platform).await {
            Ok(Some(mail)) => {
                let attempt = send(&transport, &mail).await;
                if let Err(error) = record(&platform, mail, attempt).await {
                    tracing::error!(%error, "what became of an email couldn't be recorded");
                    tokio::time::sleep(PAUSE).await;
                }
            }
            Ok(None) => {
                let _ = tokio::time::timeout(PAUSE, platform.email_queued.notified()).await;
            }
            Err(error) => {
                tracing::error!(%error, "the next email couldn't be read");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

async fn next(platform: &Platform) -> Result<Option<QueuedEmail>, DatabaseError> {
    let now = platform.clock.now();
    platform
        .database
        .read(move |db| email_queue::next_due(db, now))
        .await
}

#[derive(Debug, thiserror::Error)]
enum MessageError {
    #[error("the address can't be written in an email")]
    Address(#[from] lettre::address::AddressError),
    #[error("the email can't be put together")]
    Message(#[from] lettre::error::Error),
}

fn message(mail: &QueuedEmail) -> Result<Message, MessageError> {
    let sender: Mailbox = SENDER.parse()?;
    Ok(Message::builder()
        .from(sender)
        .to(Mailbox::new(None, mail.to.parse()?))
        .subject(&mail.subject)
        // The id is the same at every attempt, so that a server that gets the email twice can tell.
        .message_id(Some(format!(
            "<{}.{}@practice.example>",
            mail.id,
            stamp(mail)
        )))
        .header(ContentType::TEXT_PLAIN)
        .body(mail.text.clone())?)
}

/// Tells the emails of different data folders apart, in which the same ids occur.
fn stamp(mail: &QueuedEmail) -> String {
    let hash = crate::tokens::hash(&mail.text);
    data_encoding::HEXLOWER.encode(&hash[..8])
}

async fn send(transport: &SmtpTransport, mail: &QueuedEmail) -> Attempt {
    let message = match message(mail) {
        Ok(message) => message,
        Err(error) => return Attempt::Refused(error.to_string()),
    };
    match transport.send(message).await {
        Ok(_) => Attempt::Sent,
        Err(error) if error.is_permanent() => Attempt::Refused(error.to_string()),
        Err(error) => Attempt::Postponed(error.to_string()),
    }
}

async fn record(
    platform: &Platform,
    mail: QueuedEmail,
    attempt: Attempt,
) -> Result<(), DatabaseError> {
    let now = platform.clock.now();
    platform
        .database
        .write(move |db| email_queue::record_attempt(db, &mail, attempt, now))
        .await
}
