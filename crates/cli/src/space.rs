//! Finds the space that a command line names.

use jiff::Timestamp;
use outbox::InvitationError;
use store::{Account, Place, SpaceKind};

use crate::error::CliError;
use crate::plain::Plain;
use crate::session::Session;
use crate::session::find_account;

/// A space that Cohort knows, and where it is.
pub(crate) struct NamedSpace {
    pub(crate) account: Account,
    pub(crate) place: Place,
    pub(crate) name: String,
    pub(crate) organisation: String,
}

/// The space with this name, slug or `ORGANISATION/SLUG`, among those of the account if one is named.
///
/// Accounts whose spaces were never loaded are asked for them first, so that a script can work in a
/// space before any window was open. If the space isn't known, it may be new, so all are asked that
/// [`may_be_asked`].
pub(crate) async fn find(
    session: &Session,
    asked: &str,
    account: Option<&str>,
) -> Result<NamedSpace, CliError> {
    let store = &session.store;
    let accounts = match account {
        Some(account) => vec![find_account(store, account)?],
        None => store.accounts()?,
    };
    let (mut known, mut new) = (Vec::new(), Vec::new());
    for account in accounts
        .iter()
        .filter(|account| may_be_asked(account, &accounts))
    {
        if session.outbox.cache.spaces(&account.id)?.is_some() {
            known.push(account);
        } else {
            new.push(account);
        }
    }
    load_all(session, new).await;
    match among(session, asked, &accounts) {
        Err(CliError::NoSpace(_)) if !known.is_empty() => {
            load_all(session, known).await;
            among(session, asked, &accounts)
        }
        found => found,
    }
}

/// Whether one of the accounts that a command is about is asked for its spaces. The practice platform
/// runs only where its account is used, so it's asked only where it is the only one or was named.
pub(crate) fn may_be_asked(account: &Account, accounts: &[Account]) -> bool {
    accounts.len() == 1 || !account.id.starts_when_used()
}

async fn load_all(session: &Session, accounts: Vec<&Account>) {
    for account in accounts {
        load_spaces(session, account).await;
    }
}

/// Loads the list of an account's spaces. If that fails, it says why, and those that were loaded
/// last have to do.
pub(crate) async fn load_spaces(session: &Session, account: &Account) -> bool {
    let loaded = async {
        session.prepare_for(account).await?;
        let cache = &session.outbox.cache;
        cache.refresh_spaces(&account.id, Timestamp::now()).await?;
        Ok::<_, CliError>(())
    };
    let loaded = loaded.await;
    if let Err(error) = &loaded {
        eprintln!(
            "The spaces of {} couldn't be loaded: {}",
            Plain(&account.name),
            Plain(&error.message())
        );
    }
    loaded.is_ok()
}

/// Loads the people and instances of a space. Without a connection, those that were loaded last do.
pub(crate) async fn load_space(session: &Session, space: &NamedSpace) -> Result<(), CliError> {
    session.prepare_for(&space.account).await?;
    let now = Timestamp::now();
    match session.outbox.cache.refresh_space(&space.place, now).await {
        Err(outbox::RefreshError::Store(error)) => Err(error.into()),
        Err(error) => {
            eprintln!(
                "{} couldn't be loaded, so Cohort uses what it last loaded: {}",
                Plain(&space.name),
                Plain(&CliError::from(error).message())
            );
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}

/// What kind of space it is, as last seen. What may be sent depends on it, so it's never guessed.
pub(crate) fn kind_of(session: &Session, space: &NamedSpace) -> Result<SpaceKind, CliError> {
    let seen = session.outbox.cache.space(&space.place)?;
    let seen = seen.ok_or(InvitationError::SpaceUnknown)?;
    Ok(SpaceKind::from(&seen.space.kind))
}

fn among(session: &Session, asked: &str, accounts: &[Account]) -> Result<NamedSpace, CliError> {
    let mut found = Vec::new();
    for account in accounts {
        let Some(seen) = session.outbox.cache.spaces(&account.id)? else {
            continue;
        };
        for org in seen.list {
            for space in org.spaces {
                let whole = format!("{}/{}", org.org.slug, space.slug);
                if space.name == asked || space.slug.as_str() == asked || whole == asked {
                    found.push(NamedSpace {
                        place: Place {
                            account: account.id.clone(),
                            org: org.org.slug.clone(),
                            space: space.slug,
                        },
                        account: account.clone(),
                        name: space.name,
                        organisation: org.org.slug.to_string(),
                    });
                }
            }
        }
    }
    match found.len() {
        0 => Err(CliError::NoSpace(asked.to_owned())),
        1 => Ok(found.remove(0)),
        _ => Err(CliError::SeveralSpaces(asked.to_owned())),
    }
}
