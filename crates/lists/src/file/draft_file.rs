//! A draft as a file to keep or to pass on. Whoever opens such a file trusts nothing in it: it
//! names no account and no server, it gives nobody a role, an instance in it counts only if the
//! platform has shown it as a shared one, and everything in it is limited in size.

use platform::Instance;
use reader::{SavedDraft, SavedDraftError, SavedRow};
use serde_json::Value;
use store::{Intent, NewRow, Purpose, SpaceKind};

use super::source::ListFile;
use crate::error::{FileError, FileErrorKind};

/// A draft in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftFile {
    saved: SavedDraft,
    purpose: Option<Purpose>,
}

impl DraftFile {
    /// A draft as it is saved. That people become administrators, or which role they get, isn't
    /// saved: whoever opens the file chooses it again.
    pub fn of(draft: &store::Draft, rows: Vec<store::Row>) -> Self {
        let intent = &draft.intent;
        let purpose = intent.purpose.filter(|purpose| harmless(*purpose));
        let mut saved = SavedDraft::new();
        saved.name.clone_from(&draft.name);
        saved.org = draft.place.org.to_string();
        saved.space = draft.place.space.to_string();
        saved.space_name.clone_from(&draft.space_name);
        saved.purpose = purpose.and_then(word);
        saved.instance = intent.instance.clone().map(String::from);
        saved.rows = rows.into_iter().map(saved_row).collect();
        Self { saved, purpose }
    }

    pub fn to_bytes(&self) -> Result<Vec<u8>, serde_json::Error> {
        self.saved.to_bytes()
    }

    /// The draft in a file, which is read by a process of its own.
    pub fn open(file: &ListFile) -> Result<Self, FileError> {
        let not_a_draft = |why| file.error(FileErrorKind::Draft(why));
        Self::from_saved(file.draft()?).map_err(not_a_draft)
    }

    fn from_saved(saved: SavedDraft) -> Result<Self, SavedDraftError> {
        let word = saved.purpose.clone().map_or(Value::Null, Value::String);
        let purpose = serde_json::from_value(word).map_err(|_| SavedDraftError::NotADraft)?;
        Ok(Self { saved, purpose })
    }

    pub fn name(&self) -> &str {
        &self.saved.name
    }

    pub fn org(&self) -> &str {
        &self.saved.org
    }

    pub fn space(&self) -> &str {
        &self.saved.space
    }

    pub fn space_name(&self) -> &str {
        &self.saved.space_name
    }

    /// What people are invited to, in the space the file was saved in, of which the platform has
    /// shown these instances. Elsewhere nothing of it holds, because an instance belongs to one
    /// space.
    pub fn intent(&self, kind: SpaceKind, instances: &[Instance]) -> Intent {
        // What is no slug is no instance, and the user chooses one.
        let instance = self
            .saved
            .instance
            .as_deref()
            .and_then(|slug| slug.parse().ok());
        outbox::intent_of_file(self.purpose, instance.as_ref(), kind, instances)
    }

    pub fn into_rows(self) -> Vec<NewRow> {
        self.saved.rows.into_iter().map(new_row).collect()
    }
}

/// Whether a file may name this purpose: only the user makes people administrators, and what creates
/// instances has no people in it.
fn harmless(purpose: Purpose) -> bool {
    !matches!(purpose, Purpose::Administrators | Purpose::Instances)
}

/// The word for a purpose in the data file, which is the same in these files.
fn word(purpose: Purpose) -> Option<String> {
    let word = serde_json::to_value(purpose).ok()?;
    Some(word.as_str()?.to_owned())
}

fn saved_row(row: store::Row) -> SavedRow {
    SavedRow {
        name: row.name,
        address: row.address,
        group: row.group,
        note: row.note,
        list_id: row.list_id,
        skipped: row.skipped,
    }
}

fn new_row(row: SavedRow) -> NewRow {
    NewRow {
        name: row.name,
        address: row.address,
        group: row.group,
        note: row.note,
        list_id: row.list_id,
        skipped: row.skipped,
    }
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    fn opened(text: &str) -> Result<DraftFile, SavedDraftError> {
        DraftFile::from_saved(serde_json::from_str(text).unwrap())
    }

    #[test]
    fn a_file_gives_nobody_a_role_and_makes_nobody_an_administrator() {
        let text = r#"{"cohort":1,"org":"o","space":"s","purpose":"administrators",
            "role":"viewer","server":"https://elsewhere.example","rows":[]}"#;
        let intent = opened(text).unwrap().intent(SpaceKind::Course, &[]);
        assert_eq!(intent, Intent::default());
    }

    #[test]
    fn a_purpose_that_does_not_exist_is_no_draft() {
        let with = |purpose: &str| {
            let purpose = format!(r#""purpose":{purpose}"#);
            opened(&format!(
                r#"{{"cohort":1,"org":"o","space":"s",{purpose},"rows":[]}}"#
            ))
        };
        assert_eq!(with(r#""own""#).unwrap().purpose, Some(Purpose::Individual));
        assert_eq!(with("null").unwrap().purpose, None);
        assert_eq!(with(r#""else""#), Err(SavedDraftError::NotADraft));
    }
}
