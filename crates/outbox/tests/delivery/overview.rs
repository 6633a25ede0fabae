//! What the overview says of a real course, and of plans that need the user. It is read here because
//! a plan only comes to such ends against a platform.

use jiff::{SignedDuration, Timestamp};
use outbox::{Matter, MatterKind, OverviewSpace, UnderWay};
use pretty_assertions::assert_eq;
use store::{StepKind, StepState};

use crate::bench::{Bench, bench, bench_over_http};

impl Bench {
    fn in_overview(&self, space: &str) -> OverviewSpace {
        let overview = self.outbox.overview(&self.place.account);
        assert_eq!(overview.unreadable.len(), 0);
        let mut spaces = overview.orgs.into_iter().flat_map(|org| org.spaces);
        spaces.find(|found| found.space.name == space).unwrap()
    }

    fn matters(&self) -> Vec<Matter> {
        self.outbox.overview(&self.place.account).matters
    }

    /// Which spaces were read, of those that were last read before `stale`.
    async fn refreshed(&self, stale: Timestamp) -> Vec<String> {
        let read = std::sync::Mutex::new(Vec::new());
        self.outbox
            .refresh_overview(&self.place.account, stale, |place| {
                read.lock().unwrap().push(place.space.to_string());
            })
            .await
            .unwrap();
        read.into_inner().unwrap()
    }

    /// Which spaces were read because somebody is waited for.
    async fn refreshed_waited_for(&self, stale: Timestamp) -> Vec<String> {
        let read = std::sync::Mutex::new(Vec::new());
        let on_space = |place: &store::Place| read.lock().unwrap().push(place.space.to_string());
        self.outbox
            .refresh_waited_for(stale, on_space)
            .await
            .unwrap();
        read.into_inner().unwrap()
    }
}

#[simulated::test]
async fn a_course_shows_its_people_and_what_was_distributed_last() {
    let bench = bench().await;
    assert_eq!(
        bench.in_overview("Finance I").standing,
        None,
        "never read, which isn't the same as nobody"
    );
    let now = Timestamp::now();
    let read = bench.refreshed(now - SignedDuration::from_mins(15)).await;
    assert!(read.contains(&"finance_i".to_owned()), "{read:?}");
    let law = bench.in_overview("Corporate Law");
    assert!(!law.administrator);
    assert_eq!(law.standing, None, "only the user's own spaces are read");

    let course = bench.in_overview("Finance I");
    let (standing, _) = course.standing.unwrap();
    let seen = bench.outbox.cache.space(&bench.place).unwrap().unwrap();
    let members = seen.members.unwrap().list;
    let joined = members.iter().filter(|member| member.active).count();
    assert_eq!(standing.joined as usize, joined);
    assert_eq!(standing.invited as usize, members.len() - joined);
    assert!(standing.invited > 0);
    assert!(standing.administrators.contains(&"Max Meier".to_owned()));
    assert_eq!(course.distributed.unwrap().name, "Week 3 material");
}

#[simulated::test]
async fn a_course_whose_page_was_opened_before_shows_what_was_distributed_as_well() {
    let bench = bench().await;
    bench.refresh().await;
    let quarter = SignedDuration::from_mins(15);
    bench.refreshed(Timestamp::now() - quarter).await;
    let course = bench.in_overview("Finance I");
    assert_eq!(course.distributed.unwrap().name, "Week 3 material");
}

/// It measures real time, so it needs a platform that is reached in real time.
#[tokio::test(flavor = "multi_thread")]
async fn an_overview_of_many_courses_reads_their_list_once() {
    let client = platform::Options::default();
    let bench = bench_over_http(|_| {}, client, rand::random).await;
    let seen = bench.outbox.cache.space(&bench.place).unwrap().unwrap();
    let courses: Vec<platform::Space> = (0..2000)
        .map(|n| platform::Space {
            slug: format!("course_{n}").parse().unwrap(),
            ..seen.space.clone()
        })
        .collect();
    let list = store::SeenList::Spaces(&bench.place.account, &bench.place.org);
    let store = &bench.store;
    store.seen_put(list, &courses, Timestamp::now()).unwrap();
    let before = processor_ticks();
    bench.outbox.overview(&bench.place.account);
    let ticks = processor_ticks() - before;
    // Reading the list for each of its courses takes minutes. A tick is a hundredth of a second.
    assert!(ticks < 1000, "{ticks}");
}

/// For how many ticks of the system's clock this thread has had a processor. However busy the computer
/// is otherwise, the same work takes about as many.
fn processor_ticks() -> u64 {
    let stat = std::fs::read_to_string("/proc/thread-self/stat").unwrap();
    // The name of the thread may contain spaces. It ends with the last parenthesis.
    let fields: Vec<&str> = stat
        .rsplit_once(')')
        .unwrap()
        .1
        .split_whitespace()
        .collect();
    let [user, system] = [11, 12].map(|at: usize| fields[at].parse::<u64>().unwrap());
    user + system
}

#[simulated::test]
async fn the_platform_is_asked_only_for_spaces_that_were_not_read_for_a_while() {
    let bench = bench().await;
    let quarter = SignedDuration::from_mins(15);
    let first = bench.refreshed(Timestamp::now() - quarter).await;
    assert!(first.len() > 1, "{first:?}");
    let asked = bench.asked().await.len();
    assert_eq!(
        bench.refreshed(Timestamp::now() - quarter).await,
        Vec::<String>::new()
    );
    let reads_of_the_log = 1;
    assert!(bench.asked().await.len() <= asked + reads_of_the_log);
    // The button reads all of them, however new they are.
    assert_eq!(bench.refreshed(Timestamp::now()).await, first);
}

#[simulated::test]
async fn only_where_somebody_is_waited_for_is_looked_for_who_has_joined() {
    let bench = bench().await;
    bench.refresh().await;
    let later = || Timestamp::now() + SignedDuration::from_mins(10);
    assert_eq!(
        bench.refreshed_waited_for(later()).await,
        [""; 0],
        "others were invited, but not from here"
    );
    let plan = bench.send(bench.draft(&["ada@new.example"]));
    bench.settled(plan).await;
    bench.refresh().await;
    let before = Timestamp::now() - SignedDuration::from_mins(10);
    assert_eq!(
        bench.refreshed_waited_for(before).await,
        [""; 0],
        "just read"
    );
    assert_eq!(bench.refreshed_waited_for(later()).await, ["finance_i"]);

    let account = &bench.place.account;
    let offline = outbox::ConnectionState::Offline;
    bench
        .outbox
        .connections
        .set(account, offline, Timestamp::now());
    assert_eq!(
        bench.refreshed_waited_for(later()).await,
        [""; 0],
        "offline"
    );
}

#[simulated::test]
async fn nobody_waited_for_starts_the_practice_platform() {
    let bench = bench().await;
    bench.refresh().await;
    let plan = bench.send(bench.draft(&["ada@new.example"]));
    bench.settled(plan).await;
    bench.refresh().await;
    // The next run, in which nobody has used the account yet.
    let next = bench.taken_over();
    assert!(next.connections.of(&bench.place.account).is_none());
    let read = std::sync::Mutex::new(Vec::new());
    let on_space = |place: &store::Place| read.lock().unwrap().push(place.clone());
    let later = Timestamp::now() + SignedDuration::from_mins(1);
    next.refresh_waited_for(later, on_space).await.unwrap();
    assert_eq!(read.into_inner().unwrap(), []);
    assert!(next.connections.of(&bench.place.account).is_none());
}

#[simulated::test]
async fn what_was_refused_needs_attention_until_the_person_is_invited() {
    let bench = bench().await;
    let plan = bench.send(bench.draft_into("not_yet_there", &["ada@new.example"]));
    bench.settled(plan).await;
    let matters = bench.matters();
    let [matter] = matters.as_slice() else {
        panic!("{matters:?}");
    };
    assert_eq!(matter.place.as_ref().unwrap().place, bench.place);
    assert_eq!(
        matter.kind,
        MatterKind::StepsFailed {
            plan,
            kind: StepKind::Invite,
            state: StepState::Refused,
            count: 1,
            about: "ada@new.example".to_owned(),
        }
    );
    let again = bench.send(bench.draft(&["Ada@new.example"]));
    bench.settled(again).await;
    assert_eq!(bench.matters(), []);
}

#[simulated::test]
async fn a_plan_counts_as_under_way_until_it_is_settled() {
    let bench = bench().await;
    let plan = bench.send_with_grace(bench.draft(&["ada@new.example", "grace@new.example"]));
    let under_way = bench.in_overview("Finance I").under_way;
    let expected = UnderWay {
        settled: 0,
        people: 2,
        sends: false,
    };
    assert_eq!(under_way, Some(expected));
    bench.outbox.actions.resume(plan, Timestamp::now()).unwrap();
    bench.settled(plan).await;
    assert_eq!(bench.in_overview("Finance I").under_way, None);
}

#[simulated::test]
async fn a_refused_key_is_one_matter_for_the_whole_account() {
    let bench = bench().await;
    bench
        .give_key(secrecy::SecretString::from("not-the-key"))
        .await;
    let refused = bench
        .outbox
        .refresh_overview(&bench.place.account, Timestamp::now(), |_| {})
        .await;
    assert!(refused.is_err());
    let matters = bench.matters();
    assert_eq!(matters.len(), 1);
    assert_eq!(matters[0].kind, MatterKind::KeyRefused);
}
