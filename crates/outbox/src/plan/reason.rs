//! What the platform said, as the reason why a step stands as it does. The reason itself is
//! [`store::Reason`], which knows nothing of faults.

use platform::{Cause, Fault};
use store::FieldFault;

pub(crate) use store::{Reason, Why};

/// A reason with everything that a fault tells about it.
pub(crate) fn from_fault(why: Why, fault: &Fault) -> Reason {
    let fields = match &fault.cause {
        Cause::Invalid { fields } => fields
            .iter()
            .map(|field| FieldFault {
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
