/**
 * The start of the window: the texts first, and then what uses them. The window is imported only when
 * its language is loaded, because many modules read a text as soon as they are loaded.
 */

import "./app.css";
import { language } from "./bridge";
import { loadTexts } from "./texts";

const start = async (): Promise<void> => {
  // Without an answer there is still a window to show; it says what the matter is.
  await loadTexts(await language().catch(() => "en" as const));
  const { openWindow } = await import("./window");
  openWindow();
};

void start();
