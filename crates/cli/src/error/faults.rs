//! What the platform or the network did, in words: what happened, and what to do about it.

use platform::{Cause, Setting};

pub(super) fn message(cause: &Cause) -> String {
    match cause {
        Cause::NoConnection => "The platform can't be reached.",
        Cause::Tls { .. } => {
            "The connection isn't secure, because the platform couldn't prove its identity."
        }
        Cause::TimedOut => "The platform took too long to respond.",
        Cause::CutOff => "The connection broke before the platform's response was complete.",
        Cause::Unreadable | Cause::Unexpected => {
            "The platform sent something that Cohort doesn't understand."
        }
        Cause::TooLarge => "The platform sent more than Cohort can read.",
        Cause::NotThePlatform => "Something other than the platform responded.",
        Cause::KeyRefused => "The platform doesn't accept the API key.",
        Cause::NotAllowed => {
            "The platform doesn't let you do this. You may not be an administrator of the space."
        }
        Cause::NotFound => "The platform can't find this. It may have been deleted.",
        Cause::Deleted => "This was deleted in the last 24 hours.",
        Cause::Clash => "This already exists on the platform.",
        Cause::StillRunning { .. } => "The platform is still working on this.",
        Cause::Busy { .. } => "The platform is busy.",
        Cause::Invalid { fields } if fields.is_empty() => {
            "The platform rejected this, and didn't say why."
        }
        Cause::Invalid { fields } => {
            let fields = fields
                .iter()
                .map(|field| format!("{}: {}", field.field, field.why.join(", ")));
            return format!(
                "The platform rejected this: {}.",
                fields.collect::<Vec<_>>().join("; ")
            );
        }
        Cause::ServerFault => "Something went wrong on the platform.",
        Cause::Unusable { setting } => match setting {
            Setting::Key => "The API key contains something that can't be sent.",
            Setting::Proxy => "The proxy can't be used.",
            Setting::Certificate => "The additional certificate can't be used.",
            Setting::System => "The encryption of this system can't be used.",
            Setting::Request => "Cohort can't make a request of this.",
        },
    }
    .to_owned()
}

pub(super) fn cure(cause: &Cause) -> Option<&'static str> {
    Some(match cause {
        Cause::NoConnection => "Check the connection, then retry.",
        Cause::Tls { .. } => "Check the address and the clock of this computer.",
        Cause::TimedOut | Cause::CutOff => "Retry in a moment.",
        Cause::TooLarge => {
            "Retrying doesn't help. Use the platform's website for this, or contact its support."
        }
        Cause::NotThePlatform => {
            "Check the address. In a hotel or on a train, sign in to the Wi-Fi network first."
        }
        Cause::KeyRefused => "Set COHORT_API_KEY, or enter a new API key in Cohort's window.",
        Cause::NotAllowed => {
            "Ask an administrator of the space to do it, or to make you an administrator."
        }
        Cause::Deleted => {
            "If it's an instance, run `cohort instance restore SPACE INSTANCE`, then retry."
        }
        Cause::StillRunning { .. } | Cause::Busy { .. } => "Wait a moment, then retry.",
        Cause::ServerFault => "Retry in a few minutes.",
        Cause::Unreadable
        | Cause::Unexpected
        | Cause::NotFound
        | Cause::Clash
        | Cause::Invalid { .. }
        | Cause::Unusable { .. } => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_told_to_retry_what_is_too_large() {
        assert_eq!(
            message(&Cause::TooLarge),
            "The platform sent more than Cohort can read."
        );
        let cure = cure(&Cause::TooLarge).unwrap_or_default();
        assert!(cure.starts_with("Retrying doesn't help."), "{cure}");
    }
}
