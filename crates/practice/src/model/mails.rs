//! Mail: written in the transaction of what it tells of, kept in the platform's own mailbox, and
//! sent by SMTP where there is a server for it.

use rusqlite::params;

use crate::model::address::Address;
use crate::platform::Platform;
use crate::request_error::Refusal;

pub(crate) struct Mail<'a> {
    pub(crate) kind: &'static str,
    pub(crate) to: &'a Address,
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) invitation: Option<i64>,
    pub(crate) once: Option<&'a str>,
}

pub(crate) fn post(
    db: &rusqlite::Connection,
    platform: &Platform,
    now: i64,
    mail: &Mail<'_>,
) -> Result<i64, Refusal> {
    let delivery = if platform.settings.smtp {
        "queued"
    } else {
        "kept"
    };
    db.prepare_cached(
        "INSERT INTO mails
            (kind, recipient, recipient_key, subject, text, at, invitation_id, once, delivery, due)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?6)",
    )?
    .execute(params![
        mail.kind,
        mail.to.written(),
        mail.to.key(),
        one_line(&mail.subject),
        mail.text,
        now,
        mail.invitation,
        mail.once,
        delivery
    ])?;
    Ok(db.last_insert_rowid())
}

/// A name must not be able to begin a header of its own, nor turn the direction of a line.
pub(crate) fn one_line(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| {
            if c.is_control() || is_invisible(c) {
                ' '
            } else {
                c
            }
        })
        .collect();
    let mut line = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = line.char_indices().nth(200) {
        line.truncate(end);
        line.push('…');
    }
    line
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn a_subject_is_one_line() {
        let text = "Course\r\nBcc: all@uni.example\u{202E}x";
        assert_eq!(one_line(text), "Course Bcc: all@uni.example x");
        assert_eq!(one_line(&"a".repeat(500)).chars().count(), 201);
    }
}
