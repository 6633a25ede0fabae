//! What goes wrong on the way between Cohort and the platform, and how often in one simulation.
//!
//! Each simulation has a few kinds of faults and not the others. With all of them at once, the first
//! few requests would fail in every possible way, and nothing would ever get as far as what comes
//! after them.

use std::collections::BTreeMap;

use simulated::Chance;

/// What can become of one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum SimulatedFault {
    /// The connection is never established.
    NoConnection,
    /// The request never arrives.
    RequestLost,
    /// The request is carried out, and the answer never arrives.
    AnswerLost,
    /// The client gives up long before the request is carried out.
    LandsLate,
    /// A proxy delivers the request twice.
    Doubled,
    /// 429, and nothing is done.
    TooManyRequests,
    /// 503 in the platform's own shape, and nothing is done.
    Unavailable,
    /// 500 in the platform's own shape, before or after the work.
    ServerError,
    /// 502 from a gateway, before or after the work.
    BadGateway,
    /// A web page instead of an answer.
    WebPage,
    /// A 404 that isn't the platform's.
    NotFoundByProxy,
    /// The request is carried out, and its answer isn't what it should be.
    Unreadable,
    /// The request is carried out, and half of the answer arrives.
    HalfAnswer,
    /// A list with an entry that nobody can read.
    UnreadableRow,
    /// A task of which the platform says that it doesn't exist.
    TaskVanishes,
    /// A task that never ends, as far as the platform says.
    TaskNeverEnds,
}

impl SimulatedFault {
    pub(crate) const ALL: [Self; 16] = [
        Self::NoConnection,
        Self::RequestLost,
        Self::AnswerLost,
        Self::LandsLate,
        Self::Doubled,
        Self::TooManyRequests,
        Self::Unavailable,
        Self::ServerError,
        Self::BadGateway,
        Self::WebPage,
        Self::NotFoundByProxy,
        Self::Unreadable,
        Self::HalfAnswer,
        Self::UnreadableRow,
        Self::TaskVanishes,
        Self::TaskNeverEnds,
    ];

    /// Whether it can strike a request.
    fn fits(self, method: &str, path: &str) -> bool {
        let reads = method == "GET";
        let task = path.starts_with("/tasks/");
        match self {
            Self::UnreadableRow => reads && !task && path != "/extensions/v1",
            Self::TaskVanishes | Self::TaskNeverEnds => task,
            Self::LandsLate | Self::Doubled => !reads,
            _ => true,
        }
    }
}

/// How often each fault strikes, per thousand requests.
#[derive(Debug, Clone)]
pub(crate) struct Weather(BTreeMap<SimulatedFault, u32>);

impl Weather {
    /// `needed` strikes in any case.
    pub(crate) fn of(chance: &mut Chance, needed: &[SimulatedFault]) -> Self {
        let mut rates = BTreeMap::new();
        // Some simulations have good weather, so that what needs none to go wrong is seen too.
        if !chance.one_in(12) {
            for fault in SimulatedFault::ALL {
                if chance.one_in(4) {
                    let rate = [15, 60, 150, 350][chance.below(4)];
                    // Tasks are seldom asked about, compared with everything else.
                    let of_tasks = matches!(
                        fault,
                        SimulatedFault::TaskVanishes | SimulatedFault::TaskNeverEnds
                    );
                    rates.insert(fault, if of_tasks { rate * 2 } else { rate });
                }
            }
        }
        for fault in needed {
            rates.entry(*fault).or_insert(150);
        }
        Self(rates)
    }

    pub(crate) fn fair() -> Self {
        Self(BTreeMap::new())
    }

    /// What strikes this request, if anything does.
    pub(crate) fn strikes(
        &self,
        chance: &mut Chance,
        method: &str,
        path: &str,
    ) -> Option<SimulatedFault> {
        self.0
            .iter()
            .filter(|(fault, _)| fault.fits(method, path))
            .find(|(_, rate)| chance.in_thousand(**rate))
            .map(|(fault, _)| *fault)
    }

    pub(crate) fn told(&self) -> String {
        let rates = self.0.iter();
        let told: Vec<String> = rates
            .map(|(fault, rate)| format!("{fault:?} {rate}‰"))
            .collect();
        if told.is_empty() {
            "nothing goes wrong on the way".to_owned()
        } else {
            told.join(", ")
        }
    }
}
