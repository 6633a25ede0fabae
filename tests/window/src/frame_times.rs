//! Measures how smoothly the list scrolls: the time from one frame to the next.

use std::time::Duration;

use serde::Deserialize;
use serde_json::json;

use crate::app::App;

/// Scrolls the grid from its first row to its last in this number of frames, and measures the time
/// between them.
const SCROLL: &str = r"
const [frames, done] = arguments;
const grid = document.querySelector('[role=grid]');
const end = grid.scrollHeight - grid.clientHeight;
const took = [];
let frame = 0;
let last = null;
const next = (now) => {
  if (last !== null) took.push(now - last);
  last = now;
  if (frame > frames) return done({ took, rows: Number(grid.getAttribute('aria-rowcount')) });
  grid.scrollTop = (end * frame) / frames;
  frame += 1;
  requestAnimationFrame(next);
};
requestAnimationFrame(next);
";

/// The measurements of one scroll through the list.
#[derive(Debug, Deserialize)]
pub struct FrameTimes {
    /// Milliseconds from each frame to the next.
    took: Vec<f64>,
    /// The number of rows in the list.
    pub rows: u32,
}

impl FrameTimes {
    /// The time in milliseconds within which this part of the frames came. `0.5` gives the median.
    pub fn within(&self, part: f64) -> f64 {
        let mut took = self.took.clone();
        took.sort_by(f64::total_cmp);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            clippy::cast_sign_loss,
            reason = "a few hundred frames"
        )]
        let at = (part * (took.len() - 1) as f64).round() as usize;
        took[at]
    }

    /// How many frames there were and how many took longer than the limit. The first frame isn't
    /// counted, since it includes the start of the script.
    pub fn longer_than(&self, limit: Duration) -> (usize, usize) {
        let limit = limit.as_secs_f64() * 1000.0;
        let after_first = &self.took[1..];
        let long = after_first.iter().filter(|took| **took > limit);
        (after_first.len(), long.count())
    }
}

impl App<'_> {
    /// Scrolls through the whole list, moving at every frame.
    pub fn scrolls_through(&self, frames: u32) -> FrameTimes {
        let answer = self
            .wait_for(async {
                self.driver()
                    .execute_async(SCROLL, vec![json!(frames)])
                    .await
            })
            .unwrap_or_else(|error| panic!("the list can't be scrolled: {error}"));
        serde_json::from_value(answer.json().clone()).expect("the script says what it measured")
    }
}
