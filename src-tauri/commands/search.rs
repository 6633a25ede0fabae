//! What the search palette finds on this computer.

use crate::app::App;
use crate::bridge::{FoundPlan, Problem, SearchFor, SearchResults, account_id, time};

pub(super) async fn search(app: &App, what: SearchFor) -> Result<SearchResults, Problem> {
    tokio::task::block_in_place(|| {
        let account = account_id(&what.account);
        let mut found = app.outbox.search.find(&account, &what.text)?;
        let plans = std::mem::take(&mut found.plans).into_iter().map(|plan| {
            Ok(FoundPlan {
                people: app.store.plan_targets(&plan)?.into(),
                plan: plan.id.to_string(),
                space_name: plan.space_name,
                intent: plan.intent.into(),
                created_at: time(plan.created_at),
            })
        });
        let plans = plans.collect::<Result<_, store::StoreError>>()?;
        Ok(SearchResults::of(found, plans))
    })
}
