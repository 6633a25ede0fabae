//! Faults on demand. What goes wrong is decided by a seed and by the request itself, not by the
//! order in which requests arrive, so that a run can be repeated.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Beyond this many different requests the counts begin anew, so that they never grow for ever.
const SEEN: usize = 100_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// Waits `ms` before the work.
    Delay,
    /// Does the work, then cuts the connection without a word.
    LostAnswer,
    /// Cuts the connection before the work.
    LostRequest,
    /// 500; with `after_work` once the work is done.
    ServerError,
    /// 429 with `Retry-After`.
    TooManyRequests,
    /// 503 with `Retry-After`.
    Unavailable,
    /// 429 for what goes beyond `per_second`, after as many at once.
    RateLimit,
    /// Does the work and sends half of the answer.
    HalfAnswer,
    /// A task waits `ms` before it is run.
    SlowTask,
    /// A task ends as FAILED.
    FailedTask,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rule {
    pub(crate) kind: Kind,
    #[serde(default = "always")]
    pub(crate) probability: f64,
    /// At most this often.
    #[serde(default)]
    pub(crate) times: Option<u32>,
    /// Only these methods; all when empty.
    #[serde(default)]
    pub(crate) methods: Vec<String>,
    /// Only paths that hold this (for tasks: operations).
    #[serde(default)]
    pub(crate) path: String,
    #[serde(default)]
    pub(crate) ms: u64,
    #[serde(default = "one")]
    pub(crate) retry_after: u64,
    #[serde(default)]
    pub(crate) per_second: u32,
    #[serde(default)]
    pub(crate) after_work: bool,
}

fn always() -> f64 {
    1.0
}

fn one() -> u64 {
    1
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Plan {
    #[serde(default)]
    pub(crate) seed: u64,
    #[serde(default)]
    pub(crate) rules: Vec<Rule>,
    /// Nobody can connect for this long from now.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(crate) refuse_connections_ms: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it so")]
fn is_zero(value: &u64) -> bool {
    *value == 0
}

impl Plan {
    pub(crate) fn problem(&self) -> Option<String> {
        if self.rules.len() > 100 {
            return Some("At most 100 rules.".into());
        }
        if self.refuse_connections_ms > 600_000 {
            return Some("Connections are refused for ten minutes at most.".into());
        }
        self.rules.iter().find_map(|rule| {
            if !(0.0..=1.0).contains(&rule.probability) {
                Some("A probability lies between 0 and 1.".to_owned())
            } else if rule.ms > 600_000 {
                Some("Nothing waits for longer than ten minutes.".to_owned())
            } else if rule.retry_after > 86_400 {
                Some("A Retry-After of at most a day.".to_owned())
            } else if rule.kind == Kind::RateLimit && rule.per_second == 0 {
                Some("A rate limit needs per_second, at least 1.".to_owned())
            } else {
                None
            }
        })
    }
}

/// What is to happen to one request.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub(crate) delay: Option<Duration>,
    pub(crate) fault: Option<Fault>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    LostAnswer,
    LostRequest,
    ServerError { after_work: bool },
    TooManyRequests { retry_after: u64 },
    Unavailable { retry_after: u64 },
    HalfAnswer,
}

/// What a task is to suffer.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct TaskVerdict {
    pub(crate) delay: Option<Duration>,
    pub(crate) fails: bool,
}

#[derive(Default)]
pub(crate) struct Faults(Mutex<State>);

#[derive(Default)]
struct State {
    plan: Plan,
    hits: Vec<u32>,
    seen: HashMap<u64, u32>,
    /// What is left in the bucket of the rate limit, and when that was so.
    bucket: Option<(f64, Instant)>,
}

#[derive(Serialize)]
pub(crate) struct Standing {
    #[serde(flatten)]
    plan: Plan,
    /// How often each rule has struck.
    hits: Vec<u32>,
}

impl Faults {
    pub(crate) fn set(&self, plan: Plan) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *state = State {
            hits: vec![0; plan.rules.len()],
            plan,
            ..State::default()
        };
    }

    pub(crate) fn standing(&self) -> Standing {
        let state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Standing {
            plan: state.plan.clone(),
            hits: state.hits.clone(),
        }
    }

    /// How many rules stand, and how often they have struck.
    pub(crate) fn tally(&self) -> (usize, u32) {
        let state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        (state.plan.rules.len(), state.hits.iter().sum())
    }

    pub(crate) fn verdict(&self, method: &str, path: &str, body: &[u8], now: Instant) -> Verdict {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut verdict = Verdict::default();
        if state.plan.rules.is_empty() {
            return verdict;
        }
        let nth = state.nth(&[method.as_bytes(), path.as_bytes(), body]);
        for index in 0..state.plan.rules.len() {
            let rule = state.plan.rules[index].clone();
            if matches!(rule.kind, Kind::SlowTask | Kind::FailedTask)
                || !rule.is_about(method, path)
            {
                continue;
            }
            if rule.kind == Kind::RateLimit {
                if verdict.fault.is_none() && state.beyond(rule.per_second, now) {
                    state.hits[index] += 1;
                    verdict.fault = Some(Fault::TooManyRequests {
                        retry_after: rule.retry_after,
                    });
                }
                continue;
            }
            if rule.kind != Kind::Delay && verdict.fault.is_some() {
                continue;
            }
            if !state.strikes(
                index,
                &rule,
                &[method.as_bytes(), path.as_bytes(), body],
                nth,
            ) {
                continue;
            }
            let retry_after = rule.retry_after;
            verdict.fault = match rule.kind {
                Kind::Delay => {
                    verdict.delay = Some(Duration::from_millis(rule.ms));
                    continue;
                }
                Kind::LostAnswer => Some(Fault::LostAnswer),
                Kind::LostRequest => Some(Fault::LostRequest),
                Kind::ServerError => Some(Fault::ServerError {
                    after_work: rule.after_work,
                }),
                Kind::TooManyRequests => Some(Fault::TooManyRequests { retry_after }),
                Kind::Unavailable => Some(Fault::Unavailable { retry_after }),
                Kind::HalfAnswer => Some(Fault::HalfAnswer),
                Kind::RateLimit | Kind::SlowTask | Kind::FailedTask => continue,
            };
        }
        verdict
    }

    pub(crate) fn task_verdict(&self, operation: &str, work: &str) -> TaskVerdict {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut verdict = TaskVerdict::default();
        if state.plan.rules.is_empty() {
            return verdict;
        }
        let about = [b"task".as_slice(), operation.as_bytes(), work.as_bytes()];
        let nth = state.nth(&about);
        for index in 0..state.plan.rules.len() {
            let rule = state.plan.rules[index].clone();
            if !matches!(rule.kind, Kind::SlowTask | Kind::FailedTask)
                || !operation.contains(&rule.path)
                || !state.strikes(index, &rule, &about, nth)
            {
                continue;
            }
            if rule.kind == Kind::SlowTask {
                verdict.delay = Some(Duration::from_millis(rule.ms));
            } else {
                verdict.fails = true;
            }
        }
        verdict
    }
}

impl Rule {
    fn is_about(&self, method: &str, path: &str) -> bool {
        let methods = &self.methods;
        (methods.is_empty() || methods.iter().any(|m| m.eq_ignore_ascii_case(method)))
            && path.contains(&self.path)
    }
}

impl State {
    /// How often this very request has come, this time included.
    fn nth(&mut self, about: &[&[u8]]) -> u32 {
        if self.seen.len() >= SEEN {
            self.seen.clear();
        }
        let count = self.seen.entry(digest(0, about)).or_default();
        *count += 1;
        *count
    }

    fn strikes(&mut self, index: usize, rule: &Rule, about: &[&[u8]], nth: u32) -> bool {
        if rule.times.is_some_and(|times| self.hits[index] >= times) {
            return false;
        }
        let salt = index.to_be_bytes();
        let nth = nth.to_be_bytes();
        let mut parts = vec![salt.as_slice(), nth.as_slice()];
        parts.extend_from_slice(about);
        // The upper 32 bits, as a number from 0 up to but not including 1.
        let drawn = u32::try_from(digest(self.plan.seed, &parts) >> 32).unwrap_or(u32::MAX);
        let strikes = f64::from(drawn) / (f64::from(u32::MAX) + 1.0) < rule.probability;
        self.hits[index] += u32::from(strikes);
        strikes
    }

    /// A bucket that holds as many as come in a second.
    fn beyond(&mut self, per_second: u32, now: Instant) -> bool {
        let most = f64::from(per_second);
        let left = self.bucket.map_or(most, |(left, at)| {
            let filled = now.saturating_duration_since(at).as_secs_f64() * most;
            most.min(left + filled)
        });
        let beyond = left < 1.0;
        self.bucket = Some((if beyond { left } else { left - 1.0 }, now));
        beyond
    }
}

fn digest(seed: u64, parts: &[&[u8]]) -> u64 {
    let mut hash = Sha256::new();
    hash.update(seed.to_be_bytes());
    for part in parts {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    let bytes: [u8; 32] = hash.finalize().into();
    bytes[..8]
        .iter()
        .fold(0, |n, byte| n << 8 | u64::from(*byte))
}
