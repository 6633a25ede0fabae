//! The spaces of the demo data: two courses of the owner's, a research project, a dataset, and a
//! course that the owner only takes part in.

use super::ORG;
use super::material::{WEEK_1, WEEK_3, add_application, add_files, add_table};
use super::people::{ECONOMETRICS, FINANCE, JANE, MAX, Student};
use crate::clock::{DAY, HOUR};
use crate::model::address::Address;
use crate::model::context::Context;
use crate::model::instances::{self, NewInstance};
use crate::model::lookup::{self, DEVELOPMENT, DISTRIBUTED, Instance, MASTER, Space};
use crate::model::role::Role;
use crate::model::snapshots::{self, NewSnapshot};
use crate::model::space_kind::SpaceKind;
use crate::model::{contents, owner, people, sent_invitations, spaces};
use crate::request_error::RequestError;

fn space(
    ctx: &Context<'_>,
    slug: &str,
    name: &str,
    kind: SpaceKind,
    description: &str,
) -> Result<Space, RequestError> {
    let space = spaces::create(ctx, ORG, (slug, name, kind, description))?;
    let about = "Where material for this space is prepared";
    instance(ctx, &space, MASTER, "Master", Some(about))?;
    let about = "Material distributed to everyone";
    instance(ctx, &space, DISTRIBUTED, "Distributed", Some(about))?;
    Ok(space)
}

fn instance(
    ctx: &Context<'_>,
    space: &Space,
    slug: &str,
    name: &str,
    description: Option<&str>,
) -> Result<Instance, RequestError> {
    let new = NewInstance {
        slug,
        name,
        description,
    };
    instances::create(ctx, space, &new)
}

fn person(ctx: &Context<'_>, who: &Student) -> Result<i64, RequestError> {
    let address = address(who.email)?;
    Ok(people::id_or_create(ctx.db, &address, who.name, ctx.now)?)
}

fn address(text: &str) -> Result<Address, RequestError> {
    Address::parse(text)
        .ok_or_else(|| RequestError::BadRequest(format!("{text} isn't an email address.")))
}

fn administrator(ctx: &Context<'_>, space: &Space, who: &Student) -> Result<(), RequestError> {
    let id = person(ctx, who)?;
    Ok(people::join_administrators(ctx.db, space.id, id)?)
}

fn shared_instance(
    ctx: &Context<'_>,
    space: &Space,
    slug: &str,
    name: &str,
    members: &[(&Student, Role)],
) -> Result<Instance, RequestError> {
    let instance = instance(ctx, space, slug, name, None)?;
    for (who, role) in members {
        let id = person(ctx, who)?;
        people::join_instance(ctx.db, instance.id, id, *role, ctx.now)?;
    }
    Ok(instance)
}

/// Gives each student an individual instance that is named after the address. Students who haven't
/// joined yet are invited into theirs.
fn students(ctx: &Context<'_>, space: &Space, students: &[Student]) -> Result<(), RequestError> {
    let source = lookup::instance(ctx, space, DISTRIBUTED)?;
    let distributed = lookup::snapshot(ctx, &source, DEVELOPMENT)?;
    for who in students {
        let id = person(ctx, who)?;
        let email = address(who.email)?;
        let slug = email.slug_stem();
        let individual = instance(ctx, space, &slug, email.written(), None)?;
        let current = lookup::snapshot(ctx, &individual, DEVELOPMENT)?;
        snapshots::copy_contents(ctx.db, distributed, current)?;
        if who.joined {
            people::join_instance(ctx.db, individual.id, id, Role::Editor, ctx.now)?;
        } else {
            sent_invitations::invite(ctx, space, Some(&individual), &email, Role::Editor)?;
        }
    }
    Ok(())
}

fn snapshot(
    ctx: &Context<'_>,
    instance: &Instance,
    slug: &str,
    name: &str,
    description: &str,
) -> Result<(), RequestError> {
    let new = NewSnapshot {
        slug,
        name,
        description: Some(description),
        kind: if instance.slug == DISTRIBUTED {
            "DISTRIBUTED"
        } else {
            "USER"
        },
    };
    Ok(snapshots::create(ctx.db, instance.id, &new, ctx.now)?)
}

pub(super) fn finance(ctx: &mut Context<'_>, now: i64) -> Result<(), RequestError> {
    ctx.now = now - 45 * DAY;
    let course = space(
        ctx,
        "finance_i",
        "Finance I",
        SpaceKind::Teaching,
        "Time value of money, bonds, portfolios. Autumn term.",
    )?;
    people::join_administrators(ctx.db, course.id, ctx.caller.id)?;
    administrator(ctx, &course, &MAX)?;
    let master = lookup::instance(ctx, &course, MASTER)?;
    let distributed = lookup::instance(ctx, &course, DISTRIBUTED)?;
    let home = lookup::snapshot(ctx, &master, DEVELOPMENT)?;
    contents::add_file(ctx, home, "home", "notes.txt", 311)?;
    ctx.now = now - 40 * DAY;
    for instance in [&master, &distributed] {
        add_files(ctx, instance, &WEEK_1)?;
        add_application(ctx, instance)?;
        add_table(ctx, instance, "PRICES", 125_000)?;
        snapshot(
            ctx,
            instance,
            "week_1_material",
            "Week 1 material",
            "Notebook and exercise on the time value of money",
        )?;
    }
    ctx.now = now - 26 * DAY;
    for instance in [&master, &distributed] {
        add_files(ctx, instance, &WEEK_3)?;
        snapshot(
            ctx,
            instance,
            "week_3_material",
            "Week 3 material",
            "Bonds and portfolios, with the returns to work on",
        )?;
    }
    ctx.now = now - 20 * DAY;
    add_files(
        ctx,
        &master,
        &[("solutions/", 0), ("solutions/exercise_3.ipynb", 90_118)],
    )?;
    let (joined, waiting): (Vec<_>, Vec<_>) = FINANCE.into_iter().partition(|who| who.joined);
    students(ctx, &course, &joined)?;
    shared_instance(
        ctx,
        &course,
        "group_a",
        "Group A",
        &[
            (&FINANCE[0], Role::Editor),
            (&FINANCE[1], Role::Editor),
            (&FINANCE[2], Role::Editor),
        ],
    )?;
    shared_instance(
        ctx,
        &course,
        "tutors_room",
        "Tutors' room",
        &[(&FINANCE[3], Role::Editor), (&FINANCE[4], Role::Viewer)],
    )?;
    ctx.now = now - 6 * DAY - 3 * HOUR;
    students(ctx, &course, &waiting)
}

pub(super) fn econometrics(ctx: &mut Context<'_>, now: i64) -> Result<(), RequestError> {
    ctx.now = now - 44 * DAY;
    let course = space(
        ctx,
        "econometrics",
        "Econometrics",
        SpaceKind::Teaching,
        "Regression and what can go wrong with it.",
    )?;
    people::join_administrators(ctx.db, course.id, ctx.caller.id)?;
    let master = lookup::instance(ctx, &course, MASTER)?;
    add_files(
        ctx,
        &master,
        &[("ols.ipynb", 55_120), ("wages.csv", 420_400)],
    )?;
    ctx.now = now - 30 * DAY;
    students(ctx, &course, &ECONOMETRICS)
}

pub(super) fn liquidity_study(ctx: &mut Context<'_>, now: i64) -> Result<(), RequestError> {
    ctx.now = now - 200 * DAY;
    let project = space(
        ctx,
        "liquidity_study",
        "Liquidity study",
        SpaceKind::Research,
        "How market liquidity dries up.",
    )?;
    people::join_administrators(ctx.db, project.id, ctx.caller.id)?;
    shared_instance(
        ctx,
        &project,
        "paper",
        "Paper",
        &[(&JANE, Role::Editor), (&FINANCE[5], Role::Viewer)],
    )?;
    let master = lookup::instance(ctx, &project, MASTER)?;
    add_files(
        ctx,
        &master,
        &[
            ("draft.tex", 88_410),
            ("figures/", 0),
            ("figures/spread.pdf", 30_277),
        ],
    )?;
    snapshot(
        ctx,
        &master,
        "first_draft",
        "First draft",
        "As sent to the co-authors",
    )
}

pub(super) fn swiss_equities(ctx: &mut Context<'_>, now: i64) -> Result<(), RequestError> {
    ctx.now = now - 300 * DAY;
    let dataset = space(
        ctx,
        "swiss_equities",
        "Swiss equities",
        SpaceKind::Dataset,
        "Daily prices and volumes of Swiss shares.",
    )?;
    people::join_administrators(ctx.db, dataset.id, ctx.caller.id)?;
    let master = lookup::instance(ctx, &dataset, MASTER)?;
    add_table(ctx, &master, "DAILY_PRICES", 2_480_112)?;
    add_table(ctx, &master, "COMPANIES", 264)?;
    snapshot(
        ctx,
        &master,
        "edition_1",
        "Edition 1",
        "Checked against the exchange",
    )?;
    shared_instance(
        ctx,
        &dataset,
        "readers",
        "Readers",
        &[
            (&FINANCE[6], Role::Observer),
            (&FINANCE[7], Role::Observer),
            (&JANE, Role::Editor),
        ],
    )?;
    Ok(())
}

/// A course that the owner only takes part in.
pub(super) fn corporate_law(ctx: &mut Context<'_>, now: i64) -> Result<(), RequestError> {
    ctx.now = now - 43 * DAY;
    let course = space(
        ctx,
        "corporate_law",
        "Corporate Law",
        SpaceKind::Teaching,
        "Companies, and who is liable for them.",
    )?;
    administrator(ctx, &course, &JANE)?;
    administrator(ctx, &course, &MAX)?;
    let email = address(owner::EMAIL)?;
    let individual = instance(ctx, &course, &email.slug_stem(), email.written(), None)?;
    people::join_instance(ctx.db, individual.id, ctx.caller.id, Role::Editor, ctx.now)?;
    students(ctx, &course, &FINANCE[8..12])
}
