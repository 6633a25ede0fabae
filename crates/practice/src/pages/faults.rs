//! "See what happens when…": faults that people can turn on and off in a browser.

use askama::Template;
use axum::extract::{Form, FromRequestParts, Query, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::session::{self, FaultChooser};
use super::{PageError, page};
use crate::faults::{FaultKind, FaultPlan, FaultRule};
use crate::http::server::{Server, SharedServer};
use crate::options::Page;
use crate::request_error::RequestError;

/// One thing that can go wrong, in words. The title completes "See what happens when…".
struct Preset {
    name: &'static str,
    title: &'static str,
    text: &'static str,
}

const PRESETS: [Preset; 9] = [
    Preset {
        name: "slow",
        title: "the platform is slow",
        text: "Every response takes 3 seconds.",
    },
    Preset {
        name: "lost_answers",
        title: "responses get lost",
        text: "3 in 10 requests are carried out, but their response never arrives.",
    },
    Preset {
        name: "lost_requests",
        title: "requests get lost",
        text: "3 in 10 requests never reach the platform.",
    },
    Preset {
        name: "half_answers",
        title: "responses break off",
        text: "3 in 10 requests are carried out, but only half of their response arrives.",
    },
    Preset {
        name: "errors",
        title: "the platform fails",
        text: "3 in 10 requests end with a server error.",
    },
    Preset {
        name: "busy",
        title: "the platform is busy",
        text: "3 in 10 requests are refused, to be sent again after 5 seconds.",
    },
    Preset {
        name: "rate",
        title: "the platform limits the rate",
        text: "It accepts 2 requests per second and refuses the others.",
    },
    Preset {
        name: "tasks",
        title: "distribution fails",
        text: "Tasks in the background take 5 seconds, and half of them fail.",
    },
    Preset {
        name: "away",
        title: "the platform can't be reached",
        text: "Nothing can connect for 30 seconds. This page can't be opened either.",
    },
];

fn rule(kind: FaultKind, probability: f64) -> FaultRule {
    FaultRule {
        kind,
        probability,
        times: None,
        methods: Vec::new(),
        path: String::new(),
        ms: 0,
        retry_after: 5,
        per_second: 2,
        after_work: false,
    }
}

/// The plan of a preset. Any other name turns all faults off.
fn plan(name: &str) -> FaultPlan {
    let rules = match name {
        "slow" => vec![FaultRule {
            ms: 3000,
            ..rule(FaultKind::Delay, 1.0)
        }],
        "lost_answers" => vec![rule(FaultKind::LostAnswer, 0.3)],
        "lost_requests" => vec![rule(FaultKind::LostRequest, 0.3)],
        "half_answers" => vec![rule(FaultKind::HalfAnswer, 0.3)],
        "errors" => vec![rule(FaultKind::ServerError, 0.3)],
        "busy" => vec![rule(FaultKind::Unavailable, 0.3)],
        "rate" => vec![FaultRule {
            retry_after: 1,
            ..rule(FaultKind::RateLimit, 1.0)
        }],
        "tasks" => vec![
            FaultRule {
                ms: 5000,
                ..rule(FaultKind::SlowTask, 1.0)
            },
            rule(FaultKind::FailedTask, 0.5),
        ],
        _ => Vec::new(),
    };
    FaultPlan {
        seed: 1,
        rules,
        refuse_connections_ms: if name == "away" { 30_000 } else { 0 },
    }
}

#[derive(Template)]
#[template(path = "faults.html")]
struct FaultsPage {
    presets: &'static [Preset],
    rules: usize,
    hits: u32,
    unreachable: bool,
}

#[derive(Deserialize)]
pub(super) struct ShowQuery {
    code: Option<String>,
}

pub(super) async fn show(
    State(server): State<SharedServer>,
    Query(query): Query<ShowQuery>,
    request: Request,
) -> Response {
    let (mut parts, _) = request.into_parts();
    if let Some(code) = &query.code
        && let Some(response) = session::exchange(&server, code, Page::Faults)
    {
        return response;
    }
    match FaultChooser::from_request_parts(&mut parts, &server).await {
        Ok(FaultChooser) => faults_page(&server, false),
        Err(response) => response,
    }
}

fn faults_page(server: &Server, unreachable: bool) -> Response {
    let (rules, hits) = server.faults.totals();
    page(
        StatusCode::OK,
        &FaultsPage {
            presets: &PRESETS,
            rules,
            hits,
            unreachable,
        },
    )
}

#[derive(Deserialize)]
pub(super) struct FaultForm {
    #[serde(default)]
    fault: String,
}

pub(super) async fn choose(
    State(server): State<SharedServer>,
    _: FaultChooser,
    Form(form): Form<FaultForm>,
) -> Result<Response, PageError> {
    server
        .set_faults(plan(&form.fault))
        .map_err(RequestError::from)?;
    if form.fault == "away" {
        // The browser couldn't follow a redirect now.
        return Ok(faults_page(&server, true));
    }
    let mut response = StatusCode::SEE_OTHER.into_response();
    response
        .headers_mut()
        .insert(header::LOCATION, HeaderValue::from_static("/faults"));
    Ok(response)
}
