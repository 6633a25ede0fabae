//! The mailbox: every email that the platform has sent, since the addresses in it usually lead
//! nowhere.

use askama::Template;
use axum::extract::{FromRequestParts, Path, Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::session::{self, MailboxReader};
use super::{PageError, bad_notice, page};
use crate::clock;
use crate::http::server::{Server, SharedServer};
use crate::model::emails::{self, Email, EmailDelivery};
use crate::options::Page;

/// How many emails are on one page.
const PAGE_LENGTH: u8 = 100;

#[derive(Deserialize)]
pub(super) struct ListQuery {
    code: Option<String>,
    #[serde(default)]
    q: String,
    before: Option<i64>,
}

struct MailboxLine {
    id: i64,
    to: String,
    subject: String,
    at: String,
}

#[derive(Template)]
#[template(path = "mailbox.html")]
struct MailboxPage {
    q: String,
    mails: Vec<MailboxLine>,
    total: i64,
    /// The id before which the next page begins.
    older: Option<i64>,
}

pub(super) async fn list(
    State(server): State<SharedServer>,
    Query(query): Query<ListQuery>,
    request: Request,
) -> Response {
    let (mut parts, _) = request.into_parts();
    if let Some(code) = &query.code
        && let Some(response) = session::exchange(&server, code, Page::Mailbox)
    {
        return response;
    }
    match MailboxReader::from_request_parts(&mut parts, &server).await {
        Ok(MailboxReader) => show(&server, query)
            .await
            .unwrap_or_else(IntoResponse::into_response),
        Err(response) => response,
    }
}

async fn show(server: &Server, query: ListQuery) -> Result<Response, PageError> {
    let q = query.q.trim().to_owned();
    let wanted = q.clone();
    let (mut mails, total) = server
        .database
        .read(move |db| {
            // One more than fits, to know whether there is a next page.
            let limit = u32::from(PAGE_LENGTH) + 1;
            let mails = emails::search(db, &wanted, query.before, limit)?;
            Ok::<_, PageError>((mails, emails::count(db)?))
        })
        .await?;
    let has_more = mails.len() > usize::from(PAGE_LENGTH);
    mails.truncate(usize::from(PAGE_LENGTH));
    let mailbox = MailboxPage {
        q,
        older: mails.last().filter(|_| has_more).map(|mail| mail.id),
        mails: mails
            .into_iter()
            .map(|mail| MailboxLine {
                id: mail.id,
                to: mail.to,
                subject: mail.subject,
                at: clock::local_date_and_time(mail.at),
            })
            .collect(),
        total,
    };
    Ok(page(StatusCode::OK, &mailbox))
}

/// A line of an email's text. If it is a link to this platform, it can be followed.
struct TextLine {
    text: String,
    is_link: bool,
}

#[derive(Template)]
#[template(path = "email.html")]
struct EmailPage {
    to: String,
    subject: String,
    at: String,
    /// Empty for an email that isn't sent anywhere.
    delivery: &'static str,
    lines: Vec<TextLine>,
}

impl EmailPage {
    fn new(mail: Email, base_url: &str) -> Self {
        let base = format!("{base_url}/");
        Self {
            to: mail.to,
            subject: mail.subject,
            at: clock::local_date_and_time(mail.at),
            delivery: match mail.delivery {
                EmailDelivery::Kept => "",
                EmailDelivery::Queued => "Waiting to be sent",
                EmailDelivery::Sent => "Sent",
                EmailDelivery::Failed => "Couldn't be sent",
            },
            lines: mail
                .text
                .trim_end()
                .lines()
                .map(|line| TextLine {
                    is_link: line.starts_with(&base),
                    text: line.to_owned(),
                })
                .collect(),
        }
    }
}

pub(super) async fn read(
    State(server): State<SharedServer>,
    _: MailboxReader,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let mail = match id.parse() {
        Ok(id) => {
            server
                .database
                .read(move |db| emails::by_id(db, id))
                .await?
        }
        Err(_) => None,
    };
    Ok(match mail {
        Some(mail) => page(StatusCode::OK, &EmailPage::new(mail, &server.base_url())),
        None => bad_notice(
            StatusCode::NOT_FOUND,
            "Email not found",
            "There is no such email in this mailbox.",
        ),
    })
}
