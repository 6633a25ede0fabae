//! Rows in, findings out.

use std::hash::BuildHasher as _;

use foldhash::fast::RandomState;
use hashbrown::HashTable;

use super::context::{Context, home_domains};
use super::domain::{DomainFacts, facts};
use super::finding::{Finding, FindingKind, SlipKind, UnusualKind};
use super::known::is_role;
use super::mailbox::mailbox_onto;
use super::mend::{self, mended};
use crate::address::{compare_into, split};
use crate::{Entry, FindingKind as Kind};

/// More domains than this in one list are looked at one by one, and not remembered.
const DOMAINS_REMEMBERED: usize = 10_000;

/// The findings of a whole list, row by row.
pub fn check<E: AsRef<Entry>>(
    entries: impl IntoIterator<Item = E>,
    context: &Context,
) -> Vec<Vec<Finding>> {
    let entries = entries.into_iter();
    let mut checker = Checker::new(context);
    checker.seen.reserve(entries.size_hint().0, &checker.hasher);
    entries.map(|entry| checker.row(entry.as_ref())).collect()
}

/// The findings of one row by itself: all but [`FindingKind::Double`], for which [`super::Doubles`]
/// is the memory.
pub fn check_one(entry: &Entry, context: &Context) -> Vec<Finding> {
    let homes = home_domains(context);
    let mut compared = String::with_capacity(entry.address.len());
    let mut findings = Vec::new();
    if address_findings(entry, &mut compared, &homes, &mut findings) {
        let domain_facts = facts(split(&compared).1, &homes);
        valid_findings(
            entry,
            &compared,
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
    hasher: RandomState,
    domains: HashTable<(Box<str>, DomainFacts)>,
    seen: Seen,
    compared: String,
    row: usize,
}

impl<'c> Checker<'c> {
    pub fn new(context: &'c Context) -> Self {
        Self {
            context,
            homes: home_domains(context),
            hasher: RandomState::default(),
            domains: HashTable::new(),
            seen: Seen::default(),
            compared: String::new(),
            row: 0,
        }
    }

    /// The findings of the next row.
    pub fn row(&mut self, entry: &Entry) -> Vec<Finding> {
        let row = self.row;
        self.row += 1;
        let mut findings = Vec::new();
        let mut compared = std::mem::take(&mut self.compared);
        if address_findings(entry, &mut compared, &self.homes, &mut findings) {
            let domain = split(&compared).1;
            let hash = self.hasher.hash_one(domain);
            let known = self.domains.find(hash, |(d, _)| **d == *domain);
            let fresh;
            let domain_facts = if let Some((_, domain_facts)) = known {
                domain_facts
            } else {
                fresh = facts(domain, &self.homes);
                &fresh
            };
            valid_findings(
                entry,
                &compared,
                domain_facts,
                self.context,
                &self.homes,
                &mut findings,
            );
            if known.is_none() && self.domains.len() < DOMAINS_REMEMBERED {
                let remembered = (domain.into(), domain_facts.clone());
                self.domains
                    .insert_unique(hash, remembered, |(d, _)| self.hasher.hash_one(&**d));
            }
            if let Some((of, exact)) = self.seen.meet(&compared, row, &self.hasher) {
                findings.push(Finding::of(Kind::Double { of, exact }));
            }
        }
        self.compared = compared;
        name_finding(entry, &mut findings);
        findings
    }
}

/// Says what is wrong with the address; true where nothing is, and `compared` holds it.
fn address_findings(
    entry: &Entry,
    compared: &mut String,
    homes: &[String],
    findings: &mut Vec<Finding>,
) -> bool {
    match compare_into(&entry.address, compared) {
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
    compared: &str,
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
    if context.joined.contains(compared) {
        findings.push(Finding::of(Kind::AlreadyIn));
    } else if context.invited.contains(compared) {
        findings.push(Finding::of(Kind::AlreadyInvited));
    } else if domain_facts.outside {
        findings.push(Finding::of(Kind::Outside));
    }
    if is_role(split(compared).0) {
        findings.push(Finding::of(FindingKind::RoleAddress));
    }
}

fn slip_of(text: &str, domain_facts: &DomainFacts) -> Option<(SlipKind, std::ops::Range<usize>)> {
    if let Some(found) = mend::character_slip(text) {
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

/// The mailboxes met so far: their text end to end in one buffer, so that a row costs no
/// allocation of its own.
#[derive(Default)]
struct Seen {
    text: String,
    table: HashTable<Met>,
}

struct Met {
    start: usize,
    /// Where the mailbox ends and the address as compared begins, if it is another.
    middle: usize,
    end: usize,
    row: usize,
}

impl Seen {
    /// Makes room for so many rows at once, within reason.
    fn reserve(&mut self, rows: usize, hasher: &RandomState) {
        let Self { text, table } = self;
        let rows = rows.min(1 << 20);
        table.reserve(rows, |m| hasher.hash_one(&text[m.start..m.middle]));
        text.reserve(rows * 24);
    }

    /// The earlier row of the same mailbox, and whether its address is the very same.
    fn meet(&mut self, compared: &str, row: usize, hasher: &RandomState) -> Option<(usize, bool)> {
        let start = self.text.len();
        mailbox_onto(compared, &mut self.text);
        let middle = self.text.len();
        let (before, mailbox) = self.text.split_at(start);
        let hash = hasher.hash_one(mailbox);
        if let Some(met) = self
            .table
            .find(hash, |m| before[m.start..m.middle] == *mailbox)
        {
            let address = if met.end > met.middle {
                &before[met.middle..met.end]
            } else {
                &before[met.start..met.middle]
            };
            let found = (met.row, address == compared);
            self.text.truncate(start);
            return Some(found);
        }
        if mailbox != compared {
            self.text.push_str(compared);
        }
        let met = Met {
            start,
            middle,
            end: self.text.len(),
            row,
        };
        let Self { text, table } = self;
        table.insert_unique(hash, met, |m| hasher.hash_one(&text[m.start..m.middle]));
        None
    }
}
