//! `cohort spaces`: lists the courses, projects and datasets of the accounts.

use std::io::Write as _;

use clap::Args;
use jiff::Timestamp;
use platform::{Role, SpaceKind};
use serde::Serialize;
use store::{Account, Place, SeenList};

use crate::environment_key::EnvironmentKey;
use crate::error::CliError;
use crate::exit_status::{self, ExitStatus};
use crate::output;
use crate::session::Session;
use crate::session::find_account;
use crate::space::{load_spaces, may_be_asked};

/// List the courses, projects and datasets of your accounts
///
/// They're loaded from the platforms. If a platform can't be reached, those that were loaded last
/// are listed. The practice platform is only asked if its account is the only one, or with
/// `--account`. In spaces where you're an administrator, you can invite people and create
/// instances.
#[derive(Args)]
#[command(after_help = exit_status::HELP)]
pub(crate) struct SpacesArgs {
    /// Only list the spaces of this account, given by its name or address
    #[arg(long)]
    account: Option<String>,

    /// Print the spaces as JSON
    #[arg(long)]
    json: bool,
}

/// A space as JSON. Scripts rely on the keys.
#[derive(Serialize)]
struct SpaceJson {
    account: String,
    organisation: String,
    slug: String,
    name: String,
    kind: String,
    role: Option<String>,
    /// `None`: its people were never loaded.
    people: Option<u32>,
    seen_at: Timestamp,
}

impl SpacesArgs {
    pub(crate) async fn run(&self, key: Option<EnvironmentKey>) -> Result<ExitStatus, CliError> {
        let session = Session::open(key)?;
        let accounts = match &self.account {
            Some(account) => vec![find_account(&session.store, account)?],
            None => session.store.accounts()?,
        };
        let mut listed = Vec::new();
        let mut status = ExitStatus::Done;
        for account in &accounts {
            let is_asked = may_be_asked(account, &accounts);
            let failed = is_asked && !load_spaces(&session, account).await;
            let known = spaces(&session, account)?;
            if failed && known.is_none() {
                status = ExitStatus::Failed;
            }
            listed.extend(known.unwrap_or_default());
        }
        let mut out = std::io::stdout().lock();
        if self.json {
            output::json(&listed, &mut out)?;
        } else if accounts.is_empty() {
            writeln!(
                out,
                "There are no accounts. Run `cohort account add ADDRESS` to add one."
            )?;
        } else if listed.is_empty() && status == ExitStatus::Done {
            writeln!(out, "There are no spaces.")?;
        } else if !listed.is_empty() {
            let rows: Vec<_> = listed.into_iter().map(row).collect();
            output::table(
                [
                    "Space",
                    "Slug",
                    "Organisation",
                    "Kind",
                    "Your role",
                    "People",
                    "Account",
                ],
                &rows,
                &mut out,
            )?;
        }
        Ok(status)
    }
}

fn row(space: SpaceJson) -> [String; 7] {
    [
        space.name,
        space.slug,
        space.organisation,
        space.kind,
        space.role.unwrap_or_else(|| "–".to_owned()),
        space
            .people
            .map_or_else(|| "–".to_owned(), |people| people.to_string()),
        space.account,
    ]
}

/// `None`: the account's spaces were never loaded.
fn spaces(session: &Session, account: &Account) -> Result<Option<Vec<SpaceJson>>, CliError> {
    let Some(seen) = session.outbox.cache.spaces(&account.id)? else {
        return Ok(None);
    };
    let mut listed = Vec::new();
    for org in seen.list {
        for space in org.spaces {
            let place = Place {
                account: account.id.clone(),
                org: org.org.slug.clone(),
                space: space.slug.clone(),
            };
            listed.push(SpaceJson {
                account: account.name.clone(),
                organisation: org.org.slug.to_string(),
                people: session.store.seen_count(SeenList::Members(&place))?,
                slug: space.slug.into(),
                name: space.name,
                kind: kind(&space.kind),
                role: space.role.as_ref().map(role),
                seen_at: seen.at,
            });
        }
    }
    Ok(Some(listed))
}

fn kind(kind: &SpaceKind) -> String {
    match kind {
        SpaceKind::Course => "course",
        SpaceKind::Project => "project",
        SpaceKind::Dataset => "dataset",
        SpaceKind::Other(word) => word,
    }
    .to_owned()
}

/// A role as it is called in the window.
pub(crate) fn role(role: &Role) -> String {
    match role {
        Role::SpaceAdmin => "administrator",
        Role::Editor => "editor",
        Role::Viewer => "viewer",
        Role::Observer => "observer",
        Role::Other(word) => word,
    }
    .to_owned()
}
