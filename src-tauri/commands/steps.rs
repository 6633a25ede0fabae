//! What the user does to the steps of a plan, and to single invitations.

use jiff::Timestamp;
use outbox::FailedOf;
use store::StepId;

use crate::app::App;
use crate::bridge::{
    AddressCorrection, DismissedSteps, FailedSteps, PlanRef, Problem, StepRef, StepsDo, id, ids,
};

pub(super) async fn steps_do(app: &App, what: StepsDo) -> Result<(), Problem> {
    let steps: Vec<StepId> = ids(&what.steps)?;
    app.outbox
        .actions
        .act_on_steps(&steps, what.action.into(), Timestamp::now())?;
    app.changes.status();
    Ok(())
}

pub(super) async fn steps_dismiss(app: &App, what: FailedSteps) -> Result<DismissedSteps, Problem> {
    let plan = id(&what.plan)?;
    let alike = FailedOf::Alike(what.kind.into(), what.state.into());
    let actions = &app.outbox.actions;
    let steps = actions.dismiss_failed(plan, alike, Timestamp::now())?;
    app.changes.status();
    Ok(DismissedSteps {
        steps: steps.iter().map(ToString::to_string).collect(),
    })
}

pub(super) async fn invitation_resend(app: &App, what: StepRef) -> Result<(), Problem> {
    Ok(app.outbox.actions.resend(id(&what.step)?).await?)
}

pub(super) async fn invitation_revoke(app: &App, what: StepRef) -> Result<(), Problem> {
    let step = id(&what.step)?;
    app.outbox.actions.revoke(step, Timestamp::now()).await?;
    app.changes.status();
    Ok(())
}

pub(super) async fn address_correct(
    app: &App,
    what: AddressCorrection,
) -> Result<PlanRef, Problem> {
    let step = id(&what.step)?;
    let plan = app
        .outbox
        .actions
        .correct_address(step, &what.address, Timestamp::now())?;
    app.changes.drafts();
    Ok(PlanRef {
        plan: plan.to_string(),
    })
}
