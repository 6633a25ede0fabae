//! What the email and the page to print say: one function per sentence, in every language.

use jiff::civil::Date;
use language::Language::{self, English, German};

/// A day as people say it: `26 October 2026`
pub(crate) fn day(language: Language, day: Date) -> String {
    let month = language.month(day.month());
    match language {
        English => format!("{} {month} {}", day.day(), day.year()),
        German => format!("{}. {month} {}", day.day(), day.year()),
    }
}

/// The code of the language for a page.
pub(crate) fn code(language: Language) -> &'static str {
    match language {
        English => "en",
        German => "de",
    }
}

/// The title of the page and the subject of the email, up to the name of the course.
pub(crate) fn before_course(language: Language) -> &'static str {
    match language {
        English => "Join ",
        German => "Zugang zu ",
    }
}

pub(crate) fn subject(language: Language, course: &str) -> String {
    format!("{}{course}", before_course(language))
}

pub(crate) fn text(language: Language, course: &str, url: &str, domains: &[String]) -> String {
    let address = match (language, domains) {
        (English, []) => "your university email address".to_owned(),
        (German, []) => "die E-Mail-Adresse Ihrer Hochschule".to_owned(),
        (English, domains) => {
            format!("your email address at {}", domains.join(" or "))
        }
        (German, domains) => {
            format!("Ihre E-Mail-Adresse bei {}", domains.join(" oder "))
        }
    };
    match language {
        English => format!(
            "Hello,\n\nTo join {course}, open this link:\n\n{url}\n\nEnter {address}. You'll get an \
             email to confirm it. Once you've confirmed it, you'll have your own workspace with \
             everything that's been distributed so far.\n"
        ),
        German => format!(
            "Guten Tag,\n\nmit diesem Link erhalten Sie Zugang zu {course}:\n\n{url}\n\nGeben Sie \
             {address} an. Sie erhalten dann eine E-Mail, um die Adresse zu bestätigen. Danach haben \
             Sie Ihren eigenen Arbeitsbereich mit allem, was bisher verteilt wurde.\n"
        ),
    }
}

pub(crate) fn works_until(language: Language, day: &str) -> String {
    match language {
        English => format!("The link works until {day}."),
        German => format!("Der Link gilt bis zum {day}."),
    }
}

pub(crate) fn code_of_the_link(language: Language) -> &'static str {
    match language {
        English => "QR code of the link",
        German => "QR-Code des Links",
    }
}

pub(crate) fn scan(language: Language) -> &'static str {
    match language {
        English => "Scan the code with your phone, or open this address:",
        German => "Scannen Sie den Code mit dem Handy oder öffnen Sie diese Adresse:",
    }
}

pub(crate) fn enter_your_address(language: Language, domains: &[String]) -> String {
    match (language, domains) {
        (English, []) => {
            "Enter your university email address, and confirm it with the link in the email you get."
                .to_owned()
        }
        (English, domains) => format!(
            "Enter your email address at {}, and confirm it with the link in the email you get.",
            domains.join(" or ")
        ),
        (German, []) => {
            "Geben Sie die E-Mail-Adresse Ihrer Hochschule an und bestätigen Sie sie über \
                         die E-Mail, die Sie erhalten."
                .to_owned()
        }
        (German, domains) => format!(
            "Geben Sie Ihre E-Mail-Adresse bei {} an und bestätigen Sie sie über die E-Mail, die Sie \
             erhalten.",
            domains.join(" oder ")
        ),
    }
}
