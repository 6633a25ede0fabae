//! What `cohort compare` prints, for people and as JSON. Scripts rely on the keys and on the values
//! that aren't sentences, so these stay as they are when names in the code change.

use std::io::{self, Write};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use language::Language;
use outbox::{ComparedPerson, Comparison, ListGroup, words};
use serde::Serialize;

use crate::output;
use crate::plain::Plain;
use crate::space::NamedSpace;

const GROUPS: [ListGroup; 5] = [
    ListGroup::In,
    ListGroup::NotJoined,
    ListGroup::Missing,
    ListGroup::NotOnList,
    ListGroup::Left,
];

pub(super) struct ComparisonReport<'c> {
    pub(super) space: &'c NamedSpace,
    pub(super) file: String,
    pub(super) comparison: &'c Comparison,
    pub(super) now: Timestamp,
}

#[derive(Serialize)]
struct ComparisonJson<'c> {
    account: &'c str,
    organisation: &'c str,
    space: &'c str,
    file: &'c str,
    members_seen_at: Option<Timestamp>,
    counts: CountsJson,
    people: Vec<PersonJson<'c>>,
}

#[derive(Serialize)]
struct CountsJson {
    r#in: u32,
    not_joined: u32,
    missing: u32,
    not_on_list: u32,
    left: u32,
    moved: u32,
}

#[derive(Serialize)]
struct PersonJson<'c> {
    state: &'static str,
    name: &'c str,
    address: &'c str,
    group: &'c str,
    row: Option<u32>,
    moved_from: Option<&'c str>,
    address_in_space: Option<&'c str>,
    left_at: Option<Timestamp>,
    marked_as_left: bool,
    uninvited: bool,
}

impl ComparisonReport<'_> {
    pub(super) fn text(&self, out: &mut impl Write) -> io::Result<()> {
        let counts = self.comparison.counts();
        write!(
            out,
            "{} compared with {}",
            Plain(&self.file),
            Plain(&self.space.name)
        )?;
        match self.comparison.seen_at {
            Some(at) => {
                let at = words::clock(Language::English, at, self.now, &TimeZone::system());
                writeln!(out, ", updated {at}")?;
            }
            None => writeln!(out)?,
        }
        for group in GROUPS {
            let people: Vec<&ComparedPerson> = self
                .comparison
                .people
                .iter()
                .filter(|person| person.group == group && !is_marked(person))
                .collect();
            if people.is_empty() && group != ListGroup::Missing {
                continue;
            }
            writeln!(out, "{}", words::list_group_line(group, &counts))?;
            if group == ListGroup::In {
                continue;
            }
            for person in people {
                write!(out, "    {}", Plain(&person.address))?;
                if !person.name.is_empty() {
                    write!(out, "  {}", Plain(&person.name))?;
                }
                writeln!(out)?;
            }
        }
        if counts.not_joined + counts.missing + counts.not_on_list + counts.left == 0 {
            writeln!(out, "{}", words::ALL_IN)?;
        }
        Ok(())
    }

    pub(super) fn json(&self, out: &mut impl Write) -> io::Result<()> {
        let counts = self.comparison.counts();
        let json = ComparisonJson {
            account: &self.space.account.name,
            organisation: &self.space.organisation,
            space: &self.space.name,
            file: &self.file,
            members_seen_at: self.comparison.seen_at,
            counts: CountsJson {
                r#in: counts.in_space,
                not_joined: counts.not_joined,
                missing: counts.missing,
                not_on_list: counts.not_on_list,
                left: counts.left,
                moved: counts.moved,
            },
            people: self.comparison.people.iter().map(person).collect(),
        };
        output::json(&json, out)
    }
}

fn is_marked(person: &ComparedPerson) -> bool {
    person.left.as_ref().is_some_and(|left| left.marked)
}

fn person(person: &ComparedPerson) -> PersonJson<'_> {
    PersonJson {
        state: match person.group {
            ListGroup::In => "in",
            ListGroup::NotJoined => "not_joined",
            ListGroup::Missing => "missing",
            ListGroup::NotOnList => "not_on_list",
            ListGroup::Left => "left",
        },
        name: &person.name,
        address: &person.address,
        group: &person.section,
        row: person.row,
        moved_from: person.moved_from.as_deref(),
        address_in_space: person.in_space.as_deref(),
        left_at: person.left.as_ref().map(|left| left.at),
        marked_as_left: is_marked(person),
        uninvited: person.uninvited,
    }
}
