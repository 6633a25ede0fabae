//! "See what happens when…": faults for people to switch on and off.

use askama::Template;
use axum::extract::{Form, FromRequestParts, Query, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::faults::{Kind, Plan, Rule};
use crate::pages::session::{self, SignedIn};
use crate::pages::{Trouble, page};
use crate::platform::Shared;

/// One thing that can go wrong, as a person would say it.
struct Preset {
    name: &'static str,
    title: &'static str,
    text: &'static str,
}

const PRESETS: [Preset; 9] = [
    Preset {
        name: "slow",
        title: "the platform is slow",
        text: "Each answer takes three seconds.",
    },
    Preset {
        name: "lost_answers",
        title: "answers get lost",
        text: "Three in ten things are done, but nobody is told.",
    },
    Preset {
        name: "lost_requests",
        title: "requests get lost",
        text: "Three in ten never arrive.",
    },
    Preset {
        name: "half_answers",
        title: "answers break off",
        text: "Three in ten things are done, and half of the answer comes.",
    },
    Preset {
        name: "errors",
        title: "the platform fails",
        text: "Three in ten calls end with an error of the server.",
    },
    Preset {
        name: "busy",
        title: "the platform is busy",
        text: "Three in ten calls are put off for five seconds.",
    },
    Preset {
        name: "rate",
        title: "the platform takes two calls a second",
        text: "What goes beyond is put off.",
    },
    Preset {
        name: "tasks",
        title: "handing out fails",
        text: "Tasks in the background take five seconds, and half of them fail.",
    },
    Preset {
        name: "away",
        title: "the platform is away",
        text: "Nobody can connect for thirty seconds, this page included.",
    },
];

fn rule(kind: Kind, probability: f64) -> Rule {
    Rule {
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

fn plan(name: &str) -> Plan {
    let rules = match name {
        "slow" => vec![Rule {
            ms: 3000,
            ..rule(Kind::Delay, 1.0)
        }],
        "lost_answers" => vec![rule(Kind::LostAnswer, 0.3)],
        "lost_requests" => vec![rule(Kind::LostRequest, 0.3)],
        "half_answers" => vec![rule(Kind::HalfAnswer, 0.3)],
        "errors" => vec![rule(Kind::ServerError, 0.3)],
        "busy" => vec![rule(Kind::Unavailable, 0.3)],
        "rate" => vec![Rule {
            retry_after: 1,
            ..rule(Kind::RateLimit, 1.0)
        }],
        "tasks" => vec![
            Rule {
                ms: 5000,
                ..rule(Kind::SlowTask, 1.0)
            },
            rule(Kind::FailedTask, 0.5),
        ],
        _ => Vec::new(),
    };
    Plan {
        seed: 1,
        rules,
        refuse_connections_ms: if name == "away" { 30_000 } else { 0 },
    }
}

#[derive(Template)]
#[template(path = "faults.html")]
struct FaultsPage {
    presets: &'static [Preset],
    on: usize,
    hits: u32,
    away: bool,
}

#[derive(Deserialize)]
pub(crate) struct Opened {
    token: Option<String>,
}

pub(crate) async fn show(
    State(platform): State<Shared>,
    Query(opened): Query<Opened>,
    request: Request,
) -> Response {
    let (mut parts, _) = request.into_parts();
    if let Some(token) = &opened.token
        && let Some(response) = session::exchange(&platform, token, "/faults")
    {
        return response;
    }
    match SignedIn::from_request_parts(&mut parts, &platform).await {
        Ok(SignedIn) => shown(&platform, false),
        Err(response) => response,
    }
}

fn shown(platform: &Shared, away: bool) -> Response {
    let (on, hits) = platform.faults.tally();
    page(
        StatusCode::OK,
        &FaultsPage {
            presets: &PRESETS,
            on,
            hits,
            away,
        },
    )
}

#[derive(Deserialize)]
pub(crate) struct Chosen {
    #[serde(default)]
    fault: String,
}

pub(crate) async fn choose(
    State(platform): State<Shared>,
    _: SignedIn,
    Form(chosen): Form<Chosen>,
) -> Result<Response, Trouble> {
    platform.lay_out_faults(plan(&chosen.fault))?;
    if chosen.fault == "away" {
        // The browser could not follow to anywhere.
        return Ok(shown(&platform, true));
    }
    let mut response = StatusCode::SEE_OTHER.into_response();
    response
        .headers_mut()
        .insert(header::LOCATION, HeaderValue::from_static("/faults"));
    Ok(response)
}
