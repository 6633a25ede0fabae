//! The requests of the public API that read, and the one that deletes a snapshot.

use reqwest::Method;
use serde::de::DeserializeOwned;

use crate::client::{Client, Outgoing, ask};
use crate::fault::{Cause, Fault, Proof};
use crate::listing::{self, ListEntry, Listing};
use crate::paths;
use crate::proof::Expected;
use crate::responses::{
    Application, File, Instance, InstanceMember, Org, Snapshot, Space, SpaceMember, Table, Task,
    TaskRef,
};
use crate::slug::Slug;

/// The two areas that hold files: the folders of the instance, and the home folder of its owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Area {
    Files,
    Home,
}

impl Client {
    pub async fn orgs(&self) -> Result<Listing<Org>, Fault> {
        self.list("/orgs/v1").await
    }

    pub async fn spaces(&self, org: &Slug) -> Result<Listing<Space>, Fault> {
        self.list(&paths::spaces(org)).await
    }

    pub async fn space_members(
        &self,
        org: &Slug,
        space: &Slug,
    ) -> Result<Listing<SpaceMember>, Fault> {
        self.list(&(paths::in_space("spaces", org, space) + "/members"))
            .await
    }

    pub async fn instances(&self, org: &Slug, space: &Slug) -> Result<Listing<Instance>, Fault> {
        self.list(&paths::in_space("instances", org, space)).await
    }

    pub async fn instance_members(
        &self,
        org: &Slug,
        space: &Slug,
        instance: &Slug,
    ) -> Result<Listing<InstanceMember>, Fault> {
        let path = paths::in_instance("instances", org, space, instance) + "/members";
        self.list(&path).await
    }

    pub async fn snapshots(
        &self,
        org: &Slug,
        space: &Slug,
        instance: &Slug,
    ) -> Result<Listing<Snapshot>, Fault> {
        self.list(&paths::in_instance("snapshots", org, space, instance))
            .await
    }

    /// Deletes a snapshot. This is a change, but it doesn't go through the outbox, because the app
    /// never deletes a snapshot by itself.
    pub async fn delete_snapshot(
        &self,
        org: &Slug,
        space: &Slug,
        instance: &Slug,
        snapshot: &Slug,
    ) -> Result<TaskRef, Fault> {
        let path = paths::in_snapshot("snapshots", org, space, instance, snapshot);
        one(self.change(Method::DELETE, &path)?, &[201]).await
    }

    pub async fn applications(
        &self,
        org: &Slug,
        space: &Slug,
        instance: &Slug,
        snapshot: &Slug,
    ) -> Result<Listing<Application>, Fault> {
        self.list(&paths::in_snapshot("apps", org, space, instance, snapshot))
            .await
    }

    /// The files and folders directly in a folder. If `folder` is empty, in the topmost one.
    pub async fn files(
        &self,
        org: &Slug,
        space: &Slug,
        instance: &Slug,
        snapshot: &Slug,
        area: Area,
        folder: &str,
    ) -> Result<Listing<File>, Fault> {
        let area = match area {
            Area::Files => "files",
            Area::Home => "home",
        };
        let mut path = paths::in_snapshot("files", org, space, instance, snapshot);
        path += &paths::join(&[area]);
        if !folder.is_empty() {
            path += &paths::join(&[folder]);
        }
        self.list(&path).await
    }

    pub async fn tables(
        &self,
        org: &Slug,
        space: &Slug,
        instance: &Slug,
        snapshot: &Slug,
    ) -> Result<Listing<Table>, Fault> {
        self.list(&paths::in_snapshot(
            "tables", org, space, instance, snapshot,
        ))
        .await
    }

    /// The state of a task. The platform may report it with the statuses 408 (still running) and 418
    /// (failed) as well.
    pub async fn task(&self, tkid: i64) -> Result<Task, Fault> {
        let request = self.read(&paths::join(&["tasks", "v1", &tkid.to_string()]))?;
        let task: Task = one(request, &[200, 408, 418]).await?;
        // Every field may be absent, so that any JSON object could pass for a task. One without id
        // and status isn't a task; it may be the 408 of a proxy.
        if task.id.is_none() && task.status.is_none() {
            return Err(Fault::new(Proof::Unknown, Cause::Unreadable));
        }
        Ok(task)
    }

    /// Reads a list.
    pub(crate) async fn list<T: ListEntry>(&self, path: &str) -> Result<Listing<T>, Fault> {
        let body = ask(
            self.read(path)?,
            &Expected {
                success: &[200],
                has_idempotency_key: false,
                is_list: true,
            },
        )
        .await?;
        listing::read(&body)
    }
}

/// Sends a request whose answer is a single object.
pub(crate) async fn one<T: DeserializeOwned>(
    request: Outgoing<'_>,
    success: &[u16],
) -> Result<T, Fault> {
    let body = ask(
        request,
        &Expected {
            success,
            has_idempotency_key: false,
            is_list: false,
        },
    )
    .await?;
    serde_json::from_slice(&body).map_err(|why| Fault::unreadable(&why))
}
