//! A newer list held against a draft, or against who is in a space.

use std::collections::HashSet;
use std::sync::Arc;

use jiff::Timestamp;
use platform::{Role, SpaceMember};
use roster::{Change, Entry};
use store::{AccountId, EditKind, NewRow, Place, RowId, SeenList};

use super::drafts::{self, id};
use super::files::blocking;
use super::rows::{edit, new_row, row_ids, same_person};
use crate::app::App;
use crate::bridge::{
    ChangedMember, ChangedPerson, Choices, Difference, DifferenceTake, Draft, DraftFile,
    GonePerson, Problem, ProblemCode, RowsChanged, SpaceDifference, SpaceDifferenceTake, SpaceFile,
    from_domain,
};
use crate::files::mapping::Mapping;
use crate::lists::{self, OpenList};

pub(super) async fn file_difference(
    app: &Arc<App>,
    which: DraftFile,
) -> Result<Difference, Problem> {
    let app = Arc::clone(app);
    blocking(move || {
        let found = ListComparison::of(&app, &which.draft, &which.file, which.choices.as_ref())?;
        Ok(found.shown())
    })
    .await
}

pub(super) async fn difference_take(
    app: &Arc<App>,
    take: DifferenceTake,
) -> Result<RowsChanged, Problem> {
    let app = Arc::clone(app);
    blocking(move || {
        let found = ListComparison::of(&app, &take.draft, &take.file, take.choices.as_ref())?;
        let wanted = |rows: &Option<Vec<String>>| {
            rows.as_deref()
                .map(row_ids)
                .transpose()
                .map(|rows| rows.map(HashSet::<RowId>::from_iter))
        };
        let (gone, changed) = (wanted(&take.gone)?, wanted(&take.changed)?);
        let is_in = |rows: &Option<HashSet<RowId>>, row: RowId| {
            rows.as_ref().is_none_or(|rows| rows.contains(&row))
        };
        let added = chosen(found.added().cloned(), take.added.as_deref());
        edit(
            &app,
            id(&take.draft)?,
            EditKind::Difference,
            None,
            |_, edit| {
                for (row, change, after) in found.changes() {
                    if is_in(&changed, row) {
                        edit.change(row, |row| take_over(row, change, after))?;
                    }
                }
                for row in found.gone().filter(|row| is_in(&gone, *row)) {
                    edit.remove(row)?;
                }
                edit.add(&added)
            },
        )
    })
    .await
}

/// A draft's list as it stands, a file's people, and how they differ.
struct ListComparison {
    rows: Vec<RowId>,
    old: Vec<Entry>,
    new: Vec<Entry>,
    difference: roster::Difference,
}

impl ListComparison {
    fn of(app: &App, draft: &str, file: &str, choices: Option<&Choices>) -> Result<Self, Problem> {
        let (domains, rows, old) =
            app.lists
                .with(&app.store, id(draft)?, |list: &mut OpenList| {
                    let rows: Vec<RowId> = list.rows().map(|row| row.id).collect();
                    let old: Vec<Entry> = list.rows().map(lists::entry).collect();
                    Ok::<_, Problem>((list.context().domains.clone(), rows, old))
                })?;
        let new = everybody(app, file, choices, domains)?;
        let difference = roster::difference(&old, &new);
        Ok(Self {
            rows,
            old,
            new,
            difference,
        })
    }

    fn added(&self) -> impl Iterator<Item = &Entry> {
        self.difference.added.iter().map(|at| &self.new[*at])
    }

    fn gone(&self) -> impl Iterator<Item = RowId> {
        self.difference.gone.iter().map(|at| self.rows[*at])
    }

    fn changes(&self) -> impl Iterator<Item = (RowId, &Change, &Entry)> {
        let changed = self.difference.changed.iter();
        changed.map(|change| (self.rows[change.old], change, &self.new[change.new]))
    }

    fn shown(&self) -> Difference {
        let gone = self.difference.gone.iter();
        let changed = self.difference.changed.iter();
        Difference {
            added: self.added().cloned().map(Into::into).collect(),
            gone: gone
                .map(|at| GonePerson {
                    row: self.rows[*at].to_string(),
                    person: self.old[*at].clone().into(),
                })
                .collect(),
            changed: changed
                .map(|change| ChangedPerson {
                    row: self.rows[change.old].to_string(),
                    before: self.old[change.old].clone().into(),
                    after: merged(&self.old[change.old], change, &self.new[change.new]).into(),
                })
                .collect(),
            same: from_domain::count(self.difference.same),
        }
    }
}

/// The parts of a person that a newer list says otherwise.
fn take_over(row: &mut store::Row, change: &Change, after: &Entry) {
    let parts = [
        (change.name, &mut row.name, &after.name),
        (change.address, &mut row.address, &after.address),
        (change.group, &mut row.group, &after.group),
        (change.note, &mut row.note, &after.note),
        (change.list_id, &mut row.list_id, &after.list_id),
    ];
    for (_, part, text) in parts.into_iter().filter(|(differs, ..)| *differs) {
        part.clone_from(text);
    }
}

fn merged(before: &Entry, change: &Change, after: &Entry) -> Entry {
    let either = |differs: bool, before: &String, after: &String| {
        if differs { after } else { before }.clone()
    };
    Entry {
        name: either(change.name, &before.name, &after.name),
        address: either(change.address, &before.address, &after.address),
        group: either(change.group, &before.group, &after.group),
        note: either(change.note, &before.note, &after.note),
        list_id: either(change.list_id, &before.list_id, &after.list_id),
    }
}

pub(super) async fn space_difference(
    app: &Arc<App>,
    which: SpaceFile,
) -> Result<SpaceDifference, Problem> {
    let app = Arc::clone(app);
    blocking(move || {
        let place = place(which.account, which.org, which.space);
        against_space(&app, &place, &which.file, which.choices.as_ref())
    })
    .await
}

pub(super) async fn space_difference_take(
    app: &Arc<App>,
    take: SpaceDifferenceTake,
) -> Result<Draft, Problem> {
    let reading = Arc::clone(app);
    let draft = blocking(move || {
        let app = reading;
        let place = place(take.account, take.org, take.space);
        let found = against_space(&app, &place, &take.file, take.choices.as_ref())?;
        let people = found.added.into_iter().map(Entry::from);
        let people = chosen(people, take.added.as_deref());
        if people.is_empty() {
            return Err(Problem::of(ProblemCode::FileNobody));
        }
        let draft = drafts::begin(&app, &place)?;
        app.store
            .write(|w| w.draft_rows_add(draft, &people, Timestamp::now()))?;
        Ok(draft)
    })
    .await?;
    drafts::told(app);
    drafts::whole(app, draft).await
}

fn place(account: String, org: String, space: String) -> Place {
    Place {
        account: AccountId(account),
        org,
        space,
    }
}

/// A file against the members as last seen. What a space does not know of its people (groups,
/// notes) is no difference, nor is a name where the platform has none yet.
fn against_space(
    app: &App,
    place: &Place,
    file: &str,
    choices: Option<&Choices>,
) -> Result<SpaceDifference, Problem> {
    let seen = app.store.seen::<SpaceMember>(place, SeenList::Members)?;
    let seen_at = seen.as_ref().map(|seen| from_domain::time(seen.at));
    let members = seen.map(|seen| seen.list).unwrap_or_default();
    let domains = match app.store.own_domains(&place.account, &place.org)? {
        Some(own) => own,
        None => lists::learned_domains(&members),
    };
    let new = everybody(app, file, choices, domains)?;
    let (administrators, people): (Vec<_>, Vec<_>) = members
        .into_iter()
        .partition(|member| member.space_role == Some(Role::SpaceAdmin));
    let administrators: HashSet<String> = administrators
        .iter()
        .map(|member| same_person(&member.email))
        .collect();
    let new: Vec<Entry> = new
        .into_iter()
        .filter(|entry| !administrators.contains(&same_person(&entry.address)))
        .collect();
    let bare = |name: &str, address: &str| Entry {
        name: name.to_owned(),
        address: address.to_owned(),
        ..Entry::default()
    };
    let old: Vec<Entry> = people
        .iter()
        .map(|member| bare(&member.name, &member.email))
        .collect();
    let known: Vec<Entry> = new
        .iter()
        .map(|entry| bare(&entry.name, &entry.address))
        .collect();
    let difference = roster::difference(&old, &known);
    let (unnamed, changed): (Vec<&Change>, Vec<&Change>) = difference
        .changed
        .iter()
        .partition(|change| old[change.old].name.is_empty() && !change.address);
    Ok(SpaceDifference {
        added: difference
            .added
            .iter()
            .map(|at| new[*at].clone().into())
            .collect(),
        gone: difference
            .gone
            .iter()
            .map(|at| old[*at].clone().into())
            .collect(),
        changed: changed
            .into_iter()
            .map(|change| ChangedMember {
                before: old[change.old].clone().into(),
                after: known[change.new].clone().into(),
            })
            .collect(),
        same: from_domain::count(difference.same + unnamed.len()),
        seen_at,
    })
}

/// Everybody in a file.
fn everybody(
    app: &App,
    file: &str,
    choices: Option<&Choices>,
    domains: Vec<String>,
) -> Result<Vec<Entry>, Problem> {
    let file = app.files.get(file)?;
    let about = |error: roster::Unreadable| Problem::from(error).about(file.name());
    let known = roster::Choices {
        domains,
        ..roster::Choices::default()
    };
    let read = file.read(known.limits.file)?;
    if choices.is_some() && file.changed_since(&read.stamp) {
        return Err(Problem::of(ProblemCode::FileChanged).about(file.name()));
    }
    let list = roster::open(&read.bytes, &known).map_err(about)?;
    let mapping = Mapping::of(&app.store, &list, choices)?;
    mapping.remember(&app.store, &list, choices)?;
    file.looked_at(read.stamp);
    mapping
        .people(&list)
        .collect::<Result<_, _>>()
        .map_err(about)
}

/// Those whose places were named, or all.
fn chosen(people: impl Iterator<Item = Entry>, places: Option<&[u32]>) -> Vec<NewRow> {
    let wanted: Option<HashSet<u32>> = places.map(|places| places.iter().copied().collect());
    (0..)
        .zip(people)
        .filter(|(place, _)| wanted.as_ref().is_none_or(|wanted| wanted.contains(place)))
        .map(|(_, person)| new_row(person))
        .collect()
}
