//! What a plan hands out: a snapshot, and what it holds, frozen beside the plan.

use std::collections::BTreeSet;

use platform::{Area, Cause, Client, Distribution, Fault, Slug, Target};
use serde::{Deserialize, Serialize};
use store::{Place, Plan, SnapshotRef};

use crate::seen::retry_reads;
use crate::seen::snapshots;

/// With more files than this the topmost folders are named instead of each file.
const FILES_NAMED: usize = 2_000;
/// With more folders than this the rest are not looked into.
const FOLDERS_READ: usize = 500;

/// What is kept beside a plan that hands something out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PlanMaterial {
    /// `None`: the distributed history, whatever it is when the plan departs.
    pub(crate) source: Option<SnapshotRef>,
    /// What it holds, once that was read. Found empty, there is nothing to hand out.
    pub(crate) contents: Option<Contents>,
    /// What cannot be handed out and the user has been told of.
    #[serde(default)]
    pub(crate) shown: BTreeSet<String>,
}

/// What a snapshot holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contents {
    /// Where it was read.
    pub instance: String,
    pub snapshot: String,
    /// How many files it holds, as far as was counted.
    pub file_count: usize,
    /// What names them all: each an `os_path`.
    pub files: Vec<String>,
    pub applications: Vec<Slug>,
    pub tables: Vec<String>,
    pub cannot: Vec<Undistributable>,
}

/// Something that cannot be handed out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undistributable {
    pub name: String,
    pub why: UndistributableWhy,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UndistributableWhy {
    /// It lies in a home, which is one person's.
    Home,
    /// The platform names no path for it.
    NoPath,
}

impl Contents {
    pub(crate) fn is_empty(&self) -> bool {
        self.files.is_empty() && self.applications.is_empty() && self.tables.is_empty()
    }

    fn names_that_cannot(&self) -> impl Iterator<Item = &String> {
        self.cannot.iter().map(|unhandable| &unhandable.name)
    }
}

impl PlanMaterial {
    pub(crate) fn of(plan: &Plan) -> Option<Self> {
        serde_json::from_str(plan.material.as_deref()?).ok()
    }

    pub(crate) fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// At departure: which snapshot it is, and what it holds, as far as that is not known.
    /// False where the snapshot is not there any more.
    pub(crate) async fn find(&mut self, client: &Client, place: &Place) -> Result<bool, Fault> {
        let Some(source) = &self.source else {
            self.source = snapshots::distributed(client, place).await?;
            self.contents = Some(match &self.source {
                Some(found) => read(client, place, &found.instance, &found.slug).await?,
                None => Contents::default(),
            });
            return Ok(true);
        };
        let gone = |fault: &Fault| matches!(fault.cause, Cause::NotFound | Cause::Deleted);
        match snapshots::is_there(client, place, source).await {
            Ok(true) => {}
            Ok(false) => return Ok(false),
            Err(fault) if gone(&fault) => return Ok(false),
            Err(fault) => return Err(fault),
        }
        // A snapshot never changes; the current state does.
        if self.contents.is_none() || source.slug == Slug::development().as_str() {
            let contents = read(client, place, &source.instance, &source.slug).await;
            match contents {
                Ok(contents) => self.contents = Some(contents),
                Err(fault) if gone(&fault) => return Ok(false),
                Err(fault) => return Err(fault),
            }
        }
        Ok(true)
    }

    /// What cannot be handed out and nobody has been told of.
    pub(crate) fn unsaid(&self) -> Vec<String> {
        let contents = self.contents.iter();
        contents
            .flat_map(Contents::names_that_cannot)
            .filter(|name| !self.shown.contains(*name))
            .cloned()
            .collect()
    }

    /// The user has been told what cannot be handed out.
    pub(crate) fn say_all(&mut self) {
        let names: Vec<String> = self.unsaid();
        self.shown.extend(names);
    }

    /// The call that hands it out to these. `None` where what it holds was never read, or a
    /// slug is none.
    pub(crate) fn call<'a>(
        &self,
        place: &Place,
        instances: impl Iterator<Item = &'a str>,
        overwrites: bool,
    ) -> Option<platform::Call> {
        let contents = self.contents.as_ref()?;
        let org: Slug = place.org.parse().ok()?;
        let space: Slug = place.space.parse().ok()?;
        let target_instances = instances
            .map(|instance| {
                Some(Target {
                    org_slug: org.clone(),
                    space_slug: space.clone(),
                    instance_slug: instance.parse().ok()?,
                })
            })
            .collect::<Option<_>>()?;
        Some(platform::Call::Distribute {
            instance: contents.instance.parse().ok()?,
            snapshot: contents.snapshot.parse().ok()?,
            org,
            space,
            distribution: Distribution {
                target_instances,
                auto_snapshot: overwrites,
                notify_target_users: false,
                custom_email_message: None,
                source_files: contents.files.clone(),
                source_applications: contents.applications.clone(),
                source_tables: contents.tables.clone(),
            },
        })
    }
}

/// Reads what a snapshot holds.
pub(crate) async fn read(
    client: &Client,
    place: &Place,
    instance: &str,
    snapshot: &str,
) -> Result<Contents, Fault> {
    let (Ok(org), Ok(space), Ok(inst), Ok(snap)) = (
        place.org.parse::<Slug>(),
        place.space.parse::<Slug>(),
        instance.parse::<Slug>(),
        snapshot.parse::<Slug>(),
    ) else {
        return Ok(Contents::default());
    };
    let (applications, tables) = tokio::try_join!(
        retry_reads::read(|| client.applications(&org, &space, &inst, &snap)),
        retry_reads::read(|| client.tables(&org, &space, &inst, &snap)),
    )?;
    let mut contents = Contents {
        instance: instance.to_owned(),
        snapshot: snapshot.to_owned(),
        applications: applications
            .into_complete()?
            .into_iter()
            .map(|app| app.slug)
            .collect(),
        tables: tables
            .into_complete()?
            .into_iter()
            .filter_map(|table| table.name)
            .collect(),
        ..Contents::default()
    };
    let mut topmost = Vec::new();
    let mut each = Vec::new();
    let mut folders = vec![String::new()];
    let mut read = 0;
    while let Some(folder) = folders.pop() {
        read += 1;
        let ask = || client.files(&org, &space, &inst, &snap, Area::Files, &folder);
        let files = retry_reads::read(ask).await?;
        for file in files.into_complete()? {
            let directory = file.kind.eq_ignore_ascii_case("directory");
            let path = file.os_path.filter(|path| path.starts_with("/files/"));
            match &path {
                Some(path) if folder.is_empty() => topmost.push(path.clone()),
                Some(_) => {}
                None => contents.cannot.push(Undistributable {
                    name: file.local_path.clone(),
                    why: UndistributableWhy::NoPath,
                }),
            }
            if directory {
                if read + folders.len() < FOLDERS_READ {
                    folders.push(file.local_path);
                }
            } else {
                contents.file_count += 1;
                each.extend(path);
            }
        }
    }
    let all_read = read < FOLDERS_READ && each.len() <= FILES_NAMED;
    contents.files = if all_read { each } else { topmost };
    contents.files.sort_unstable();
    contents
        .cannot
        .extend(home(client, &org, &space, &inst, &snap).await?);
    Ok(contents)
}

/// What lies in the home belongs to one person: it is named, not handed out.
async fn home(
    client: &Client,
    org: &Slug,
    space: &Slug,
    instance: &Slug,
    snapshot: &Slug,
) -> Result<Vec<Undistributable>, Fault> {
    let ask = || client.files(org, space, instance, snapshot, Area::Home, "");
    match retry_reads::read(ask).await {
        Ok(files) => Ok(files
            .into_iter()
            .map(|file| Undistributable {
                name: file.local_path,
                why: UndistributableWhy::Home,
            })
            .collect()),
        // No home, or one that only its owner may look into.
        Err(fault) if matches!(fault.cause, Cause::NotFound | Cause::NotAllowed) => Ok(Vec::new()),
        Err(fault) => Err(fault),
    }
}
