//! The sign-up link of a course.

use jiff::Timestamp;

use crate::http::answer::Answer;
use crate::http::json_body::JsonBody;
use crate::http::requests::{ChangeRequest, ReadRequest};
use crate::model::sign_up_links::{self, NewLink};
use crate::request_error::RequestError;

const USES_MAX: i64 = 1_000_000;
const DOMAINS_MAX: usize = 50;

pub(crate) async fn read(request: ReadRequest<(String, String)>) -> Result<Answer, RequestError> {
    request
        .answer(|ctx, (org, space)| {
            let course = sign_up_links::course(ctx, &org, &space)?;
            Ok(Answer::ok(&sign_up_links::current(ctx, &course)?))
        })
        .await
}

pub(crate) async fn renew(
    request: ChangeRequest<(String, String)>,
) -> Result<Answer, RequestError> {
    request
        .answer(|ctx, (org, space), body| {
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
    request: ChangeRequest<(String, String)>,
) -> Result<Answer, RequestError> {
    request
        .answer(|ctx, (org, space), _| {
            let course = sign_up_links::course(ctx, &org, &space)?;
            Ok(Answer::ok(&sign_up_links::withdraw(ctx, &course)?))
        })
        .await
}
