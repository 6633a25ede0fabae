//! The people of a space: what is known of one of them, and what is done to many at once.

use std::sync::Arc;

use jiff::Timestamp;
use roster::NormalizedAddress;
use store::{Place, StepKind, StepState, Why};

use super::blocking::blocking;
use super::drafts;
use crate::app::App;
use crate::bridge::{
    DraftEntry, ExportFormat, KnownPeople, Offers, PeopleDo, PeopleDone, PeopleProgress,
    PeopleToDraft, PeopleWrite, PeopleWritten, PersonDetails, PersonEvent, PersonEventKind,
    PersonProblem, PersonRef, PlanRow, Problem, ProblemCode, SavedFile, TableExport, count, id,
    place, time,
};

/// Of a lot of people only every so many turns are told: the window needs no more to show how far
/// it is.
const TOLD_EVERY: usize = 10;

/// What the data say of the people of a space, each read once for all of them.
pub(super) fn known_people(app: &App, place: &Place) -> Result<KnownPeople, Problem> {
    let planned = app.store.planned_people(place)?;
    let profile = app.store.account(&place.account)?.profile;
    let offers = |purpose| {
        outbox::InvitationOffers::of(
            &profile,
            &store::Intent {
                purpose: Some(purpose),
                ..store::Intent::default()
            },
        )
    };
    let shared = offers(store::Purpose::Shared);
    Ok(KnownPeople {
        intents: app
            .store
            .plans()?
            .readable
            .into_iter()
            .filter(|plan| plan.place == *place)
            .map(|plan| (plan.id, plan.intent))
            .collect(),
        planned: planned
            .into_iter()
            .map(|person| (person.step.normalized.clone(), person))
            .collect(),
        first_joined: app.store.first_joined(place)?,
        invited: app
            .store
            .invited(place)?
            .into_iter()
            .map(|invited| (invited.address.clone(), invited))
            .collect(),
        offers: Offers {
            resend: shared.resend,
            revoke: shared.revoke,
            revoke_individual: offers(store::Purpose::Individual).revoke,
        },
    })
}

pub(super) async fn people_do(app: &App, what: PeopleDo) -> Result<PeopleDone, Problem> {
    let place = place(&what.account, &what.org, &what.space)?;
    let all = what.people.len();
    let progress = |turns: usize| {
        if turns.is_multiple_of(TOLD_EVERY) || turns == all {
            app.changes.people(PeopleProgress {
                account: what.account.clone(),
                org: what.org.clone(),
                space: what.space.clone(),
                turns: count(turns),
                all: count(all),
            });
        }
    };
    let action = what.action.into();
    let actions = &app.outbox.actions;
    let outcome = actions
        .act_on_people(&place, &what.people, action, progress)
        .await?;
    app.changes.status();
    if outcome.done > 0 {
        // Who is invited reads differently now. That it was done stays true if it can't be read.
        let _ = app
            .outbox
            .cache
            .refresh_space(&place, Timestamp::now())
            .await;
        app.lists.members_changed(&place);
        app.changes.space(place);
    }
    Ok(PeopleDone {
        done: count(outcome.done),
        failed: outcome
            .failed
            .into_iter()
            .map(|(address, error)| PersonProblem {
                address,
                problem: error.into(),
            })
            .collect(),
        stopped: outcome.stopped.map(Problem::from),
    })
}

pub(super) async fn person(app: &App, which: PersonRef) -> Result<PersonDetails, Problem> {
    let place = place(&which.account, &which.org, &which.space)?;
    let normalized = NormalizedAddress::of(&which.address)
        .ok_or_else(|| Problem::of(ProblemCode::PersonAddress))?;
    let mut events = Vec::new();
    let mut rows = Vec::new();
    let invitations = app.store.invitations_of(&place, normalized.as_str())?;
    let plan = invitations
        .last()
        .map(|newest| newest.step.plan.to_string());
    for invitation in invitations {
        events.push((invitation.queued_at, PersonEventKind::Queued));
        events.extend(
            invitation
                .invited_at
                .map(|at| (at, PersonEventKind::Invited)),
        );
        let step = invitation.step;
        let before = match &step.instance {
            Some(instance) => app.store.steps_for_instance(step.plan, instance)?,
            None => Vec::new(),
        };
        for step in before.into_iter().chain([step]) {
            if let (Some(kind), Some(at)) = (event_of(&step), step.settled_at) {
                events.push((at, kind));
            }
            rows.push(row_of_this_person(app, step)?);
        }
    }
    events.extend(
        app.store
            .resends(&place, normalized.as_str())?
            .into_iter()
            .map(|at| (at, PersonEventKind::Resent)),
    );
    if !events
        .iter()
        .any(|(_, kind)| *kind == PersonEventKind::Invited)
    {
        events.extend(
            invited_elsewhere(app, &place, &normalized)?.map(|at| (at, PersonEventKind::Invited)),
        );
    }
    events.extend(
        app.store
            .first_joined(&place)?
            .get(normalized.as_str())
            .map(|at| (*at, PersonEventKind::Joined)),
    );
    events.sort_unstable();
    Ok(PersonDetails {
        events: events
            .into_iter()
            .map(|(at, what)| PersonEvent { what, at: time(at) })
            .collect(),
        steps: rows,
        plan,
    })
}

/// When the platform took an invitation that no plan of this computer sent.
fn invited_elsewhere(
    app: &App,
    place: &Place,
    normalized: &NormalizedAddress,
) -> Result<Option<Timestamp>, Problem> {
    let listed = app
        .store
        .seen::<platform::ListedInvitation>(store::SeenList::Invitations(place))?;
    Ok(listed
        .iter()
        .flat_map(|seen| &seen.list)
        .filter(|each| NormalizedAddress::of(&each.email).as_ref() == Some(normalized))
        .filter_map(|each| each.created_timestamp)
        .min())
}

/// What a step that has come to its end means for the person, where it means anything. That an
/// invitation was taken is known from its act.
fn event_of(step: &store::Step) -> Option<PersonEventKind> {
    match (step.kind, step.state) {
        (StepKind::Create, StepState::Done) => Some(PersonEventKind::InstanceCreated),
        (StepKind::Distribute, StepState::Done) => Some(PersonEventKind::Distributed),
        (StepKind::Invite, StepState::Refused) => Some(PersonEventKind::Rejected),
        (StepKind::Invite, StepState::Cancelled) => step
            .reason
            .as_ref()
            .filter(|reason| reason.why == Why::Revoked)
            .map(|_| PersonEventKind::Revoked),
        _ => None,
    }
}

/// A step with its request, from which the instances of other people are taken out: one
/// distribution serves many.
fn row_of_this_person(app: &App, step: store::Step) -> Result<PlanRow, Problem> {
    let request = step
        .request
        .map(|request| app.store.request(request))
        .transpose()?;
    let own = step.instance.clone();
    let is_shared = step.kind == StepKind::Distribute;
    let plan = app.store.plan(step.plan)?;
    let profile = app.store.account(&plan.place.account)?.profile;
    let offers = outbox::InvitationOffers::of(&profile, &plan.intent);
    let mut row = PlanRow::of(step, request.as_ref(), offers);
    if is_shared {
        row.request.body = only_target(&row.request.body, own.as_ref().map(AsRef::as_ref));
    }
    Ok(row)
}

/// The body of a distribution with one of its targets alone. A body that can't be understood is
/// not shown at all.
fn only_target(body: &str, own: Option<&str>) -> String {
    let Ok(mut body) = serde_json::from_str::<serde_json::Value>(body) else {
        return String::new();
    };
    match body
        .get_mut("target_instances")
        .and_then(serde_json::Value::as_array_mut)
    {
        Some(targets) => targets.retain(|target| {
            target
                .get("instance_slug")
                .and_then(serde_json::Value::as_str)
                == own
        }),
        None => return String::new(),
    }
    body.to_string()
}

/// Begins an email in the user's mail program. Several people are written to as blind copies, so
/// that none of them learns who the others are.
pub(super) async fn people_write(app: &App, to: PeopleWrite) -> Result<PeopleWritten, Problem> {
    let Some(address) = mailto(&to.people) else {
        return Ok(PeopleWritten::TooMany);
    };
    if app.desktop.open_in_browser(&address) {
        Ok(PeopleWritten::Opened)
    } else {
        Err(Problem::of(ProblemCode::BrowserMissing))
    }
}

/// Longer addresses are cut or refused by some systems: Windows takes about 2,000 characters.
const LONGEST_MAILTO: usize = 1_900;

/// `None` where it would be too long.
fn mailto(people: &[String]) -> Option<String> {
    let encoded: Vec<String> = people
        .iter()
        .map(|address| {
            percent_encoding::utf8_percent_encode(address, percent_encoding::NON_ALPHANUMERIC)
                .to_string()
        })
        .collect();
    let url = match encoded.as_slice() {
        [one] => format!("mailto:{one}"),
        several => format!("mailto:?bcc={}", several.join(",")),
    };
    (url.len() <= LONGEST_MAILTO).then_some(url)
}

pub(super) async fn people_to_draft(
    app: &Arc<App>,
    what: PeopleToDraft,
) -> Result<DraftEntry, Problem> {
    let place = place(&what.account, &what.org, &what.space)?;
    let rows: Vec<store::NewRow> = what
        .people
        .into_iter()
        .map(|person| store::NewRow {
            name: person.name,
            address: person.address,
            group: person.group,
            ..store::NewRow::default()
        })
        .collect();
    let working = Arc::clone(app);
    let draft = blocking(move || {
        let draft = match &what.draft {
            Some(draft) => id(draft)?,
            None => drafts::begin(&working, &place)?,
        };
        working.lists.add(draft, &rows)?;
        Ok::<_, Problem>(draft)
    })
    .await?;
    app.changes.drafts();
    Ok(app.store.draft(draft)?.into())
}

/// A table as it is shown, as a file to keep; nothing where the dialog was closed.
pub(super) async fn table_export(
    app: &Arc<App>,
    table: TableExport,
) -> Result<Option<SavedFile>, Problem> {
    let ending = table.format.ending();
    let name = lists::file_name(&table.name, ending);
    let Some(path) = app.desktop.save_file(&name).await else {
        return Ok(None);
    };
    blocking(move || {
        let bytes = match table.format {
            ExportFormat::Csv => roster::csv_table(&table.head, &table.rows),
            ExportFormat::Xlsx => roster::xlsx_table(&table.head, &table.rows),
        }
        .map_err(Problem::from)?;
        Ok::<_, Problem>(lists::save(path, ending, &bytes)?)
    })
    .await
    .map(|saved| Some(saved.into()))
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::{LONGEST_MAILTO, mailto, only_target};

    #[test]
    fn a_shared_request_shows_one_persons_instance_alone() {
        let body = r#"{"auto_snapshot":true,"target_instances":[
            {"org_slug":"uni","space_slug":"s","instance_slug":"ada"},
            {"org_slug":"uni","space_slug":"s","instance_slug":"bob"}]}"#;
        let shown = only_target(body, Some("ada"));
        assert!(shown.contains("ada") && !shown.contains("bob"), "{shown}");
        assert_eq!(only_target("not JSON, with bob in it", Some("ada")), "");
    }

    #[test]
    fn an_email_to_many_is_blind_and_has_a_limit() {
        let one = ["ada+x@uni.example".to_owned()];
        assert_eq!(mailto(&one).unwrap(), "mailto:ada%2Bx%40uni%2Eexample");
        let odd = [
            "a?cc=eve@uni.example".to_owned(),
            "b@uni.example".to_owned(),
        ];
        let url = mailto(&odd).unwrap();
        assert!(url.starts_with("mailto:?bcc=a%3Fcc%3Deve%40"), "{url}");
        assert_eq!(url.matches('?').count(), 1);
        let many = vec!["somebody@uni.example".to_owned(); LONGEST_MAILTO / 20];
        assert_eq!(mailto(&many), None);
    }
}
