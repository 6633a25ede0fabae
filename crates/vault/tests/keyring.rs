//! The vault on a real keyring: GNOME's, on a session bus of its own, with a home of its own.
//!
//! Each test starts itself once more inside such a session and does its work there. Needs
//! `dbus-daemon`, `gnome-keyring`, `libsecret-tools`, and for the prompts `xvfb` and `xdotool`.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

mod session;

use std::time::{Duration, Instant};

use pretty_assertions::assert_eq;
use secrecy::{ExposeSecret, SecretString};
use session::{Home, Key, Keyring, at_the_prompt, inside};
use vault::{Keep, Vault, VaultError};

const ACCOUNT: &str = "https://api.eu1.nuvolos.cloud";

fn vault() -> Vault {
    Vault::system().with_patience(Duration::from_secs(20))
}

fn secret(text: &str) -> SecretString {
    SecretString::from(text)
}

async fn kept(vault: &Vault) -> Option<String> {
    let key = vault.key(ACCOUNT).await.unwrap();
    key.map(|key| key.expose_secret().to_owned())
}

#[tokio::test]
async fn an_open_keyring_keeps_replaces_and_forgets() {
    let home = Home::new();
    if !inside(&home, Keyring::Unlocked) {
        return;
    }
    let vault = vault();
    assert_eq!(kept(&vault).await, None);
    vault.forget(ACCOUNT).await.unwrap();

    vault
        .keep(ACCOUNT, secret("first"), Keep::Keyring)
        .await
        .unwrap();
    vault
        .keep(ACCOUNT, secret("sécond"), Keep::Keyring)
        .await
        .unwrap();
    vault
        .keep("https://other.example", secret("other"), Keep::Keyring)
        .await
        .unwrap();
    // Another vault, as the terminal command has one, finds the same.
    assert_eq!(kept(&Vault::system()).await.unwrap(), "sécond");
    let listed = session::run("secret-tool", &["search", "--all", "service", "Cohort"]);
    assert_eq!(listed.matches("label = ").count(), 2, "{listed}");
    assert!(
        listed.contains("label = Cohort: https://api.eu1.nuvolos.cloud"),
        "{listed}"
    );

    vault.forget(ACCOUNT).await.unwrap();
    assert_eq!(kept(&vault).await, None);
    assert!(vault.key("https://other.example").await.unwrap().is_some());
}

#[tokio::test]
async fn a_key_for_this_run_never_reaches_the_keyring() {
    let home = Home::new();
    if !inside(&home, Keyring::Unlocked) {
        return;
    }
    let vault = vault();
    vault
        .keep(ACCOUNT, secret("older"), Keep::Keyring)
        .await
        .unwrap();
    vault
        .keep(ACCOUNT, secret("for now"), Keep::ThisRun)
        .await
        .unwrap();
    assert_eq!(kept(&vault.clone()).await.unwrap(), "for now");
    assert_eq!(kept(&Vault::system()).await.unwrap(), "older");

    vault
        .keep(ACCOUNT, secret("newer"), Keep::Keyring)
        .await
        .unwrap();
    assert_eq!(kept(&vault).await.unwrap(), "newer");
    vault
        .keep(ACCOUNT, secret("for now"), Keep::ThisRun)
        .await
        .unwrap();
    vault.forget(ACCOUNT).await.unwrap();
    assert_eq!(kept(&vault).await, None);
}

#[tokio::test]
async fn copies_in_a_second_keyring_are_folded_into_one() {
    let home = Home::new();
    if !inside(&home, Keyring::Unlocked) {
        return;
    }
    let vault = vault();
    vault
        .keep(ACCOUNT, secret("first"), Keep::Keyring)
        .await
        .unwrap();
    let copy = || session::store_copy(ACCOUNT, "copy");
    copy();
    assert!(matches!(
        vault.key(ACCOUNT).await,
        Err(VaultError::NotAKey | VaultError::Refused { .. })
    ));
    vault
        .keep(ACCOUNT, secret("second"), Keep::Keyring)
        .await
        .unwrap();
    assert_eq!(kept(&vault).await.unwrap(), "second");
    copy();
    vault.forget(ACCOUNT).await.unwrap();
    assert_eq!(kept(&vault).await, None);
}

#[tokio::test]
async fn no_keyring_is_said_and_memory_still_serves() {
    for absent in [Keyring::NotOnTheBus, Keyring::NoBus] {
        let home = Home::new();
        if !inside(&home, absent) {
            continue;
        }
        let vault = vault();
        let keep = vault.keep(ACCOUNT, secret("key"), Keep::Keyring).await;
        assert_eq!(keep, Err(VaultError::NoKeyring));
        assert_eq!(vault.key(ACCOUNT).await.unwrap_err(), VaultError::NoKeyring);
        assert_eq!(vault.forget(ACCOUNT).await, Err(VaultError::NoKeyring));

        vault
            .keep(ACCOUNT, secret("key"), Keep::ThisRun)
            .await
            .unwrap();
        assert_eq!(kept(&vault).await.unwrap(), "key");
        vault.forget(ACCOUNT).await.unwrap();
        assert_eq!(vault.key(ACCOUNT).await.unwrap_err(), VaultError::NoKeyring);
    }
}

/// A home whose keyring is locked and holds a key.
fn locked_home() -> Home {
    let home = Home::new();
    home.fill(ACCOUNT, "from before");
    home
}

#[tokio::test]
async fn a_locked_keyring_says_so_and_never_that_there_is_no_key() {
    let home = locked_home();
    // Without a display the prompt can't be shown, which counts as turned down.
    if !inside(&home, Keyring::Locked) {
        return;
    }
    let vault = vault();
    for account in [ACCOUNT, "https://never-kept.example"] {
        assert_eq!(vault.key(account).await.unwrap_err(), VaultError::Locked);
        let keep = vault.keep(account, secret("key"), Keep::Keyring).await;
        assert_eq!(keep, Err(VaultError::Locked));
        assert_eq!(vault.forget(account).await, Err(VaultError::Locked));
    }
}

#[tokio::test]
async fn a_prompt_that_nobody_answers_has_an_end() {
    let home = locked_home();
    home.put_prompter("/bin/sleep 10");
    if !inside(&home, Keyring::Locked) {
        return;
    }
    let vault = Vault::system().with_patience(Duration::from_millis(700));
    for _ in 0..2 {
        let begun = Instant::now();
        assert_eq!(vault.key(ACCOUNT).await.unwrap_err(), VaultError::Locked);
        let keep = vault.keep(ACCOUNT, secret("key"), Keep::Keyring).await;
        assert_eq!(keep, Err(VaultError::Locked));
        assert!(begun.elapsed() < Duration::from_secs(5));
    }
}

#[tokio::test]
async fn where_nobody_sits_a_locked_keyring_is_not_asked_to_open() {
    let home = locked_home();
    home.put_prompter("/bin/sleep 10");
    if !inside(&home, Keyring::Locked) {
        return;
    }
    let begun = Instant::now();
    let vault = vault().without_prompts();
    assert_eq!(vault.key(ACCOUNT).await.unwrap_err(), VaultError::Locked);
    assert!(begun.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn a_prompt_that_is_answered_opens_the_keyring() {
    let home = locked_home();
    if !inside(&home, Keyring::OnScreen) {
        return;
    }
    let vault = vault();
    let typing = at_the_prompt(&[Key::Password, Key::Return]);
    assert_eq!(kept(&vault).await.unwrap(), "from before");
    typing.join().unwrap();
    vault
        .keep(ACCOUNT, secret("from now"), Keep::Keyring)
        .await
        .unwrap();
    assert_eq!(kept(&vault).await.unwrap(), "from now");
}

#[tokio::test]
async fn a_prompt_that_is_turned_down_leaves_the_keyring_locked() {
    let home = locked_home();
    if !inside(&home, Keyring::OnScreen) {
        return;
    }
    let typing = at_the_prompt(&[Key::Escape]);
    assert_eq!(vault().key(ACCOUNT).await.unwrap_err(), VaultError::Locked);
    typing.join().unwrap();
}

#[tokio::test]
async fn a_key_that_nobody_waits_for_any_more_is_not_kept() {
    let home = locked_home();
    if !inside(&home, Keyring::OnScreen) {
        return;
    }
    let impatient = Vault::system().with_patience(Duration::from_millis(100));
    let keep = impatient
        .keep(ACCOUNT, secret("too late"), Keep::Keyring)
        .await;
    assert_eq!(keep, Err(VaultError::Locked));
    // The prompt is still there, and now it is answered.
    at_the_prompt(&[Key::Password, Key::Return]).join().unwrap();
    let vault = vault();
    for _ in 0..5 {
        assert_eq!(kept(&vault).await.unwrap(), "from before");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

#[tokio::test]
async fn a_keyring_that_was_never_made_is_made() {
    let home = Home::new();
    if !inside(&home, Keyring::OnScreen) {
        return;
    }
    let vault = vault();
    assert_eq!(kept(&vault).await, None);
    let typing = at_the_prompt(&[Key::Password, Key::Tab, Key::Password, Key::Return]);
    vault
        .keep(ACCOUNT, secret("key"), Keep::Keyring)
        .await
        .unwrap();
    typing.join().unwrap();
    assert_eq!(kept(&vault).await.unwrap(), "key");
}
