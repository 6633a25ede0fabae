//! From a fault of the platform to the reason why a step is in its state.
//!
//! The reason itself is [`store::Reason`]. The store knows nothing of the platform's faults, so
//! the conversion is here.

use platform::{Cause, Fault};
use store::{InvalidField, Reason, Why};

/// A reason with everything that the fault tells about it.
pub(crate) fn from_fault(why: Why, fault: &Fault) -> Reason {
    let fields = match &fault.cause {
        Cause::Invalid { fields } => fields
            .iter()
            .map(|field| InvalidField {
                field: field.field.clone(),
                why: field.why.join("; "),
            })
            .collect(),
        _ => Vec::new(),
    };
    Reason {
        status: fault.status,
        incident: fault.incident.clone(),
        fields,
        said: fault.detail.clone(),
        ..Reason::of(why)
    }
}
