import { listen } from "@tauri-apps/api/event";

import type { Changed } from "./types";

/** Calls `heard` whenever the shell says that something has changed. */
export const onChanged = async (heard: (changed: Changed) => void): Promise<() => void> =>
  listen<Changed>("changed", (event) => heard(event.payload));
