//! API keys and the tokens in links.
//!
//! Keys and tokens come from the system's random numbers, are stored as SHA-256 hashes, and are
//! compared in constant time. A token in a link is looked up by its hash, so the time a lookup
//! takes says nothing about the token itself.
//!
//! The token in a link is derived from a secret in the data folder and from the row it belongs to.
//! A random token would be simpler, but then the database would have to hold the token itself to
//! show or email the same link again. This way the database holds nothing but hashes.

use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, Mac};
use rand::TryRngCore;
use rand::rngs::OsRng;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

pub(crate) type Hash = [u8; 32];

const TOKEN_BYTES: usize = 20;

/// Returns 160 random bits, written in letters and digits that no mail program changes.
pub(crate) fn random() -> Result<SecretString, rand::rand_core::OsError> {
    let mut bytes = [0; TOKEN_BYTES];
    OsRng.try_fill_bytes(&mut bytes)?;
    Ok(encode(&bytes).into())
}

pub(crate) fn hash(token: &str) -> Hash {
    Sha256::digest(token.as_bytes()).into()
}

/// Compares a secret with what somebody sent, in constant time.
pub(crate) fn matches(secret: &SecretString, given: &str) -> bool {
    let expected = hash(secret.expose_secret());
    expected.ct_eq(&hash(given)).into()
}

fn encode(bytes: &[u8]) -> String {
    BASE32_NOPAD.encode(bytes).to_ascii_lowercase()
}

/// What a link is for. Tokens of different purposes differ even where the ids of their rows are
/// the same.
#[derive(Clone, Copy)]
pub(crate) enum LinkPurpose {
    Invitation,
    SignUp,
    Confirmation,
}

/// Derives the tokens that stand in links.
pub(crate) struct LinkTokens {
    secret: SecretString,
}

impl LinkTokens {
    pub(crate) fn new(secret: SecretString) -> Self {
        Self { secret }
    }

    pub(crate) fn token(&self, purpose: LinkPurpose, id: i64) -> String {
        // These words are part of every link that was ever sent, so they must not change.
        let purpose = match purpose {
            LinkPurpose::Invitation => "invitation",
            LinkPurpose::SignUp => "link",
            LinkPurpose::Confirmation => "confirmation",
        };
        let secret = self.secret.expose_secret().as_bytes();
        // HMAC accepts keys of any length, so this never fails.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) else {
            return String::new();
        };
        mac.update(purpose.as_bytes());
        mac.update(&id.to_be_bytes());
        encode(&mac.finalize().into_bytes()[..TOKEN_BYTES])
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_link_token_depends_on_its_purpose_and_row_and_never_changes() {
        let tokens = LinkTokens::new("a secret".to_owned().into());
        let token = tokens.token(LinkPurpose::SignUp, 7);
        assert_eq!(token, tokens.token(LinkPurpose::SignUp, 7));
        assert_ne!(token, tokens.token(LinkPurpose::SignUp, 8));
        assert_ne!(token, tokens.token(LinkPurpose::Invitation, 7));
        assert_eq!(token.len(), 32);
    }

    #[test]
    fn random_tokens_differ() {
        let (first, second) = (random().unwrap(), random().unwrap());
        assert_ne!(first.expose_secret(), second.expose_secret());
        assert!(matches(&first, first.expose_secret()));
        assert!(!matches(&first, second.expose_secret()));
    }
}
