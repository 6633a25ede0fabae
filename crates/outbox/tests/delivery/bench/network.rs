//! The network of a simulated bench: it carries requests to practice platforms in the same process, and
//! can replace their answers or lead to none of them, until the test says otherwise.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue, header};
use platform::{Carried, NoAnswer, Options, Transport, TransportAnswer, TransportRequest};
use practice::InProcess;
use tokio::time::{sleep, timeout};

use super::replaced::Replaced;

/// How long a request takes to the platform, and an answer back.
const WAY: Duration = Duration::from_millis(2);

/// An answer that isn't the platform's.
#[derive(Clone)]
pub(crate) enum Answer {
    Of {
        status: u16,
        content_type: &'static str,
        body: String,
    },
    /// The connection is cut before anything is answered.
    CutOff,
}

/// What is met in place of the platform.
#[derive(Clone)]
pub(crate) enum Away {
    /// No connection can be made.
    Refuses,
    /// Requests are accepted, and nothing is ever answered.
    Silent,
    /// Something else answers, whatever it is asked.
    Answers(Answer),
}

/// Carries the requests of Cohort. Clones are the same network.
#[derive(Clone, Default)]
pub(crate) struct Network(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    /// By the name and port to which they answer.
    platforms: BTreeMap<String, InProcess>,
    away: Option<Away>,
    /// The requests that met something else than the platform, by method and path.
    met: Vec<String>,
    replaced: Option<Replaced<Answer>>,
}

/// What becomes of one request.
enum Fate {
    CarriedOut(InProcess),
    Replaced(Answer, Option<InProcess>),
    Away(Away),
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
            // A request that left arrives, even if nobody waits for its answer any more.
            let trip = tokio::spawn(async move { network.trip(request).await });
            match timeout(Options::default().answer_within, trip).await {
                Ok(come) => come.unwrap(),
                Err(_) => Err(NoAnswer::TimedOut),
            }
        })
    }
}

impl Network {
    /// From now on this platform is reached at its address.
    pub(crate) fn leads_to(&self, platform: &InProcess) {
        let address = platform.address().to_string();
        self.state().platforms.insert(address, platform.clone());
    }

    /// Whatever is asked from now on meets this.
    pub(crate) fn platform_is_away(&self, away: Away) {
        self.state().away = Some(away);
    }

    /// The platform is back where it was, with everything it knew. Returns what was asked meanwhile, by
    /// method and path.
    pub(crate) fn platform_is_back(&self) -> Vec<String> {
        let mut state = self.state();
        state.away = None;
        std::mem::take(&mut state.met)
    }

    /// How many requests met something else than the platform.
    pub(crate) fn met(&self) -> usize {
        self.state().met.len()
    }

    pub(crate) fn replaces(&self, replaced: Replaced<Answer>) {
        self.state().replaced = Some(replaced);
    }

    /// How many more answers are replaced.
    pub(crate) fn times_left(&self) -> usize {
        let state = self.state();
        state.replaced.as_ref().map_or(0, |replaced| replaced.times)
    }

    pub(crate) fn passes_everything_on(&self) {
        self.state().replaced = None;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }

    fn fate(&self, request: &TransportRequest) -> Fate {
        let mut state = self.state();
        let url = &request.url;
        let path = match url.query() {
            Some(query) => format!("{}?{query}", url.path()),
            None => url.path().to_owned(),
        };
        let method = request.method.as_str();
        if let Some(away) = state.away.clone() {
            state.met.push(format!("{method} {path}"));
            return Fate::Away(away);
        }
        let Some(platform) = state.platforms.get(url.authority()).cloned() else {
            return Fate::Away(Away::Refuses);
        };
        let replaced = state.replaced.as_mut();
        let Some(replaced) = replaced.and_then(|rule| rule.meets(method, &path).then_some(rule))
        else {
            return Fate::CarriedOut(platform);
        };
        let carried_out = replaced.carried_out.then_some(platform);
        Fate::Replaced(replaced.answer.clone(), carried_out)
    }

    async fn trip(&self, request: TransportRequest) -> Result<TransportAnswer, NoAnswer> {
        sleep(WAY).await;
        let come = match self.fate(&request) {
            Fate::CarriedOut(platform) => simulated::carried_out(&platform, request)
                .await
                .ok_or(NoAnswer::CutOff),
            Fate::Replaced(answer, platform) => {
                if let Some(platform) = platform {
                    simulated::carried_out(&platform, request).await;
                }
                answer.given()
            }
            Fate::Away(Away::Refuses) => Err(NoAnswer::NoConnection),
            Fate::Away(Away::Silent) => std::future::pending().await,
            Fate::Away(Away::Answers(answer)) => answer.given(),
        };
        sleep(WAY).await;
        come
    }
}

impl Answer {
    pub(crate) fn json(status: u16, body: impl Into<String>) -> Self {
        Self::Of {
            status,
            content_type: "application/json",
            body: body.into(),
        }
    }

    pub(crate) fn page(body: &str) -> Self {
        Self::Of {
            status: 200,
            content_type: "text/html",
            body: body.to_owned(),
        }
    }

    fn given(self) -> Result<TransportAnswer, NoAnswer> {
        match self {
            Self::CutOff => Err(NoAnswer::CutOff),
            Self::Of {
                status,
                content_type,
                body,
            } => Ok(TransportAnswer {
                status,
                headers: HeaderMap::from_iter([(
                    header::CONTENT_TYPE,
                    HeaderValue::from_static(content_type),
                )]),
                body: Ok(body.into_bytes()),
            }),
        }
    }
}

impl Replaced<Answer> {
    /// A list with these rows, in place of the next answers to a reading of such a path.
    pub(crate) fn rows(contains: &'static str, times: usize, rows: &str) -> Self {
        Self {
            times,
            ..Self::all("GET", contains, Answer::json(200, rows))
        }
    }

    /// What a gateway says while the platform behind it carries the request out, in place of one answer.
    pub(crate) fn gateway_busy(method: &'static str, contains: &'static str) -> Self {
        let busy = Answer::Of {
            status: 503,
            content_type: "text/plain",
            body: String::new(),
        };
        Self {
            times: 1,
            carried_out: true,
            ..Self::all(method, contains, busy)
        }
    }

    /// The platform's own word that there is no such thing, in place of every answer to a reading of
    /// such a path.
    pub(crate) fn not_found(contains: &'static str) -> Self {
        let body = r#"{"ctxid": "1", "err": "NOT_FOUND", "incident_id": "2", "msg": "no"}"#;
        Self::all("GET", contains, Answer::json(404, body))
    }

    /// A web page, in place of every answer to a reading of such a path.
    pub(crate) fn page(contains: &'static str) -> Self {
        Self::all("GET", contains, Answer::page("<html>"))
    }
}
