//! A store with canaries in every table, and copies for support of it.
#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, ToSpan as _};
use platform::{BaseUrl, CallKind, Feature, LinkTerms, SpaceMember, WebLink};
use pretty_assertions::assert_eq;
use roster::{NormalizedAddress, PersonKey};
use rusqlite::{Connection, types::ValueRef};
use samples::SampleStore;
use secrecy::SecretString;
use store::{
    AccountKind, ActKey, ActPurpose, ComparedTarget, Contents, DraftStep, EditKind, Hold, Intent,
    InvalidField, KeptLink, KeptPerson, LinkChange, MaterialContents, MaterialKind, NewPlan,
    NewRequest, NewRow, NewStep, Overwritten, Place, PlanMaterial, PlanState, Purpose, Reason,
    SeenList, SnapshotRef, SpaceKind, StartedLinkChange, StepKind, StepState, Store,
    TargetComparison, Undistributable, UndistributableWhy, Why,
};
use vault::Vault;

use super::{FINISHED_PLANS, SupportNames};
use crate::outbox::{Outbox, OutboxOptions};

/// Part of every name, address, slug, note and message in the data.
const CANARY: &str = "canary";
/// Parts of the key and of the links.
const KEY: &str = "pk_nightingale_5f2c7e9b1d";
const LINK: &str = "https://platform.example/join/nightingale77";
const SECRET: &str = "nightingale";

/// Tables in which there is nothing to hide.
const WITHOUT_NAMES: [&str; 3] = ["installation", "sqlite_sequence", "step_dependencies"];

fn now() -> Timestamp {
    samples::now()
}

fn place() -> Place {
    Place {
        account: "canary-account".parse().unwrap(),
        org: "canary_uni".parse().unwrap(),
        space: "canary_course".parse().unwrap(),
    }
}

fn snapshot() -> SnapshotRef {
    SnapshotRef {
        instance: "canary_source".parse().unwrap(),
        instance_name: "Canary source".into(),
        slug: "canary_week".parse().unwrap(),
        name: "Canary week".into(),
        at: None,
    }
}

fn intent() -> Intent {
    let mut intent = Intent {
        purpose: Some(Purpose::Shared),
        instance: Some("canary_room".parse().unwrap()),
        instance_name: Some("Canary room".into()),
        snapshot: Some(snapshot()),
        ..Intent::default()
    };
    intent.new_instances.description = "Canary description".into();
    intent.distribution.notify = true;
    intent.distribution.message = format!("Canary message {LINK} {KEY}");
    intent
}

fn address() -> NormalizedAddress {
    NormalizedAddress::written_before("wren.canary@uni.example").unwrap()
}

/// Data with canaries wherever a name, an address or a text can stand.
struct Canaries {
    sample: SampleStore,
    outbox: Outbox,
}

impl Canaries {
    fn new() -> Self {
        let sample = SampleStore::new();
        let store = &sample.store;
        keeps_account(store);
        keeps_drafts(store);
        keeps_what_was_seen(store);
        keeps_links(store);
        sends(store);
        let vault = Vault::in_memory();
        vault.keep_for_this_run("https://platform.example/", SecretString::from(KEY));
        let folder = sample.folder();
        let outbox = Outbox::open(store, &vault, folder, folder, OutboxOptions::default());
        Self { sample, outbox }
    }

    fn copy(&self, names: SupportNames) -> String {
        let copy = self.outbox.support_copy(names, now()).unwrap();
        serde_json::to_string_pretty(&copy).unwrap()
    }
}

fn keeps_account(store: &Store) {
    let address = BaseUrl::parse("https://platform.example").unwrap();
    let account = &place().account;
    store
        .account_add(
            account,
            AccountKind::Platform,
            "Canary account",
            &address,
            now(),
        )
        .unwrap();
    store
        .account_learn(account, |profile| {
            let other = Feature::Other("canary_feature".into());
            profile.extensions = Some(vec![Feature::IdempotencyKey, other]);
        })
        .unwrap();
    let own = ["canary.example".to_owned()];
    store
        .own_domains_change(account, &place().org, Some(&own))
        .unwrap();
    store
        .mapping_keep("canary layout", &["Canary column"], now())
        .unwrap();
}

fn keeps_drafts(store: &Store) {
    let place = place();
    let draft = store
        .draft_new(&place, "Canary course", SpaceKind::Course, now())
        .unwrap()
        .id;
    let row = |name: &str| NewRow {
        name: name.into(),
        address: "wren.canary@uni.example".into(),
        group: "Canary group".into(),
        note: format!("Canary note {LINK} {KEY}"),
        list_id: "canary-1".into(),
        skipped: false,
    };
    store
        .write(|w| {
            w.draft_rename(draft, "Canary list.csv", now())?;
            w.draft_set_intent(draft, &intent(), DraftStep::Review, now())?;
            w.draft_set_adding(draft, "canary typed", now())?;
            w.draft_rows_add(draft, &[row("Wren Canary")], now())?;
            let mut edit = w.draft_edit(draft, EditKind::Typing, Some("canary"), now())?;
            edit.add(&[row("Canary Wren")])?;
            edit.done()
        })
        .unwrap();
    let rows = store.draft_rows(draft).unwrap();
    store
        .write(|w| {
            let mut edit = w.draft_edit(draft, EditKind::Typing, None, now())?;
            edit.change(rows[0].id, |row| row.note = "Another canary".into())?;
            edit.done()
        })
        .unwrap();
}

fn keeps_what_was_seen(store: &Store) {
    let place = place();
    let member = SpaceMember {
        name: "Wren Canary".into(),
        email: "wren.canary@uni.example".into(),
        active: true,
        instance_roles: Vec::new(),
        space_role: None,
    };
    store
        .seen_put(SeenList::Members(&place), &[member], now())
        .unwrap();
    let person = KeptPerson {
        row: 1,
        name: "Wren Canary".into(),
        address: "wren.canary@uni.example".into(),
        key: PersonKey::of("wren.canary@uni.example"),
        group: "Canary group".into(),
        list_id: "canary-1".into(),
        by_hand: false,
    };
    store
        .write(|w| {
            let list =
                w.kept_list_bring(&place, "canary.csv", std::slice::from_ref(&person), now())?;
            w.first_joined_add(&place, [&address()], now())?;
            w.mark_left(list, &person.key, true, now())
        })
        .unwrap();
    store.resend_add(&place, &address(), now()).unwrap();
    let compared = ComparedTarget {
        found: TargetComparison::Overwrites(vec![Overwritten {
            kind: MaterialKind::File,
            path: "canary/notes.md".into(),
            size: None,
            new_size: None,
            modified: None,
        }]),
        at: now(),
    };
    let SnapshotRef { instance, slug, .. } = snapshot();
    store
        .compared_target_keep(
            &place,
            (&instance, &slug),
            &"canary_room".parse().unwrap(),
            &compared,
        )
        .unwrap();
}

fn keeps_links(store: &Store) {
    let link: WebLink = LINK.parse().unwrap();
    store
        .write(|w| {
            w.link_keep(
                &place(),
                &KeptLink {
                    url: link.clone(),
                    expires_at: None,
                    pasted: true,
                    at: now(),
                },
            )?;
            w.link_change_begin(
                &place(),
                &StartedLinkChange {
                    change: LinkChange::Make,
                    begun_at: now(),
                    before: Some(link),
                    terms: LinkTerms {
                        email_domains: Some(vec!["canary.example".into()]),
                        ..LinkTerms::default()
                    },
                    lookup: None,
                },
            )
        })
        .unwrap();
}

/// Writes down a plan with a request that was refused in the platform's own words.
fn sends(store: &Store) {
    let place = place();
    let drafts = store.drafts().unwrap();
    let mut contents = Contents::of(
        "canary_source".parse().unwrap(),
        "canary_week".parse().unwrap(),
    );
    contents.files = vec!["canary/notes.md".into()];
    contents.tables = vec!["canary_table".into()];
    contents.cannot = vec![Undistributable {
        name: "canary/home".into(),
        why: UndistributableWhy::Home,
    }];
    let material = PlanMaterial {
        source: Some(snapshot()),
        contents: MaterialContents::Read(contents),
        shown: BTreeSet::from(["canary/home".to_owned()]),
    };
    store
        .write(|w| {
            let plan = w.plan_add(&NewPlan {
                place: &place,
                space_name: "Canary course",
                intent: &intent(),
                draft: drafts[0].id,
                created_at: now(),
                grace_until: now(),
                material: Some(&material),
            })?;
            let names = vec!["canary/home".to_owned()];
            let hold = Hold::CannotDistribute { names };
            w.plan_set_state(plan, PlanState::Held, Some(&hold), None)?;
            let id = w.request_add(&NewRequest {
                plan,
                kind: CallKind::InviteToInstance,
                path: "/instances/canary_uni/canary_course/canary_room/invitations",
                body: br#"{"email":"wren.canary@uni.example"}"#,
                idempotency_key: "canary-idempotency-key",
                ready: true,
            })?;
            let mut request = w.request(id)?;
            request.status = Some(422);
            request.incident = Some("Wren Canary 1".into());
            w.request_set(&request)?;
            for (position, name) in [(1, "Wren Canary"), (2, "Canary Wren")] {
                let address = address();
                let act = w.act_add(
                    &ActKey {
                        place: place.clone(),
                        address: Some(address.clone()),
                        purpose: if position == 1 {
                            ActPurpose::Individual
                        } else {
                            ActPurpose::Administrator
                        },
                    },
                    now(),
                )?;
                let step = w.step_add(&NewStep {
                    plan,
                    position,
                    kind: StepKind::Invite,
                    name,
                    address: "Wren.Canary@uni.example",
                    normalized: Some(&address),
                    group: "Canary group",
                    list_id: "canary-1",
                    instance: Some(&"canary_room".parse().unwrap()),
                    instance_name: "Canary room",
                    act,
                    waits_for_act: false,
                    request: Some(id),
                    depends_on: None,
                })?;
                let mut reason = Reason::of(Why::Invalid);
                reason.status = Some(422);
                reason.incident = Some("0193a1b2-77aa".into());
                reason.said = Some(format!("wren.canary@uni.example: see {LINK}, key {KEY}"));
                reason.fields = vec![InvalidField {
                    field: "canary_field".into(),
                    why: "canary isn't valid".into(),
                }];
                w.step_set_state(step, StepState::Refused, Some(&reason), Some(now()))?;
            }
            Ok::<_, store::StoreError>(())
        })
        .unwrap();
}

/// How many values of each table have the text in them.
fn values_with(sample: &SampleStore, text: &str) -> BTreeMap<String, usize> {
    let data = Connection::open(sample.file()).unwrap();
    let mut tables = data
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
        .unwrap();
    let tables = tables.query_map([], |row| row.get::<_, String>(0)).unwrap();
    let count = |table: &str| {
        let mut all = data.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = all.column_count();
        let mut rows = all.query([]).unwrap();
        let mut count = 0;
        while let Some(row) = rows.next().unwrap() {
            for column in 0..columns {
                let value = match row.get_ref(column).unwrap() {
                    ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes,
                    _ => &[],
                };
                let value = String::from_utf8_lossy(value).to_lowercase();
                count += usize::from(value.contains(text));
            }
        }
        count
    };
    tables
        .map(|table| {
            let table = table.unwrap();
            let count = count(&table);
            (table, count)
        })
        .collect()
}

#[test]
fn nothing_that_tells_of_somebody_is_in_a_copy_and_no_secret_even_with_names() {
    let canaries = Canaries::new();
    let found = values_with(&canaries.sample, CANARY);
    let without: Vec<_> = found.iter().filter(|(_, count)| **count == 0).collect();
    let without: Vec<_> = without.into_iter().map(|(table, _)| table).collect();
    assert_eq!(
        without, WITHOUT_NAMES,
        "every other table has a canary in it"
    );
    let secrets = values_with(&canaries.sample, SECRET);
    assert!(secrets.values().sum::<usize>() > 5, "{secrets:?}");

    let copy = canaries.copy(SupportNames::StandIns);
    let copy = copy.to_lowercase();
    for text in [
        CANARY,
        SECRET,
        "wren",
        "uni.example",
        "@",
        "://",
        "idempotency-",
    ] {
        assert!(!copy.contains(text), "{text} is in {copy}");
    }
    for text in [
        "\"account 1\"",
        "\"space 1\"",
        "\"person 1\"",
        "platform.example",
        "\"idempotency_key\"",
        "0193a1b2-77aa",
        "\"cannot_distribute\"",
        "\"refused\"",
    ] {
        assert!(copy.contains(text), "{text} isn't in {copy}");
    }
    assert!(
        !copy.contains("person 2"),
        "one person has one stand-in: {copy}"
    );

    let named = canaries.copy(SupportNames::Shown);
    for text in [
        "Wren Canary <Wren.Canary@uni.example>",
        "Canary course (canary_course)",
        "Canary account",
        "wren.canary@uni.example: see [left out] key [left out]",
    ] {
        assert!(named.contains(text), "{text} isn't in {named}");
    }
    for text in [
        SECRET,
        "://",
        "note",
        "message ",
        "description",
        "canary.csv",
    ] {
        assert!(!named.contains(text), "{text} is in {named}");
    }
}

#[test]
fn a_value_that_cant_be_read_is_named_and_hides_only_its_own_list() {
    let canaries = Canaries::new();
    let data = Connection::open(canaries.sample.file()).unwrap();
    data.execute_batch("UPDATE steps SET reason = 'canary' WHERE position = 2")
        .unwrap();
    let copy: serde_json::Value =
        serde_json::from_str(&canaries.copy(SupportNames::StandIns)).unwrap();
    let unreadable = serde_json::json!([{ "table": "steps", "column": "reason", "row": 2 }]);
    assert_eq!(copy["unreadable"], unreadable);
    assert_eq!(copy["plans"][0]["requests"][0]["status"], 422);
    assert_eq!(copy["drafts"][0]["people"], 2);
}

#[test]
fn of_the_plans_that_are_finished_the_newest_are_copied_and_all_others() {
    let canaries = Canaries::new();
    let store = &canaries.sample.store;
    let held = store.plans().unwrap().readable[0].clone();
    let finished = FINISHED_PLANS + 3;
    for plan in 0..finished {
        let at = now() + i64::try_from(plan).unwrap().minutes();
        store
            .write(|w| {
                let plan = w.plan_add(&NewPlan {
                    place: &held.place,
                    space_name: &held.space_name,
                    intent: &held.intent,
                    draft: held.draft,
                    created_at: at,
                    grace_until: at,
                    material: None,
                })?;
                w.plan_set_settled(plan, at)
            })
            .unwrap();
    }
    let copy: serde_json::Value =
        serde_json::from_str(&canaries.copy(SupportNames::StandIns)).unwrap();
    let plans = copy["plans"].as_array().unwrap();
    assert_eq!(plans.len(), FINISHED_PLANS + 1);
    assert_eq!(copy["plans_left_out"], 3);
    assert_eq!(plans[0]["plan"], finished + 1, "the newest");
    assert_eq!(plans[FINISHED_PLANS]["plan"], held.id.0, "still on hold");
}
