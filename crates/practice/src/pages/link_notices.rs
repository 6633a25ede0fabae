//! What the pages say about a sign-up link that can't be used.

use axum::http::StatusCode;
use axum::response::Response;

use super::bad_notice;
use crate::clock;
use crate::model::sign_up_links::{LinkClosure, SignUpLink};

pub(super) fn unknown() -> Response {
    bad_notice(
        StatusCode::NOT_FOUND,
        "Link not found",
        "Check that you opened the whole link, as it was given to you.",
    )
}

pub(super) fn closed(link: &SignUpLink, closure: LinkClosure) -> Response {
    let course = &link.course;
    let (title, text) = match closure {
        LinkClosure::Withdrawn => (
            "This link was withdrawn",
            format!(
                "You can no longer join {course} with this link. Ask the person who gave it to \
                 you for a new one."
            ),
        ),
        LinkClosure::Expired => (
            "This link has expired",
            format!(
                "This link to {course} expired on {}. Ask the person who gave it to you for a new \
                 one.",
                clock::date(link.expires)
            ),
        ),
        LinkClosure::Full => (
            "This link is full",
            format!(
                "No more people can join {course} with this link. Ask the person who gave it to \
                 you for a new one."
            ),
        ),
    };
    bad_notice(StatusCode::GONE, title, &text)
}
