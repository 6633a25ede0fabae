//! `cohort send`: reviews a draft, asks, and sends it.

use std::io::Write as _;

use clap::Args;
use jiff::Timestamp;
use outbox::{Review, SendError, SendObstacle, words};
use store::{Draft, DraftStep, Intent, SpaceKind, Store};

use crate::confirm::is_yes;
use crate::environment_key::EnvironmentKey;
use crate::error::CliError;
use crate::exit_status::{self, ExitStatus};
use crate::output;
use crate::plain::Plain;
use crate::plans::distribution_words;
use crate::plans::drafts;
use crate::plans::new_instance_words;
use crate::plans::result::print_result;
use crate::plans::review_json::{ReviewJson, all_requests};
use crate::plans::watch::{self, SentBy};
use crate::session::{Session, is_attended};
use crate::space::NamedSpace;

/// Send a draft
///
/// Shows what will happen, asks you to confirm, and then sends the draft. If Cohort's window or
/// another terminal is already sending, the draft is added to the same outbox, and you can follow
/// its progress here.
///
/// Cohort reads the API key from the system keyring. To use another one, set `COHORT_API_KEY`
/// and, unless you have only one account, `COHORT_API_ADDRESS` to the platform that it is for.
#[derive(Args)]
#[command(after_help = exit_status::HELP)]
pub(crate) struct SendArgs {
    /// The number or the name of the draft
    draft: String,

    /// Only look for the draft in this account, given by its name or address
    #[arg(long)]
    account: Option<String>,

    /// Send the draft although it may have been sent from where Cohort's data was restored or
    /// copied from
    #[arg(long)]
    even_if_sent: bool,

    #[command(flatten)]
    sending: Sending,
}

impl SendArgs {
    pub(crate) async fn run(&self, key: Option<EnvironmentKey>) -> Result<ExitStatus, CliError> {
        let session = Session::open(key)?;
        let draft = drafts::find(&session.store, &self.draft, self.account.as_deref())?;
        if draft.maybe_sent && !self.sending.dry_run && !self.may_send_again(&session, &draft)? {
            return Ok(ExitStatus::NeedsAttention);
        }
        let review = outbox::review(&session.store, draft.id)?;
        let sending = &self.sending;
        if sending.dry_run || !can_be_sent(&review) {
            return sending.show(&session, &review);
        }
        if !sending.json {
            sending.show(&session, &review)?;
        }
        if !sending.is_confirmed(&review)? {
            return Ok(ExitStatus::NeedsAttention);
        }
        sending.send(&session, &draft, &review).await
    }

    /// The draft was there when the data was restored or copied. Asks once whether it may be sent.
    fn may_send_again(&self, session: &Session, draft: &Draft) -> Result<bool, CliError> {
        if !self.even_if_sent {
            if !is_attended() {
                return Err(SendError::MaybeSent.into());
            }
            eprint!(
                "This list may have been sent since Cohort's data was restored or copied. If it's sent again, people may get a second email. Allow sending? [y/N] "
            );
            let mut answer = String::new();
            std::io::stdin().read_line(&mut answer)?;
            if !is_yes(&answer) {
                eprintln!("Nothing was sent.");
                return Ok(false);
            }
        }
        let allow = |w: &store::Write<'_>| w.draft_allow_sending(draft.id, Timestamp::now());
        session.store.write(allow)?;
        Ok(true)
    }
}

/// How a review is shown and what becomes of it: the flags of every command that sends.
#[derive(Args)]
pub(crate) struct Sending {
    /// Print every request that would be made, and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// Don't ask for confirmation
    #[arg(long)]
    pub(crate) yes: bool,

    /// Print the review or the result as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

impl Sending {
    /// Shows what would be sent, and says how the command ends if it sends nothing.
    pub(crate) fn show(&self, session: &Session, review: &Review) -> Result<ExitStatus, CliError> {
        if self.json {
            let review = ReviewJson::of(&session.store, review, self.dry_run)?;
            output::json(&review, &mut std::io::stdout().lock())?;
        } else {
            self.print_review(&session.store, review)?;
        }
        Ok(if has_something_to_fix(review) {
            ExitStatus::NeedsAttention
        } else {
            ExitStatus::Done
        })
    }

    pub(crate) async fn send(
        &self,
        session: &Session,
        draft: &Draft,
        review: &Review,
    ) -> Result<ExitStatus, CliError> {
        let account = session.store.account(&draft.place.account)?;
        session.prepare_for(&account).await?;
        let takeover = session.outbox.delivery.claim(Timestamp::now()).await?;
        if takeover.is_some() {
            // This process is the one that sends, so it needs the API key. An error is better now
            // than in the middle of the plan.
            session.outbox.clients.client(&account.id).await?;
        }
        let sent = outbox::send(
            &session.store,
            draft.id,
            &review.fingerprint,
            Timestamp::now(),
        );
        let plan = match sent {
            // Another process has sent to the same people since the review.
            Err(SendError::Nobody) => {
                eprintln!("{}", words::NOBODY);
                return Ok(ExitStatus::Done);
            }
            sent => sent?,
        };
        session.outbox.actions.sent(plan);
        if !is_attended() {
            // The time to undo is for a person, and nobody is there.
            session.outbox.actions.resume(plan, Timestamp::now())?;
        }
        watch::print_takeover(takeover);
        watch::follow_all(session, &[plan], SentBy::ThisCommand).await?;
        print_result(session, plan, self.json)
    }

    /// Saves what was reviewed as a draft, and sends it.
    pub(crate) async fn send_new(
        &self,
        session: &Session,
        space: &NamedSpace,
        kind: SpaceKind,
        intent: &Intent,
    ) -> Result<ExitStatus, CliError> {
        let (store, now) = (&session.store, Timestamp::now());
        let draft = store.draft_new(&space.place, &space.name, kind, now)?;
        store.write(|w| w.draft_set_intent(draft.id, intent, DraftStep::Review, now))?;
        let draft = store.draft(draft.id)?;
        let review = outbox::review(store, draft.id)?;
        self.send(session, &draft, &review).await
    }

    fn print_review(&self, store: &Store, review: &Review) -> Result<(), CliError> {
        let mut out = std::io::stdout().lock();
        let sentence = words::sentence(review);
        let sentence = sentence.as_deref();
        if outbox::distributes_only(&review.draft.intent) {
            distribution_words::print(review, &mut out)?;
        } else if review.new_instances.to_fix() > 0 {
            writeln!(out, "Nothing can be created yet.")?;
        } else if review.too_many_groups.is_some() {
            writeln!(out, "Nothing can be sent yet.")?;
        } else {
            writeln!(out, "{}", Plain(sentence.unwrap_or(words::NOBODY)))?;
        }
        if let Some(warning) = words::warning(review) {
            writeln!(out, "{warning}")?;
        }
        for (fate, count) in words::people_by_fate(review) {
            writeln!(out, "  {fate}: {}", words::people(count))?;
        }
        let new = &review.new_instances;
        for problem in new.list.iter().filter_map(new_instance_words::problem) {
            writeln!(out, "  {}", Plain(&problem))?;
        }
        if let Some(characters) = new.description_too_long {
            writeln!(
                out,
                "  The description has {characters} characters. Shorten it to {}.",
                outbox::LONGEST_TEXT
            )?;
        }
        if let Some(count) = new.too_many {
            writeln!(
                out,
                "  There are {count} instances. Create at most {} at once.",
                outbox::MOST_INSTANCES
            )?;
        }
        for person in &review.to_fix {
            writeln!(out, "    {}", Plain(&person.address))?;
        }
        if !review.to_fix.is_empty() {
            writeln!(
                out,
                "To send this draft, fix these addresses or skip the rows in Cohort's window."
            )?;
        }
        if !review.no_group.is_empty() {
            writeln!(
                out,
                "To send this draft, enter a group for everyone or skip the rows in Cohort's window."
            )?;
        }
        let problems = words::group_problems(review).into_iter();
        for about_group in problems.chain(words::joining_groups(review)) {
            writeln!(out, "  {}", Plain(&about_group))?;
        }
        if self.dry_run {
            writeln!(out)?;
            for request in all_requests(store, review)? {
                writeln!(
                    out,
                    "{} {} {}",
                    request.method,
                    Plain(&request.path),
                    Plain(&request.body.unwrap_or_default().to_string())
                )?;
            }
        }
        Ok(())
    }

    pub(crate) fn is_confirmed(&self, review: &Review) -> Result<bool, CliError> {
        if self.yes {
            return Ok(true);
        }
        if !is_attended() {
            return Err(CliError::Unattended);
        }
        if outbox::distributes_only(&review.draft.intent) {
            let count = review.targets.sent().count();
            eprint!("Distribute to {}? [y/N] ", words::instances(count));
        } else if outbox::creates_only(&review.draft.intent) {
            let count = review.new_instances.list.len();
            eprint!("Create {}? [y/N] ", words::new_instances(count));
        } else {
            eprint!("Invite {}? [y/N] ", words::people(review.to_invite.len()));
        }
        let mut answer = String::new();
        std::io::stdin().read_line(&mut answer)?;
        let confirmed = is_yes(&answer);
        if !confirmed {
            eprintln!("Nothing was sent.");
        }
        Ok(confirmed)
    }
}

fn has_something_to_fix(review: &Review) -> bool {
    !review.to_fix.is_empty()
        || !review.no_group.is_empty()
        || !review.not_theirs.is_empty()
        || review.new_instances.to_fix() > 0
        || matches!(
            review.obstacle(),
            Some(
                SendObstacle::NothingInSnapshot
                    | SendObstacle::MessageTooLong(_)
                    | SendObstacle::TooManyGroups(_)
                    | SendObstacle::AddressGroups(_)
                    | SendObstacle::NotSharedGroups(_)
                    | SendObstacle::OtherNameGroups(_)
            )
        )
}

fn can_be_sent(review: &Review) -> bool {
    !has_something_to_fix(review)
        && (!review.to_invite.is_empty()
            || !review.new_instances.list.is_empty()
            || review.targets.sent().next().is_some())
}
