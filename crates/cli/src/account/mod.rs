//! `cohort account`: adds, lists, checks and removes the accounts that the window has too.
//!
//! `key` is where a new account's API key comes from, and `check` asks whether one still works.

mod check;
mod key;

use std::io::Write as _;

use clap::{Args, Subcommand};
use jiff::Timestamp;
use outbox::AccountError;
use platform::BaseUrl;
use secrecy::SecretString;
use serde::Serialize;
use store::{Account as KnownAccount, AccountKind, Erasable, Erase};
use vault::Keep;

use crate::confirm::is_confirmed;
use crate::data::{ON_PLATFORM, print_erased, what_is_deleted};
use crate::environment_key::EnvironmentKey;
use crate::error::CliError;
use crate::exit_status::ExitStatus;
use crate::output;
use crate::plain::Plain;
use crate::session::Session;
use crate::session::find_account;

/// Add, list, check and remove accounts
///
/// An account is the address of a platform and an API key for it. The accounts are the same as in
/// Cohort's window.
#[derive(Args)]
#[command(after_help = HELP)]
pub(crate) struct AccountArgs {
    #[command(subcommand)]
    command: AccountCommand,

    /// Print the result as JSON
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Subcommand)]
enum AccountCommand {
    /// Add an account, or give an account a new API key
    ///
    /// Asks for the API key without showing it. In a script, set `COHORT_API_KEY`, or pass the key
    /// through standard input: other users of the computer could see it among the arguments. The
    /// platform is asked whether it accepts the key, and only then is the key kept in the keyring
    /// of your system.
    ///
    /// You find the key on the platform's website, under User settings → API access.
    #[command(after_help = ADD_HELP)]
    Add {
        /// The address of the platform's API [default: `COHORT_API_ADDRESS`]
        address: Option<String>,

        /// Don't keep the key. Every command then needs it in `COHORT_API_KEY`
        #[arg(long)]
        without_keyring: bool,
    },
    /// List the accounts, and say where each API key is
    List,
    /// Ask the platform whether it accepts an account's API key
    Check {
        /// The name or the address of the account [default: all accounts]
        account: Option<String>,
    },
    /// Remove an account, and its API key from the keyring
    ///
    /// Drafts and what was sent stay on this computer. If you add the account again, you'll find them
    /// there.
    Remove {
        /// The name or the address of the account
        account: String,

        /// Also delete its drafts, what was sent, its lists and all backups. This can't be undone
        #[arg(long)]
        delete_data: bool,

        /// Remove the account without asking
        #[arg(long)]
        yes: bool,
    },
}

const HELP: &str = "\
Exit status:
  0  Everything is done
  1  You chose not to go ahead, or an API key that was checked doesn't work
  2  The command failed";

const ADD_HELP: &str = "\
Examples:
  cohort account add https://api.eu1.nuvolos.cloud
                                    Add an account, and enter its API key when asked
  cohort account add https://api.eu1.nuvolos.cloud < key.txt
                                    Add an account with the API key in a file";

/// An account as JSON. Scripts rely on the keys and the words.
#[derive(Serialize)]
struct AccountJson {
    id: String,
    name: String,
    address: String,
    kind: AccountKind,
    key: KeyPlace,
}

/// Where an account's key is.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
enum KeyPlace {
    Keyring,
    /// In `COHORT_API_KEY`, for this command alone.
    Environment,
    /// The practice platform brings its key along.
    Practice,
    Missing,
    /// The keyring is locked, or there is none.
    Unknown,
}

impl KeyPlace {
    fn words(self) -> &'static str {
        match self {
            Self::Keyring => "in the keyring",
            Self::Environment => "in COHORT_API_KEY",
            Self::Practice => "not needed",
            Self::Missing => "missing",
            Self::Unknown => "unknown, because the keyring can't be read",
        }
    }
}

impl AccountArgs {
    pub(crate) async fn run(self, key: Option<EnvironmentKey>) -> Result<ExitStatus, CliError> {
        match self.command {
            AccountCommand::Add {
                address,
                without_keyring,
            } => {
                let typed = address.map(|typed| BaseUrl::parse(&typed)).transpose()?;
                let meant = || key.as_ref().and_then(EnvironmentKey::address).cloned();
                let address = typed.or_else(meant).ok_or(CliError::NoAddress)?;
                add(&address, key, without_keyring, self.json).await
            }
            AccountCommand::List => list(key, self.json).await,
            AccountCommand::Check { account } => {
                check::check(account.as_deref(), key, self.json).await
            }
            AccountCommand::Remove {
                account,
                delete_data,
                yes,
            } => remove(&account, delete_data, yes, self.json).await,
        }
    }
}

async fn add(
    address: &BaseUrl,
    key: Option<EnvironmentKey>,
    without_keyring: bool,
    json: bool,
) -> Result<ExitStatus, CliError> {
    let key = key::of(address, key.as_ref())?;
    let session = Session::open_or_create(None)?;
    let keep = (!without_keyring).then_some(Keep::Keyring);
    let now = Timestamp::now();
    let outbox = &session.outbox;
    let (account, is_new) = match outbox.add_account(address, &key, keep, now).await {
        Err(AccountError::Known(known)) => {
            let known = find_account(&session.store, &known)?;
            (new_key(&session, &known, &key, keep).await?, false)
        }
        added => (added?, true),
    };
    load_spaces(&session, &account, key).await;
    let place = keep.map_or(KeyPlace::Environment, |_| KeyPlace::Keyring);
    let mut out = std::io::stdout().lock();
    if json {
        output::json(&as_json(&account, place), &mut out)?;
        return Ok(ExitStatus::Done);
    }
    let name = Plain(&account.name);
    match (is_new, keep) {
        (true, Some(_)) => writeln!(
            out,
            "The account {name} was added. Its API key is in the keyring."
        )?,
        (false, Some(_)) => writeln!(
            out,
            "The account {name} has a new API key, which is in the keyring."
        )?,
        (_, None) => writeln!(
            out,
            "The account {name} was added. Its API key wasn't kept, so set COHORT_API_KEY for every command."
        )?,
    }
    writeln!(out, "Run `cohort spaces` to see its courses and projects.")?;
    Ok(ExitStatus::Done)
}

/// The account exists, so it gets this key in place of the one it had.
async fn new_key(
    session: &Session,
    account: &KnownAccount,
    key: &SecretString,
    keep: Option<Keep>,
) -> Result<KnownAccount, CliError> {
    let Some(keep) = keep else {
        return Err(AccountError::Known(account.address.to_string()).into());
    };
    let now = Timestamp::now();
    let replaced = session
        .outbox
        .replace_key(&account.id, key, keep, now)
        .await?;
    Ok(replaced)
}

/// Loads the account's spaces, so that the next command knows them. The account is there even if
/// that fails.
async fn load_spaces(session: &Session, account: &KnownAccount, key: SecretString) {
    session
        .vault()
        .keep_for_this_run(account.address.as_str(), key);
    let cache = &session.outbox.cache;
    let loaded = cache.refresh_spaces(&account.id, Timestamp::now());
    if let Err(error) = loaded.await {
        eprintln!(
            "Its spaces couldn't be loaded yet: {}",
            Plain(&CliError::from(error).message())
        );
    }
}

async fn list(key: Option<EnvironmentKey>, json: bool) -> Result<ExitStatus, CliError> {
    let session = Session::open(None)?;
    let accounts = session.store.accounts()?;
    let mut listed = Vec::new();
    for account in &accounts {
        let is_in_environment = key
            .as_ref()
            .is_some_and(|key| key.for_account(account, &accounts).is_ok());
        let place = match account.kind {
            AccountKind::Practice => KeyPlace::Practice,
            AccountKind::Platform if is_in_environment => KeyPlace::Environment,
            AccountKind::Platform => match session.vault().kept(account.address.as_str()).await {
                Ok(Some(_)) => KeyPlace::Keyring,
                Ok(None) => KeyPlace::Missing,
                Err(_) => KeyPlace::Unknown,
            },
        };
        listed.push((account, place));
    }
    let mut out = std::io::stdout().lock();
    if json {
        let listed: Vec<_> = listed
            .into_iter()
            .map(|(account, place)| as_json(account, place))
            .collect();
        output::json(&listed, &mut out)?;
    } else if listed.is_empty() {
        writeln!(
            out,
            "There are no accounts. Run `cohort account add ADDRESS` to add one, or `cohort practice` to try Cohort without one."
        )?;
    } else {
        let rows: Vec<_> = listed
            .into_iter()
            .map(|(account, place)| {
                [
                    account.name.clone(),
                    account.address.to_string(),
                    place.words().to_owned(),
                ]
            })
            .collect();
        output::table(["Account", "Address", "API key"], &rows, &mut out)?;
    }
    Ok(ExitStatus::Done)
}

async fn remove(
    asked: &str,
    delete_data: bool,
    yes: bool,
    json: bool,
) -> Result<ExitStatus, CliError> {
    let session = Session::open(None)?;
    let account = find_account(&session.store, asked)?;
    if account.kind == AccountKind::Practice {
        return Err(CliError::PracticeStays);
    }
    let name = Plain(&account.name);
    let question = if delete_data {
        let what = Erase::Account(account.id.clone());
        // The account itself is named before.
        let what = Erasable {
            accounts: 0,
            ..session.store.erasable(&what)?
        };
        format!(
            "{}\n{ON_PLATFORM}\nDelete the account {name}, its API key, and its data? [y/N] ",
            what_is_deleted(what)
        )
    } else {
        format!("Remove the account {name}, and its API key from the keyring? [y/N] ")
    };
    if !is_confirmed(yes, &question)? {
        return Ok(ExitStatus::NeedsAttention);
    }
    if delete_data {
        print_erased(session.outbox.erase_account(&account.id).await?);
    } else {
        let now = Timestamp::now();
        session.outbox.remove_account(&account.id, now).await?;
    }
    let mut out = std::io::stdout().lock();
    if json {
        output::json(&as_json(&account, KeyPlace::Missing), &mut out)?;
    } else {
        writeln!(out, "The account {} was removed.", Plain(&account.name))?;
    }
    Ok(ExitStatus::Done)
}

fn as_json(account: &KnownAccount, key: KeyPlace) -> AccountJson {
    AccountJson {
        id: account.id.to_string(),
        name: account.name.clone(),
        address: account.address.to_string(),
        kind: account.kind,
        key,
    }
}
