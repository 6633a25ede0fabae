//! What the tray shows: one function from how the outbox stands to an icon, a line and a menu.
//! Nothing changes the tray in another way, so it can't show what isn't so any more.

use std::collections::BTreeSet;

use outbox::ConnectionState;
use store::{Plan, PlanCounts, PlanId, PlanState, Purpose, StoreError};

use super::words;
use crate::app::App;

/// So many results are in the menu.
const RESULTS: u32 = 3;

/// Everything the tray shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tray {
    pub(crate) icon: TrayIcon,
    /// What the icon means, for a tooltip or a screen reader.
    pub(crate) line: String,
    pub(crate) menu: Vec<TrayItem>,
}

/// The icons, each drawn in `icons/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TrayIcon {
    Idle,
    Sending,
    Attention,
    Offline,
    Paused,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TrayItem {
    Separator,
    Entry {
        label: String,
        /// Absent where there is nothing to do at present.
        action: Option<TrayAction>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TrayAction {
    Open,
    Invite,
    PauseSending,
    ResumeSending,
    OpenPlan(PlanId),
    Quit,
}

/// How the outbox stands, as far as the tray shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct OutboxStanding {
    /// People, or instances, of the plans that are sending; and how many of them are settled.
    pub(crate) all: u32,
    pub(crate) settled: u32,
    /// Plans that are sending, or will once their grace is over.
    pub(crate) sending: Vec<PlanId>,
    pub(crate) paused: Vec<PlanId>,
    pub(crate) needs_attention: u32,
    pub(crate) offline: bool,
    /// The newest first.
    pub(crate) results: Vec<PlanResult>,
}

/// What became of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PlanResult {
    pub(crate) plan: PlanId,
    pub(crate) space_name: String,
    pub(crate) outcome: Outcome,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    NeedAttention(u32),
    Invited(u32),
    InstancesCreated(u32),
    /// So many instances that a snapshot was distributed to.
    Distributed(u32),
    AlreadyIn(u32),
    Cancelled,
    /// There was nothing to do.
    Finished,
}

impl Outcome {
    fn of(plan: &Plan, targets: &PlanCounts, steps: &PlanCounts) -> Self {
        if steps.needs_attention() > 0 {
            return Self::NeedAttention(targets.needs_attention().max(1));
        }
        let purpose = plan.intent.purpose;
        match (targets.done, targets.already) {
            (0, 0) if steps.cancelled > 0 => Self::Cancelled,
            (0, 0) => Self::Finished,
            (0, already) => Self::AlreadyIn(already),
            (done, _) if purpose == Some(Purpose::Instances) => Self::InstancesCreated(done),
            (done, _) if purpose == Some(Purpose::Distribute) => Self::Distributed(done),
            (done, _) => Self::Invited(done),
        }
    }
}

impl OutboxStanding {
    pub(crate) fn read(app: &App, needs_attention: u32) -> Result<Self, StoreError> {
        let mut standing = Self {
            needs_attention,
            ..Self::default()
        };
        let offline: BTreeSet<_> = app
            .store
            .accounts()?
            .into_iter()
            .map(|account| account.id)
            .filter(|account| {
                let known = app.outbox.connections.of(account);
                known.is_some_and(|known| known.state == ConnectionState::Offline)
            })
            .collect();
        standing.offline = !offline.is_empty();
        for plan in app.store.plans_under_way()?.readable {
            match plan.state {
                PlanState::Sending | PlanState::Grace => {
                    let targets = app.store.plan_targets(&plan)?;
                    standing.all += targets.all();
                    standing.settled += targets.settled();
                    standing.sending.push(plan.id);
                }
                PlanState::Paused => standing.paused.push(plan.id),
                PlanState::Held | PlanState::Settled => {}
            }
        }
        for plan in app.store.plans_settled_last(RESULTS)?.readable {
            let targets = app.store.plan_targets(&plan)?;
            let steps = app.store.plan_counts(plan.id)?;
            standing.results.push(PlanResult {
                plan: plan.id,
                outcome: Outcome::of(&plan, &targets, &steps),
                space_name: plan.space_name,
            });
        }
        Ok(standing)
    }
}

/// The tray for how the outbox stands.
pub(crate) fn tray(standing: &OutboxStanding) -> Tray {
    // What the user has to do comes before what Cohort does.
    let (icon, line) = if standing.needs_attention > 0 {
        let line = words::needs_attention(standing.needs_attention);
        (TrayIcon::Attention, line)
    } else if standing.offline {
        (TrayIcon::Offline, words::OFFLINE.to_owned())
    } else if !standing.sending.is_empty() {
        let line = words::sending(standing.settled, standing.all);
        (TrayIcon::Sending, line)
    } else if !standing.paused.is_empty() {
        (TrayIcon::Paused, words::PAUSED.to_owned())
    } else {
        (TrayIcon::Idle, words::IDLE.to_owned())
    };
    Tray {
        icon,
        line,
        menu: menu(standing),
    }
}

fn menu(standing: &OutboxStanding) -> Vec<TrayItem> {
    let entry = |label: &str, action| TrayItem::Entry {
        label: label.to_owned(),
        action,
    };
    let mut menu = vec![
        entry(words::OPEN, Some(TrayAction::Open)),
        entry(words::INVITE, Some(TrayAction::Invite)),
        TrayItem::Separator,
    ];
    // Where some plans are paused and others aren't, both can be done.
    let pause = (!standing.sending.is_empty()).then_some(TrayAction::PauseSending);
    if pause.is_some() || standing.paused.is_empty() {
        menu.push(entry(words::PAUSE, pause));
    }
    if !standing.paused.is_empty() {
        menu.push(entry(words::RESUME, Some(TrayAction::ResumeSending)));
    }
    if !standing.results.is_empty() {
        menu.push(TrayItem::Separator);
    }
    menu.extend(standing.results.iter().map(|result| TrayItem::Entry {
        label: words::result(&result.space_name, result.outcome),
        action: Some(TrayAction::OpenPlan(result.plan)),
    }));
    menu.push(TrayItem::Separator);
    menu.push(entry(words::QUIT, Some(TrayAction::Quit)));
    menu
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

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
        let tray = tray(&OutboxStanding::default());
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
    fn the_icon_shows_what_the_user_has_to_do_before_what_cohort_does() {
        let mut standing = OutboxStanding {
            all: 120,
            settled: 34,
            sending: vec![PlanId(1)],
            ..OutboxStanding::default()
        };
        let shown = tray(&standing);
        assert_eq!(
            (shown.icon, shown.line.as_str()),
            (TrayIcon::Sending, "Sending 34 of 120")
        );
        standing.offline = true;
        assert_eq!(tray(&standing).icon, TrayIcon::Offline);
        standing.needs_attention = 2;
        let shown = tray(&standing);
        assert_eq!(
            (shown.icon, shown.line.as_str()),
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
        let both = tray(&standing);
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
        let paused = tray(&standing);
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
        let tray = tray(&OutboxStanding {
            results: vec![
                result(3, Outcome::Invited(104)),
                result(2, Outcome::NeedAttention(1)),
                result(1, Outcome::InstancesCreated(2)),
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
}
