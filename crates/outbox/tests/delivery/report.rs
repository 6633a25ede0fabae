//! The report on a plan, as a table and as a page.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use outbox::Report;
use store::{DraftStep, Intent, NewRow, PlanId, Purpose, SpaceKind};

use crate::bench::{Bench, bench};

fn now() -> Timestamp {
    "2026-03-02T10:42:00Z".parse().unwrap()
}

/// A plan of which nothing was sent. It has a name that a spreadsheet would take for a formula, and
/// a group that a browser would take for a script.
async fn plan(bench: &Bench) -> PlanId {
    bench.make_instance_named("group_and_a", "Group & A").await;
    bench.refresh().await;
    let draft = bench
        .store
        .draft_new(&bench.place, "Finance <I>", SpaceKind::Course, now())
        .unwrap()
        .id;
    let intent = Intent {
        purpose: Some(Purpose::Shared),
        instance: Some("group_and_a".parse().unwrap()),
        ..Intent::default()
    };
    let rows = [
        NewRow {
            name: "=cmd|'/c calc'!A1".to_owned(),
            address: "ada@new.example".to_owned(),
            group: "<script>alert(1)</script>".to_owned(),
            list_id: "007".to_owned(),
            ..NewRow::default()
        },
        NewRow {
            address: "grace@new.example".to_owned(),
            ..NewRow::default()
        },
    ];
    bench
        .store
        .write(|w| {
            w.draft_set_intent(draft, &intent, DraftStep::People, now())?;
            w.draft_rows_add(draft, &rows, now())
        })
        .unwrap();
    let review = outbox::review(&bench.store, draft).unwrap();
    outbox::send(&bench.store, draft, &review.fingerprint, now()).unwrap()
}

fn report(bench: &Bench, plan: PlanId) -> Report {
    Report::of(&bench.store, plan, &TimeZone::UTC, now()).unwrap()
}

#[simulated::test]
async fn no_cell_of_a_report_is_taken_for_a_formula() {
    let bench = bench().await;
    let plan = plan(&bench).await;
    bench.outbox.actions.cancel(plan, now()).unwrap();
    let csv = String::from_utf8(report(&bench, plan).to_csv().unwrap()).unwrap();
    assert_eq!(
        csv,
        "\u{feff}Name,Email,Group,List ID,Instance,Step,State,Finished,Reason\r\n\
         '=cmd|'/c calc'!A1,ada@new.example,<script>alert(1)</script>,007,Group & A,Invitation,Cancelled,2026-03-02 10:42:00,\r\n\
         ,grace@new.example,,,Group & A,Invitation,Cancelled,2026-03-02 10:42:00,\r\n"
    );
}

#[simulated::test]
async fn nothing_in_a_printed_report_is_markup() {
    let bench = bench().await;
    let page = report(&bench, plan(&bench).await).to_html().unwrap();
    assert!(page.contains("2 people, Group &#38; A"), "{page}");
    assert!(!page.contains("<script"), "{page}");
    assert!(page.contains("&#60;script&#62;alert(1)"), "{page}");
    assert!(page.contains("<dd>2 March 2026 at 10:42</dd>"), "{page}");
    // The page is complete in itself: it refers to nothing outside.
    for outside in ["src=", "href=", "url(", "http:", "https:", "@import"] {
        assert!(!page.contains(outside), "{outside}");
    }
}

#[simulated::test]
async fn a_report_counts_the_steps_in_each_state_and_says_why_one_needs_attention() {
    let bench = bench().await;
    let first = bench.send(bench.draft(&["ada@new.example"]));
    bench.settled(first).await;
    let refused = bench.send(bench.draft_into("not_there", &["grace@new.example"]));
    bench.settled(refused).await;
    assert_eq!(report(&bench, first).counts, [("invited".to_owned(), 1)]);
    let refused = report(&bench, refused);
    assert_eq!(refused.counts, [("rejected".to_owned(), 1)]);
    assert!(refused.rows[0].needs_attention);
    assert!(
        refused.rows[0]
            .reason
            .starts_with("The space or the instance no longer exists on the platform.")
    );
}

#[simulated::test]
async fn a_printed_report_has_one_line_for_each_person() {
    let bench = bench().await;
    let people = ["ada@new.example", "grace@new.example"];
    let taken = bench.individual_slug(people[1]);
    bench.make_instance(&taken).await;
    bench.delete_instance(&taken).await;
    let plan = bench.send(bench.individual_draft(&crate::chains::own(), &people));
    bench.settled(plan).await;
    let page = report(&bench, plan).to_html().unwrap();
    let lines: Vec<&str> = page
        .lines()
        .filter(|line| line.starts_with("<tr") && line.contains("<td"))
        .collect();
    assert_eq!(lines.len(), 2, "{page}");
    // The person who needs attention comes first, with the state of every step.
    assert!(lines[0].contains("grace@new.example"));
    assert!(lines[0].contains("Instance: Rejected"));
    assert!(lines[0].contains("Invitation: Blocked"));
    assert!(lines[1].contains("ada@new.example"));
    assert!(lines[1].contains("<span>Invited</span>"));
    assert!(!page.contains("Group</th>"), "nobody has one");
}
