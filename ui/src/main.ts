/**
 * The start of the window: the texts first, and then what uses them. The window is imported only when
 * its language is loaded, because many modules read a text as soon as they are loaded.
 */

import "./app.css";
import { language } from "./bridge";
import { loadFirstTexts } from "./texts/first";
import { unloadable } from "./texts/unloadable";

const start = async (): Promise<void> => {
  // Without an answer there is still a window to show; it says what the matter is.
  const chosen = await language().catch(() => "en" as const);
  try {
    await loadFirstTexts(chosen);
    const { openWindow } = await import("./window");
    openWindow();
  } catch (thrown) {
    const said = document.createElement("p");
    said.className = "p-10";
    said.textContent = unloadable[chosen];
    document.body.replaceChildren(said);
    throw thrown;
  }
};

void start();
