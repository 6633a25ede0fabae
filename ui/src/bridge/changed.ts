/**
 * Hears from the shell that something has changed. There is one such event, because the shell says
 * what has changed and the window then asks for it.
 */

import { listen } from "@tauri-apps/api/event";

import type { Changed } from "./types";

/** Calls `heard` whenever the shell says that something has changed. */
export const onChanged = async (heard: (changed: Changed) => void): Promise<() => void> =>
  listen<Changed>("changed", (event) => heard(event.payload));
