//! What a platform offers beyond its public API, as it said itself and as was kept in its
//! profile.
//!
//! A platform that was never asked is treated like one that offers nothing: the caller then
//! falls back on what every platform can do.

use platform::{Feature, Offered};
use store::{AccountId, PlatformProfile, Purpose, Store, StoreError};

/// Whether the platform has said that it offers this.
pub(crate) fn offers(profile: &PlatformProfile, feature: &Feature) -> bool {
    profile
        .extensions
        .as_ref()
        .is_some_and(|features| features.contains(feature))
}

/// Keeps what a platform answered when it was asked. What was learned before stays as it is where
/// something else has answered.
pub(crate) fn keep_offers(
    store: &Store,
    account: &AccountId,
    answer: Offered,
) -> Result<(), StoreError> {
    let mut features = match answer {
        Offered::These(offered) => offered.features,
        Offered::Nothing => Vec::new(),
        Offered::NotSaid => return Ok(()),
    };
    // Nobody asks for others, and the account is read again and again.
    features.retain(|feature| !matches!(feature, Feature::Other(_)));
    features.sort_unstable();
    features.dedup();
    store.account_learn(account, |profile| profile.extensions = Some(features))
}

/// Whether a request that is sent a second time with the same idempotency key is done once.
pub(crate) fn honours_keys(profile: &PlatformProfile) -> bool {
    offers(profile, &Feature::IdempotencyKey)
}

/// Whether the platform can take people out of a space.
pub fn takes_people_out(profile: &PlatformProfile) -> bool {
    offers(profile, &Feature::RemoveMember)
}

/// Whether the platform can delete instances, and restore them for a day.
pub fn deletes_instances(profile: &PlatformProfile) -> bool {
    offers(profile, &Feature::DeleteInstance)
}

/// What the platform can do about an invitation of somebody who hasn't joined yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvitationOffers {
    pub resend: bool,
    pub revoke: bool,
}

impl InvitationOffers {
    /// `purpose` is that of the plan that invited them; `None` if no plan of this computer did. An
    /// individual instance is nobody else's, so its invitation is revoked by deleting it.
    pub fn of(profile: &PlatformProfile, purpose: Option<Purpose>) -> Self {
        let has = |feature| offers(profile, &feature);
        Self {
            resend: has(Feature::Invitations) && has(Feature::Resend),
            revoke: if purpose == Some(Purpose::Individual) {
                has(Feature::DeleteInstance)
            } else {
                has(Feature::Invitations) && has(Feature::Revoke)
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use platform::Extensions;

    use super::*;

    #[test]
    fn only_what_somebody_asks_for_is_kept_of_what_a_platform_offers() {
        let sample = samples::SampleStore::new();
        let (store, account) = (&sample.store, &sample.place.account);
        let many = [Feature::Resend, Feature::Other("holograms".to_owned())];
        let features = many.into_iter().cycle().take(60_000).collect();
        let offered = Offered::These(Extensions { features });
        keep_offers(store, account, offered).unwrap();
        let kept = store.account(account).unwrap().profile.extensions;
        assert_eq!(kept.unwrap(), [Feature::Resend]);
    }
}
