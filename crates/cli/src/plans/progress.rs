use std::io::IsTerminal as _;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How far a plan is: a bar for somebody who looks on, lines for a log.
pub(crate) enum Progress {
    Bar(ProgressBar),
    Lines { last: String, tenths: u32 },
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
        // Without a style it draws its own.
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len}  {msg}") {
            bar.set_style(style);
        }
        Self::Bar(bar)
    }

    pub(crate) fn show(&mut self, message: &str, settled: u32, all: u32) {
        match self {
            Self::Bar(bar) => {
                bar.set_length(all.into());
                bar.set_position(settled.into());
                bar.set_message(message.to_owned());
            }
            Self::Lines { last, tenths } => {
                let reached = (settled * 10).checked_div(all).unwrap_or(0);
                if *last != message || reached > *tenths {
                    message.clone_into(last);
                    *tenths = reached;
                    eprintln!("{message}: {settled} of {all}");
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
