//! What the platform's answers hold, as types.
//!
//! A field that is an `Option` may be null or absent; every other field must be there. Fields that
//! aren't named here are ignored.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use crate::enums::{
    ApplicationStatus, FileArea, FileKind, InvitationStatus, Role, RoleSource, SpaceKind,
    TaskStatus,
};
use crate::lenient_dates;
use crate::listing::ListEntry;
use crate::short_text;
use crate::slug::Slug;

/// An organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Org {
    pub slug: Slug,
    pub name: String,
    pub role: Option<Role>,
    pub description: Option<String>,
    pub tables_enabled: Option<bool>,
    pub hpc_enabled: Option<bool>,
    pub video_library_enabled: Option<bool>,
    #[serde(default, deserialize_with = "lenient_dates::timestamp")]
    pub creation_timestamp: Option<Timestamp>,
}

/// A space of an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Space {
    pub slug: Slug,
    pub name: String,
    #[serde(rename = "type")]
    pub kind: SpaceKind,
    pub visibility_type: String,
    pub video_library_enabled: bool,
    pub role: Option<Role>,
    pub description: Option<String>,
    pub database_tables_enabled: Option<bool>,
    #[serde(default, deserialize_with = "lenient_dates::timestamp")]
    pub archival_timestamp: Option<Timestamp>,
    #[serde(default, deserialize_with = "lenient_dates::date")]
    pub archive_by_date: Option<Date>,
    #[serde(default, deserialize_with = "lenient_dates::timestamp")]
    pub creation_timestamp: Option<Timestamp>,
    #[serde(default, deserialize_with = "lenient_dates::timestamp")]
    pub last_modified_timestamp: Option<Timestamp>,
}

/// A member of a space, with all roles in its instances.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpaceMember {
    pub name: String,
    pub email: String,
    pub active: bool,
    pub instance_roles: Vec<RoleInInstance>,
    pub space_role: Option<Role>,
}

/// The role of a person in one instance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleInInstance {
    pub instance_slug: Slug,
    pub role: Role,
}

/// An instance of a space. `role` is the role of the owner of the API key; the answer to a creation
/// doesn't have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instance {
    pub slug: Slug,
    pub name: String,
    pub role: Option<Role>,
    pub description: Option<String>,
    #[serde(default, deserialize_with = "lenient_dates::timestamp")]
    pub creation_timestamp: Option<Timestamp>,
    #[serde(default, deserialize_with = "lenient_dates::timestamp")]
    pub archival_timestamp: Option<Timestamp>,
    #[serde(default, deserialize_with = "lenient_dates::timestamp")]
    pub rearchive_after_timestamp: Option<Timestamp>,
}

/// A member of an instance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstanceMember {
    pub name: String,
    pub email: String,
    pub active: bool,
    pub role: Role,
    pub role_source: RoleSource,
}

/// An invitation, as the platform confirms it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    pub email: String,
    pub role: Role,
    pub status: InvitationStatus,
    #[serde(default, deserialize_with = "lenient_dates::timestamp")]
    pub validity_timestamp: Option<Timestamp>,
}

/// A snapshot of an instance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    pub slug: Slug,
    pub name: String,
    pub description: Option<String>,
    #[serde(default, deserialize_with = "lenient_dates::timestamp")]
    pub snapshot_timestamp: Option<Timestamp>,
    pub database_tables_enabled: Option<bool>,
    pub snapshot_type: Option<String>,
    #[serde(default, deserialize_with = "lenient_dates::timestamp")]
    pub archival_timestamp: Option<Timestamp>,
}

/// An application in a snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    pub aoid: i64,
    pub slug: Slug,
    pub name: String,
    pub description: String,
    pub status: ApplicationStatus,
    pub shared: bool,
    pub exportable: bool,
    pub storage_used: i64,
}

/// A file or a folder. One without `os_path` can't be distributed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    pub fid: String,
    /// The name without the folders before it.
    pub short_id: String,
    #[serde(deserialize_with = "path")]
    pub local_path: String,
    pub area: FileArea,
    #[serde(rename = "type")]
    pub kind: FileKind,
    #[serde(default, deserialize_with = "optional_path")]
    pub os_path: Option<String>,
    pub size: Option<i64>,
    pub snapshot_slug: Option<Slug>,
    #[serde(default, deserialize_with = "lenient_dates::timestamp")]
    pub creation_timestamp: Option<Timestamp>,
    #[serde(default, deserialize_with = "lenient_dates::timestamp")]
    pub last_modified_timestamp: Option<Timestamp>,
    pub is_video: Option<bool>,
}

/// A path with more bytes, or with more folders in it, isn't read. Whoever looks at all folders above
/// each of many files would otherwise not come to an end.
const LONGEST_PATH: usize = 4_096;
const DEEPEST_PATH: usize = 64;

fn path<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let path = String::deserialize(from)?;
    if path.len() > LONGEST_PATH || path.bytes().filter(|byte| *byte == b'/').count() > DEEPEST_PATH
    {
        return Err(D::Error::custom("the path of a file is too long"));
    }
    Ok(path)
}

fn optional_path<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    struct Path(#[serde(deserialize_with = "path")] String);
    Ok(Option::<Path>::deserialize(from)?.map(|Path(path)| path))
}

impl File {
    pub fn is_folder(&self) -> bool {
        self.kind == FileKind::Folder
    }
}

/// A database table in a snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    pub slug: Option<Slug>,
    pub name: Option<String>,
    pub description: Option<String>,
    pub database: Option<String>,
    pub schema: Option<String>,
    pub bytes: Option<i64>,
    pub row_count: Option<i64>,
    pub is_external: Option<bool>,
    #[serde(default, deserialize_with = "lenient_dates::timestamp")]
    pub delete_timestamp: Option<Timestamp>,
}

/// The reference to a task, by which its state can be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskRef {
    pub tkid: i64,
    pub parent_tkid: Option<i64>,
    pub operation: Option<String>,
}

/// A task that the platform works on in the background.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    pub id: Option<i64>,
    #[serde(default, deserialize_with = "short_text::optional")]
    pub description: Option<String>,
    pub parent_tkid: Option<i64>,
    pub status: Option<TaskStatus>,
    #[serde(default, deserialize_with = "short_text::optional")]
    pub result: Option<String>,
    #[serde(default, deserialize_with = "lenient_dates::timestamp")]
    pub created: Option<Timestamp>,
    #[serde(default, deserialize_with = "lenient_dates::timestamp")]
    pub started: Option<Timestamp>,
    #[serde(default, deserialize_with = "lenient_dates::timestamp")]
    pub finished: Option<Timestamp>,
}

macro_rules! rows {
    ($($name:ident)+) => {$(impl ListEntry for $name {})+};
}

rows! { Org Space Instance InstanceMember Snapshot Application File Table }

impl ListEntry for SpaceMember {
    fn count(&self) -> usize {
        1 + self.instance_roles.len()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_path_that_is_too_long_or_too_deep_is_not_read() {
        let read = |local: &str, os: Option<&str>| {
            let row = json!({
                "fid": "f", "short_id": "f", "local_path": local, "area": "FILES", "type": "file",
                "os_path": os,
            });
            serde_json::from_value::<File>(row)
        };
        let (deep, long) = ("a/".repeat(64), "a".repeat(4_096));
        for good in ["week 3/data.csv", "", deep.as_str(), long.as_str()] {
            assert_eq!(read(good, None).unwrap().local_path, good);
            let file = read("a", Some(good)).unwrap();
            assert_eq!(file.os_path.as_deref(), Some(good));
        }
        for bad in ["a/".repeat(65), "a".repeat(4_097)] {
            assert!(read(&bad, None).is_err());
            assert!(read("a", Some(&bad)).is_err());
        }
    }

    #[test]
    fn what_a_task_says_is_kept_as_far_as_somebody_reads_it() {
        let long = "a".repeat(500_000);
        let task = json!({ "id": 1, "result": long, "description": null });
        let task: Task = serde_json::from_value(task).unwrap();
        assert_eq!(task.result.unwrap().len(), 1_000);
        assert_eq!((task.id, task.description), (Some(1), None));
    }
}
