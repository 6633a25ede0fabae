//! Why a link couldn't be read or changed, in words: what happened, and what to do about it.

use outbox::{LinkError, LinkTermsError};
use platform::WebLinkError;
use store::LinkChange;

pub(crate) fn message(error: &LinkError) -> String {
    match error {
        LinkError::NotACourse => {
            "Only a course has a link, because it gives each person an individual instance."
        }
        LinkError::NotOffered => "Cohort can't create links on this platform.",
        LinkError::NoLink => "The course has no link.",
        LinkError::Locked(_) => {
            "The platform doesn't let the link be changed. You may no longer be an administrator of \
             the course, or it may have been archived or made read-only."
        }
        LinkError::Unconfirmed {
            change: LinkChange::Make,
            ..
        } => "The platform's response was lost, so Cohort can't tell whether the link was created.",
        LinkError::Unconfirmed {
            change: LinkChange::Withdraw,
            ..
        } => "The platform's response was lost, so Cohort can't tell whether the link was withdrawn.",
        LinkError::Terms(LinkTermsError::NoDay) => "The last day on which the link works is missing.",
        LinkError::Terms(LinkTermsError::DayIsOver) => "The last day for the link has passed.",
        LinkError::Terms(LinkTermsError::Domain(domain)) => {
            return format!("{domain} isn't a domain.");
        }
        LinkError::Terms(LinkTermsError::NoUses) => "The number of people can't be 0.",
        LinkError::WebLink(WebLinkError::NotHttps) => {
            "This link isn't secure: it doesn't begin with https://."
        }
        LinkError::WebLink(_) => "This isn't a whole link.",
        LinkError::OtherHost(link) => {
            let host = link.host();
            return format!("This link leads to {host}, which isn't the account's platform.");
        }
        _ => return error.to_string(),
    }
    .to_owned()
}

pub(crate) fn cure(error: &LinkError) -> Option<&'static str> {
    Some(match error {
        LinkError::NotACourse => "Invite people by email instead.",
        LinkError::NotOffered => {
            "Create the link on the platform's website, then run `cohort link paste SPACE LINK`."
        }
        LinkError::NoLink => "Run `cohort link make SPACE`.",
        LinkError::Unconfirmed { .. } => "Run `cohort link show SPACE` to see which link there is.",
        LinkError::Terms(LinkTermsError::NoDay) => "Add --expires, such as --expires 2026-10-26.",
        LinkError::Terms(LinkTermsError::DayIsOver) => "Choose today or a later day.",
        LinkError::Terms(LinkTermsError::Domain(_)) => "Use domains such as uni.example.",
        LinkError::Terms(LinkTermsError::NoUses) => "Use a number of at least 1 with --uses.",
        LinkError::WebLink(_) => "Copy the whole link from the platform's website.",
        LinkError::OtherHost(_) => {
            "If this is exactly the link that the platform's website shows, add --other-host."
        }
        _ => return None,
    })
}
