//! Answers that the platform didn't give: those of gateways and proxies, and those that were
//! spoiled on the way.

use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue, header};
use platform::TransportAnswer;
use serde_json::{Value, json};
use simulated::Chance;

use crate::weather::SimulatedFault;

pub(crate) fn json_answer(status: u16, body: &Value) -> TransportAnswer {
    TransportAnswer {
        status,
        headers: HeaderMap::from_iter([(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        )]),
        body: Ok(body.to_string().into_bytes()),
    }
}

/// A refusal in the platform's own shape.
pub(crate) fn own(status: u16, code: &str, said: &str) -> TransportAnswer {
    let body = json!({ "ctxid": "c", "err": code, "incident_id": "i", "msg": said });
    json_answer(status, &body)
}

pub(crate) fn busy(status: u16, chance: &mut Chance) -> TransportAnswer {
    let mut busy = own(status, "BUSY", "The platform is busy.");
    // Most of the time a short wait, sometimes one that puts a plan on hold, sometimes none.
    let wait = if chance.one_in(12) {
        Some(Duration::from_hours(2))
    } else if chance.one_in(3) {
        None
    } else {
        Some(chance.seconds_up_to(180))
    };
    if let Some(wait) = wait {
        busy.headers
            .insert(header::RETRY_AFTER, HeaderValue::from(wait.as_secs()));
    }
    busy
}

pub(crate) fn in_place_of_the_answer(fault: SimulatedFault) -> TransportAnswer {
    let page = |status, text: &str| TransportAnswer {
        status,
        headers: HeaderMap::from_iter([(
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        )]),
        body: Ok(text.as_bytes().to_vec()),
    };
    match fault {
        SimulatedFault::BadGateway => page(502, "<html><h1>Bad Gateway</h1></html>"),
        SimulatedFault::WebPage => {
            page(200, "<!doctype html><title>Sign in to this network</title>")
        }
        SimulatedFault::NotFoundByProxy => json_answer(404, &json!({ "error": "no such route" })),
        _ => own(
            500,
            "INTERNAL_ERROR",
            "Something went wrong on the platform.",
        ),
    }
}

pub(crate) fn unreadable(answer: TransportAnswer, chance: &mut Chance) -> TransportAnswer {
    let body = match chance.below(3) {
        0 => b"{}".to_vec(),
        1 => b"[{\"id\":".to_vec(),
        _ => b"\x00\xff".to_vec(),
    };
    TransportAnswer {
        body: Ok(body),
        ..answer
    }
}

/// Replaces one entry of a list by one that nobody can read, or adds one.
pub(crate) fn with_unreadable_row(answer: TransportAnswer, chance: &mut Chance) -> TransportAnswer {
    let rows = answer.body.as_deref().ok();
    let rows = rows.and_then(|body| serde_json::from_slice::<Value>(body).ok());
    let Some(Value::Array(mut rows)) = rows else {
        return answer;
    };
    let strange = json!({ "is": "not what anybody expects" });
    if rows.is_empty() || chance.one_in(3) {
        rows.push(strange);
    } else {
        let at = chance.below(rows.len());
        rows[at] = strange;
    }
    TransportAnswer {
        body: Ok(Value::Array(rows).to_string().into_bytes()),
        ..answer
    }
}
