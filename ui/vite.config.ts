import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vitest/config";

import { firstLoad } from "./first-load";

export default defineConfig({
  plugins: [tailwindcss(), svelte(), svelteTesting(), firstLoad()],
  clearScreen: false,
  build: {
    // What the oldest supported systems bring: macOS 13's WebKit and WebView2.
    target: ["safari16.4", "chrome111"],
    // The page's policy takes nothing inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { port: 5173, strictPort: true },
  test: {
    environment: "jsdom",
    include: ["*.test.ts", "src/**/*.test.ts"],
    setupFiles: ["src/test-setup.ts"],
    restoreMocks: true,
    // One test reads the colours.
    css: { include: [/app\.css/] },
    // What a test waits for comes when it comes: a busy computer is no fault.
    testTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
