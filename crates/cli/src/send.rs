//! `cohort send`: a draft, reviewed, asked about and sent.

use std::io::Write as _;

use clap::Args;
use jiff::Timestamp;
use outbox::{Review, SendError, words};
use serde::Serialize;
use store::{Draft, Store};

use crate::desk::{Desk, attended};
use crate::ending::{self, Ending};
use crate::plain::Plain;
use crate::trouble::Trouble;
use crate::watch::{self, Own};
use crate::{drafts, json};

const NOBODY: &str = "Nobody would be invited.";

/// Send a draft
///
/// Says first what will happen, and asks. Where Cohort's window or another terminal is open and
/// sends, the plan goes into the same outbox and is watched from here. The key is taken from the
/// environment (`COHORT_API_KEY`), or from the keyring.
#[derive(Args)]
#[command(after_help = ending::HELP)]
pub(crate) struct Send {
    /// The draft, by its number or name
    draft: String,

    /// Only a draft of this account: its name or address
    #[arg(long, value_name = "A")]
    account: Option<String>,

    /// Print every call that would be made, and send nothing
    #[arg(long)]
    dry_run: bool,

    /// Send without asking
    #[arg(long)]
    yes: bool,

    /// Print what will happen, or what came of it, as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Said<'r> {
    draft: String,
    space: &'r str,
    sentence: Option<String>,
    to_invite: usize,
    to_mend: Vec<&'r str>,
    already_in: usize,
    already_invited: usize,
    doubles: usize,
    skipped: usize,
    members_seen_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    calls: Option<Vec<Call>>,
}

#[derive(Serialize)]
struct Call {
    method: &'static str,
    path: String,
    body: serde_json::Value,
}

impl Send {
    pub(crate) async fn run(&self) -> Result<Ending, Trouble> {
        let desk = Desk::open()?;
        let draft = drafts::find(&desk.store, &self.draft, self.account.as_deref())?;
        let review = outbox::review(&desk.store, draft.id)?;
        if self.json && (self.dry_run || !sendable(&review)) {
            json::print(
                &self.said(&desk.store, &review)?,
                &mut std::io::stdout().lock(),
            )?;
        } else if !self.json {
            self.tell(&desk.store, &review)?;
        }
        if !review.to_mend.is_empty() || !review.no_group.is_empty() {
            return Ok(Ending::NeedsHand);
        }
        if self.dry_run || !sendable(&review) {
            return Ok(Ending::Well);
        }
        if !self.agreed(&review)? {
            return Ok(Ending::NeedsHand);
        }
        self.depart(&desk, &draft, &review).await
    }

    async fn depart(&self, desk: &Desk, draft: &Draft, review: &Review) -> Result<Ending, Trouble> {
        let account = desk.store.account(&draft.account)?;
        desk.ready_for(&account).await?;
        let found = desk.outbox.delivery.claim(Timestamp::now())?;
        if found.is_some() {
            // Whoever sends needs the key: better said now than from the middle of a plan.
            desk.outbox.clients.client(&account.id).await?;
        }
        let sent = outbox::send(&desk.store, draft.id, &review.fingerprint, Timestamp::now());
        let plan = match sent {
            // Another terminal, or the window, was quicker.
            Err(SendError::Nobody) => {
                eprintln!("{NOBODY}");
                return Ok(Ending::Well);
            }
            sent => sent?,
        };
        desk.outbox.actions.sent(plan);
        if !attended() {
            // Nobody is there to take it back.
            desk.outbox.actions.resume(plan, Timestamp::now())?;
        }
        watch::found(found);
        watch::to_the_end(desk, &[plan], Own::Yes).await?;
        watch::said(desk, plan, self.json)
    }

    fn tell(&self, store: &Store, review: &Review) -> Result<(), Trouble> {
        let mut out = std::io::stdout().lock();
        let sentence = words::sentence(review);
        let sentence = sentence.as_deref().unwrap_or(NOBODY);
        writeln!(out, "{}", Plain(sentence))?;
        for (pile, count) in words::piles(review) {
            writeln!(out, "  {pile}: {}", words::people(count))?;
        }
        for person in &review.to_mend {
            writeln!(out, "    {}", Plain(&person.address))?;
        }
        if !review.to_mend.is_empty() {
            writeln!(
                out,
                "Mend these addresses or leave them out; then this can be sent."
            )?;
        }
        if !review.no_group.is_empty() {
            writeln!(
                out,
                "Give everybody a group or leave them out; then this can be sent."
            )?;
        }
        if self.dry_run {
            writeln!(out)?;
            for call in calls(store, review)? {
                writeln!(
                    out,
                    "{} {} {}",
                    call.method,
                    Plain(&call.path),
                    Plain(&call.body.to_string())
                )?;
            }
        }
        Ok(())
    }

    fn agreed(&self, review: &Review) -> Result<bool, Trouble> {
        if self.yes {
            return Ok(true);
        }
        if !attended() {
            return Err(Trouble::Unattended);
        }
        eprint!("Invite {}? [y/N] ", words::people(review.to_invite.len()));
        let mut answer = String::new();
        std::io::stdin().read_line(&mut answer)?;
        Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
    }

    fn said<'r>(&self, store: &Store, review: &'r Review) -> Result<Said<'r>, Trouble> {
        Ok(Said {
            draft: review.draft.id.to_string(),
            space: &review.draft.space_name,
            sentence: words::sentence(review),
            to_invite: review.to_invite.len(),
            to_mend: review
                .to_mend
                .iter()
                .map(|person| person.address.as_str())
                .collect(),
            already_in: review.already_in.len(),
            already_invited: review.already_invited.len(),
            doubles: review.doubles.len(),
            skipped: review.skipped.len(),
            members_seen_at: review.seen_at,
            calls: self.dry_run.then(|| calls(store, review)).transpose()?,
        })
    }
}

fn sendable(review: &Review) -> bool {
    review.to_mend.is_empty() && review.no_group.is_empty() && !review.to_invite.is_empty()
}

/// Every call there will be, in the order in which they leave.
fn calls(store: &Store, review: &Review) -> Result<Vec<Call>, Trouble> {
    let (calls, _) = outbox::calls(store, review, usize::MAX)?;
    Ok(calls
        .into_iter()
        .map(|frozen| Call {
            method: "POST",
            path: frozen.path,
            body: serde_json::from_slice(&frozen.body).unwrap_or_default(),
        })
        .collect())
}
