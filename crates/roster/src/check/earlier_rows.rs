//! What the rows before this one have shown: the facts of their domains, and their mailboxes.
//!
//! A list of a hundred thousand rows is checked in a fraction of a second only if a row costs no
//! allocation and no repeated work. The two memories in this module see to that.

use std::hash::BuildHasher as _;

use foldhash::fast::RandomState;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

use super::domain::{DomainFacts, facts};
use crate::address::local_end;
use crate::same_person::mailbox;

/// Domains beyond this number are worked out row by row and not remembered, so that a hostile list
/// can't fill the memory.
const DOMAINS_REMEMBERED: usize = 10_000;

/// The facts of each domain so far.
#[derive(Default)]
pub(super) struct EarlierDomains {
    hasher: RandomState,
    table: HashTable<(Box<str>, usize)>,
    /// The first place is for the latest domain that wasn't remembered.
    facts: Vec<DomainFacts>,
    /// The domain of the previous row, as written there, and the place of its facts. Most rows
    /// have the same domain as the one before.
    last: (String, usize),
}

impl EarlierDomains {
    /// Whether the address is plain and has the same domain as the previous row. If so, its
    /// normalized form is written into `normalized`.
    pub(super) fn has_same_domain_as_before(&self, text: &str, normalized: &mut String) -> bool {
        let (domain, bytes) = (self.last.0.as_bytes(), text.as_bytes());
        let same = !domain.is_empty()
            && bytes.len() <= 254
            && bytes.ends_with(domain)
            && local_end(bytes).is_some_and(|at| at + 1 + domain.len() == bytes.len());
        if same {
            normalized.clear();
            normalized.push_str(text);
            normalized.make_ascii_lowercase();
        }
        same
    }

    /// The facts of the domain of the previous row.
    pub(super) fn facts_as_before(&self) -> &DomainFacts {
        &self.facts[self.last.1]
    }

    /// The facts of the domain of the address `text`; `ascii` is that domain in its ASCII form.
    pub(super) fn of(&mut self, text: &str, ascii: &str, own_domains: &[String]) -> &DomainFacts {
        let Self {
            hasher,
            table,
            facts: known,
            last,
        } = self;
        if known.is_empty() {
            known.push(DomainFacts::default());
        }
        let full = known.len() > DOMAINS_REMEMBERED;
        let place = match table.entry(
            hasher.hash_one(ascii),
            |(d, _)| **d == *ascii,
            |(d, _)| hasher.hash_one(&**d),
        ) {
            Entry::Occupied(met) => met.get().1,
            Entry::Vacant(_) if full => {
                known[0] = facts(ascii, own_domains);
                0
            }
            Entry::Vacant(room) => {
                known.push(facts(ascii, own_domains));
                room.insert((ascii.into(), known.len() - 1));
                known.len() - 1
            }
        };
        last.0.clear();
        // The comparison with the next row is one of bytes, so only a domain that is written in
        // its ASCII form, in whatever case, may be kept for it.
        let written = text
            .len()
            .checked_sub(ascii.len())
            .and_then(|at| text.get(at..));
        if let Some(written) =
            written.filter(|w| w.eq_ignore_ascii_case(ascii) && !w.starts_with('['))
        {
            last.0.push_str(written);
        }
        last.1 = place;
        &known[place]
    }
}

/// The mailboxes of the rows so far. Their texts stand one after the other in one buffer, so that
/// a row costs no allocation of its own.
#[derive(Default)]
pub(super) struct Mailboxes {
    hasher: RandomState,
    text: String,
    table: HashTable<KnownMailbox>,
}

/// Where a mailbox stands in the buffer, and the row that has it. Sixteen bits are enough for the
/// lengths, because a valid address has at most 254 bytes.
struct KnownMailbox {
    start: usize,
    mailbox: u16,
    /// The length of the normalized address, which follows the mailbox; 0 if the two are the same.
    address: u16,
    row: u32,
}

impl KnownMailbox {
    fn mailbox<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start..self.start + usize::from(self.mailbox)]
    }

    fn address<'t>(&self, text: &'t str) -> &'t str {
        let middle = self.start + usize::from(self.mailbox);
        match self.address {
            0 => self.mailbox(text),
            length => &text[middle..middle + usize::from(length)],
        }
    }
}

impl Mailboxes {
    /// Reserves memory for this number of rows, up to a bound.
    pub(super) fn reserve(&mut self, rows: usize) {
        let Self {
            hasher,
            text,
            table,
        } = self;
        let rows = rows.min(1 << 20);
        table.reserve(rows, |met| hasher.hash_one(met.mailbox(text)));
        text.reserve(rows * 24);
    }

    /// The earlier row with the same mailbox, and whether its address is the same too. If there is
    /// none, this row is remembered as the first.
    pub(super) fn first_row_of(&mut self, normalized: &str, row: usize) -> Option<(usize, bool)> {
        let Self {
            hasher,
            text,
            table,
        } = self;
        let mailbox = mailbox(normalized);
        let other = if *mailbox == *normalized {
            ""
        } else {
            normalized
        };
        let hash = hasher.hash_one(&*mailbox);
        let same = |met: &KnownMailbox| met.mailbox(text) == &*mailbox;
        match table.entry(hash, same, |met| hasher.hash_one(met.mailbox(text))) {
            Entry::Occupied(met) => {
                let met = met.get();
                Some((met.row as usize, met.address(text) == normalized))
            }
            Entry::Vacant(room) => {
                let length = |text: &str| u16::try_from(text.len()).unwrap_or(u16::MAX);
                room.insert(KnownMailbox {
                    start: text.len(),
                    mailbox: length(&mailbox),
                    address: length(other),
                    row: u32::try_from(row).unwrap_or(u32::MAX),
                });
                text.push_str(&mailbox);
                text.push_str(other);
                None
            }
        }
    }
}
