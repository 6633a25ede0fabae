//! Why a draft can't be sent, or can't be meant for something, in words: what happened, and what to
//! do about it. All of it was found on this computer: the platform wasn't asked.

use outbox::{ChoiceError, ReviewError, SendError};

use super::on_this_computer::about_data;

pub(super) fn about_reviews(error: &ReviewError) -> String {
    match error {
        ReviewError::IntentMissing => "This draft doesn't say yet what people are invited to.",
        ReviewError::WrongPlace => {
            "You can't invite people to this instance. It isn't shared, or the platform no longer lists it."
        }
        ReviewError::Store(error) => return about_data(error),
    }
    .to_owned()
}

pub(super) fn about_choices(error: &ChoiceError) -> String {
    match error {
        ChoiceError::NotShareable(slug) => {
            format!("There's no instance \"{slug}\" that people can be invited to.")
        }
        ChoiceError::NoSnapshot(slug) => {
            format!("There's no snapshot \"{slug}\" that can be distributed.")
        }
        ChoiceError::Review(error) => about_reviews(error),
        ChoiceError::Changed => "The draft has changed since it was reviewed.".to_owned(),
        ChoiceError::Store(error) => about_data(error),
    }
}

pub(super) fn about_sending(error: &SendError) -> String {
    match error {
        SendError::Review(error) => return about_reviews(error),
        SendError::Store(error) => return about_data(error),
        SendError::Changed => "The draft has changed since it was reviewed. Nothing was sent.",
        SendError::MaybeSent => {
            "This list may have been sent since Cohort's data was restored or copied. Nothing was sent."
        }
        SendError::ToFix(1) => "1 address isn't valid. Nothing was sent.",
        SendError::ToFix(count) => {
            return format!("{count} addresses aren't valid. Nothing was sent.");
        }
        SendError::TooManyGroups(count) => {
            return format!("The list has {count} groups, which is too many. Nothing was sent.");
        }
        SendError::NoGroup(1) => "1 person has no group. Nothing was sent.",
        SendError::NoGroup(count) => {
            return format!("{count} people have no group. Nothing was sent.");
        }
        SendError::NotTheirs(1) => {
            "The slug of 1 person's individual instance belongs to another instance. Nothing was sent."
        }
        SendError::NotTheirs(count) => {
            return format!(
                "The slugs of {count} people's individual instances belong to other instances. Nothing was sent."
            );
        }
        SendError::AddressGroups(_) => "A group has an email address as its name. Nothing was sent.",
        SendError::NotSharedGroups(_) => {
            "A group has the slug of an instance that can't be shared. Nothing was sent."
        }
        SendError::OtherNameGroups(_) => {
            "A group has the slug of an instance with another name. Nothing was sent."
        }
        SendError::NewInstances(_) => "A new instance isn't valid. Nothing was created.",
        SendError::Nobody => "There's nobody to invite.",
        SendError::NothingInSnapshot => {
            "The snapshot holds nothing that can be distributed. Nothing was changed."
        }
        SendError::NoTargets => "No instance would get this material. Nothing was changed.",
        SendError::MessageTooLong(count) => {
            return format!("The message has {count} characters, which is too many. Nothing was changed.");
        }
    }
    .to_owned()
}

pub(super) fn cure_of_review(error: &ReviewError) -> Option<&'static str> {
    match error {
        ReviewError::IntentMissing => {
            Some("Open the draft in Cohort's window and choose it there.")
        }
        ReviewError::WrongPlace => {
            Some("Open the draft in Cohort's window and choose another instance.")
        }
        ReviewError::Store(_) => None,
    }
}

pub(super) fn cure_of_sending(error: &SendError) -> Option<&'static str> {
    Some(match error {
        SendError::Review(error) => return cure_of_review(error),
        SendError::MaybeSent => "To send it all the same, add --even-if-sent.",
        SendError::Changed => "Run the command again to review the latest version.",
        SendError::ToFix(_) => "Fix the addresses or skip the rows in Cohort's window, then retry.",
        SendError::NewInstances(_) => "Run the command again to see what to fix.",
        SendError::TooManyGroups(_) => {
            "Divide the list into several drafts in Cohort's window, then retry."
        }
        SendError::NoGroup(_) => {
            "Enter a group for each of them or skip the rows in Cohort's window, then retry."
        }
        SendError::NotTheirs(_) => {
            "Skip the rows in Cohort's window, or invite these people to a shared instance."
        }
        SendError::AddressGroups(_) | SendError::NotSharedGroups(_) => {
            "Give the group another name in Cohort's window, then retry."
        }
        SendError::OtherNameGroups(_) => {
            "Confirm it or give the group another name in Cohort's window, then retry."
        }
        SendError::NothingInSnapshot => "Choose another snapshot.",
        SendError::NoTargets => "Choose other instances.",
        SendError::MessageTooLong(_) => "Shorten the message.",
        SendError::Nobody | SendError::Store(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_keeps_a_draft_from_being_sent_is_said_in_sentences_and_not_put_on_the_platform() {
        for error in [
            SendError::Changed,
            SendError::MaybeSent,
            SendError::ToFix(2),
            SendError::TooManyGroups(2_001),
            SendError::NoGroup(2),
            SendError::NotTheirs(2),
            SendError::AddressGroups(1),
            SendError::NotSharedGroups(1),
            SendError::OtherNameGroups(1),
            SendError::NewInstances(1),
            SendError::Nobody,
            SendError::NothingInSnapshot,
            SendError::NoTargets,
            SendError::MessageTooLong(5_001),
            SendError::Review(ReviewError::IntentMissing),
        ] {
            let said = about_sending(&error);
            let is_sentence = said.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
            assert!(is_sentence && said.ends_with('.'), "{said}");
            assert!(!said.contains("latform"), "{said}");
        }
    }
}
