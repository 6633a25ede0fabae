//! The colleague of the story: invites, creates and deletes on the platform itself, while people join
//! and work there.

use std::collections::BTreeMap;

use axum::http::{Method, Request, header};
use serde_json::json;
use simulated::Chance;

use crate::set_up::SetUp;
use crate::truth::COLLEAGUES_KEY;
use crate::world::World;

pub(crate) struct Colleague {
    chance: Chance,
    /// How often the colleague had somebody emailed, by address and slug.
    emailed: BTreeMap<(String, String), usize>,
}

impl Colleague {
    pub(crate) fn new(chance: Chance) -> Self {
        Self {
            chance,
            emailed: BTreeMap::new(),
        }
    }

    pub(crate) fn emailed(&self, address: &str, slug: &str) -> usize {
        let key = (address.to_owned(), slug.to_owned());
        self.emailed.get(&key).copied().unwrap_or(0)
    }

    /// Something happens on the platform that isn't Cohort's doing.
    pub(crate) async fn acts(&mut self, world: &World) -> SetUp<()> {
        let which = self.chance.number();
        let told = match self.chance.below(10) {
            0..=2 => world
                .truth
                .somebody_joins(which)?
                .map(|(who, place)| format!("{who} joins {place}")),
            3..=5 => world
                .truth
                .somebody_works(which)?
                .map(|work| format!("somebody works on {} in {}", work.path, work.slug)),
            6 => world
                .truth
                .somebody_leaves(which)?
                .map(|(who, place)| format!("{who} is taken out of {place}")),
            7 => world
                .truth
                .deletes_or_restores(which)?
                .map(|(slug, deleted)| {
                    format!("{} {slug}", if deleted { "deletes" } else { "restores" })
                }),
            8 => Some(self.creates(world).await),
            _ => self.invites(world).await?,
        };
        if let Some(told) = told {
            world.story.tell("colleague", told);
        }
        Ok(())
    }

    async fn invites(&mut self, world: &World) -> SetUp<Option<String>> {
        let mut places = world.truth.instances()?;
        places.retain(|slug| slug != "distributed");
        let Some(slug) = self.chance.of_these(&places).cloned() else {
            return Ok(None);
        };
        let who = format!("p{}@new.example", self.chance.below(7));
        let path = format!("/instance/{slug}/invitations");
        let status = post(world, &path, &json!({ "email": who, "role": "VIEWER" })).await;
        if status == 201 {
            *self.emailed.entry((who.clone(), slug.clone())).or_default() += 1;
        }
        Ok(Some(format!("invites {who} into {slug} → {status}")))
    }

    /// The colleague makes an instance whose slug may be just the one that a plan wants.
    async fn creates(&mut self, world: &World) -> String {
        let slugs = ["seminar", "project", "lab", "red", "blue"];
        let slug = slugs[self.chance.below(slugs.len())];
        let status = post(world, "", &json!({ "name": slug, "slug": slug })).await;
        format!("creates {slug} → {status}")
    }
}

/// What the platform answers to the colleague, or 0 if it doesn't.
async fn post(world: &World, path: &str, body: &serde_json::Value) -> u16 {
    let request = Request::builder()
        .method(Method::POST)
        .uri(format!(
            "/instances/v1/org/uni_example/space/finance_i{path}"
        ))
        .header(header::AUTHORIZATION, format!("Basic {COLLEAGUES_KEY}"))
        .header(header::CONTENT_TYPE, "application/json")
        .body(body.to_string().into_bytes());
    let Ok(request) = request else { return 0 };
    let answer = world.platform.answer(request).await;
    answer.map_or(0, |answer| answer.status().as_u16())
}
