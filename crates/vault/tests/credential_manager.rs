//! The vault on the Credential Manager of Windows: its own API, with an entry that only this test has.

#![cfg(windows)]
#![allow(clippy::unwrap_used)]

use pretty_assertions::assert_eq;
use secrecy::{ExposeSecret as _, SecretString};
use vault::{Keep, Vault};

/// No platform is here, so that nobody's key is touched.
const ACCOUNT: &str = "https://only-for-this-test.invalid";

async fn kept() -> Option<String> {
    // Another vault each time, as another process has one.
    let key = Vault::system().key(ACCOUNT).await.unwrap();
    key.map(|key| key.expose_secret().to_owned())
}

#[tokio::test]
async fn the_credential_manager_keeps_replaces_and_forgets() {
    let vault = Vault::system();
    // What an earlier run may have left behind.
    vault.forget(ACCOUNT).await.unwrap();
    assert_eq!(kept().await, None);
    for key in ["first", "sécond"] {
        vault
            .keep(ACCOUNT, SecretString::from(key), Keep::Keyring)
            .await
            .unwrap();
        assert_eq!(kept().await.as_deref(), Some(key));
    }
    assert_eq!(vault.kept(ACCOUNT).await.unwrap(), Some(Keep::Keyring));
    vault.forget(ACCOUNT).await.unwrap();
    assert_eq!(kept().await, None);
    vault.forget(ACCOUNT).await.unwrap();
}
