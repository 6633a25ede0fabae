//! A draft as a file to keep or to pass on. Whoever opens such a file trusts nothing in it: it
//! names no account and no server, it gives nobody a role, an instance in it counts only if the
//! platform has shown it as a shared one, and everything in it is limited in size.

use std::fmt;

use platform::Instance;
use serde::de::{IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use store::{Intent, NewRow, Purpose, SpaceKind};

use super::source::ListFile;
use crate::error::{DraftFileError, FileError, FileErrorKind};

/// The most bytes such a file may have.
const LIMIT: usize = 64 << 20;
const ROWS: usize = 500_000;
/// The most bytes of one text in it.
const TEXT: usize = 64 << 10;
const VERSION: u32 = 1;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DraftFile {
    /// Which version of this format it is.
    cohort: u32,
    #[serde(default)]
    pub name: String,
    pub org: String,
    pub space: String,
    #[serde(default)]
    pub space_name: String,
    #[serde(default)]
    purpose: Option<Purpose>,
    #[serde(default)]
    instance: Option<String>,
    #[serde(deserialize_with = "rows")]
    rows: Vec<Person>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Person {
    name: String,
    address: String,
    group: String,
    note: String,
    list_id: String,
    #[serde(rename = "leftOut")]
    skipped: bool,
}

impl DraftFile {
    /// A draft as it is saved. That people become administrators, or which role they get, isn't
    /// saved: whoever opens the file chooses it again.
    pub fn of(draft: &store::Draft, rows: Vec<store::Row>) -> Self {
        let intent = &draft.intent;
        Self {
            cohort: VERSION,
            name: draft.name.clone(),
            org: draft.place.org.to_string(),
            space: draft.place.space.to_string(),
            space_name: draft.space_name.clone(),
            purpose: intent.purpose.filter(|purpose| harmless(*purpose)),
            instance: intent.instance.clone().map(String::from),
            rows: rows.into_iter().map(Person::from).collect(),
        }
    }

    pub fn to_bytes(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec_pretty(self)
    }

    pub fn open(file: &ListFile) -> Result<Self, FileError> {
        let bytes = file.bytes(LIMIT)?;
        Self::from_bytes(&bytes).map_err(|why| file.error(FileErrorKind::Draft(why)))
    }

    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DraftFileError> {
        #[derive(Deserialize)]
        struct Head {
            cohort: u32,
        }
        if bytes.len() > LIMIT {
            return Err(DraftFileError::TooLarge);
        }
        // An editor may have put a byte order mark in front.
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let head: Head = serde_json::from_slice(bytes).map_err(DraftFileError::NotADraft)?;
        if head.cohort > VERSION {
            return Err(DraftFileError::Newer(head.cohort));
        }
        let file: Self = serde_json::from_slice(bytes).map_err(DraftFileError::NotADraft)?;
        if file.is_within_bounds() {
            Ok(file)
        } else {
            Err(DraftFileError::TooLarge)
        }
    }

    fn is_within_bounds(&self) -> bool {
        let head = [
            Some(&self.name),
            Some(&self.org),
            Some(&self.space),
            Some(&self.space_name),
            self.instance.as_ref(),
        ];
        let short = |text: &String| text.len() <= TEXT;
        self.rows.len() <= ROWS
            && head.into_iter().flatten().all(short)
            && self.rows.iter().flat_map(Person::texts).all(short)
    }

    /// What people are invited to, in the space the file was saved in, of which the platform has
    /// shown these instances. Elsewhere nothing of it holds, because an instance belongs to one
    /// space.
    pub fn intent(&self, kind: SpaceKind, instances: &[Instance]) -> Intent {
        // What is no slug is no instance, and the user chooses one.
        let instance = self.instance.as_deref().and_then(|slug| slug.parse().ok());
        outbox::intent_of_file(self.purpose, instance.as_ref(), kind, instances)
    }

    pub fn into_rows(self) -> Vec<NewRow> {
        self.rows.into_iter().map(NewRow::from).collect()
    }
}

/// The rows of a file. A row can be as short as `{}` in it, and takes forty times as much in
/// memory, so no more of them are kept than are allowed, and one that says that there are more.
fn rows<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Person>, D::Error> {
    struct Bounded;

    impl<'de> Visitor<'de> for Bounded {
        type Value = Vec<Person>;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("a list of people")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<Person>, A::Error> {
            let mut rows = Vec::new();
            while rows.len() <= ROWS {
                match list.next_element()? {
                    Some(row) => rows.push(row),
                    None => return Ok(rows),
                }
            }
            while list.next_element::<IgnoredAny>()?.is_some() {}
            Ok(rows)
        }
    }

    from.deserialize_seq(Bounded)
}

/// Whether a file may name this purpose: only the user makes people administrators, and what creates
/// instances has no people in it.
fn harmless(purpose: Purpose) -> bool {
    !matches!(purpose, Purpose::Administrators | Purpose::Instances)
}

impl Person {
    fn texts(&self) -> [&String; 5] {
        [
            &self.name,
            &self.address,
            &self.group,
            &self.note,
            &self.list_id,
        ]
    }
}

impl From<store::Row> for Person {
    fn from(row: store::Row) -> Self {
        Self {
            name: row.name,
            address: row.address,
            group: row.group,
            note: row.note,
            list_id: row.list_id,
            skipped: row.skipped,
        }
    }
}

impl From<Person> for NewRow {
    fn from(person: Person) -> Self {
        Self {
            name: person.name,
            address: person.address,
            group: person.group,
            note: person.note,
            list_id: person.list_id,
            skipped: person.skipped,
        }
    }
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;
    use proptest::prelude::*;

    use super::*;

    fn person() -> impl Strategy<Value = Person> {
        let text = || ".{0,12}";
        (text(), text(), text(), text(), text(), any::<bool>()).prop_map(
            |(name, address, group, note, list_id, skipped)| Person {
                name,
                address,
                group,
                note,
                list_id,
                skipped,
            },
        )
    }

    fn file() -> impl Strategy<Value = DraftFile> {
        let text = || ".{0,12}";
        let people = prop::collection::vec(person(), 0..8);
        let instance = prop::option::of(text());
        (text(), text(), text(), text(), instance, people).prop_map(
            |(name, org, space, space_name, instance, rows)| DraftFile {
                cohort: VERSION,
                name,
                org,
                space,
                space_name,
                purpose: Some(Purpose::Shared),
                instance,
                rows,
            },
        )
    }

    proptest! {
        #[test]
        fn saved_and_opened_is_the_same(file in file()) {
            let bytes = file.to_bytes().unwrap();
            prop_assert_eq!(DraftFile::from_bytes(&bytes).unwrap(), file);
        }

        #[test]
        fn no_bytes_make_it_fall_over(
            file in file(),
            at in any::<prop::sample::Index>(),
            noise in prop::collection::vec(any::<u8>(), 0..20),
            cut: bool,
        ) {
            let mut bytes = file.to_bytes().unwrap();
            let at = at.index(bytes.len());
            let end = if cut { bytes.len() } else { at };
            bytes.splice(at..end, noise);
            if let Ok(read) = DraftFile::from_bytes(&bytes) {
                prop_assert!(read.is_within_bounds());
            }
        }
    }

    #[test]
    fn a_file_gives_nobody_a_role_and_makes_nobody_an_administrator() {
        let text = br#"{"cohort":1,"org":"o","space":"s","purpose":"administrators",
            "role":"viewer","server":"https://elsewhere.example","rows":[]}"#;
        let intent = DraftFile::from_bytes(text)
            .unwrap()
            .intent(SpaceKind::Course, &[]);
        assert_eq!(intent, Intent::default());
    }

    #[test]
    fn a_newer_file_is_told_from_no_draft() {
        let newer = DraftFile::from_bytes(br#"{"cohort":2,"somewhere":"else"}"#);
        assert!(matches!(newer, Err(DraftFileError::Newer(2))));
        let deep = format!("{{\"cohort\":1,\"x\":{}", "[".repeat(100_000));
        for text in [
            b"".as_slice(),
            b"[]",
            b"{\"cohort\":1}",
            b"\x89PNG",
            deep.as_bytes(),
        ] {
            assert!(matches!(
                DraftFile::from_bytes(text),
                Err(DraftFileError::NotADraft(_))
            ));
        }
        let long = "x".repeat(TEXT + 1);
        let long = format!(r#"{{"cohort":1,"org":"o","space":"s","rows":[{{"note":"{long}"}}]}}"#);
        assert!(matches!(
            DraftFile::from_bytes(long.as_bytes()),
            Err(DraftFileError::TooLarge)
        ));
    }
}
