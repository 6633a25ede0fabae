//! What a report says in German, in the words that the window uses.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use language::Language;
use store::{Intent, Purpose, StepKind, StepState, Why};

use super::texts::{Circumstances, ReportTexts};
use crate::told::plan_standing::{PlanStanding, StepStanding};
use crate::told::words;

pub(super) const TEXTS: ReportTexts = ReportTexts {
    tag: "de",
    headings: [
        "Name",
        "E-Mail",
        "Gruppe",
        "Listen-ID",
        "Instanz",
        "Schritt",
        "Status",
        "Fertig",
        "Grund",
    ],
    plan_name,
    plan_state,
    step_kind,
    step_state,
    cause,
    incident: |number| format!("Vorfallnummer {number}."),
    date_and_time,
    queued: "Erteilt",
    started: "Begonnen",
    cancelled: "Abgebrochen",
    finished: "Fertig",
    created: "Bericht erstellt",
    note,
    file_name,
};

fn file_name(intent: &Intent, space: &str) -> String {
    match intent.purpose {
        Some(Purpose::Instances) => format!("Neue Instanzen in {space}"),
        Some(Purpose::Distribute) => format!("Material für {space}"),
        _ => format!("Einladungen in {space}"),
    }
}

fn note(zone: Option<&str>) -> String {
    match zone {
        Some(zone) => format!(
            "Alle Zeiten gelten für die Zeitzone {zone}. Erstellt von Cohort. „Eingeladen“ heißt, dass die Plattform die Einladung entgegengenommen hat, nicht, dass die E-Mail gelesen wurde."
        ),
        None => "Alle Zeiten sind Ortszeit. Erstellt von Cohort. „Eingeladen“ heißt, dass die Plattform die Einladung entgegengenommen hat, nicht, dass die E-Mail gelesen wurde.".to_owned(),
    }
}

fn date_and_time(at: Timestamp, zone: &TimeZone) -> String {
    let at = at.to_zoned(zone.clone());
    let month = Language::German.month(at.month());
    format!(
        "{}. {month} {} um {}",
        at.day(),
        at.year(),
        at.strftime("%H:%M")
    )
}

fn people(count: usize) -> String {
    match count {
        1 => "1 Person".to_owned(),
        _ => format!("{count} Personen"),
    }
}

fn instances(count: usize) -> String {
    match count {
        1 => "1 Instanz".to_owned(),
        _ => format!("{count} Instanzen"),
    }
}

fn plan_name(intent: &Intent, count: usize) -> String {
    match intent.purpose {
        Some(Purpose::Administrators) => format!("{}, Administratorrechte", people(count)),
        Some(Purpose::Individual) if count == 1 => "1 Person, Einzelinstanz".to_owned(),
        Some(Purpose::Individual) => format!("{}, Einzelinstanzen", people(count)),
        Some(Purpose::Groups) => format!("{}, Gruppeninstanzen", people(count)),
        Some(Purpose::Instances) if count == 1 => "1 neue Instanz".to_owned(),
        Some(Purpose::Instances) => format!("{count} neue Instanzen"),
        Some(Purpose::Distribute) => match &intent.snapshot {
            Some(snapshot) => format!("{} für {}", snapshot.name, instances(count)),
            None => format!("Material für {}", instances(count)),
        },
        Some(Purpose::Shared) | None => match words::invited_instance(intent) {
            Some(instance) => format!("{}, {instance}", people(count)),
            None => people(count),
        },
    }
}

fn plan_state(standing: PlanStanding) -> &'static str {
    match standing {
        PlanStanding::Grace => "Kann noch rückgängig gemacht werden",
        PlanStanding::Sending => "Wird gesendet",
        PlanStanding::Paused => "Pausiert",
        PlanStanding::Held => "Angehalten",
        PlanStanding::Cancelled => "Abgebrochen",
        PlanStanding::Done => "Fertig",
    }
}

fn step_kind(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Create => "Instanz",
        StepKind::Distribute => "Material",
        StepKind::Invite => "Einladung",
    }
}

fn step_state(standing: StepStanding) -> &'static str {
    match standing {
        StepStanding::Dismissed => "Erledigt",
        StepStanding::StillOpen => "Früher eingeladen, noch offen",
        StepStanding::NotTracked => "Unklar, nicht weiter verfolgt",
        StepStanding::Revoked => "Widerrufen",
        StepStanding::AddressCorrected => "Eingeladen, Adresse korrigiert",
        StepStanding::Skipped => "Übersprungen",
        StepStanding::In(kind, state) => match state {
            StepState::Waiting => "Wartet",
            StepState::Sending => "Wird gesendet",
            StepState::Done => match kind {
                StepKind::Create => "Erstellt",
                StepKind::Distribute => "Verteilt",
                StepKind::Invite => "Eingeladen",
            },
            StepState::Already => match kind {
                StepKind::Create => "Bereits vorhanden",
                StepKind::Distribute => "Unverändert gelassen",
                StepKind::Invite => "Bereits dabei",
            },
            StepState::Refused => "Abgelehnt",
            StepState::Blocked => "Blockiert",
            StepState::GaveUp => "Nach 12 Versuchen aufgehört",
            StepState::Unknown => "Unklar",
            StepState::Cancelled => "Abgebrochen",
        },
    }
}

fn cause(of: &Circumstances) -> String {
    if let Some(at) = &of.checks_again_at {
        return format!(
            "Die Antwort der Plattform ging verloren, und die Anfrage wird dort vielleicht noch bearbeitet. Nächste Prüfung: {at}."
        );
    }
    let said = match of.why {
        Why::AlreadyJoined => "Diese Person ist bereits dabei.",
        Why::AlreadyInvited => "Diese Person wurde bereits eingeladen.",
        Why::NotAllowed => {
            "Vielleicht haben Sie in diesem Space keine Administratorrechte. Bitten Sie jemanden mit Administratorrechten, das zu erledigen oder Ihnen diese Rechte zu geben."
        }
        Why::NotFound => "Den Space oder die Instanz gibt es auf der Plattform nicht mehr.",
        Why::Deleted => {
            "Der Space oder die Instanz wurde in den letzten 24 Stunden gelöscht. Mit Administratorrechten lässt sich das auf der Website der Plattform rückgängig machen. Versuchen Sie es danach erneut."
        }
        Why::Invalid if of.kind == StepKind::Create => {
            "Die Plattform hat diesen Namen, diesen Slug oder diese Beschreibung abgelehnt. Erstellen Sie die Instanz mit anderen Angaben."
        }
        Why::Invalid if of.kind == StepKind::Distribute => {
            "Die Plattform hat diese Verteilung abgelehnt. Prüfen Sie auf der Plattform den Snapshot und die Instanz, und versuchen Sie es dann erneut."
        }
        Why::Invalid => {
            "Die Plattform hat diese Adresse abgelehnt. Prüfen Sie sie, und versuchen Sie es dann erneut."
        }
        Why::GaveUp => {
            "Die Plattform hatte jedes Mal eine Störung, daher ist das nicht erledigt. Versuchen Sie es erneut."
        }
        Why::Exists => {
            "Es gibt bereits eine Einzelinstanz. Sie wurde nicht von diesem Auftrag erstellt und enthält vielleicht die Arbeit einer Person. Wählen Sie in Cohort, ob Sie einladen, ohne zu verteilen, zuerst einen Snapshot erstellen und dann verteilen oder die Instanz überspringen."
        }
        Why::NotForGroup => {
            "Der Slug dieser Gruppe gehört zu einer Instanz, die einen anderen Namen hat oder keine gemeinsame ist. Deshalb wurde niemand dorthin eingeladen. Geben Sie der Gruppe einen anderen Namen, und laden Sie ihre Personen erneut ein."
        }
        Why::NotTheirs => {
            "Die Instanz mit dem Slug der Einzelinstanz dieser Person hat einen anderen Namen. Deshalb wurde niemand dorthin eingeladen. Falls es trotzdem ihre Einzelinstanz ist, benennen Sie sie auf der Plattform nach ihrer E-Mail-Adresse. Laden Sie die Person sonst in eine gemeinsame Instanz ein."
        }
        Why::NotShared => {
            "Das ist keine gemeinsame Instanz, oder die Plattform führt sie nicht mehr auf. Deshalb wurde niemand dorthin eingeladen. Wählen Sie eine gemeinsame Instanz, und laden Sie diese Personen erneut ein."
        }
        Why::SlugTaken => {
            "Eine Instanz mit diesem Slug wurde erstellt, nachdem Sie ihn gewählt hatten, Ihre deshalb nicht. Erstellen Sie Ihre mit einem anderen Slug."
        }
        Why::InUse => {
            "Jemand wurde in diese Instanz eingeladen, bevor das Material verteilt war. Deshalb wurde nichts überschrieben. Verteilen Sie das Material in Cohort auf der Registerkarte „Instanzen“."
        }
        Why::NotListed => {
            "Der Slug gehört einer Instanz, die in den letzten 24 Stunden gelöscht wurde oder für Sie nicht sichtbar ist. Eine gelöschte Instanz lässt sich mit Administratorrechten auf der Website der Plattform wiederherstellen. 24 Stunden nach dem Löschen ist der Slug wieder frei."
        }
        Why::DistributionFailed => {
            "Die Plattform hat begonnen, das Material zu verteilen, das aber nicht abgeschlossen. Versuchen Sie es erneut."
        }
        Why::TaskLost => {
            "Es ist unklar, ob das Material verteilt wurde. Öffnen Sie die Instanz auf der Plattform, und sehen Sie nach."
        }
        Why::WaitsFor => "Dieser Schritt wartet auf einen früheren.",
        Why::EmailUnknown => {
            "Es ist unklar, ob diese E-Mail verschickt wurde. Prüfen Sie später erneut, ob die Person beigetreten ist. Wenn Sie in Cohort noch einmal senden, erhält sie womöglich eine zweite E-Mail."
        }
        Why::CheckingAgain => {
            "Die Antwort der Plattform ging verloren, und die Anfrage wird dort vielleicht noch bearbeitet. Cohort prüft bald erneut."
        }
        Why::WouldOverwrite if of.cancelled => {
            "Das Material würde in dieser Instanz etwas überschreiben. Deshalb wurde sie übersprungen und nichts geändert."
        }
        Why::WouldOverwrite => {
            "Das Material würde in dieser Instanz etwas überschreiben. Wählen Sie, ob ein Snapshot erstellt und dann überschrieben oder die Instanz übersprungen wird."
        }
        Why::TargetUnreadable if of.cancelled => {
            "Ein Teil dieser Instanz war nicht lesbar. Deshalb wurde sie übersprungen und nichts geändert."
        }
        Why::TargetUnreadable => {
            "Ein Teil dieser Instanz war nicht lesbar, das Material könnte also etwas überschreiben. Wählen Sie, ob ein Snapshot erstellt und das Material verteilt oder die Instanz übersprungen wird."
        }
        Why::NothingToDistribute => {
            "Der Snapshot enthält nichts, was sich verteilen lässt. Deshalb wurde nichts geändert. Verteilen Sie einen anderen."
        }
        Why::Cancelled => "",
        Why::StillOpen => {
            "Die erste Einladung ist noch offen. Solange sie offen ist, verschickt die Plattform keine weitere."
        }
        Why::NotTracked => {
            "Es ließ sich nicht feststellen, ob die E-Mail verschickt wurde. Sie können sie erneut senden oder diese Person über eine andere Liste einladen."
        }
        Why::Revoked if of.kept_instance => {
            "Die Einladung wurde widerrufen. Die Einzelinstanz wurde behalten, denn sie enthält vielleicht die Arbeit einer Person. Wenn Sie es erneut versuchen, wird diese Person wieder eingeladen."
        }
        Why::Revoked => {
            "Die Einladung wurde widerrufen. Wenn Sie es erneut versuchen, wird diese Person wieder eingeladen."
        }
        Why::AddressCorrected => "Stattdessen wurde die richtige Adresse eingeladen.",
    };
    said.to_owned()
}
