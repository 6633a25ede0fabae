//! Prints a link, and saves its QR code.

use std::io::Write as _;
use std::path::Path;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use outbox::{LinkChangeOutcome, LinkMaker, words};
use platform::LinkTerms;
use poster::QrCode;
use serde::Serialize;
use store::LinkChange;

use super::Picture;
use super::space::Course;
use crate::error::CliError;
use crate::exit_status::ExitStatus;
use crate::output;
use crate::plain::Plain;
use crate::request_json::RequestJson;

#[derive(Clone, Copy)]
pub(super) struct Output {
    pub(super) json: bool,
}

/// A link as JSON. Scripts rely on the keys.
#[derive(Serialize)]
struct LinkJson<'l> {
    space: &'l str,
    url: Option<&'l str>,
    expires_at: Option<Timestamp>,
    expired: bool,
    uses: Option<u64>,
    max_uses: Option<u64>,
    email_domains: &'l [String],
    /// Made on the platform's web page, and pasted.
    pasted: bool,
    seen_at: Option<Timestamp>,
}

impl Output {
    /// The link as it is known now. One that has expired needs attention.
    pub(super) fn link(self, course: &Course, picture: &Picture) -> Result<ExitStatus, CliError> {
        let now = Timestamp::now();
        let known = course.known()?;
        let link = known.link.as_ref();
        if let (Some(link), Some(file)) = (link, &picture.qr) {
            save_picture(link.url.as_str(), file)?;
        }
        let expires_at = link.and_then(|link| link.expires_at);
        let expired = expires_at.is_some_and(|at| at <= now);
        if let Some(outcome) = known.outcome {
            eprintln!("{}", outcome_words(outcome));
        }
        let mut out = std::io::stdout().lock();
        if self.json {
            let json = LinkJson {
                space: &course.name,
                url: link.map(|link| link.url.as_str()),
                expires_at,
                expired,
                uses: link.and_then(|link| link.uses),
                max_uses: link.and_then(|link| link.max_uses),
                email_domains: link.map(|link| link.domains.as_slice()).unwrap_or_default(),
                pasted: known.maker == LinkMaker::WebPage && link.is_some(),
                seen_at: known.seen_at,
            };
            output::json(&json, &mut out)?;
        } else if let Some(link) = link {
            writeln!(out, "{}", Plain(link.url.as_str()))?;
            for line in facts(link, expired) {
                writeln!(out, "{}", Plain(&line))?;
            }
        } else {
            writeln!(out, "{} has no link.", Plain(&course.name))?;
        }
        Ok(if expired {
            ExitStatus::NeedsAttention
        } else {
            ExitStatus::Done
        })
    }

    /// What would be sent.
    pub(super) fn request(
        self,
        method: &'static str,
        course: &Course,
        body: Option<&LinkTerms>,
    ) -> Result<ExitStatus, CliError> {
        let path = platform::invitation_link_path(&course.place.org, &course.place.space);
        let request = RequestJson { method, path, body };
        request.print(self.json, &mut std::io::stdout().lock())?;
        Ok(ExitStatus::Done)
    }
}

/// What is said of a change whose outcome wasn't known at once.
fn outcome_words(outcome: LinkChangeOutcome) -> &'static str {
    match (outcome.change, outcome.done) {
        (LinkChange::Make, None) => {
            "Cohort can't tell yet whether the link was created. Run this again in 10 minutes."
        }
        (LinkChange::Make, Some(true)) => "The link was created. This is the one there is now.",
        (LinkChange::Make, Some(false)) => "The link wasn't created.",
        (LinkChange::Withdraw, None) => {
            "Cohort can't tell yet whether the link was withdrawn. Run this again in 10 minutes."
        }
        (LinkChange::Withdraw, Some(true)) => "The link was withdrawn.",
        (LinkChange::Withdraw, Some(false)) => "The link wasn't withdrawn.",
    }
}

/// What is said of a link below its address.
fn facts(link: &outbox::Link, expired: bool) -> Vec<String> {
    let zone = TimeZone::system();
    let mut facts = Vec::new();
    if let Some(at) = link.expires_at {
        let at = words::date_and_time(at, &zone);
        facts.push(if expired {
            format!("Expired on {at}. Nobody can join with it.")
        } else {
            format!("Works until {at}")
        });
    }
    if !link.domains.is_empty() {
        facts.push(format!("Only for addresses at {}", link.domains.join(", ")));
    }
    facts.extend(match (link.uses, link.max_uses) {
        (Some(uses), Some(most)) => Some(format!("Joined with it: {uses}, limit {most}")),
        (Some(1), None) => Some("1 person has joined with it".to_owned()),
        (Some(uses), None) => Some(format!("{uses} people have joined with it")),
        (None, _) => None,
    });
    facts
}

/// Whether the file can be written as what its ending says.
pub(super) fn check_picture(picture: &Picture) -> Result<(), CliError> {
    match picture.qr.as_deref().map(ending) {
        None | Some(Some("png" | "svg")) => Ok(()),
        Some(_) => Err(CliError::Picture),
    }
}

fn save_picture(url: &str, file: &Path) -> Result<(), CliError> {
    let code = QrCode::of(url)?;
    let bytes = match ending(file) {
        Some("png") => code.png()?,
        Some("svg") => code.svg().into_bytes(),
        _ => return Err(CliError::Picture),
    };
    std::fs::write(file, bytes).map_err(|source| CliError::File {
        file: file.display().to_string(),
        source,
    })
}

fn ending(file: &Path) -> Option<&'static str> {
    let ending = file.extension()?.to_str()?.to_ascii_lowercase();
    ["png", "svg"].into_iter().find(|known| *known == ending)
}
