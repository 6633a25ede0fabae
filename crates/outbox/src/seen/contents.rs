//! Reading what a plan distributes: which snapshot it is, and what it holds. The result is kept
//! beside the plan as [`store::PlanMaterial`].

use platform::{Area, Call, Cause, Client, Distribution, Fault, Slug, Target};
use store::{Contents, MaterialContents, Place, PlanMaterial, Undistributable, UndistributableWhy};

use crate::seen::retry_reads;
use crate::seen::snapshots;

/// With more files than this the topmost folders are named instead of each file.
const FILES_NAMED: usize = 2_000;
/// With more folders than this the rest are not looked into.
const FOLDERS_READ: usize = 500;

/// At departure: which snapshot it is, and what it holds, as far as that is not known.
/// False where the snapshot is not there any more.
pub(crate) async fn find(
    material: &mut PlanMaterial,
    client: &Client,
    place: &Place,
) -> Result<bool, Fault> {
    let Some(source) = &material.source else {
        material.source = snapshots::distributed(client, place).await?;
        material.contents = match &material.source {
            Some(found) => {
                MaterialContents::Read(read(client, place, &found.instance, &found.slug).await?)
            }
            None => MaterialContents::Nothing,
        };
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
    if material.contents == MaterialContents::Unread || source.slug == Slug::development() {
        let contents = read(client, place, &source.instance, &source.slug).await;
        match contents {
            Ok(contents) => material.contents = MaterialContents::Read(contents),
            Err(fault) if gone(&fault) => return Ok(false),
            Err(fault) => return Err(fault),
        }
    }
    Ok(true)
}

/// The call that distributes it to these instances.
pub(crate) fn call<'a>(
    contents: &Contents,
    place: &Place,
    instances: impl Iterator<Item = &'a Slug>,
    overwrites: bool,
) -> Call {
    let target_instances = instances
        .map(|instance| Target {
            org_slug: place.org.clone(),
            space_slug: place.space.clone(),
            instance_slug: instance.clone(),
        })
        .collect();
    Call::Distribute {
        org: place.org.clone(),
        space: place.space.clone(),
        instance: contents.instance.clone(),
        snapshot: contents.snapshot.clone(),
        distribution: Distribution {
            target_instances,
            auto_snapshot: overwrites,
            notify_target_users: false,
            custom_email_message: None,
            source_files: contents.files.clone(),
            source_applications: contents.applications.clone(),
            source_tables: contents.tables.clone(),
        },
    }
}

/// Reads what a snapshot holds.
pub(crate) async fn read(
    client: &Client,
    place: &Place,
    inst: &Slug,
    snap: &Slug,
) -> Result<Contents, Fault> {
    let (org, space) = (&place.org, &place.space);
    let (applications, tables) = tokio::try_join!(
        retry_reads::read(|| client.applications(org, space, inst, snap)),
        retry_reads::read(|| client.tables(org, space, inst, snap)),
    )?;
    let mut contents = Contents {
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
        ..Contents::of(inst.clone(), snap.clone())
    };
    let mut topmost = Vec::new();
    let mut each = Vec::new();
    let mut folders = vec![String::new()];
    let mut read = 0;
    while let Some(folder) = folders.pop() {
        read += 1;
        let ask = || client.files(org, space, inst, snap, Area::Files, &folder);
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
        .extend(home(client, org, space, inst, snap).await?);
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
