//! The course that a command line names, and what is known of its link.

use jiff::Timestamp;
use outbox::{LinkError, Links, SpaceLink};
use platform::Cause;
use store::Place;

use crate::error::CliError;
use crate::session::Session;
use crate::space::{self, NamedSpace};

/// A space whose link is meant.
pub(crate) struct Course {
    pub(crate) name: String,
    pub(crate) place: Place,
    pub(crate) links: Links,
    found: NamedSpace,
}

/// Finds the space.
pub(crate) async fn find(
    session: &Session,
    asked: &str,
    account: Option<&str>,
) -> Result<Course, CliError> {
    let found = space::find(session, asked, account).await?;
    Ok(Course {
        name: found.name.clone(),
        place: found.place.clone(),
        links: session.outbox.links.clone(),
        found,
    })
}

impl Course {
    pub(crate) fn known(&self) -> Result<SpaceLink, CliError> {
        let known = self.links.of(&self.place, Timestamp::now())?;
        known.ok_or_else(|| CliError::NoSpace(self.name.clone()))
    }

    /// Asks the platform for the link. Without a connection, what was seen last has to do.
    pub(crate) async fn refresh(&self, session: &Session) -> Result<(), CliError> {
        match self.refresh_or_fail(session).await {
            Err(CliError::Link(LinkError::Fault(fault)))
                if fault.cause == Cause::NoConnection && self.known()?.seen_at.is_some() =>
            {
                eprintln!("The platform can't be reached. This is the link as it was seen last.");
                Ok(())
            }
            asked => asked,
        }
    }

    pub(crate) async fn refresh_or_fail(&self, session: &Session) -> Result<(), CliError> {
        session.prepare_for(&self.found.account).await?;
        Ok(self.links.refresh(&self.place, Timestamp::now()).await?)
    }
}
