//! What a plan distributes, read at its departure.
//!
//! The user chose a snapshot, or the distributed history, when the plan was sent. Until the plan
//! departs, that snapshot may have been deleted, and its contents may never have been read from
//! this computer. What is found here is kept beside the plan as [`store::PlanMaterial`], and
//! every request of the plan is then made from that, so that all of its instances start with the
//! same.

use platform::{Cause, Client, Fault, Slug};
use store::{MaterialContents, Place, PlanMaterial};

use crate::seen::contents::read_contents;
use crate::seen::snapshots;

/// Finds out which snapshot it is and what it holds, as far as that isn't known. Returns false
/// where the snapshot doesn't exist any more.
pub(crate) async fn read_material(
    material: &mut PlanMaterial,
    client: &Client,
    place: &Place,
) -> Result<bool, Fault> {
    let Some(source) = &material.source else {
        material.source = snapshots::distributed(client, place).await?;
        material.contents = match &material.source {
            Some(found) => MaterialContents::Read(
                read_contents(client, place, &found.instance, &found.slug).await?,
            ),
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
        let contents = read_contents(client, place, &source.instance, &source.slug).await;
        match contents {
            Ok(contents) => material.contents = MaterialContents::Read(contents),
            Err(fault) if gone(&fault) => return Ok(false),
            Err(fault) => return Err(fault),
        }
    }
    Ok(true)
}
