/** The first load counts what the first page needs in the larger language, and nothing else. */

import type { Rollup } from "vite";
import { expect, it } from "vitest";

import { firstLoadOf } from "./first-load";

/** Text that gzip can't make much smaller. */
const noise = (length: number, seed: number): string => {
  let state = seed;
  const next = (): string => {
    state = (state * 48_271) % 2_147_483_647;
    return String.fromCharCode(33 + (state % 90));
  };
  return Array.from({ length }, next).join("");
};

const chunk = (
  fileName: string,
  code: string,
  more: { facade?: string; imports?: string[]; css?: string[]; isEntry?: boolean } = {},
): unknown => ({
  type: "chunk",
  fileName,
  code,
  isEntry: more.isEntry ?? false,
  facadeModuleId: more.facade ?? null,
  imports: more.imports ?? [],
  viteMetadata: { importedCss: new Set(more.css ?? []) },
});

const bundleOf = (sizes: { shared: number; german: number; later: number }) =>
  ({
    "index.html": { type: "asset", source: "<!doctype html>" },
    "look.css": { type: "asset", source: noise(1000, 7) },
    "start.js": chunk("start.js", "start", { isEntry: true, css: ["look.css"] }),
    "window.js": chunk("window.js", "window", { facade: "/src/window.ts", imports: ["shared.js"] }),
    "shared.js": chunk("shared.js", noise(sizes.shared, 11)),
    "en.js": chunk("en.js", "english", { facade: "/src/texts/en/first.ts" }),
    "de.js": chunk("de.js", noise(sizes.german, 13), { facade: "/src/texts/de/first.ts" }),
    "later.js": chunk("later.js", noise(sizes.later, 17)),
  }) as unknown as Rollup.OutputBundle;

it("counts what is imported and the larger language, and not what is loaded later", async () => {
  const small = await firstLoadOf(bundleOf({ shared: 1000, german: 1000, later: 1000 }));
  expect(small).toBeGreaterThan(2500);
  const later = await firstLoadOf(bundleOf({ shared: 1000, german: 1000, later: 50_000 }));
  expect(later).toBe(small);
  const shared = await firstLoadOf(bundleOf({ shared: 5000, german: 1000, later: 1000 }));
  expect(shared).toBeGreaterThan(small + 3000);
  const german = await firstLoadOf(bundleOf({ shared: 1000, german: 5000, later: 1000 }));
  expect(german).toBeGreaterThan(small + 3000);
});

it("refuses to count a window that starts elsewhere", async () => {
  const bundle = bundleOf({ shared: 1, german: 1, later: 1 });
  delete bundle["window.js"];
  await expect(firstLoadOf(bundle)).rejects.toThrow("other files");
});
