//! The demo data of a new folder. It is laid out with the rules of the model, at a clock that is set
//! back, and is the same each time.

mod material;
mod people;
mod spaces;

use rusqlite::Connection;

use crate::clock::DAY;
use crate::model::context::{Caller, Context};
use crate::model::spaces::create_org;
use crate::model::{emails, owner};
use crate::platform::Platform;
use crate::request_error::RequestError;

/// The slug of the one organisation.
const ORG: &str = "uni_example";

pub(crate) fn lay_out(
    db: &Connection,
    platform: &Platform,
    owner_id: i64,
    now: i64,
) -> Result<(), RequestError> {
    let mut ctx = Context {
        db,
        platform,
        caller: Caller {
            id: owner_id,
            email: owner::EMAIL.to_owned(),
            name: owner::NAME.to_owned(),
        },
        now: now - 60 * DAY,
        idempotency_key: None,
    };
    let about = "Everything here is made up. Try whatever you like.";
    create_org(&ctx, ORG, "University of Example", about)?;
    spaces::econometrics(&mut ctx, now)?;
    spaces::finance(&mut ctx, now)?;
    spaces::liquidity_study(&mut ctx, now)?;
    spaces::swiss_equities(&mut ctx, now)?;
    spaces::corporate_law(&mut ctx, now)?;
    // The emails of the demo are there to be read in the mailbox, not to be sent to anybody.
    emails::keep_all(db)?;
    Ok(())
}
