//! Finds the space that a command line names.

use store::{Account, Place};

use crate::error::CliError;
use crate::plans::drafts::find_account;
use crate::plans::session::Session;

/// A space that Cohort knows, and where it is.
pub(crate) struct NamedSpace {
    pub(crate) account: Account,
    pub(crate) place: Place,
    pub(crate) name: String,
    pub(crate) organisation: String,
}

/// The space with this name, slug or `ORGANISATION/SLUG`, among those of the account if one is named.
pub(crate) fn find(
    session: &Session,
    asked: &str,
    account: Option<&str>,
) -> Result<NamedSpace, CliError> {
    let store = &session.store;
    let accounts = match account {
        Some(account) => vec![find_account(store, account)?],
        None => store.accounts()?,
    };
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
