//! `cohort link`: shows the sign-up link of a course, and makes, renews, withdraws or pastes it.

mod show;
mod space;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::Timestamp;
use jiff::civil::Date;
use outbox::{LinkError, LinkMaker, LinkWish};

use crate::confirm::is_confirmed;
use crate::environment_key::EnvironmentKey;
use crate::error::CliError;
use crate::exit_status::{self, ExitStatus};
use crate::link::show::Output;
use crate::link::space::{Course, find};
use crate::session::Session;

/// Show, create, renew or withdraw the link by which people join a course
///
/// Whoever has the link can join the course by themselves: they enter their address, confirm it by
/// email and get an individual instance. SPACE is the course, by its slug, as ORGANISATION/SLUG or by
/// its name.
#[derive(Args)]
#[command(after_help = exit_status::HELP)]
pub(crate) struct LinkArgs {
    #[command(subcommand)]
    command: LinkCommand,

    /// The account, by its name or address, if several have such a course
    #[arg(long, global = true, value_name = "ACCOUNT")]
    account: Option<String>,

    /// Print the result as JSON
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Subcommand)]
enum LinkCommand {
    /// Show the current link or, offline, the one that was loaded last
    Show {
        space: String,
        #[command(flatten)]
        picture: Picture,
    },
    /// Create a link for a course that has none
    Make {
        space: String,
        #[command(flatten)]
        wish: Wish,
        #[command(flatten)]
        picture: Picture,
    },
    /// Replace the link with a new one
    ///
    /// The previous link stops working at once. The allowed domains and the number of people stay
    /// the same unless you change them. The new link works for 3 months unless you set --expires.
    Renew {
        space: String,
        #[command(flatten)]
        wish: Wish,
        #[command(flatten)]
        picture: Picture,
        /// Renew without asking
        #[arg(long)]
        yes: bool,
    },
    /// Withdraw the link: nobody can join with it any more
    Withdraw {
        space: String,
        /// Show what would be sent, and send nothing
        #[arg(long)]
        dry_run: bool,
        /// Withdraw without asking
        #[arg(long)]
        yes: bool,
    },
    /// Save a link that was created on the platform's website
    ///
    /// Use this if Cohort can't create links on the platform.
    Paste {
        space: String,
        /// The whole link, which begins with https://
        url: String,
        /// The last day on which it works [default: two months after the course was created]
        #[arg(long, value_name = "DATE")]
        expires: Option<Date>,
        /// Take the link even if it doesn't lead to the account's platform
        #[arg(long)]
        other_host: bool,
        #[command(flatten)]
        picture: Picture,
    },
}

/// What a new link is to be like.
#[derive(Args)]
struct Wish {
    /// The last day on which it works, such as 2026-10-26 [default: in three months]
    #[arg(long, value_name = "DATE")]
    expires: Option<Date>,

    /// Only accept addresses at these domains, separated by commas
    #[arg(long, value_name = "DOMAINS", value_delimiter = ',')]
    domains: Option<Vec<String>>,

    /// How many people can join with it
    #[arg(long, value_name = "NUMBER")]
    uses: Option<u64>,

    /// Show what would be sent, and send nothing
    #[arg(long)]
    dry_run: bool,
}

#[derive(Args)]
struct Picture {
    /// Also save the QR code of the link, as PNG or SVG by the ending of the file
    #[arg(long, value_name = "FILE")]
    qr: Option<PathBuf>,
}

impl LinkArgs {
    pub(crate) async fn run(self, key: Option<EnvironmentKey>) -> Result<ExitStatus, CliError> {
        let session = Session::open(key)?;
        let output = Output { json: self.json };
        let account = self.account.as_deref();
        match self.command {
            LinkCommand::Show { space, picture } => {
                let course = find(&session, &space, account).await?;
                course.refresh(&session).await?;
                output.link(&course, &picture)
            }
            LinkCommand::Make {
                space,
                wish,
                picture,
            } => {
                let course = find(&session, &space, account).await?;
                course.refresh_or_fail(&session).await?;
                if course.known()?.link.is_some() {
                    return Err(CliError::LinkExists(course.name));
                }
                make(&course, &wish, LinkWish::default(), &picture, output).await
            }
            LinkCommand::Renew {
                space,
                wish,
                picture,
                yes,
            } => {
                let course = find(&session, &space, account).await?;
                course.refresh_or_fail(&session).await?;
                renew(&course, &wish, &picture, yes, output).await
            }
            LinkCommand::Withdraw {
                space,
                dry_run,
                yes,
            } => {
                let course = find(&session, &space, account).await?;
                course.refresh_or_fail(&session).await?;
                withdraw(&course, dry_run, yes, output).await
            }
            LinkCommand::Paste {
                space,
                url,
                expires,
                other_host,
                picture,
            } => {
                let course = find(&session, &space, account).await?;
                course.refresh(&session).await?;
                paste(&course, &url, expires, other_host)?;
                output.link(&course, &picture)
            }
        }
    }
}

async fn renew(
    course: &Course,
    wish: &Wish,
    picture: &Picture,
    yes: bool,
    output: Output,
) -> Result<ExitStatus, CliError> {
    let before = course.known()?.link.ok_or(LinkError::NoLink)?;
    let question = "Renew the link? The current one stops working. [y/N] ";
    if !wish.dry_run && !is_confirmed(yes, question)? {
        return Ok(ExitStatus::Done);
    }
    let as_before = LinkWish {
        last_day: None,
        domains: before.domains,
        max_uses: before.max_uses,
    };
    make(course, wish, as_before, picture, output).await
}

async fn withdraw(
    course: &Course,
    dry_run: bool,
    yes: bool,
    output: Output,
) -> Result<ExitStatus, CliError> {
    course.known()?.link.ok_or(LinkError::NoLink)?;
    if dry_run {
        return output.request("DELETE", course, None);
    }
    let question = "Withdraw the link? Nobody will be able to join with it. [y/N] ";
    if !is_confirmed(yes, question)? {
        return Ok(ExitStatus::Done);
    }
    let now = Timestamp::now();
    course.links.withdraw(&course.place, now).await?;
    output.link(course, &Picture { qr: None })
}

fn paste(
    course: &Course,
    url: &str,
    expires: Option<Date>,
    other_host: bool,
) -> Result<(), CliError> {
    let known = course.known()?;
    if known.maker == LinkMaker::Api {
        return Err(CliError::LinkMadeHere);
    }
    let last_day = expires.or(known.proposed_expiry);
    let keep = |confirmed: Option<&str>| {
        let links = &course.links;
        links.keep_pasted(&course.place, url, confirmed, last_day, Timestamp::now())
    };
    match keep(None) {
        Err(LinkError::OtherHost(link)) if other_host => keep(Some(link.as_str()))?,
        kept => kept?,
    }
    Ok(())
}

async fn make(
    course: &Course,
    wish: &Wish,
    as_before: LinkWish,
    picture: &Picture,
    output: Output,
) -> Result<ExitStatus, CliError> {
    // The ending is wrong before the link is made, not afterwards.
    show::check_picture(picture)?;
    let whole = LinkWish {
        last_day: wish.expires.or(course.known()?.proposed_expiry),
        domains: wish.domains.clone().unwrap_or(as_before.domains),
        max_uses: wish.uses.or(as_before.max_uses),
    };
    let now = Timestamp::now();
    if wish.dry_run {
        let terms = whole.terms(now).map_err(LinkError::from)?;
        return output.request("PUT", course, Some(&terms));
    }
    course.links.make(&course.place, &whole, now).await?;
    output.link(course, picture)
}
