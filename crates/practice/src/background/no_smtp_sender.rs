//! Stands in for `smtp_sender` in a build without the feature `smtp`, such as the app's: emails stay
//! in the platform's own mailbox, and a URL of a server is an error.

use std::convert::Infallible;
use std::future::Ready;
use std::sync::Arc;

use crate::platform::Platform;

/// There is none.
pub(crate) type SmtpTransport = Infallible;

/// A server was named.
#[derive(Debug, thiserror::Error)]
#[error("this build can't send emails through an SMTP server. Leave the server out")]
pub struct SmtpUrlError;

pub(crate) fn transport(_: &str) -> Result<SmtpTransport, SmtpUrlError> {
    Err(SmtpUrlError)
}

pub(crate) fn run(_: Arc<Platform>, none: SmtpTransport) -> Ready<()> {
    match none {}
}
