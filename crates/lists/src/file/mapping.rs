//! What the columns of a file mean: as `roster` understands them, as they were chosen for the last
//! file of the same layout, and as the user chooses now. Each overrules the one before it.

use jiff::Timestamp;
use reader::{Counted, OpenFile, People, ReaderError};
use roster::{Columns, Field};
use store::{Store, StoreError};

/// What the user chose about a file; `None`: as understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColumnChoices {
    pub table: Option<usize>,
    pub fields: Option<Vec<Field>>,
    /// Makes addresses of logins.
    pub login_domain: Option<String>,
    /// How many rows at the top aren't people, the heading among them.
    pub rows_above: Option<usize>,
}

/// How it is known what the columns hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MappingOrigin {
    Recognised,
    /// As it was chosen for the last file of the same layout.
    Remembered,
    Guessed,
}

/// What has to be asked before the people can be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MappingNeeds {
    Nothing,
    Columns,
    Domain,
}

/// How one table of a file is read.
pub(crate) struct Mapping {
    pub(crate) table: usize,
    pub(crate) columns: Columns,
    pub(crate) origin: MappingOrigin,
    pub(crate) needs: MappingNeeds,
}

impl Mapping {
    pub(crate) fn of(
        store: &Store,
        list: &OpenFile,
        choices: Option<&ColumnChoices>,
    ) -> Result<Self, StoreError> {
        let chosen = choices.and_then(|choices| choices.table);
        let table = chosen
            .filter(|table| *table < list.tables().len())
            .unwrap_or_else(|| list.best());
        let known = &list.tables()[table];
        let remembered = match known.layout() {
            "" => None,
            layout => store.mapping::<Columns>(layout)?,
        };
        let origin = match &remembered {
            Some(_) => MappingOrigin::Remembered,
            None if known.is_understood() => MappingOrigin::Recognised,
            None => MappingOrigin::Guessed,
        };
        let mut columns = remembered.unwrap_or_else(|| known.columns().clone());
        let by_hand = choices.is_some_and(|choices| choices.fields.is_some());
        if let Some(choices) = choices {
            choose(&mut columns, choices);
        }
        let logins = columns.has(Field::Login) && !columns.has(Field::Address);
        let needs = if logins && columns.login_domain.is_none() && (known.needs_domain() || by_hand)
        {
            MappingNeeds::Domain
        } else if origin == MappingOrigin::Guessed && !by_hand {
            MappingNeeds::Columns
        } else {
            MappingNeeds::Nothing
        };
        Ok(Self {
            table,
            columns,
            origin,
            needs,
        })
    }

    pub(crate) fn people<'l>(&self, list: &'l mut OpenFile) -> Result<People<'l>, ReaderError> {
        list.people(self.table, &self.columns)
    }

    /// How many people there are, and the first of them.
    pub(crate) fn count(&self, list: &mut OpenFile, shown: usize) -> Result<Counted, ReaderError> {
        list.count(self.table, &self.columns, shown)
    }

    /// Keeps what was chosen by hand for the next file of the same layout.
    pub(crate) fn remember(
        &self,
        store: &Store,
        list: &OpenFile,
        choices: Option<&ColumnChoices>,
    ) -> Result<(), StoreError> {
        let by_hand = choices.is_some_and(|choices| {
            choices.fields.is_some()
                || choices.login_domain.is_some()
                || choices.rows_above.is_some()
        });
        let layout = list.tables()[self.table].layout();
        if by_hand && !layout.is_empty() {
            store.mapping_keep(layout, &self.columns, Timestamp::now())?;
        }
        Ok(())
    }
}

fn choose(columns: &mut Columns, choices: &ColumnChoices) {
    if let Some(fields) = &choices.fields {
        columns.fields.clone_from(fields);
    }
    if let Some(domain) = &choices.login_domain {
        let domain = domain.trim().trim_start_matches('@');
        columns.login_domain = Some(domain.to_owned()).filter(|domain| !domain.is_empty());
    }
    if let Some(rows) = choices.rows_above {
        columns.rows_above = Some(rows);
    }
}
