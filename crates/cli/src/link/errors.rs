//! Why a link couldn't be read or changed, in words: what happened, and what to do about it.

use outbox::{LinkChange, LinkError, LinkTermsError};
use platform::{Cause, WebLinkError};

pub(crate) fn message(error: &LinkError) -> String {
    match error {
        LinkError::NotACourse => {
            "Only a course has a link, because it gives each person an individual instance."
        }
        LinkError::NotOffered => "This platform can't make links for Cohort.",
        LinkError::NoLink => "The course has no link.",
        LinkError::Locked(_) => {
            "The platform doesn't let the link be changed. You may no longer be an administrator of \
             the course, or it may have been archived or made read-only."
        }
        LinkError::Unconfirmed {
            change: LinkChange::Make,
            ..
        } => "The platform's answer was lost, so nobody can tell whether the link was made.",
        LinkError::Unconfirmed {
            change: LinkChange::Withdraw,
            ..
        } => "The platform's answer was lost, so nobody can tell whether the link was withdrawn.",
        LinkError::Terms(LinkTermsError::NoDay) => "The last day on which the link works is missing.",
        LinkError::Terms(LinkTermsError::DayIsOver) => "The last day for the link has passed.",
        LinkError::Terms(LinkTermsError::Domain(domain)) => {
            return format!("{domain} isn't a domain.");
        }
        LinkError::Terms(LinkTermsError::NoUses) => "At least 1 person must be able to join.",
        LinkError::WebLink(WebLinkError::NotHttps) => {
            "This link isn't secure: it doesn't begin with https://."
        }
        LinkError::WebLink(_) => "This isn't a whole link.",
        LinkError::OtherHost { host, .. } => {
            return format!("This link leads to {host}, which isn't the account's platform.");
        }
        LinkError::Fault(fault) if fault.cause == Cause::NoConnection => {
            "The platform can't be reached."
        }
        _ => return error.to_string(),
    }
    .to_owned()
}

pub(crate) fn cure(error: &LinkError) -> Option<&'static str> {
    Some(match error {
        LinkError::NotACourse => "Invite people by email instead.",
        LinkError::NotOffered => {
            "Create the link on the platform's web page, then run `cohort link paste SPACE LINK`."
        }
        LinkError::NoLink => "Run `cohort link make SPACE`.",
        LinkError::Unconfirmed { .. } => "Run `cohort link show SPACE` to see which link there is.",
        LinkError::Terms(LinkTermsError::NoDay) => "Add --expires, such as --expires 2026-10-26.",
        LinkError::Terms(LinkTermsError::DayIsOver) => "Choose today or a later day.",
        LinkError::Terms(LinkTermsError::Domain(_)) => "Use domains such as uni.example.",
        LinkError::WebLink(_) => "Copy the whole link from the platform's web page.",
        LinkError::OtherHost { .. } => {
            "If this is exactly the link that the platform's web page shows, add --other-host."
        }
        LinkError::Fault(fault) if fault.cause == Cause::NoConnection => {
            "Check the connection, then retry."
        }
        _ => return None,
    })
}
