//! The simulated network: it carries requests to the practice platform in the same process, and does
//! to them what networks, proxies and gateways do.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use lock::LockExt as _;
use platform::{Carried, NoAnswer, Options, Transport, TransportAnswer, TransportRequest};
use practice::InProcess;
use serde_json::{Value, json};
use simulated::{Chance, carried_out};
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

use crate::answers::{
    busy, in_place_of_the_answer, json_answer, own, unreadable, with_unreadable_row,
};
use crate::bug::Bug;
use crate::story::Story;
use crate::weather::{SimulatedFault, Weather};

/// Work that lands later than this after its request left is beyond what delivery promises to cope
/// with on a platform without idempotency keys: absence proves something by then.
const LANDS_WITHIN: Duration = Duration::from_secs(590);
const SECONDS_IN_AN_HOUR: u64 = 3600;

/// Carries the requests of Cohort. Clones are the same network.
#[derive(Clone)]
pub(crate) struct Network(Arc<Inner>);

struct Inner {
    platform: InProcess,
    has_keys: bool,
    story: Story,
    bug: Option<Bug>,
    state: Mutex<State>,
}

struct State {
    chance: Chance,
    weather: Weather,
    down: bool,
    sent: usize,
    struck: BTreeMap<SimulatedFault, usize>,
    /// For how many emails the network itself is to blame, by address and path.
    excused: BTreeMap<(String, String), usize>,
}

impl fmt::Debug for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Network")
    }
}

impl Transport for Network {
    fn carry(&self, request: TransportRequest) -> Carried {
        let network = self.clone();
        Box::pin(async move {
            let Some(bug) = network.0.bug else {
                return network.trip(request).await;
            };
            let mut request = request;
            let path = request.url.path().to_owned();
            bug.spoils_request(&mut request);
            bug.spoils_answer(&path, network.trip(request).await)
        })
    }
}

/// An answer of the platform, or that there is none.
type Delivered = JoinHandle<Option<TransportAnswer>>;

impl Network {
    pub(crate) fn new(
        platform: InProcess,
        has_keys: bool,
        story: Story,
        chance: Chance,
        bug: Option<Bug>,
    ) -> Self {
        Self(Arc::new(Inner {
            platform,
            has_keys,
            story,
            bug,
            state: Mutex::new(State {
                chance,
                weather: Weather::fair(),
                down: false,
                sent: 0,
                struck: BTreeMap::new(),
                excused: BTreeMap::new(),
            }),
        }))
    }

    /// Nothing gets through any more, or everything does again.
    pub(crate) fn set_down(&self, down: bool) {
        self.0.state.locked().down = down;
    }

    pub(crate) fn set_weather(&self, weather: Weather) {
        self.0.state.locked().weather = weather;
    }

    /// From now on nothing goes wrong. What is under way still may land late.
    pub(crate) fn clear_up(&self) {
        let mut state = self.0.state.locked();
        state.weather = Weather::fair();
        state.down = false;
    }

    pub(crate) fn sent(&self) -> usize {
        self.0.state.locked().sent
    }

    pub(crate) fn struck(&self) -> BTreeMap<SimulatedFault, usize> {
        self.0.state.locked().struck.clone()
    }

    /// For how many emails to this address the network itself is to blame.
    pub(crate) fn excused(&self, address: &str) -> usize {
        let state = self.0.state.locked();
        let of = state.excused.iter();
        of.filter(|((to, _), _)| to == address)
            .map(|(_, count)| count)
            .sum()
    }

    async fn trip(&self, request: TransportRequest) -> Result<TransportAnswer, NoAnswer> {
        let method = request.method.as_str().to_owned();
        let path = request.url.path().to_owned();
        let (fault, mut chance) = {
            let mut state = self.0.state.locked();
            state.sent += 1;
            let state = &mut *state;
            let fault = if state.down {
                Some(SimulatedFault::NoConnection)
            } else {
                state.weather.strikes(&mut state.chance, &method, &path)
            };
            if let Some(fault) = fault {
                *state.struck.entry(fault).or_default() += 1;
            }
            // A stream of its own, so that what is drawn doesn't depend on whose turn it is.
            (fault, Chance::from_state(state.chance.number()))
        };
        let name = told(&method, &path, request.body.as_deref());
        let outcome = match fault {
            None => self.undisturbed(request, &mut chance).await,
            Some(fault) => self.disturbed(fault, request, &name, &mut chance).await,
        };
        if method != "GET" || fault.is_some() {
            let fault = fault.map_or(String::new(), |fault| format!(" [{fault:?}]"));
            let came = match &outcome {
                Ok(answer) => match &answer.body {
                    Ok(_) => answer.status.to_string(),
                    Err(why) => format!("{} and then {why:?}", answer.status),
                },
                Err(why) => format!("{why:?}"),
            };
            self.0
                .story
                .tell("network", format!("{name}{fault} → {came}"));
        }
        outcome
    }

    async fn undisturbed(
        &self,
        request: TransportRequest,
        chance: &mut Chance,
    ) -> Result<TransportAnswer, NoAnswer> {
        let way = chance.seconds_up_to(4);
        let work = self.deliver(&request, way, None);
        let back = chance.seconds_up_to(4);
        let answer = wait_for(work).await?;
        sleep(back).await;
        Ok(answer)
    }

    async fn disturbed(
        &self,
        fault: SimulatedFault,
        request: TransportRequest,
        name: &str,
        chance: &mut Chance,
    ) -> Result<TransportAnswer, NoAnswer> {
        let way = chance.seconds_up_to(4);
        match fault {
            SimulatedFault::NoConnection => {
                sleep(chance.seconds_up_to(15)).await;
                Err(NoAnswer::NoConnection)
            }
            SimulatedFault::RequestLost => self.no_answer(chance).await,
            SimulatedFault::AnswerLost => {
                self.deliver(&request, way, None);
                self.no_answer(chance).await
            }
            SimulatedFault::LandsLate => {
                let late = if chance.one_in(8) {
                    chance.seconds_up_to(SECONDS_IN_AN_HOUR)
                } else {
                    chance.seconds_up_to(LANDS_WITHIN.as_secs())
                };
                let note = format!("{name} lands after {} s", late.as_secs());
                self.deliver(&request, late, Some((note, late > LANDS_WITHIN)));
                self.no_answer(chance).await
            }
            SimulatedFault::Doubled => {
                let gap = chance.seconds_up_to(60);
                let first = self.deliver(&request, way, None);
                let note = format!("{name} lands a second time");
                let second = self.deliver(&request, way + gap, Some((note, true)));
                wait_for(if chance.one_in(2) { first } else { second }).await
            }
            SimulatedFault::TooManyRequests => {
                sleep(way).await;
                Ok(busy(429, chance))
            }
            SimulatedFault::Unavailable => {
                sleep(way).await;
                Ok(busy(503, chance))
            }
            SimulatedFault::ServerError
            | SimulatedFault::BadGateway
            | SimulatedFault::WebPage
            | SimulatedFault::NotFoundByProxy => {
                if chance.one_in(2) {
                    wait_for(self.deliver(&request, way, None)).await?;
                } else {
                    sleep(way).await;
                }
                Ok(in_place_of_the_answer(fault))
            }
            SimulatedFault::Unreadable => {
                let answer = wait_for(self.deliver(&request, way, None)).await?;
                Ok(unreadable(answer, chance))
            }
            SimulatedFault::HalfAnswer => {
                let answer = wait_for(self.deliver(&request, way, None)).await?;
                let body = Err(NoAnswer::CutOff);
                Ok(TransportAnswer { body, ..answer })
            }
            SimulatedFault::UnreadableRow => {
                let answer = wait_for(self.deliver(&request, way, None)).await?;
                Ok(with_unreadable_row(answer, chance))
            }
            SimulatedFault::TaskVanishes => {
                sleep(way).await;
                Ok(own(404, "NOT_FOUND", "There is no such task."))
            }
            SimulatedFault::TaskNeverEnds => {
                sleep(way).await;
                let id: i64 = name
                    .rsplit('/')
                    .next()
                    .and_then(|id| id.parse().ok())
                    .unwrap_or(0);
                let task =
                    json!({ "id": id, "status": "RUNNING", "description": "", "result": null });
                Ok(json_answer(200, &task))
            }
        }
    }

    /// The client learns nothing: the connection is cut, or the answer doesn't come in time.
    async fn no_answer(&self, chance: &mut Chance) -> Result<TransportAnswer, NoAnswer> {
        let patience = Options::default().answer_within;
        if chance.one_in(2) {
            sleep(chance.seconds_up_to(patience.as_secs())).await;
            Err(NoAnswer::CutOff)
        } else {
            sleep(patience).await;
            Err(NoAnswer::TimedOut)
        }
    }

    /// Lets the platform carry out a request after a while, whether or not anybody waits for it.
    /// `note` is told when it does, and says whether an email that it causes is the network's fault.
    fn deliver(
        &self,
        request: &TransportRequest,
        after: Duration,
        note: Option<(String, bool)>,
    ) -> Delivered {
        let network = self.clone();
        let path = request.url.path().to_owned();
        let body = request.body.clone().unwrap_or_default();
        let sent = TransportRequest {
            method: request.method.clone(),
            url: request.url.clone(),
            headers: request.headers.clone(),
            body: request.body.clone(),
        };
        tokio::spawn(async move {
            sleep(after).await;
            let came = carried_out(&network.0.platform, sent).await?;
            let status = came.status;
            if let Some((note, excused)) = note {
                network
                    .0
                    .story
                    .tell("platform", format!("{note} → {status}"));
                if excused && !network.0.has_keys {
                    let answer = came.body.as_deref().unwrap_or_default();
                    network.excuse(&path, &body, status, answer);
                }
            }
            Some(came)
        })
    }

    /// An invitation names its person in the request, and a resend only in the answer.
    fn excuse(&self, path: &str, body: &[u8], status: u16, answer: &[u8]) {
        let names = match status {
            201 if path.ends_with("/invitations") => body,
            200 if path.ends_with("/resend") => answer,
            _ => return,
        };
        let to = serde_json::from_slice::<Value>(names).ok();
        let to = to.and_then(|named| Some(named.get("email")?.as_str()?.to_lowercase()));
        if let Some(to) = to {
            let mut state = self.0.state.locked();
            *state.excused.entry((to, path.to_owned())).or_default() += 1;
        }
    }
}

async fn wait_for(work: Delivered) -> Result<TransportAnswer, NoAnswer> {
    let patience = Options::default().answer_within;
    match timeout(patience, work).await {
        Err(_) => Err(NoAnswer::TimedOut),
        Ok(Ok(Some(answer))) => Ok(answer),
        Ok(_) => Err(NoAnswer::CutOff),
    }
}

/// A request as a story names it.
fn told(method: &str, path: &str, body: Option<&[u8]>) -> String {
    let short = path.replace("/org/uni_example/space/finance_i", "");
    let body = body.and_then(|body| serde_json::from_slice::<Value>(body).ok());
    let about = body.and_then(|body| {
        let of = |key: &str| body.get(key).and_then(Value::as_str).map(str::to_owned);
        of("email").or_else(|| of("slug"))
    });
    match about {
        Some(about) => format!("{method} {short} {about}"),
        None => format!("{method} {short}"),
    }
}
