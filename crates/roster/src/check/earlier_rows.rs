//! What the rows before have shown: their domains, and their mailboxes.

use std::hash::BuildHasher as _;

use foldhash::fast::RandomState;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

use super::domain::{DomainFacts, facts};
use super::mailbox::mailbox;
use crate::address::local_end;

/// More domains than this in one list are looked at one by one, and not remembered.
const DOMAINS_REMEMBERED: usize = 10_000;

/// What can be said of each domain that was met.
#[derive(Default)]
pub(super) struct Domains {
    hasher: RandomState,
    table: HashTable<(Box<str>, usize)>,
    /// The first is for one that is not remembered.
    facts: Vec<DomainFacts>,
    /// The domain of the row before, as written there, and the place of its facts. Most rows
    /// share it.
    last: (String, usize),
}

impl Domains {
    /// Whether the address is plain and has the domain of the row before; if so, writes its
    /// compared form.
    pub(super) fn is_as_before(&self, text: &str, normalized: &mut String) -> bool {
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

    pub(super) fn as_before(&self) -> &DomainFacts {
        &self.facts[self.last.1]
    }

    /// The facts of the domain of the address `text`, which is `ascii` in its ASCII form.
    pub(super) fn of(&mut self, text: &str, ascii: &str, homes: &[String]) -> &DomainFacts {
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
                known[0] = facts(ascii, homes);
                0
            }
            Entry::Vacant(room) => {
                known.push(facts(ascii, homes));
                room.insert((ascii.into(), known.len() - 1));
                known.len() - 1
            }
        };
        last.0.clear();
        // Only a domain in plain letters is the same however it is looked at.
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

/// The mailboxes met so far: their text end to end in one buffer, so that a row costs no
/// allocation of its own.
#[derive(Default)]
pub(super) struct Mailboxes {
    hasher: RandomState,
    text: String,
    table: HashTable<Met>,
}

/// Where a mailbox stands in the buffer. No valid address has so many bytes that two of them do
/// not fit.
struct Met {
    start: usize,
    mailbox: u16,
    /// The length of the address as compared, right after the mailbox; 0 where they are the same.
    address: u16,
    row: u32,
}

impl Met {
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
    /// Makes room for so many rows at once, within reason.
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

    /// The earlier row of the same mailbox, and whether its address is the very same.
    pub(super) fn meet(&mut self, normalized: &str, row: usize) -> Option<(usize, bool)> {
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
        let same = |met: &Met| met.mailbox(text) == &*mailbox;
        match table.entry(hash, same, |met| hasher.hash_one(met.mailbox(text))) {
            Entry::Occupied(met) => {
                let met = met.get();
                Some((met.row as usize, met.address(text) == normalized))
            }
            Entry::Vacant(room) => {
                let length = |text: &str| u16::try_from(text.len()).unwrap_or(u16::MAX);
                room.insert(Met {
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
