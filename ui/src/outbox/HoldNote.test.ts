/** Each reason for which a plan stands still has a text that says what it waits for. */

import { render } from "@testing-library/svelte";
import { expect, it } from "vitest";

import type { Hold } from "../bridge";
import { aPlanEntry } from "../bridge/fake-plans";
import HoldNote from "./HoldNote.svelte";

it.each<[Hold, RegExp]>([
  [{ why: "foundInGrace" }, /Nothing has been sent/u],
  [{ why: "asleepInGrace" }, /Nothing has been sent/u],
  [{ why: "tooOld" }, /may have joined or left since then/u],
  [{ why: "cannotDistribute", names: ["/home/.bashrc", "notes.md"] }, /\/home\/.bashrc, notes.md/u],
  [{ why: "snapshotGone" }, /deleted on the platform/u],
  [{ why: "dataRestored" }, /sends only what's missing/u],
  [{ why: "offline", since: "2026-10-12T10:00:00Z" }, /when the connection is back/u],
  [{ why: "busy", until: null }, /asked Cohort to wait/u],
  [{ why: "busy", until: "2026-10-12T10:00:00Z" }, /asked Cohort to wait until/u],
  [{ why: "otherProcess" }, /already sending in another window or terminal/u],
  [{ why: "diskFull" }, /Free up some space/u],
  [{ why: "diskFails" }, /can write to the disk again/u],
  [{ why: "dataNewer" }, /continue in the newer version/u],
  [{ why: "membersUnclear" }, /may be in already/u],
  [{ why: "failing", since: "2026-10-12T10:00:00Z" }, /tries each request up to 12 times/u],
])("a plan that stands still says why: %o", (hold, text) => {
  render(HoldNote, { entry: aPlanEntry({ state: "held", hold }) });
  expect(document.body.textContent).toMatch(text);
});
