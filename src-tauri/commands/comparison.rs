//! The list that is kept for a space: brought in, replaced, removed, and compared with its people.

use std::sync::Arc;

use jiff::Timestamp;
use lists::{ListError, NewerList};
use roster::{Entry, PersonKey};
use store::{Place, StoreError};

use super::blocking::blocking;
use crate::app::App;
use crate::bridge::{
    Comparison, KeptListEdit, KeptListRef, KeptVersionRef, LeftMarks, ListDifference, Problem,
    SpaceFile, place,
};

pub(super) async fn comparison(app: &Arc<App>, which: KeptListRef) -> Result<Comparison, Problem> {
    compared(app, which.place()?).await
}

async fn compared(app: &Arc<App>, place: Place) -> Result<Comparison, Problem> {
    let app = Arc::clone(app);
    blocking(move || {
        let Some((list, comparison)) = app.outbox.comparisons.of(&place)? else {
            return Ok(Comparison::without_list());
        };
        let profile = app.store.account(&place.account)?.profile;
        Ok::<_, StoreError>(Comparison::of(
            list,
            comparison,
            outbox::takes_people_out(&profile),
        ))
    })
    .await
}

pub(super) async fn kept_list_difference(
    app: &Arc<App>,
    which: SpaceFile,
) -> Result<ListDifference, Problem> {
    let place = place(&which.account, &which.org, &which.space)?;
    let file = app.files.get(&which.file)?;
    let (store, choices) = (app.store.clone(), which.choices.map(Into::into));
    blocking(move || {
        let found = NewerList::of(&store, &place, &file, choices.as_ref())?;
        Ok::<_, ListError>(found.into())
    })
    .await
}

pub(super) async fn kept_list_bring(
    app: &Arc<App>,
    which: SpaceFile,
) -> Result<Comparison, Problem> {
    let place = place(&which.account, &which.org, &which.space)?;
    let file = app.files.get(&which.file)?;
    let (store, choices) = (app.store.clone(), which.choices.map(Into::into));
    let kept = place.clone();
    blocking(move || lists::keep_list(&store, &kept, &file, choices.as_ref(), Timestamp::now()))
        .await?;
    changed(app, &place);
    compared(app, place).await
}

pub(super) async fn kept_list_withdraw(app: &App, which: KeptVersionRef) -> Result<(), Problem> {
    let place = place(&which.account, &which.org, &which.space)?;
    let version = which.version()?;
    app.store.write(|w| w.kept_list_withdraw(&place, version))?;
    changed(app, &place);
    Ok(())
}

pub(super) async fn kept_list_remove(app: &App, which: KeptListRef) -> Result<(), Problem> {
    let place = which.place()?;
    app.store.kept_list_remove(&place, Timestamp::now())?;
    changed(app, &place);
    Ok(())
}

pub(super) async fn kept_list_restore(app: &App, which: KeptListRef) -> Result<(), Problem> {
    let place = which.place()?;
    app.store.kept_list_restore(&place)?;
    changed(app, &place);
    Ok(())
}

pub(super) async fn kept_list_edit(app: &App, edit: KeptListEdit) -> Result<(), Problem> {
    let place = place(&edit.account, &edit.org, &edit.space)?;
    let people = edit.people.into_iter().map(|person| {
        let entry = Entry {
            name: person.name,
            address: person.address,
            group: person.group,
            ..Entry::default()
        };
        // They come after the last row, which the store knows.
        outbox::kept_person(0, entry)
    });
    let people: Vec<_> = people.collect();
    app.store.write(|w| {
        if edit.on {
            w.kept_people_join(&place, people)
        } else {
            w.kept_people_leave(&place, people.iter().map(|person| &person.key))
        }
    })?;
    changed(app, &place);
    Ok(())
}

pub(super) async fn left_mark(app: &App, marks: LeftMarks) -> Result<(), Problem> {
    let place = place(&marks.account, &marks.org, &marks.space)?;
    let people = marks
        .people
        .iter()
        .map(|mark| Ok((mark.version()?, PersonKey::of(&mark.address))))
        .collect::<Result<Vec<_>, Problem>>()?;
    let now = Timestamp::now();
    app.store.write(|w| {
        for (version, person) in &people {
            w.mark_left(*version, person, marks.marked, now)?;
        }
        Ok::<_, StoreError>(())
    })?;
    changed(app, &place);
    Ok(())
}

/// Whatever shows the list, or counts by it, reads differently.
fn changed(app: &App, place: &Place) {
    app.outbox.comparisons.list_changed(place);
    app.changes.space(place.clone());
}

impl KeptListRef {
    fn place(&self) -> Result<Place, Problem> {
        place(&self.account, &self.org, &self.space)
    }
}
