//! A list compared with a space.

use crate::compare::known_counts::ComparisonCounts;
use crate::compare::matching::ListGroup;

use super::people;

/// As the window calls the groups.
pub fn list_group(group: ListGroup) -> &'static str {
    match group {
        ListGroup::In => "In",
        ListGroup::NotJoined => "Not joined yet",
        ListGroup::Missing => "Missing",
        ListGroup::NotOnList => "Not on the list",
        ListGroup::Left => "Left the list",
    }
}

/// A group in one line: `In: 94 people, 2 of them in another group than before`
pub fn list_group_line(group: ListGroup, counts: &ComparisonCounts) -> String {
    let name = list_group(group);
    match group {
        ListGroup::In if counts.moved > 0 => format!(
            "{name}: {}, {} of them in another group than before",
            people(counts.in_space as usize),
            counts.moved
        ),
        ListGroup::In => format!("{name}: {}", people(counts.in_space as usize)),
        ListGroup::NotJoined => format!("{name}: {}", people(counts.not_joined as usize)),
        ListGroup::Missing => format!("{name}: {}", people(counts.missing as usize)),
        ListGroup::NotOnList => format!("{name}: {}", people(counts.not_on_list as usize)),
        ListGroup::Left => format!("{name}: {}", people(counts.left as usize)),
    }
}

/// Said where nothing is to be done.
pub const ALL_IN: &str = "Everyone on the list is in, and nobody else is.";
