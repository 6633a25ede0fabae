//! A request that falls due while the queue is being read, which once made it read for ever.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use platform::CallKind;
use samples::SampleStore;
use store::{Intent, NewPlan, NewRequest};

use super::*;

#[test]
fn what_falls_due_while_it_is_looked_for_is_found() {
    let start: Timestamp = "2026-03-02T10:00:00Z".parse().unwrap();
    let sample = SampleStore::opened_at(start);
    let store = sample.store.clone();
    let draft = sample.draft();
    let due = start + SignedDuration::from_millis(3);
    let plan = store
        .write(|w| {
            let plan = w.plan_add(&NewPlan {
                place: &sample.place,
                space_name: samples::COURSE,
                intent: &Intent::default(),
                draft,
                created_at: start,
                grace_until: start,
                material: None,
            })?;
            let request = w.request_add(&NewRequest {
                plan,
                kind: CallKind::InviteToInstance,
                path: "/",
                body: b"{}",
                idempotency_key: "key",
                ready: true,
            })?;
            let mut request = w.request(request)?;
            request.due_at = Some(due);
            w.request_set(&request)?;
            w.plan(plan)
        })
        .unwrap();
    // Each reading of the clock takes a millisecond.
    let readings = AtomicI64::new(0);
    let clock = Clock::reading(move || {
        start + SignedDuration::from_millis(readings.fetch_add(1, Ordering::Relaxed))
    });

    let (found, finds) = mpsc::channel();
    std::thread::spawn(move || {
        let mut queue = PlanQueue::new(plan);
        for _ in 0..20 {
            let next = queue.next(&store, &clock).unwrap();
            std::thread::sleep(Duration::from_millis(2));
            if next.is_some() {
                found.send(()).unwrap();
                break;
            }
        }
    });
    finds
        .recv_timeout(Duration::from_secs(10))
        .expect("it is found, and not looked for for ever");
}
