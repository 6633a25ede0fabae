//! Faults on demand: responses that get lost, requests that are refused, tasks that fail.
//!
//! A random number generator would make every run different, and requests arrive in another order
//! each time. So whether a fault occurs is decided by a seed, by the request itself, and by how
//! often the same request has come before: a run can be repeated exactly.

use lock::LockExt as _;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// How many different requests are counted. Beyond that the counts start again, so that they don't
/// take ever more memory.
const MAX_COUNTED: usize = 100_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FaultKind {
    /// Waits `ms` before the request is carried out; with `after_work`, before it is answered.
    Delay,
    /// Carries out the request, then cuts the connection without an answer.
    LostAnswer,
    /// Cuts the connection before the request is carried out.
    LostRequest,
    /// Answers 500. With `after_work`, the request is carried out first.
    ServerError,
    /// Answers 429 with `Retry-After`.
    TooManyRequests,
    /// Answers 503 with `Retry-After`.
    Unavailable,
    /// Answers 429 to requests beyond `per_second`. A burst of that many is let through at once.
    RateLimit,
    /// Carries out the request and sends half of the answer.
    HalfAnswer,
    /// A task waits `ms` before it is carried out.
    SlowTask,
    /// A task ends as FAILED.
    FailedTask,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FaultRule {
    pub(crate) kind: FaultKind,
    #[serde(default = "always")]
    pub(crate) probability: f64,
    /// How often the fault occurs at most.
    #[serde(default)]
    pub(crate) times: Option<u32>,
    /// The methods it applies to. It applies to all where there is none.
    #[serde(default)]
    pub(crate) methods: Vec<String>,
    /// It applies to paths that contain this; for tasks, to operations that contain it.
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
pub(crate) struct FaultPlan {
    #[serde(default)]
    pub(crate) seed: u64,
    #[serde(default)]
    pub(crate) rules: Vec<FaultRule>,
    /// For how long from now nobody can connect.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(crate) refuse_connections_ms: u64,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
fn is_zero(value: &u64) -> bool {
    *value == 0
}

/// Why a plan of faults can't be used.
#[derive(Debug, thiserror::Error)]
pub enum FaultPlanError {
    #[error(transparent)]
    Unreadable(#[from] serde_json::Error),
    #[error("There can be at most 100 rules.")]
    TooManyRules,
    #[error("Connections can be refused for at most 10 minutes.")]
    RefusesTooLong,
    #[error("A probability must be between 0 and 1.")]
    Probability,
    #[error("A delay can be at most 10 minutes.")]
    DelayTooLong,
    #[error("A Retry-After can be at most 1 day.")]
    RetryAfterTooLong,
    #[error("A rate limit needs a per_second of at least 1.")]
    RateLimitOfZero,
}

impl FaultPlan {
    pub(crate) fn check(&self) -> Result<(), FaultPlanError> {
        if self.rules.len() > 100 {
            return Err(FaultPlanError::TooManyRules);
        }
        if self.refuse_connections_ms > 600_000 {
            return Err(FaultPlanError::RefusesTooLong);
        }
        self.rules.iter().try_for_each(FaultRule::check)
    }
}

impl FaultRule {
    fn check(&self) -> Result<(), FaultPlanError> {
        if !(0.0..=1.0).contains(&self.probability) {
            Err(FaultPlanError::Probability)
        } else if self.ms > 600_000 {
            Err(FaultPlanError::DelayTooLong)
        } else if self.retry_after > 86_400 {
            Err(FaultPlanError::RetryAfterTooLong)
        } else if self.kind == FaultKind::RateLimit && self.per_second == 0 {
            Err(FaultPlanError::RateLimitOfZero)
        } else {
            Ok(())
        }
    }
}

/// What happens to one request.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct RequestFaults {
    pub(crate) delay: Option<Duration>,
    /// How long the answer waits once the work is done.
    pub(crate) answer_delay: Option<Duration>,
    pub(crate) fault: Option<InjectedFault>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum InjectedFault {
    LostAnswer,
    LostRequest,
    ServerError { after_work: bool },
    TooManyRequests { retry_after: u64 },
    Unavailable { retry_after: u64 },
    HalfAnswer,
}

/// What happens to one task.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct TaskFaults {
    pub(crate) delay: Option<Duration>,
    pub(crate) fails: bool,
}

#[derive(Default)]
pub(crate) struct Faults(Mutex<State>);

#[derive(Default)]
struct State {
    plan: FaultPlan,
    /// How often each rule has led to a fault.
    hits: Vec<u32>,
    /// How often each request has come, by a digest of it.
    counts: HashMap<u64, u32>,
    /// The token bucket of the rate limit: how many tokens were left, and when.
    bucket: Option<(f64, Instant)>,
}

#[derive(Serialize)]
pub(crate) struct FaultReport {
    #[serde(flatten)]
    plan: FaultPlan,
    /// How often each rule has led to a fault.
    hits: Vec<u32>,
}

impl Faults {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.locked()
    }

    pub(crate) fn set(&self, plan: FaultPlan) {
        let mut state = self.lock();
        *state = State {
            hits: vec![0; plan.rules.len()],
            plan,
            ..State::default()
        };
    }

    pub(crate) fn report(&self) -> FaultReport {
        let state = self.lock();
        FaultReport {
            plan: state.plan.clone(),
            hits: state.hits.clone(),
        }
    }

    /// How many rules are in force, and how many faults they have led to.
    pub(crate) fn totals(&self) -> (usize, u32) {
        let state = self.lock();
        (state.plan.rules.len(), state.hits.iter().sum())
    }

    /// Decides what happens to a request. The first fault that occurs wins; a delay is added to it.
    pub(crate) fn for_request(
        &self,
        method: &str,
        path: &str,
        body: &[u8],
        now: Instant,
    ) -> RequestFaults {
        let mut state = self.lock();
        let mut decided = RequestFaults::default();
        if state.plan.rules.is_empty() {
            return decided;
        }
        let request = [method.as_bytes(), path.as_bytes(), body];
        let nth = state.count(&request);
        for index in 0..state.plan.rules.len() {
            let rule = state.plan.rules[index].clone();
            if matches!(rule.kind, FaultKind::SlowTask | FaultKind::FailedTask)
                || !rule.applies_to(method, path)
            {
                continue;
            }
            if rule.kind == FaultKind::RateLimit {
                if decided.fault.is_none() && state.exceeds_rate(rule.per_second, now) {
                    state.hits[index] += 1;
                    decided.fault = Some(InjectedFault::TooManyRequests {
                        retry_after: rule.retry_after,
                    });
                }
                continue;
            }
            if rule.kind != FaultKind::Delay && decided.fault.is_some() {
                continue;
            }
            if !state.occurs(index, &rule, &request, nth) {
                continue;
            }
            let retry_after = rule.retry_after;
            decided.fault = match rule.kind {
                FaultKind::Delay => {
                    let delay = if rule.after_work {
                        &mut decided.answer_delay
                    } else {
                        &mut decided.delay
                    };
                    *delay = Some(Duration::from_millis(rule.ms));
                    continue;
                }
                FaultKind::LostAnswer => Some(InjectedFault::LostAnswer),
                FaultKind::LostRequest => Some(InjectedFault::LostRequest),
                FaultKind::ServerError => Some(InjectedFault::ServerError {
                    after_work: rule.after_work,
                }),
                FaultKind::TooManyRequests => Some(InjectedFault::TooManyRequests { retry_after }),
                FaultKind::Unavailable => Some(InjectedFault::Unavailable { retry_after }),
                FaultKind::HalfAnswer => Some(InjectedFault::HalfAnswer),
                FaultKind::RateLimit | FaultKind::SlowTask | FaultKind::FailedTask => continue,
            };
        }
        decided
    }

    /// Decides what happens to a task.
    pub(crate) fn for_task(&self, operation: &str, job: &str) -> TaskFaults {
        let mut state = self.lock();
        let mut decided = TaskFaults::default();
        if state.plan.rules.is_empty() {
            return decided;
        }
        let task = [b"task".as_slice(), operation.as_bytes(), job.as_bytes()];
        let nth = state.count(&task);
        for index in 0..state.plan.rules.len() {
            let rule = state.plan.rules[index].clone();
            if !matches!(rule.kind, FaultKind::SlowTask | FaultKind::FailedTask)
                || !operation.contains(&rule.path)
                || !state.occurs(index, &rule, &task, nth)
            {
                continue;
            }
            if rule.kind == FaultKind::SlowTask {
                decided.delay = Some(Duration::from_millis(rule.ms));
            } else {
                decided.fails = true;
            }
        }
        decided
    }
}

impl FaultRule {
    fn applies_to(&self, method: &str, path: &str) -> bool {
        let methods = &self.methods;
        (methods.is_empty() || methods.iter().any(|m| m.eq_ignore_ascii_case(method)))
            && path.contains(&self.path)
    }
}

impl State {
    /// Counts a request, and returns how often the same one has come by now.
    fn count(&mut self, request: &[&[u8]]) -> u32 {
        if self.counts.len() >= MAX_COUNTED {
            self.counts.clear();
        }
        let count = self.counts.entry(digest(0, request)).or_default();
        *count += 1;
        *count
    }

    /// Whether the fault of a rule occurs when this request comes for the `nth` time.
    fn occurs(&mut self, index: usize, rule: &FaultRule, request: &[&[u8]], nth: u32) -> bool {
        if rule.times.is_some_and(|times| self.hits[index] >= times) {
            return false;
        }
        let salt = index.to_be_bytes();
        let nth = nth.to_be_bytes();
        let mut parts = vec![salt.as_slice(), nth.as_slice()];
        parts.extend_from_slice(request);
        // The upper 32 bits, as a number from 0 up to but not including 1.
        let drawn = u32::try_from(digest(self.plan.seed, &parts) >> 32).unwrap_or(u32::MAX);
        let occurs = f64::from(drawn) / (f64::from(u32::MAX) + 1.0) < rule.probability;
        self.hits[index] += u32::from(occurs);
        occurs
    }

    /// Takes a token from a bucket that holds, and is refilled with, `per_second` tokens. Returns
    /// whether there was none left.
    fn exceeds_rate(&mut self, per_second: u32, now: Instant) -> bool {
        let capacity = f64::from(per_second);
        let left = self.bucket.map_or(capacity, |(left, at)| {
            let filled = now.saturating_duration_since(at).as_secs_f64() * capacity;
            capacity.min(left + filled)
        });
        let is_empty = left < 1.0;
        self.bucket = Some((if is_empty { left } else { left - 1.0 }, now));
        is_empty
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
