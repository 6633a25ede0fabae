//! Every problem that nobody asked the platform about has a code that says so, and what is too large
//! has one of its own.

use lists::{FileError, FileErrorKind};
use outbox::{
    AccountError, ChoiceError, ClientError, InstanceError, InvitationError, LinkError, ReviewError,
    SendError, SpaceKindError,
};
use platform::Fault;
use pretty_assertions::assert_eq;
use roster::ExportError;
use store::{DraftId, KeptListId, PlanId, Record, RowId, StoreError};
use vault::VaultError;

use crate::bridge::{Problem, ProblemCode, id, place, slug};

#[test]
fn what_keeps_a_draft_from_being_sent_is_said_as_what_it_is() {
    let said = |error: SendError| Problem::from(error).code;
    for (error, code) in [
        (SendError::Changed, ProblemCode::DraftChanged),
        (SendError::MaybeSent, ProblemCode::DraftMaybeSent),
        (SendError::ToFix(1), ProblemCode::DraftToFix),
        (SendError::TooManyGroups(1), ProblemCode::DraftTooManyGroups),
        (SendError::NoGroup(1), ProblemCode::DraftNoGroup),
        (SendError::NotTheirs(1), ProblemCode::DraftNotTheirs),
        (SendError::AddressGroups(1), ProblemCode::DraftAddressGroups),
        (
            SendError::NotSharedGroups(1),
            ProblemCode::DraftNotSharedGroups,
        ),
        (
            SendError::OtherNameGroups(1),
            ProblemCode::DraftOtherNameGroups,
        ),
        (SendError::NewInstances(1), ProblemCode::DraftNewInstances),
        (SendError::Nobody, ProblemCode::NothingToSend),
        (
            SendError::NothingInSnapshot,
            ProblemCode::NothingToDistribute,
        ),
        (SendError::NoTargets, ProblemCode::DraftNoTargets),
        (
            SendError::MessageTooLong(1),
            ProblemCode::DraftMessageTooLong,
        ),
        (
            SendError::Review(ReviewError::IntentMissing),
            ProblemCode::DraftIncomplete,
        ),
        (
            SendError::Review(ReviewError::WrongPlace),
            ProblemCode::WrongPlace,
        ),
    ] {
        let shown = format!("{error:?}");
        assert_eq!(said(error), code, "{shown}");
    }
    // The same where somebody is invited again, which sends a draft of one person.
    let again = InvitationError::Send(SendError::NotTheirs(1));
    assert_eq!(Problem::from(again).code, ProblemCode::DraftNotTheirs);
}

#[test]
fn what_is_unknown_on_this_computer_is_not_said_to_be_unknown_on_the_platform() {
    let master = || "master".parse().unwrap();
    let choice = |error| Problem::from(error).code;
    assert_eq!(
        choice(ChoiceError::NotShareable(master())),
        ProblemCode::WrongPlace
    );
    assert_eq!(
        choice(ChoiceError::NoSnapshot(master())),
        ProblemCode::SnapshotNotListed
    );
    assert_eq!(
        id::<DraftId>("no id").unwrap_err().code,
        ProblemCode::DraftGone
    );
    assert_eq!(
        id::<PlanId>("no id").unwrap_err().code,
        ProblemCode::PlanGone
    );
    assert_eq!(
        id::<KeptListId>("no id").unwrap_err().code,
        ProblemCode::KeptListGone
    );
    assert_eq!(slug("no slug").unwrap_err().code, ProblemCode::Internal);
    let nowhere = place("practice", "no slug", "finance_i");
    assert_eq!(nowhere.unwrap_err().code, ProblemCode::Internal);
    assert_eq!(
        Problem::from(AccountError::UnderWay).code,
        ProblemCode::AccountInUse
    );
}

#[test]
fn what_is_too_large_is_not_said_to_be_worth_a_retry() {
    let read = Problem::from(Fault::too_large());
    let link = Problem::from(LinkError::Fault(Fault::too_large()));
    assert_eq!(
        [read.code, link.code],
        [ProblemCode::AnswerTooLarge, ProblemCode::AnswerTooLarge]
    );
}

/// A key can be kept until Cohort closes only where there is one at hand.
#[test]
fn a_key_that_cannot_be_read_or_removed_is_not_said_to_be_one_that_cannot_be_stored() {
    let refused = VaultError::Refused {
        detail: "no answer".to_owned(),
    };
    for (error, reading, keeping, removing) in [
        (
            VaultError::NoKeyring,
            ProblemCode::KeyMissing,
            ProblemCode::NoKeyring,
            ProblemCode::KeyStays,
        ),
        (
            VaultError::Locked,
            ProblemCode::KeyLocked,
            ProblemCode::KeyringLocked,
            ProblemCode::KeyStaysLocked,
        ),
        (
            VaultError::NotAKey,
            ProblemCode::KeyUnreadable,
            ProblemCode::KeyringRefused,
            ProblemCode::KeyStays,
        ),
        (
            refused,
            ProblemCode::KeyUnreadable,
            ProblemCode::KeyringRefused,
            ProblemCode::KeyStays,
        ),
    ] {
        let read = Problem::from(ClientError::Vault(error.clone()));
        let kept = Problem::from(AccountError::Keep(error.clone()));
        let removed = Problem::from(AccountError::Forget(error));
        assert_eq!(
            [read.code, kept.code, removed.code],
            [reading, keeping, removing]
        );
    }
}

#[test]
fn what_is_gone_or_not_offered_is_named_as_what_it_is() {
    let row = Problem::from(StoreError::NotFound(Record::Row));
    let draft = Problem::from(StoreError::NotFound(Record::Draft));
    assert_eq!(
        [row.code, draft.code],
        [ProblemCode::RowGone, ProblemCode::DraftGone]
    );
    assert_eq!(id::<RowId>("no id").unwrap_err().code, ProblemCode::RowGone);
    let instance = Problem::from(InstanceError::NotOffered);
    let person = Problem::from(InvitationError::NotOffered);
    assert_eq!(
        [instance.code, person.code],
        [ProblemCode::InstanceNotOffered, ProblemCode::NotOffered]
    );
    let corrected = Problem::from(InvitationError::SpaceUnknown);
    let again = Problem::from(SpaceKindError::Unknown);
    assert_eq!(
        [corrected.code, again.code],
        [ProblemCode::NotLoaded, ProblemCode::NotLoaded]
    );
}

#[test]
fn a_file_is_said_to_be_damaged_or_too_long_only_if_it_is() {
    let read = |kind| {
        let name = "students.csv".to_owned();
        Problem::from(FileError { name, kind }).code
    };
    assert_eq!(
        read(FileErrorKind::ChangedWhileRead),
        ProblemCode::FileChanging
    );
    assert_eq!(read(FileErrorKind::NotAFile), ProblemCode::FileNotAFile);
    let saved = Problem::from(ExportError::TooManyRows);
    assert_eq!(saved.code, ProblemCode::FileSheetFull);
}
