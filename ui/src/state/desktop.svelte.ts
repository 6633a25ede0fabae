/**
 * What reaches the window from the desktop around it: where the tray or a notification leads, and
 * what is asked before the window is closed.
 */

import {
  desktopState,
  type DesktopState,
  destination,
  type Destination,
  question,
  questionAnswer,
  type Question,
  type QuestionAnswer,
  startWithSession,
} from "../bridge";

class Desktop {
  /** Where the user wants to go, until the frame has gone there. */
  destination = $state.raw<Destination | null>(null);
  question = $state.raw<Question | null>(null);
  /** What the desktop offers, once it was asked. */
  state = $state.raw<DesktopState | null>(null);

  async readDestination(): Promise<void> {
    this.destination = (await destination()) ?? this.destination;
  }

  async readQuestion(): Promise<void> {
    this.question = await question();
  }

  async readState(): Promise<void> {
    this.state = await desktopState();
  }

  /** Reads it again where it is shown. */
  async rereadState(): Promise<void> {
    if (this.state !== null) await this.readState();
  }

  async startWithSession(on: boolean): Promise<void> {
    this.state = await startWithSession({ on });
  }

  /** What waited for the window to open. */
  async open(): Promise<void> {
    await Promise.all([this.readDestination(), this.readQuestion()]);
  }

  async answer(answer: QuestionAnswer): Promise<void> {
    this.question = null;
    await questionAnswer(answer);
  }
}

export const desktop = new Desktop();
