//! The first frame of the window, and its preferences.

use crate::app::App;
use crate::bridge::{
    Account, DesktopState, Destination, Language, Preferences, Problem, Question, QuestionAnswer,
    Start, StartWithSession,
};
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

/// Waits for nothing: until it is answered, the window has no words.
#[allow(clippy::unused_async, reason = "every command is asynchronous")]
pub(super) async fn language(app: &App) -> Result<Language, Problem> {
    Ok(app.language().into())
}

pub(super) async fn preferences_change(
    app: &App,
    preferences: Preferences,
) -> Result<Preferences, Problem> {
    app.desktop.keep_preferences(&preferences);
    app.preferences().clone_from(&preferences);
    // The tray speaks the language of the window.
    app.changes.status();
    Ok(preferences)
}

pub(super) async fn destination(app: &App) -> Result<Option<Destination>, Problem> {
    let files = app.take_opened_files();
    if !files.is_empty() {
        super::dropped(app, &files);
    }
    Ok(app.take_destination())
}

pub(super) async fn question(app: &App) -> Result<Option<Question>, Problem> {
    Ok(app.question())
}

pub(super) async fn question_answer(app: &App, answer: QuestionAnswer) -> Result<(), Problem> {
    app.answer(answer);
    Ok(())
}

pub(super) async fn desktop_state(app: &App) -> Result<DesktopState, Problem> {
    Ok(app.desktop.state())
}

pub(super) async fn start_with_session(
    app: &App,
    wish: StartWithSession,
) -> Result<DesktopState, Problem> {
    app.desktop.start_with_session(wish.on);
    // What the system says now, which isn't always what was wished.
    Ok(app.desktop.state())
}
