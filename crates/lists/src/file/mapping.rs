//! What the columns of a file mean: as understood, as remembered, as chosen.

use jiff::Timestamp;
use roster::{Columns, Field, List, People};
use store::{Store, StoreError};

use crate::bridge::{Choices, FileHow, FileNeeds};

/// How one table of a file is read.
pub(crate) struct Mapping {
    pub(crate) table: usize,
    pub(crate) columns: Columns,
    pub(crate) how: FileHow,
    pub(crate) needs: FileNeeds,
}

impl Mapping {
    pub(crate) fn of(
        store: &Store,
        list: &List<'_>,
        choices: Option<&Choices>,
    ) -> Result<Self, StoreError> {
        let chosen = choices.and_then(|choices| choices.table);
        let table = chosen
            .and_then(|table| usize::try_from(table).ok())
            .filter(|table| *table < list.tables().len())
            .unwrap_or_else(|| list.best());
        let known = &list.tables()[table];
        let remembered = match known.look() {
            "" => None,
            look => store.mapping::<Columns>(look)?,
        };
        let how = match &remembered {
            Some(_) => FileHow::Remembered,
            None if known.is_understood() => FileHow::Recognised,
            None => FileHow::Guessed,
        };
        let mut columns = remembered.unwrap_or_else(|| known.columns().clone());
        let by_hand = choices.is_some_and(|choices| choices.fields.is_some());
        if let Some(choices) = choices {
            choose(&mut columns, choices);
        }
        let logins = columns.has(Field::Login) && !columns.has(Field::Address);
        let needs = if logins && columns.login_domain.is_none() && (known.needs_domain() || by_hand)
        {
            FileNeeds::Domain
        } else if how == FileHow::Guessed && !by_hand {
            FileNeeds::Columns
        } else {
            FileNeeds::Nothing
        };
        Ok(Self {
            table,
            columns,
            how,
            needs,
        })
    }

    pub(crate) fn people<'l>(&self, list: &'l List<'_>) -> People<'l> {
        list.people(self.table, &self.columns)
    }

    /// Keeps what was chosen by hand for the next file that looks the same.
    pub(crate) fn remember(
        &self,
        store: &Store,
        list: &List<'_>,
        choices: Option<&Choices>,
    ) -> Result<(), StoreError> {
        let by_hand = choices.is_some_and(|choices| {
            choices.fields.is_some()
                || choices.login_domain.is_some()
                || choices.rows_above.is_some()
        });
        let look = list.tables()[self.table].look();
        if by_hand && !look.is_empty() {
            store.mapping_keep(look, &self.columns, Timestamp::now())?;
        }
        Ok(())
    }
}

fn choose(columns: &mut Columns, choices: &Choices) {
    if let Some(fields) = &choices.fields {
        columns.fields = fields.iter().map(|field| (*field).into()).collect();
    }
    if let Some(domain) = &choices.login_domain {
        let domain = domain.trim().trim_start_matches('@');
        columns.login_domain = Some(domain.to_owned()).filter(|domain| !domain.is_empty());
    }
    if let Some(rows) = choices.rows_above {
        columns.rows_above = Some(usize::try_from(rows).unwrap_or(usize::MAX));
    }
}
