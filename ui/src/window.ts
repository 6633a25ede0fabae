/** The window, once its texts are loaded. */

import { mount } from "svelte";

import App from "./App.svelte";

export const openWindow = (): void => {
  const target = document.getElementById("window");
  if (target) mount(App, { target });
};
