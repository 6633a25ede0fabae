//! The sign-up link of a course.

use axum::extract::State;
use jiff::Timestamp;

use crate::http::answer::Answer;
use crate::http::extract::{ApiKey, ChangeRequest, PathParams};
use crate::http::json_body::JsonBody;
use crate::http::server::SharedServer;
use crate::model::sign_up_links::{self, NewLink};
use crate::request_error::RequestError;

const USES_MAX: i64 = 1_000_000;
const DOMAINS_MAX: usize = 50;

pub(crate) async fn read(
    State(server): State<SharedServer>,
    ApiKey(key): ApiKey,
    PathParams((org, space)): PathParams<(String, String)>,
) -> Result<Answer, RequestError> {
    server
        .read(key, move |ctx| {
            let course = sign_up_links::course(ctx, &org, &space)?;
            Ok(Answer::ok(&sign_up_links::current(ctx, &course)?))
        })
        .await
}

pub(crate) async fn renew(
    State(server): State<SharedServer>,
    PathParams((org, space)): PathParams<(String, String)>,
    request: ChangeRequest,
) -> Result<Answer, RequestError> {
    server
        .change(request, move |ctx, body| {
            let course = sign_up_links::course(ctx, &org, &space)?;
            let mut body = JsonBody::parse(body)?;
            let new = NewLink {
                expires: expiry(&mut body, ctx.now),
                max_uses: body.whole_number("max_uses", 1, USES_MAX),
                domains: domains(&mut body),
            };
            body.finish()?;
            Ok(Answer::ok(&sign_up_links::renew(ctx, &course, &new)?))
        })
        .await
}

fn expiry(body: &mut JsonBody, now: i64) -> Option<i64> {
    let text = body.text("expires_at", 100)?;
    let why = match text.parse::<Timestamp>() {
        Ok(time) if time.as_millisecond() > now => return Some(time.as_millisecond()),
        Ok(_) => "Must be in the future.",
        Err(_) => "Must be a time as RFC 3339 writes it.",
    };
    body.refuse("expires_at", why);
    None
}

fn domains(body: &mut JsonBody) -> Vec<String> {
    let mut domains = Vec::new();
    for text in body.texts("email_domains") {
        let plain = text.trim().trim_start_matches('@');
        match idna::domain_to_ascii_strict(plain) {
            Ok(domain) if domain.contains('.') => domains.push(domain),
            _ => body.refuse("email_domains", format!("{text} isn't a domain.")),
        }
    }
    if domains.len() > DOMAINS_MAX {
        body.refuse(
            "email_domains",
            format!("Can have at most {DOMAINS_MAX} domains."),
        );
    }
    domains
}

pub(crate) async fn withdraw(
    State(server): State<SharedServer>,
    PathParams((org, space)): PathParams<(String, String)>,
    request: ChangeRequest,
) -> Result<Answer, RequestError> {
    server
        .change(request, move |ctx, _| {
            let course = sign_up_links::course(ctx, &org, &space)?;
            Ok(Answer::ok(&sign_up_links::withdraw(ctx, &course)?))
        })
        .await
}
