//! The drafts in a copy for support, without the people in them.

use jiff::Timestamp;
use serde::Serialize;
use store::{Draft, DraftStep, MaterialChoice, Purpose, Role, SpaceKind, StoreError};

use super::{Copying, Label};

#[derive(Debug, Serialize)]
pub(super) struct DraftCopy {
    draft: Label,
    account: Label,
    organisation: Label,
    space: Label,
    space_kind: SpaceKind,
    purpose: Option<Purpose>,
    role: Role,
    material: MaterialChoice,
    step: DraftStep,
    people: u32,
    changed_at: Timestamp,
    change_number: u32,
    maybe_sent: bool,
}

impl Copying<'_> {
    pub(super) fn drafts(&mut self) -> Result<Vec<DraftCopy>, StoreError> {
        let drafts = self.store.drafts();
        let drafts = self.read(drafts)?;
        Ok(drafts.iter().map(|draft| self.draft(draft)).collect())
    }

    fn draft(&mut self, draft: &Draft) -> DraftCopy {
        let names = &mut self.stand_ins;
        DraftCopy {
            draft: names.draft(draft),
            account: names.account(&draft.place.account),
            organisation: names.organisation(&draft.place),
            space: names.space(&draft.place, &draft.space_name),
            space_kind: draft.space_kind,
            purpose: draft.intent.purpose,
            role: draft.intent.role,
            material: draft.intent.material,
            step: draft.step,
            people: draft.people,
            changed_at: draft.changed_at,
            change_number: draft.change_number,
            maybe_sent: draft.maybe_sent,
        }
    }
}
