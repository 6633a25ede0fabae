//! The demo data of a new folder: laid out with the platform's own means, at a clock set back, and
//! the same each time.

mod material;
mod people;

use rusqlite::{Connection, params};

use crate::api::instances;
use crate::api::invitations::invite;
use crate::api::snapshots::{New, freeze};
use crate::clock::{DAY, HOUR};
use crate::model::address::Address;
use crate::model::lookup::{self as find, DEVELOPMENT, DISTRIBUTED, Instance, MASTER, Space};
use crate::model::people as known;
use crate::platform::{Call, Caller, Platform};
use crate::request_error::Refusal;

use material::{WEEK_1, WEEK_3, put_application, put_file, put_files, put_table};
use people::{ECONOMETRICS, FINANCE, JANE, MAX, Student};

const ORG: &str = "uni_example";

pub(crate) fn lay_out(
    db: &Connection,
    platform: &Platform,
    owner: i64,
    now: i64,
) -> Result<(), Refusal> {
    let mut call = Call {
        db,
        platform,
        caller: Caller {
            id: owner,
            email: crate::model::owner::EMAIL.to_owned(),
            name: crate::model::owner::NAME.to_owned(),
        },
        now: now - 60 * DAY,
        once: None,
    };
    db.execute(
        "INSERT INTO orgs (slug, name, description, created) VALUES (?1, ?2, ?3, ?4)",
        params![
            ORG,
            "University of Example",
            "Everything here is made up. Try what you like.",
            call.now
        ],
    )?;
    db.execute(
        "INSERT INTO org_members (org_id, user_id, role) VALUES (?1, ?2, 'FACULTY')",
        params![db.last_insert_rowid(), owner],
    )?;
    econometrics(&mut call, now)?;
    finance(&mut call, now)?;
    liquidity_study(&mut call, now)?;
    swiss_equities(&mut call, now)?;
    corporate_law(&mut call, now)?;
    // Demo mail is there to be read, never to be sent to anybody.
    db.execute("UPDATE mails SET delivery = 'kept'", [])?;
    Ok(())
}

fn space(
    call: &Call<'_>,
    slug: &str,
    name: &str,
    kind: &str,
    description: &str,
) -> Result<Space, Refusal> {
    call.db.execute(
        "INSERT INTO spaces (org_id, slug, name, kind, description, created, modified)
         SELECT id, ?2, ?3, ?4, ?5, ?6, ?6 FROM orgs WHERE slug = ?1",
        params![ORG, slug, name, kind, description, call.now],
    )?;
    let space = Space {
        id: call.db.last_insert_rowid(),
        slug: slug.to_owned(),
        name: name.to_owned(),
        kind: kind.to_owned(),
        admin: true,
    };
    let about = "Where the material of this space is made";
    instances::make(call, &space, MASTER, "Master", Some(about))?;
    let about = "What has been handed out to everybody";
    instances::make(call, &space, DISTRIBUTED, "Distributed", Some(about))?;
    Ok(space)
}

fn person(call: &Call<'_>, who: &Student) -> Result<i64, Refusal> {
    known::made(call.db, &address(who.email)?, who.name, call.now)
}

fn address(text: &str) -> Result<Address, Refusal> {
    Address::parse(text).ok_or_else(|| Refusal::BadRequest(format!("{text} is no address")))
}

fn administrator(call: &Call<'_>, space: &Space, who: &Student) -> Result<(), Refusal> {
    let user = person(call, who)?;
    known::join_administrators(call.db, space.id, user)
}

fn shared(
    call: &Call<'_>,
    space: &Space,
    slug: &str,
    name: &str,
    members: &[(&Student, &str)],
) -> Result<Instance, Refusal> {
    let id = instances::make(call, space, slug, name, None)?;
    for (who, role) in members {
        let user = person(call, who)?;
        known::join_instance(call.db, id, user, role, call.now)?;
    }
    Ok(Instance {
        id,
        slug: slug.to_owned(),
        name: name.to_owned(),
    })
}

/// Each student with an own instance, named by the address; who has not come is invited into it.
fn students(call: &Call<'_>, space: &Space, students: &[Student]) -> Result<(), Refusal> {
    let source = find::instance(call, space, DISTRIBUTED)?;
    let handed_out = find::snapshot(call, &source, DEVELOPMENT)?;
    for who in students {
        let user = person(call, who)?;
        let email = address(who.email)?;
        let slug = email.slug_stem();
        let id = instances::make(call, space, &slug, email.written(), None)?;
        let own = Instance {
            id,
            slug,
            name: email.written().to_owned(),
        };
        let current = find::snapshot(call, &own, DEVELOPMENT)?;
        crate::api::snapshots::copy_all(call.db, handed_out, current)?;
        if who.joined {
            known::join_instance(call.db, id, user, "EDITOR", call.now)?;
        } else {
            invite(call, space, Some(&own), &email, "EDITOR")?;
        }
    }
    Ok(())
}

fn snapshot(
    call: &Call<'_>,
    instance: &Instance,
    slug: &str,
    name: &str,
    description: &str,
) -> Result<(), Refusal> {
    let new = New {
        slug,
        name,
        description: Some(description),
        kind: if instance.slug == DISTRIBUTED {
            "DISTRIBUTED"
        } else {
            "USER"
        },
    };
    freeze(call.db, instance.id, &new, call.now)
}

fn finance(call: &mut Call<'_>, now: i64) -> Result<(), Refusal> {
    call.now = now - 45 * DAY;
    let course = space(
        call,
        "finance_i",
        "Finance I",
        "TEACHING",
        "Time value of money, bonds, portfolios. Autumn term.",
    )?;
    known::join_administrators(call.db, course.id, call.caller.id)?;
    administrator(call, &course, &MAX)?;
    let master = find::instance(call, &course, MASTER)?;
    let distributed = find::instance(call, &course, DISTRIBUTED)?;
    let home = find::snapshot(call, &master, DEVELOPMENT)?;
    put_file(call, home, "home", "notes.txt", 311)?;
    call.now = now - 40 * DAY;
    for instance in [&master, &distributed] {
        put_files(call, instance, &WEEK_1)?;
        put_application(call, instance)?;
        put_table(call, instance, "PRICES", 125_000)?;
        snapshot(
            call,
            instance,
            "week_1_material",
            "Week 1 material",
            "Notebook and exercise on the time value of money",
        )?;
    }
    call.now = now - 26 * DAY;
    for instance in [&master, &distributed] {
        put_files(call, instance, &WEEK_3)?;
        snapshot(
            call,
            instance,
            "week_3_material",
            "Week 3 material",
            "Bonds and portfolios, with the returns to work on",
        )?;
    }
    call.now = now - 20 * DAY;
    put_files(
        call,
        &master,
        &[("solutions/", 0), ("solutions/exercise_3.ipynb", 90_118)],
    )?;
    let (joined, waiting): (Vec<_>, Vec<_>) = FINANCE.into_iter().partition(|who| who.joined);
    students(call, &course, &joined)?;
    shared(
        call,
        &course,
        "group_a",
        "Group A",
        &[
            (&FINANCE[0], "EDITOR"),
            (&FINANCE[1], "EDITOR"),
            (&FINANCE[2], "EDITOR"),
        ],
    )?;
    shared(
        call,
        &course,
        "tutors_room",
        "Tutors' room",
        &[(&FINANCE[3], "EDITOR"), (&FINANCE[4], "VIEWER")],
    )?;
    call.now = now - 6 * DAY - 3 * HOUR;
    students(call, &course, &waiting)
}

fn econometrics(call: &mut Call<'_>, now: i64) -> Result<(), Refusal> {
    call.now = now - 44 * DAY;
    let course = space(
        call,
        "econometrics",
        "Econometrics",
        "TEACHING",
        "Regression and what can go wrong with it.",
    )?;
    known::join_administrators(call.db, course.id, call.caller.id)?;
    let master = find::instance(call, &course, MASTER)?;
    put_files(
        call,
        &master,
        &[("ols.ipynb", 55_120), ("wages.csv", 420_400)],
    )?;
    call.now = now - 30 * DAY;
    students(call, &course, &ECONOMETRICS)
}

fn liquidity_study(call: &mut Call<'_>, now: i64) -> Result<(), Refusal> {
    call.now = now - 200 * DAY;
    let project = space(
        call,
        "liquidity_study",
        "Liquidity study",
        "RESEARCH",
        "How market liquidity dries up.",
    )?;
    known::join_administrators(call.db, project.id, call.caller.id)?;
    shared(
        call,
        &project,
        "paper",
        "Paper",
        &[(&JANE, "EDITOR"), (&FINANCE[5], "VIEWER")],
    )?;
    let master = find::instance(call, &project, MASTER)?;
    put_files(
        call,
        &master,
        &[
            ("draft.tex", 88_410),
            ("figures/", 0),
            ("figures/spread.pdf", 30_277),
        ],
    )?;
    snapshot(
        call,
        &master,
        "first_draft",
        "First draft",
        "As sent to the co-authors",
    )
}

fn swiss_equities(call: &mut Call<'_>, now: i64) -> Result<(), Refusal> {
    call.now = now - 300 * DAY;
    let dataset = space(
        call,
        "swiss_equities",
        "Swiss equities",
        "DATASET",
        "Daily prices and volumes of Swiss shares.",
    )?;
    known::join_administrators(call.db, dataset.id, call.caller.id)?;
    let master = find::instance(call, &dataset, MASTER)?;
    put_table(call, &master, "DAILY_PRICES", 2_480_112)?;
    put_table(call, &master, "COMPANIES", 264)?;
    snapshot(
        call,
        &master,
        "edition_1",
        "Edition 1",
        "Checked against the exchange",
    )?;
    shared(
        call,
        &dataset,
        "readers",
        "Readers",
        &[
            (&FINANCE[6], "OBSERVER"),
            (&FINANCE[7], "OBSERVER"),
            (&JANE, "EDITOR"),
        ],
    )?;
    Ok(())
}

/// A course that the owner only takes part in.
fn corporate_law(call: &mut Call<'_>, now: i64) -> Result<(), Refusal> {
    call.now = now - 43 * DAY;
    let course = space(
        call,
        "corporate_law",
        "Corporate Law",
        "TEACHING",
        "Companies, and who answers for them.",
    )?;
    administrator(call, &course, &JANE)?;
    administrator(call, &course, &MAX)?;
    let own = address(crate::model::owner::EMAIL)?;
    let id = instances::make(call, &course, &own.slug_stem(), own.written(), None)?;
    known::join_instance(call.db, id, call.caller.id, "EDITOR", call.now)?;
    students(call, &course, &FINANCE[8..12])
}
