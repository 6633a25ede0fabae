//! What a draft still lacks, at each step that the user takes from an empty draft to its review.

use store::{Draft, DraftStep, Intent, MaterialChoice, Purpose};

use crate::draft::distribution::DistributionTargets;
use crate::plan::intent::{distributes_only, makes_instances};

/// One step of a draft on its way to being sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvitationStep {
    pub step: DraftStep,
    /// What has to be said here before the steps behind it make sense.
    pub lack: Option<Lack>,
    /// Whether nothing is lacking in the steps before it.
    pub reachable: bool,
}

/// What a step lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    Purpose,
    /// The shared instance that people are invited into.
    Instance,
    People,
    /// The snapshot that new instances start with.
    Snapshot,
    /// The names of the instances to create.
    Names,
    /// A name, a slug or the description of new instances isn't right.
    NamesToFix,
    /// The snapshot holds nothing that can be distributed.
    NothingInSnapshot,
    /// The instances that a snapshot is distributed to.
    Targets,
    /// The message to the people of the targets is too long.
    MessageTooLong,
}

/// The steps of a draft with this intent and this many rows, in order. Only new instances are
/// filled with material. Until a purpose is chosen, all steps are shown.
pub fn invitation_steps(intent: &Intent, people: u32) -> Vec<InvitationStep> {
    let all = [
        DraftStep::Purpose,
        DraftStep::People,
        DraftStep::Material,
        DraftStep::Review,
    ];
    let all = all
        .into_iter()
        .filter(|step| *step != DraftStep::Material || may_have_material(intent));
    in_order(all, |step| lack(step, intent, people))
}

/// The steps of a draft that creates instances and invites nobody, in order. `to_fix` counts what has
/// to be fixed in its names.
pub fn creation_steps(intent: &Intent, to_fix: usize) -> Vec<InvitationStep> {
    let all = [DraftStep::Material, DraftStep::Names, DraftStep::Review];
    in_order(all.into_iter(), |step| match lack(step, intent, 0) {
        None if step == DraftStep::Names && to_fix > 0 => Some(Lack::NamesToFix),
        lack => lack,
    })
}

/// The steps of a draft that distributes a snapshot to instances that exist, in order.
pub fn distribution_steps(intent: &Intent, targets: &DistributionTargets) -> Vec<InvitationStep> {
    let all = [
        DraftStep::Material,
        DraftStep::Targets,
        DraftStep::Overwritten,
        DraftStep::Review,
    ];
    in_order(all.into_iter(), |step| match step {
        DraftStep::Material if intent.snapshot.is_none() => Some(Lack::Snapshot),
        DraftStep::Material => targets.nothing_in_it().then_some(Lack::NothingInSnapshot),
        DraftStep::Targets => targets.list.is_empty().then_some(Lack::Targets),
        DraftStep::Review => targets.message_too_long.map(|_| Lack::MessageTooLong),
        _ => None,
    })
}

fn in_order(
    steps: impl Iterator<Item = DraftStep>,
    lack: impl Fn(DraftStep) -> Option<Lack>,
) -> Vec<InvitationStep> {
    let mut reachable = true;
    steps
        .map(|step| {
            let lack = lack(step);
            let state = InvitationStep {
                step,
                lack,
                reachable,
            };
            reachable &= lack.is_none();
            state
        })
        .collect()
}

/// The step at which a draft opens. The one that was saved may be from an earlier version, or its
/// purpose may have removed it.
pub fn open_step(draft: &Draft) -> DraftStep {
    match draft.step {
        DraftStep::Purpose | DraftStep::How | DraftStep::People
            if invites_nobody(&draft.intent) =>
        {
            DraftStep::Material
        }
        DraftStep::Purpose | DraftStep::How => DraftStep::Purpose,
        DraftStep::Material
            if !makes_instances(&draft.intent) && !distributes_only(&draft.intent) =>
        {
            DraftStep::People
        }
        step => step,
    }
}

/// Whether the intent says all that a plan needs, whoever is on the list.
pub(crate) fn is_whole(intent: &Intent) -> bool {
    if distributes_only(intent) {
        return intent.snapshot.is_some();
    }
    let steps = if creates_only(intent) {
        creation_steps(intent, 0)
    } else {
        invitation_steps(intent, 1)
    };
    steps.iter().all(|step| step.lack.is_none())
}

/// Whether the intent creates instances and invites nobody.
pub fn creates_only(intent: &Intent) -> bool {
    intent.purpose == Some(Purpose::Instances)
}

/// Whether the intent is about instances alone, so that the draft has no list of people.
pub fn invites_nobody(intent: &Intent) -> bool {
    creates_only(intent) || distributes_only(intent)
}

fn may_have_material(intent: &Intent) -> bool {
    intent.purpose.is_none() || makes_instances(intent)
}

fn lack(step: DraftStep, intent: &Intent, people: u32) -> Option<Lack> {
    match step {
        DraftStep::Purpose | DraftStep::How => match intent.purpose {
            None => Some(Lack::Purpose),
            Some(Purpose::Shared) if intent.instance.is_none() => Some(Lack::Instance),
            Some(_) => None,
        },
        DraftStep::People => (people == 0).then_some(Lack::People),
        DraftStep::Material => {
            let unchosen = intent.material == MaterialChoice::Snapshot && intent.snapshot.is_none();
            unchosen.then_some(Lack::Snapshot)
        }
        DraftStep::Names => {
            let nameless = intent.new_instances.names().next().is_none();
            nameless.then_some(Lack::Names)
        }
        DraftStep::Targets | DraftStep::Overwritten | DraftStep::Review => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn intent(purpose: Option<Purpose>) -> Intent {
        Intent {
            purpose,
            ..Intent::default()
        }
    }

    fn names(intent: &Intent) -> Vec<DraftStep> {
        let steps = invitation_steps(intent, 0);
        steps.iter().map(|step| step.step).collect()
    }

    fn lacks(intent: &Intent, people: u32) -> Vec<Option<Lack>> {
        let steps = invitation_steps(intent, people);
        steps.iter().map(|step| step.lack).collect()
    }

    #[test]
    fn only_new_instances_are_filled_with_material() {
        let all = [
            DraftStep::Purpose,
            DraftStep::People,
            DraftStep::Material,
            DraftStep::Review,
        ];
        assert_eq!(names(&intent(None)), all);
        assert_eq!(names(&intent(Some(Purpose::Individual))), all);
        assert_eq!(names(&intent(Some(Purpose::Groups))), all);
        let without = [DraftStep::Purpose, DraftStep::People, DraftStep::Review];
        assert_eq!(names(&intent(Some(Purpose::Shared))), without);
        assert_eq!(names(&intent(Some(Purpose::Administrators))), without);
    }

    #[test]
    fn each_step_says_what_it_lacks() {
        let purpose = Some(Lack::Purpose);
        assert_eq!(lacks(&intent(None), 2), [purpose, None, None, None]);
        let mut shared = intent(Some(Purpose::Shared));
        let (instance, people) = (Some(Lack::Instance), Some(Lack::People));
        assert_eq!(lacks(&shared, 0), [instance, people, None]);
        shared.instance = "group_a".parse().ok();
        assert_eq!(lacks(&shared, 2), [None, None, None]);
        let mut groups = intent(Some(Purpose::Groups));
        groups.material = MaterialChoice::Snapshot;
        let snapshot = Some(Lack::Snapshot);
        assert_eq!(lacks(&groups, 2), [None, None, snapshot, None]);
    }

    #[test]
    fn a_step_is_reachable_once_nothing_before_it_lacks() {
        let reachable = |intent: &Intent, people| {
            let steps = invitation_steps(intent, people);
            steps.iter().map(|step| step.reachable).collect::<Vec<_>>()
        };
        assert_eq!(reachable(&intent(None), 2), [true, false, false, false]);
        let own = intent(Some(Purpose::Individual));
        assert_eq!(reachable(&own, 0), [true, true, false, false]);
        assert_eq!(reachable(&own, 1), [true; 4]);
    }

    #[test]
    fn an_intent_is_whole_whoever_is_on_the_list() {
        assert!(!is_whole(&intent(None)));
        assert!(!is_whole(&intent(Some(Purpose::Shared))));
        assert!(is_whole(&intent(Some(Purpose::Administrators))));
        let mut own = intent(Some(Purpose::Individual));
        assert!(is_whole(&own));
        own.material = MaterialChoice::Snapshot;
        assert!(!is_whole(&own));
    }

    #[test]
    fn a_draft_opens_at_a_step_that_it_has() {
        let opens = |step, purpose| {
            open_step(&Draft {
                id: store::DraftId(1),
                name: String::new(),
                place: store::Place {
                    account: store::AccountId::practice(),
                    org: "org".parse().unwrap(),
                    space: "space".parse().unwrap(),
                },
                space_name: String::new(),
                space_kind: store::SpaceKind::Course,
                intent: intent(Some(purpose)),
                step,
                changed_at: jiff::Timestamp::UNIX_EPOCH,
                adding: String::new(),
                people: 0,
                change_number: 0,
                maybe_sent: false,
            })
        };
        let material = DraftStep::Material;
        assert_eq!(opens(material, Purpose::Individual), material);
        assert_eq!(opens(material, Purpose::Administrators), DraftStep::People);
        let earlier = DraftStep::How;
        assert_eq!(opens(earlier, Purpose::Individual), DraftStep::Purpose);
        let review = DraftStep::Review;
        assert_eq!(opens(review, Purpose::Shared), review);
    }
}
