//! Keys and tokens: made from the system's randomness, kept as SHA-256, compared in constant time.
//!
//! A token in a link is looked up by its hash, so how long that takes tells nothing about it.
//! What stands in a link is derived from a secret in the data folder and the row it belongs to.
//! So the database holds hashes only, and yet the same link can be shown or mailed again.

use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, Mac};
use rand::TryRngCore;
use rand::rngs::OsRng;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

pub(crate) type Hash = [u8; 32];

const TOKEN_BYTES: usize = 20;

/// 160 random bits, in letters and digits that survive any mail program.
pub(crate) fn random() -> Result<SecretString, rand::rand_core::OsError> {
    let mut bytes = [0; TOKEN_BYTES];
    OsRng.try_fill_bytes(&mut bytes)?;
    Ok(encode(&bytes).into())
}

pub(crate) fn hash(token: &str) -> Hash {
    Sha256::digest(token.as_bytes()).into()
}

pub(crate) fn same(token: &SecretString, other: &str) -> bool {
    let ours = hash(token.expose_secret());
    ours.ct_eq(&hash(other)).into()
}

fn encode(bytes: &[u8]) -> String {
    BASE32_NOPAD.encode(bytes).to_ascii_lowercase()
}

#[derive(Clone, Copy)]
pub(crate) enum Purpose {
    Invitation,
    Link,
    Confirmation,
}

/// Makes the tokens that stand in links.
pub(crate) struct Mint {
    secret: SecretString,
}

impl Mint {
    pub(crate) fn new(secret: SecretString) -> Self {
        Self { secret }
    }

    pub(crate) fn token(&self, purpose: Purpose, id: i64) -> String {
        let purpose = match purpose {
            Purpose::Invitation => "invitation",
            Purpose::Link => "link",
            Purpose::Confirmation => "confirmation",
        };
        let secret = self.secret.expose_secret().as_bytes();
        // HMAC takes keys of any length; the empty arm is there for the type only.
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
    fn tokens_differ_by_purpose_and_row_and_stay_the_same() {
        let mint = Mint::new("a secret".to_owned().into());
        let token = mint.token(Purpose::Link, 7);
        assert_eq!(token, mint.token(Purpose::Link, 7));
        assert_ne!(token, mint.token(Purpose::Link, 8));
        assert_ne!(token, mint.token(Purpose::Invitation, 7));
        assert_eq!(token.len(), 32);
    }

    #[test]
    fn random_tokens_differ() {
        let (one, other) = (random().unwrap(), random().unwrap());
        assert_ne!(one.expose_secret(), other.expose_secret());
        assert!(same(&one, one.expose_secret()));
        assert!(!same(&one, other.expose_secret()));
    }
}
