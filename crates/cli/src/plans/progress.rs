//! Shows how far a plan is: as a bar for a person, as lines for a log.

use std::io::IsTerminal as _;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

pub(crate) enum Progress {
    Bar(ProgressBar),
    /// The message that was printed last, and how many tenths of the plan were finished then.
    Lines {
        last: String,
        tenths: u32,
    },
}

impl Progress {
    pub(crate) fn new() -> Self {
        if !std::io::stderr().is_terminal() {
            return Self::Lines {
                last: String::new(),
                tenths: 0,
            };
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        // If the template couldn't be parsed, the bar would have its default style.
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len}  {msg}") {
            bar.set_style(style);
        }
        Self::Bar(bar)
    }

    /// Shows how many of all steps are finished. In a log, a line is printed only when the message
    /// changes or another tenth of the plan is finished.
    pub(crate) fn show(&mut self, message: &str, finished: u32, all: u32) {
        match self {
            Self::Bar(bar) => {
                bar.set_length(all.into());
                bar.set_position(finished.into());
                bar.set_message(message.to_owned());
            }
            Self::Lines { last, tenths } => {
                let reached = (finished * 10).checked_div(all).unwrap_or(0);
                if *last != message || reached > *tenths {
                    message.clone_into(last);
                    *tenths = reached;
                    eprintln!("{message}: {finished} of {all}");
                }
            }
        }
    }

    pub(crate) fn end(&self) {
        if let Self::Bar(bar) = self {
            bar.finish_and_clear();
        }
    }
}
