//! Revoking an invitation and taking somebody out, which never delete what may be somebody's work.

use jiff::Timestamp;
use outbox::{InvitationError, PeopleAction};

use crate::afterwards::ADA;
use crate::bench::replaced::Replaced;
use crate::bench::{bench, bench_on};
use crate::chains::own;

#[simulated::test]
async fn revoking_never_deletes_what_may_be_somebodys_work() {
    let bench = bench().await;
    let people = [
        "ada@new.example",
        "grace@new.example",
        "kurt@new.example",
        "edsger@new.example",
    ];
    let plan = bench.send(bench.individual_draft(&own(), &people));
    bench.settled(plan).await;
    let invitations: Vec<_> = bench.steps(plan).into_iter().skip(2).step_by(3).collect();
    let revoke = async |index: usize| {
        let step: &store::Step = &invitations[index];
        let actions = &bench.outbox.actions;
        let revoked = actions.revoke(step.id, Timestamp::now()).await;
        let slug = step.instance.clone().unwrap();
        (revoked, bench.names_of(slug.as_str()).await.len())
    };
    let slug = |index: usize| bench.individual_slug(people[index]);
    // An administrator has prepared something in the first, changed something in the second, and the
    // third holds something in a home folder.
    bench.put_file(&slug(0), "week_1/for_ada.txt");
    let changed = bench.practice_database().execute(
        "UPDATE files SET modified = created + 600000 WHERE kind = 'file' AND snapshot_id IN
            (SELECT s.id FROM snapshots s JOIN instances i ON i.id = s.instance_id
             WHERE s.slug = 'development' AND i.slug = ?1)",
        [slug(1)],
    );
    assert!(changed.unwrap() > 0);
    bench.put_file_in("home", &slug(2), "notes.txt");
    for index in [0, 1, 2] {
        let (revoked, instances) = revoke(index).await;
        revoked.unwrap();
        assert_eq!(instances, 1, "{index} is kept");
        let step = bench.store.step(invitations[index].id).unwrap();
        let said = bench.said(&step);
        assert!(said.contains("was kept"), "{said}");
        assert!(bench.would_invite(bench.individual_draft(&own(), &people[index..=index])));
    }

    // A row that can't be read may be somebody who has joined.
    let rows = r#"[{"email": 7}, {"name": "Max", "email": "max@uni.example", "active": true, "role": "SPACE_ADMIN", "role_source": "space"}]"#;
    bench.network.replaces(Replaced::rows("/members", 1, rows));
    let (refused, instances) = revoke(3).await;
    assert!(
        matches!(refused, Err(InvitationError::MembersUnclear)),
        "{refused:?}"
    );
    assert_eq!(instances, 1);
    let (revoked, instances) = revoke(3).await;
    revoked.unwrap();
    assert_eq!(instances, 0, "there is nothing of anybody's in it");
}

#[simulated::test]
async fn somebody_who_was_taken_out_can_be_invited_again() {
    let bench = bench().await;
    let member = bench.a_member_of("group_a").await;
    let plan = bench.send(bench.draft(&[ADA, &member]));
    bench.settled(plan).await;
    let people = [ADA.to_owned(), member.clone()];
    let actions = &bench.outbox.actions;
    let out = actions
        .act_on_people(&bench.place, &people, PeopleAction::TakeOut, |_| {})
        .await
        .unwrap();
    assert_eq!((out.done, out.failed.len()), (2, 0));
    bench.refresh().await;
    assert!(bench.would_invite(bench.draft(&[ADA])));
    assert!(bench.would_invite(bench.draft(&[&member])));
    // Whoever is out already need not be taken out.
    let again = actions
        .act_on_people(&bench.place, &people, PeopleAction::TakeOut, |_| {})
        .await
        .unwrap();
    assert_eq!((again.done, again.failed.len()), (2, 0));
}

#[simulated::test]
async fn nobody_is_taken_out_where_the_platform_cannot() {
    let bench = bench_on(|options| options.bare = true).await;
    bench.refresh().await;
    let people = [ADA.to_owned()];
    let actions = &bench.outbox.actions;
    let out = actions
        .act_on_people(&bench.place, &people, PeopleAction::TakeOut, |_| {})
        .await;
    assert!(matches!(out, Err(InvitationError::NotOffered)), "{out:?}");
}
