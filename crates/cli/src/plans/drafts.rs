//! `cohort drafts`: lists the drafts. Also finds the draft that a command line names.

use std::io::Write as _;

use clap::Args;
use serde::Serialize;
use store::{Draft, Store};

use crate::error::CliError;
use crate::exit_status::{self, ExitStatus};
use crate::output;
use crate::session::{self, Session};

/// List your drafts
#[derive(Args)]
#[command(after_help = exit_status::HELP)]
pub(crate) struct DraftsArgs {
    /// Print the drafts as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct DraftJson {
    id: String,
    name: String,
    account: String,
    organisation: String,
    space: String,
    people: u32,
    /// Only of a draft that creates instances and invites nobody.
    #[serde(skip_serializing_if = "Option::is_none")]
    instances: Option<usize>,
    changed_at: jiff::Timestamp,
}

impl DraftsArgs {
    pub(crate) fn run(&self) -> Result<ExitStatus, CliError> {
        let store = Session::open(None)?.store;
        let mut listed = Vec::new();
        for draft in store.drafts()? {
            listed.push(DraftJson {
                id: draft.id.to_string(),
                name: shown_name(&draft),
                account: store.account(&draft.place.account)?.name,
                organisation: draft.place.org.into(),
                space: draft.space_name,
                people: draft.people,
                instances: outbox::creates_only(&draft.intent)
                    .then(|| draft.intent.new_instances.names().count()),
                changed_at: draft.changed_at,
            });
        }
        let mut out = std::io::stdout().lock();
        if self.json {
            output::json(&listed, &mut out)?;
        } else if listed.is_empty() {
            writeln!(
                out,
                "There are no drafts. You can write one in Cohort's window."
            )?;
        } else {
            let rows: Vec<_> = listed
                .into_iter()
                .map(|draft| {
                    [
                        draft.id,
                        draft.name,
                        draft.space,
                        draft.account,
                        match draft.instances {
                            Some(count) => outbox::words::new_instances(count),
                            None => outbox::words::people(draft.people as usize),
                        },
                    ]
                })
                .collect();
            output::table(
                ["Draft", "Name", "Space", "Account", "List"],
                &rows,
                &mut out,
            )?;
        }
        Ok(ExitStatus::Done)
    }
}

/// The draft with this number or name, among those of the account if one is named.
pub(crate) fn find(store: &Store, asked: &str, account: Option<&str>) -> Result<Draft, CliError> {
    let account = account
        .map(|account| session::find_account(store, account))
        .transpose()?;
    let mut drafts = store.drafts()?;
    drafts.retain(|draft| {
        account
            .as_ref()
            .is_none_or(|account| account.id == draft.place.account)
    });
    if let Some(draft) = drafts.iter().find(|draft| draft.id.to_string() == asked) {
        return Ok(draft.clone());
    }
    drafts.retain(|draft| shown_name(draft) == asked);
    match drafts.len() {
        0 => Err(CliError::NoDraft(asked.to_owned())),
        1 => Ok(drafts.remove(0)),
        _ => Err(CliError::SeveralDrafts(asked.to_owned())),
    }
}

/// A draft without a name is called after its space, as it is in the window.
fn shown_name(draft: &Draft) -> String {
    if draft.name.is_empty() {
        let what = if outbox::creates_only(&draft.intent) {
            "Instances"
        } else if outbox::distributes_only(&draft.intent) {
            "Material"
        } else {
            "People"
        };
        format!("{what} for {}", draft.space_name)
    } else {
        draft.name.clone()
    }
}
