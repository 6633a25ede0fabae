//! `cohort distribute`: distributes a snapshot to instances that exist.

use std::collections::BTreeSet;
use std::io::Write as _;

use clap::Args;
use jiff::Timestamp;
use outbox::{SendObstacle, review_of};
use platform::Slug;
use store::{DistributionScope, DistributionWish, Intent, MaterialChoice, OnOverwrite, Purpose};

use crate::environment_key::EnvironmentKey;
use crate::error::CliError;
use crate::exit_status::{self, ExitStatus};
use crate::plain::Plain;
use crate::plans::add_instance::unsaved;
use crate::plans::send::Sending;
use crate::plans::snapshot::find_snapshot;
use crate::session::{Session, is_attended};
use crate::space::{self, NamedSpace};

/// How many targets are compared between two lines of progress.
const COMPARED_AT_A_TIME: usize = 12;

/// Distribute a snapshot to instances of a space
///
/// Reads which files of the snapshot each instance already has, shows what would be overwritten,
/// asks you to confirm, and then distributes. Nothing is overwritten unless you say so: without
/// `--overwrite`, instances in which something would be overwritten are skipped. The platform
/// takes a snapshot of each instance first.
///
/// If the platform can't be reached, the distribution is queued. The instances are then compared
/// before it leaves, and those in which something would be overwritten wait for your answer in
/// Cohort's window, unless you use `--skip` or `--overwrite`.
#[derive(Args)]
#[command(after_help = exit_status::HELP)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line"
)]
pub(crate) struct DistributeArgs {
    /// The name or the slug of the space, or ORGANISATION/SPACE
    space: String,

    /// The snapshot, given by the names or slugs of an instance and its snapshot
    #[arg(long, value_name = "INSTANCE/SNAPSHOT")]
    from: String,

    /// The instances to distribute to, given by their names or slugs, or by email addresses
    #[arg(long, value_name = "INSTANCE", num_args = 1.., conflicts_with_all = ["everyone", "not_yet"])]
    to: Vec<String>,

    /// Distribute to every instance except Master, including Distributed
    #[arg(long, conflicts_with = "not_yet")]
    everyone: bool,

    /// Distribute to the instances that haven't received this snapshot from this computer yet
    #[arg(long)]
    not_yet: bool,

    /// Overwrite what instances already have, after a snapshot of each
    #[arg(long, conflicts_with = "skip")]
    overwrite: bool,

    /// Skip instances in which something would be overwritten, without asking later
    #[arg(long)]
    skip: bool,

    /// Email the people in these instances, with this message
    #[arg(long, value_name = "TEXT")]
    message: Option<String>,

    /// Only look for the space in this account, given by its name or address
    #[arg(long)]
    account: Option<String>,

    #[command(flatten)]
    sending: Sending,
}

impl DistributeArgs {
    pub(crate) async fn run(&self, key: Option<EnvironmentKey>) -> Result<ExitStatus, CliError> {
        let session = Session::open(key)?;
        let space = space::find(&session, &self.space, self.account.as_deref()).await?;
        space::load_space(&session, &space).await?;
        let now = Timestamp::now();
        let snapshot = find_snapshot(&session, &space.place, &self.from).await?;
        let mut intent = Intent {
            purpose: Some(Purpose::Distribute),
            material: MaterialChoice::Snapshot,
            snapshot: Some(snapshot),
            ..Intent::default()
        };
        intent.distribution = self.wish(&session, &space, &intent)?;
        let kind = space::kind_of(&session, &space)?;
        compare(&session, &space, &intent).await;
        let sending = &self.sending;
        let review = review_of(&session.store, unsaved(&space, kind, &intent, now))?;
        if sending.dry_run || review.obstacle().is_some() {
            let status = sending.show(&session, &review)?;
            // That there is nobody to distribute to may be what the user wanted to know.
            return Ok(match review.obstacle() {
                Some(SendObstacle::NoTargets) if !sending.dry_run => ExitStatus::NeedsAttention,
                _ => status,
            });
        }
        if !sending.json {
            sending.show(&session, &review)?;
        }
        if !sending.is_confirmed(&review)? {
            return Ok(ExitStatus::NeedsAttention);
        }
        sending.send_new(&session, &space, kind, &intent).await
    }

    fn wish(
        &self,
        session: &Session,
        space: &NamedSpace,
        intent: &Intent,
    ) -> Result<DistributionWish, CliError> {
        let scope = if !self.to.is_empty() {
            DistributionScope::Chosen
        } else if self.not_yet {
            DistributionScope::NotYet
        } else if self.everyone {
            DistributionScope::Everyone
        } else {
            return Err(CliError::NoScope);
        };
        Ok(DistributionWish {
            scope,
            chosen: self.chosen(session, space, intent)?,
            on_overwrite: match (self.overwrite, self.skip) {
                (true, _) => OnOverwrite::Overwrite,
                (_, true) => OnOverwrite::Skip,
                _ => OnOverwrite::Ask,
            },
            notify: self.message.is_some(),
            message: self.message.clone().unwrap_or_default(),
            ..DistributionWish::default()
        })
    }

    fn chosen(
        &self,
        session: &Session,
        space: &NamedSpace,
        intent: &Intent,
    ) -> Result<BTreeSet<Slug>, CliError> {
        let choosable = outbox::choosable(&session.store, &space.place, intent)?;
        let find = |asked: &String| {
            let mut by_name = choosable.iter().filter(|target| {
                let owner = target.owner.as_ref();
                *asked == target.name
                    || owner.is_some_and(|owner| {
                        owner.name == *asked || owner.address.eq_ignore_ascii_case(asked)
                    })
            });
            let by_slug = choosable
                .iter()
                .find(|target| target.slug.as_str() == asked);
            let only = by_name.next().filter(|_| by_name.next().is_none());
            by_slug
                .or(only)
                .map(|target| target.slug.clone())
                .ok_or_else(|| CliError::NoTarget(asked.clone()))
        };
        self.to.iter().map(find).collect()
    }
}

/// Compares the targets as far as the platform lets it. What isn't compared here is compared before
/// the distribution leaves.
async fn compare(session: &Session, space: &NamedSpace, intent: &Intent) {
    let attended = is_attended();
    if let Err(error) = try_compare(session, space, intent, attended).await {
        if attended {
            eprintln!();
        }
        eprintln!(
            "Not every instance could be compared. The rest is compared before the material is distributed: {}",
            Plain(&error.message())
        );
    }
}

async fn try_compare(
    session: &Session,
    space: &NamedSpace,
    intent: &Intent,
    attended: bool,
) -> Result<(), CliError> {
    let Some(snapshot) = &intent.snapshot else {
        return Ok(());
    };
    let (cache, place) = (&session.outbox.cache, &space.place);
    // Whoever runs a command wants to know how it is now.
    cache.forget_compared_targets(place, snapshot, Timestamp::now())?;
    loop {
        let targets = outbox::distribution_targets(&session.store, place, intent)?;
        let mut next = targets.not_compared();
        let all = targets.list.len();
        if attended && all > 0 {
            eprint!("\rCompared {} of {all} instances.", all - next.len());
            std::io::stderr().flush()?;
        }
        if next.is_empty() {
            if attended && all > 0 {
                eprintln!();
            }
            return Ok(());
        }
        next.truncate(COMPARED_AT_A_TIME);
        cache
            .compare_targets(place, snapshot, &next, Timestamp::now())
            .await?;
    }
}
