//! The app without anything that drives its window: started by its icon or by the session.

use crate::{binaries, desktop::Desktop, service::Service, wait::until};

/// An app that was started with nothing that drives its window. It ends when this is dropped.
pub struct SecondStart<'d> {
    service: Service,
    desktop: &'d Desktop,
}

impl SecondStart<'_> {
    /// Waits until it has a window of its own.
    pub fn shows_its_window(&self) {
        until("a window of the second start", || {
            self.has_a_window().then_some(())
        });
    }

    pub fn has_a_window(&self) -> bool {
        !self.desktop.windows_of(self.service.process()).is_empty()
    }
}

impl Desktop {
    /// Starts the app as a click on its icon does, with nothing that drives its window.
    pub fn clicks_the_icon(&self) -> SecondStart<'_> {
        self.starts_undriven(&[])
    }

    /// Starts the app as the session does where the user wants that.
    pub fn starts_hidden(&self) -> SecondStart<'_> {
        self.starts_undriven(&["--hidden"])
    }

    fn starts_undriven(&self, arguments: &[&str]) -> SecondStart<'_> {
        let log = self.artifacts.path("second-app.log");
        let mut command = self.command(binaries::app());
        command.args(arguments);
        SecondStart {
            service: Service::start("cohort-desktop", &mut command, &log),
            desktop: self,
        }
    }
}
