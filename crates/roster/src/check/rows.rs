//! Checks rows: for a whole list, for one row, or for a list that is still being read.

use super::context::{Context, institution_domains};
use super::domain::{DomainFacts, facts};
use super::earlier_rows::{EarlierDomains, Mailboxes};
use super::finding::{Finding, FindingKind, TypoKind, UnusualKind};
use super::fix::{self, fix_for_institution};
use super::known_domains::is_role;
use crate::address::{normalize_into, split};
use crate::{Entry, FindingKind as Kind};

/// The findings about a whole list, row by row.
pub fn check<E: AsRef<Entry>>(
    entries: impl IntoIterator<Item = E>,
    context: &Context,
) -> Vec<Vec<Finding>> {
    let entries = entries.into_iter();
    let mut checker = Checker::new(context);
    checker.mailboxes.reserve(entries.size_hint().0);
    entries.map(|entry| checker.row(entry.as_ref())).collect()
}

/// The findings about one row by itself. [`FindingKind::Duplicate`] is never among them, because it
/// needs the other rows; [`super::Duplicates`] knows those.
pub fn check_one(entry: &Entry, context: &Context) -> Vec<Finding> {
    let own_domains = institution_domains(context);
    let mut normalized = String::with_capacity(entry.address.len());
    let mut findings = Vec::new();
    if address_findings(entry, &mut normalized, &own_domains, &mut findings) {
        let domain_facts = facts(split(&normalized).1, &own_domains);
        valid_findings(
            entry,
            &normalized,
            &domain_facts,
            context,
            &own_domains,
            &mut findings,
        );
    }
    name_finding(entry, &mut findings);
    findings
}

/// Checks a list row by row while it is being read, and remembers the rows before.
pub struct Checker<'c> {
    context: &'c Context,
    own_domains: Vec<String>,
    domains: EarlierDomains,
    mailboxes: Mailboxes,
    normalized: String,
    row: usize,
}

impl<'c> Checker<'c> {
    pub fn new(context: &'c Context) -> Self {
        Self {
            context,
            own_domains: institution_domains(context),
            domains: EarlierDomains::default(),
            mailboxes: Mailboxes::default(),
            normalized: String::new(),
            row: 0,
        }
    }

    /// The findings about the next row.
    pub fn row(&mut self, entry: &Entry) -> Vec<Finding> {
        let mut findings = Vec::new();
        let Self {
            context,
            own_domains,
            domains,
            normalized,
            ..
        } = self;
        let as_before = domains.has_same_domain_as_before(&entry.address, normalized);
        if as_before || address_findings(entry, normalized, own_domains, &mut findings) {
            let facts = if as_before {
                domains.facts_as_before()
            } else {
                domains.of(&entry.address, split(normalized).1, own_domains)
            };
            valid_findings(
                entry,
                normalized,
                facts,
                context,
                own_domains,
                &mut findings,
            );
            if let Some((of, exact)) = self.mailboxes.first_row_of(normalized, self.row) {
                findings.push(Finding::of(Kind::Duplicate { of, exact }));
            }
        }
        name_finding(entry, &mut findings);
        self.row += 1;
        findings
    }
}

/// Adds what is wrong with the address. Returns true if nothing is; then `normalized` holds its
/// normalized form.
fn address_findings(
    entry: &Entry,
    normalized: &mut String,
    own_domains: &[String],
    findings: &mut Vec<Finding>,
) -> bool {
    match normalize_into(&entry.address, normalized) {
        Ok(()) => true,
        Err(invalid) => {
            findings.push(Finding {
                kind: Kind::Invalid(invalid.kind),
                fix: fix_for_institution(&entry.address, own_domains),
                at: Some(invalid.at),
            });
            false
        }
    }
}

/// Adds what there is to say about a valid address.
fn valid_findings(
    entry: &Entry,
    normalized: &str,
    domain_facts: &DomainFacts,
    context: &Context,
    own_domains: &[String],
    findings: &mut Vec<Finding>,
) {
    let text = entry.address.as_str();
    if let Some((kind, at)) = typo_of(text, domain_facts) {
        findings.push(Finding {
            kind: Kind::Typo(kind),
            at: Some(at),
            fix: fix_for_institution(text, own_domains),
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
            fix: None,
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

/// The typo in a valid address, and its place.
fn typo_of(text: &str, domain_facts: &DomainFacts) -> Option<(TypoKind, std::ops::Range<usize>)> {
    if let Some(found) = fix::character_typo(text) {
        return Some(found);
    }
    let (kind, _) = domain_facts.typo.as_ref()?;
    let (local, domain) = split(text);
    let end = text.chars().count();
    let start = match (*kind, domain.rsplit_once('.')) {
        (TypoKind::Ending, Some((_, ending))) => end - ending.chars().count(),
        _ => local.chars().count() + 1,
    };
    Some((*kind, start..end))
}

fn name_finding(entry: &Entry, findings: &mut Vec<Finding>) {
    if entry.name.is_empty() || entry.name.trim().is_empty() {
        findings.push(Finding::of(Kind::NoName));
    }
}
