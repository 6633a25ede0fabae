//! The first frame of the window, and its preferences.

use crate::app::App;
use crate::bridge::{Account, Preferences, Problem, Start};
use crate::status::status;

pub(super) async fn start(app: &App) -> Result<Start, Problem> {
    app.ready().await;
    let mut accounts = Vec::new();
    for account in app.store.accounts()? {
        let key = super::accounts::key_state(app, &account).await;
        accounts.push(Account::of(account, key));
    }
    Ok(Start {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        accounts,
        preferences: app.preferences().clone(),
        notices: app.notices().clone(),
        status: status(app)?,
    })
}

pub(super) async fn preferences_change(
    app: &App,
    preferences: Preferences,
) -> Result<Preferences, Problem> {
    app.desktop.keep_preferences(&preferences);
    app.preferences().clone_from(&preferences);
    Ok(preferences)
}
