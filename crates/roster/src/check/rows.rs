//! Rows in, findings out.

use super::context::{Context, home_domains};
use super::domain::{DomainFacts, facts};
use super::earlier_rows::{Domains, Mailboxes};
use super::finding::{Finding, FindingKind, SlipKind, UnusualKind};
use super::fix::{self, mended};
use super::known_domains::is_role;
use crate::address::{compare_into, split};
use crate::{Entry, FindingKind as Kind};

/// The findings of a whole list, row by row.
pub fn check<E: AsRef<Entry>>(
    entries: impl IntoIterator<Item = E>,
    context: &Context,
) -> Vec<Vec<Finding>> {
    let entries = entries.into_iter();
    let mut checker = Checker::new(context);
    checker.mailboxes.reserve(entries.size_hint().0);
    entries.map(|entry| checker.row(entry.as_ref())).collect()
}

/// The findings of one row by itself: all but [`FindingKind::Double`], for which [`super::Doubles`]
/// is the memory.
pub fn check_one(entry: &Entry, context: &Context) -> Vec<Finding> {
    let homes = home_domains(context);
    let mut normalized = String::with_capacity(entry.address.len());
    let mut findings = Vec::new();
    if address_findings(entry, &mut normalized, &homes, &mut findings) {
        let domain_facts = facts(split(&normalized).1, &homes);
        valid_findings(
            entry,
            &normalized,
            &domain_facts,
            context,
            &homes,
            &mut findings,
        );
    }
    name_finding(entry, &mut findings);
    findings
}

/// Checks a list as it comes in, remembering what came before: for readers that stream.
pub struct Checker<'c> {
    context: &'c Context,
    homes: Vec<String>,
    domains: Domains,
    mailboxes: Mailboxes,
    normalized: String,
    row: usize,
}

impl<'c> Checker<'c> {
    pub fn new(context: &'c Context) -> Self {
        Self {
            context,
            homes: home_domains(context),
            domains: Domains::default(),
            mailboxes: Mailboxes::default(),
            normalized: String::new(),
            row: 0,
        }
    }

    /// The findings of the next row.
    pub fn row(&mut self, entry: &Entry) -> Vec<Finding> {
        let mut findings = Vec::new();
        let Self {
            context,
            homes,
            domains,
            normalized,
            ..
        } = self;
        let as_before = domains.is_as_before(&entry.address, normalized);
        if as_before || address_findings(entry, normalized, homes, &mut findings) {
            let facts = if as_before {
                domains.as_before()
            } else {
                domains.of(&entry.address, split(normalized).1, homes)
            };
            valid_findings(entry, normalized, facts, context, homes, &mut findings);
            if let Some((of, exact)) = self.mailboxes.meet(normalized, self.row) {
                findings.push(Finding::of(Kind::Double { of, exact }));
            }
        }
        name_finding(entry, &mut findings);
        self.row += 1;
        findings
    }
}

/// Says what is wrong with the address; true where nothing is, and `compared` holds it.
fn address_findings(
    entry: &Entry,
    normalized: &mut String,
    homes: &[String],
    findings: &mut Vec<Finding>,
) -> bool {
    match compare_into(&entry.address, normalized) {
        Ok(()) => true,
        Err(invalid) => {
            findings.push(Finding {
                kind: Kind::Invalid(invalid.kind),
                mend: mended(&entry.address, homes),
                at: Some(invalid.at),
            });
            false
        }
    }
}

fn valid_findings(
    entry: &Entry,
    normalized: &str,
    domain_facts: &DomainFacts,
    context: &Context,
    homes: &[String],
    findings: &mut Vec<Finding>,
) {
    let text = entry.address.as_str();
    if let Some((kind, at)) = slip_of(text, domain_facts) {
        findings.push(Finding {
            kind: Kind::Slip(kind),
            at: Some(at),
            mend: mended(text, homes),
        });
    }
    if text.starts_with('"') {
        findings.push(Finding::of(Kind::Unusual(UnusualKind::QuotedLocal)));
    }
    if let Some(unusual) = domain_facts.unusual {
        let at = split(text).0.chars().count() + 1;
        findings.push(Finding {
            kind: Kind::Unusual(unusual),
            at: Some(at..text.chars().count()),
            mend: None,
        });
    }
    if context.joined.contains(normalized) {
        findings.push(Finding::of(Kind::AlreadyIn));
    } else if context.invited.contains(normalized) {
        findings.push(Finding::of(Kind::AlreadyInvited));
    } else if domain_facts.outside {
        findings.push(Finding::of(Kind::Outside));
    }
    if is_role(split(normalized).0) {
        findings.push(Finding::of(FindingKind::RoleAddress));
    }
}

fn slip_of(text: &str, domain_facts: &DomainFacts) -> Option<(SlipKind, std::ops::Range<usize>)> {
    if let Some(found) = fix::character_slip(text) {
        return Some(found);
    }
    let (kind, _) = domain_facts.slip.as_ref()?;
    let (local, domain) = split(text);
    let end = text.chars().count();
    let start = match (*kind, domain.rsplit_once('.')) {
        (SlipKind::Ending, Some((_, ending))) => end - ending.chars().count(),
        _ => local.chars().count() + 1,
    };
    Some((*kind, start..end))
}

fn name_finding(entry: &Entry, findings: &mut Vec<Finding>) {
    if entry.name.is_empty() || entry.name.trim().is_empty() {
        findings.push(Finding::of(Kind::NoName));
    }
}
