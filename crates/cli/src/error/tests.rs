//! The same problem has the same words in the terminal, wherever it came from.

use std::io;

use super::*;

/// Wherever an error of the data comes from, the user hears of it in the same words.
#[test]
fn a_full_disk_is_the_same_problem_wherever_it_was_found() {
    let full = || StoreError::DiskFull(io::Error::from(io::ErrorKind::StorageFull).into());
    let client = || ClientError::Store(full());
    let review = || ReviewError::Store(full());
    let said = |error: &CliError| (error.message(), error.cure());
    let plain = said(&full().into());
    assert_eq!(plain.0, "The disk is full.");
    assert_eq!(plain.1, Some("Free up some space, then retry."));
    let errors: [CliError; 20] = [
        client().into(),
        review().into(),
        SendError::Store(full()).into(),
        SendError::Review(review()).into(),
        ChoiceError::Store(full()).into(),
        ChoiceError::Review(review()).into(),
        ActionError::Store(full()).into(),
        InvitationError::Action(ActionError::Store(full())).into(),
        InvitationError::Send(SendError::Store(full())).into(),
        InvitationError::Send(SendError::Review(review())).into(),
        InvitationError::Client(client()).into(),
        InstanceError::Store(full()).into(),
        InstanceError::Client(client()).into(),
        LinkError::Client(client()).into(),
        AccountError::Store(full()).into(),
        DeliveryError::Store(full()).into(),
        RestoreError::Delivery(DeliveryError::Store(full())).into(),
        ReportError::Store(full()).into(),
        RefreshError::Key(client()).into(),
        PracticeError::Store(full()).into(),
    ];
    for error in errors {
        assert_eq!(said(&error), plain, "{error:?}");
    }
}

#[test]
fn a_key_that_is_kept_or_removed_is_not_said_to_be_one_that_is_read() {
    let refused = || VaultError::Refused {
        detail: "no answer".to_owned(),
    };
    let kept = CliError::from(AccountError::Keep(refused()));
    assert_eq!(kept.message(), "The keyring couldn't keep the API key.");
    assert!(
        kept.cure()
            .unwrap_or_default()
            .contains("--without-keyring")
    );
    for error in [refused(), VaultError::Locked] {
        let removed = CliError::from(AccountError::Forget(error));
        assert!(
            removed.message().contains("removed") || removed.message().contains("remove the"),
            "{}",
            removed.message()
        );
        assert!(removed.message().ends_with("The account is still there."));
        // `cohort account remove` has no such option, and the key of the account isn't asked for.
        let cure = removed.cure().unwrap_or_default();
        assert!(
            cure.contains("retry") && !cure.contains("COHORT_API_KEY"),
            "{cure}"
        );
    }
}

#[test]
fn only_a_locked_keyring_is_to_be_unlocked() {
    for (error, unlocks) in [
        (VaultError::NoKeyring, false),
        (VaultError::Locked, true),
        (VaultError::NotAKey, false),
        (
            VaultError::Refused {
                detail: "no answer".to_owned(),
            },
            false,
        ),
    ] {
        let cure = CliError::from(error.clone()).cure().unwrap_or_default();
        assert_eq!(cure.contains("Unlock"), unlocks, "{cure}");
        assert!(cure.contains("COHORT_API_KEY"), "{cure}");
        let below = CliError::from(InvitationError::Client(ClientError::Vault(error)));
        assert_eq!(below.cure(), Some(cure), "{below:?}");
    }
}
