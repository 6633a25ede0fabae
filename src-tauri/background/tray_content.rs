//! What the tray shows: one function from how the outbox stands to an icon, a line and a menu.
//! Nothing changes the tray in another way, so it can't show what isn't so any more.

use jiff::Timestamp;
use language::Language;
use outbox::Standstill;

use super::outbox_standing::OutboxStanding;
use super::words;
use crate::desktop::{Tray, TrayAction, TrayIcon, TrayItem};

/// The tray for how the outbox stands.
pub(crate) fn tray(standing: &OutboxStanding, language: Language, now: Timestamp) -> Tray {
    let fixed = words::fixed(language);
    // What the user has to do comes before what Cohort does, and why nothing moves before what would.
    let (icon, line) = if standing.needs_attention > 0 {
        let line = words::needs_attention(language, standing.needs_attention);
        (TrayIcon::Attention, line)
    } else if let Some(standstill) = &standing.standstill {
        (
            icon_of(standstill),
            words::standstill(language, standstill, now),
        )
    } else if standing.offline {
        (TrayIcon::Offline, fixed.offline.to_owned())
    } else if !standing.sending.is_empty() {
        let line = words::sending(language, standing.settled, standing.all);
        (TrayIcon::Sending, line)
    } else if !standing.paused.is_empty() {
        (TrayIcon::Paused, fixed.paused.to_owned())
    } else {
        (TrayIcon::Idle, fixed.idle.to_owned())
    };
    Tray {
        icon,
        line,
        menu: menu(standing, language),
    }
}

fn icon_of(standstill: &Standstill) -> TrayIcon {
    match standstill {
        Standstill::Offline { .. } => TrayIcon::Offline,
        // Only the user has the key.
        Standstill::KeyRefused | Standstill::KeyMissing => TrayIcon::Attention,
        Standstill::OnHold { .. }
        | Standstill::OtherProcess
        | Standstill::DiskFull
        | Standstill::DiskFails
        | Standstill::DataNewer
        | Standstill::Failing { .. } => TrayIcon::Paused,
    }
}

fn menu(standing: &OutboxStanding, language: Language) -> Vec<TrayItem> {
    let fixed = words::fixed(language);
    let entry = |label: &str, action| TrayItem::Entry {
        label: label.to_owned(),
        action,
    };
    let mut menu = vec![
        entry(fixed.open, Some(TrayAction::Open)),
        entry(fixed.invite, Some(TrayAction::Invite)),
        TrayItem::Separator,
    ];
    // Where some plans are paused and others aren't, both can be done.
    let pause = (!standing.sending.is_empty()).then_some(TrayAction::PauseSending);
    if pause.is_some() || standing.paused.is_empty() {
        menu.push(entry(fixed.pause, pause));
    }
    if !standing.paused.is_empty() {
        menu.push(entry(fixed.resume, Some(TrayAction::ResumeSending)));
    }
    if !standing.results.is_empty() {
        menu.push(TrayItem::Separator);
    }
    menu.extend(standing.results.iter().map(|result| TrayItem::Entry {
        label: words::result(language, &result.space_name, result.outcome),
        action: Some(TrayAction::OpenPlan(result.plan)),
    }));
    menu.push(TrayItem::Separator);
    menu.push(entry(fixed.quit, Some(TrayAction::Quit)));
    menu
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;
    use store::PlanId;

    use super::super::outbox_standing::{PlanOutcome, PlanResult};
    use super::*;

    fn shown(standing: &OutboxStanding) -> Tray {
        tray(standing, Language::English, Timestamp::UNIX_EPOCH)
    }

    fn labels(tray: &Tray) -> Vec<&str> {
        let label = |item| match item {
            &TrayItem::Separator => "—",
            TrayItem::Entry { label, .. } => label.as_str(),
        };
        tray.menu.iter().map(label).collect()
    }

    fn action(tray: &Tray, wanted: &str) -> Option<TrayAction> {
        tray.menu
            .iter()
            .find_map(|item| match item {
                TrayItem::Entry { label, action } if label == wanted => Some(*action),
                _ => None,
            })
            .unwrap()
    }

    #[test]
    fn with_nothing_to_send_there_is_nothing_to_pause() {
        let tray = shown(&OutboxStanding::default());
        assert_eq!(tray.icon, TrayIcon::Idle);
        assert_eq!(
            labels(&tray),
            [
                "Open Cohort",
                "Invite people…",
                "—",
                "Pause sending",
                "—",
                "Quit Cohort"
            ]
        );
        assert_eq!(action(&tray, "Pause sending"), None);
    }

    #[test]
    fn the_menu_is_in_the_users_language() {
        let german = tray(
            &OutboxStanding::default(),
            Language::German,
            Timestamp::UNIX_EPOCH,
        );
        assert_eq!(german.line, "Nichts zu senden");
        assert_eq!(action(&german, "Cohort beenden"), Some(TrayAction::Quit));
    }

    #[test]
    fn the_icon_shows_what_the_user_has_to_do_before_what_cohort_does() {
        let mut standing = OutboxStanding {
            all: 120,
            settled: 34,
            sending: vec![PlanId(1)],
            ..OutboxStanding::default()
        };
        let tray = shown(&standing);
        assert_eq!(
            (tray.icon, tray.line.as_str()),
            (TrayIcon::Sending, "Sending 34 of 120")
        );
        standing.offline = true;
        assert_eq!(shown(&standing).icon, TrayIcon::Offline);
        standing.needs_attention = 2;
        let tray = shown(&standing);
        assert_eq!(
            (tray.icon, tray.line.as_str()),
            (TrayIcon::Attention, "2 need attention")
        );
    }

    #[test]
    fn where_some_plans_are_paused_and_others_send_both_can_be_done() {
        let mut standing = OutboxStanding {
            sending: vec![PlanId(1)],
            paused: vec![PlanId(2)],
            ..OutboxStanding::default()
        };
        let both = shown(&standing);
        assert_eq!(both.icon, TrayIcon::Sending);
        assert_eq!(
            action(&both, "Pause sending"),
            Some(TrayAction::PauseSending)
        );
        assert_eq!(
            action(&both, "Resume sending"),
            Some(TrayAction::ResumeSending)
        );
        standing.sending.clear();
        let paused = shown(&standing);
        assert_eq!(paused.icon, TrayIcon::Paused);
        assert!(!labels(&paused).contains(&"Pause sending"));
    }

    #[test]
    fn each_result_opens_its_plan() {
        let result = |plan, outcome| PlanResult {
            plan: PlanId(plan),
            space_name: "Finance I".to_owned(),
            outcome,
        };
        let tray = shown(&OutboxStanding {
            results: vec![
                result(3, PlanOutcome::Invited(104)),
                result(2, PlanOutcome::NeedAttention(1)),
                result(1, PlanOutcome::InstancesCreated(2)),
            ],
            ..OutboxStanding::default()
        });
        assert_eq!(
            action(&tray, "Finance I: 104 people invited"),
            Some(TrayAction::OpenPlan(PlanId(3)))
        );
        assert_eq!(
            action(&tray, "Finance I: 1 needs attention"),
            Some(TrayAction::OpenPlan(PlanId(2)))
        );
        assert_eq!(
            action(&tray, "Finance I: 2 instances created"),
            Some(TrayAction::OpenPlan(PlanId(1)))
        );
    }

    #[test]
    fn a_plan_that_stands_still_is_not_said_to_be_sending() {
        let standing = |standstill| OutboxStanding {
            all: 120,
            settled: 34,
            sending: vec![PlanId(1)],
            standstill: Some(standstill),
            ..OutboxStanding::default()
        };
        let full = shown(&standing(Standstill::DiskFull));
        assert_eq!(
            (full.icon, full.line.as_str()),
            (TrayIcon::Paused, "The disk is full")
        );
        let since = Timestamp::UNIX_EPOCH;
        let offline = shown(&standing(Standstill::Offline { since }));
        assert_eq!(
            (offline.icon, offline.line.as_str()),
            (TrayIcon::Offline, "Offline")
        );
        let key = shown(&standing(Standstill::KeyMissing));
        assert_eq!(
            (key.icon, key.line.as_str()),
            (
                TrayIcon::Attention,
                "The API key for this account is missing"
            )
        );
        // It can be paused all the same, so that it doesn't go on by itself later.
        assert_eq!(
            action(&full, "Pause sending"),
            Some(TrayAction::PauseSending)
        );
    }
}
