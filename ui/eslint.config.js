import { readdirSync } from "node:fs";

import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import tseslint from "typescript-eslint";

import svelteConfig from "./svelte.config.js";

const shellOnly = { group: ["@tauri-apps/*"], message: "Only src/bridge speaks with the shell." };

// Which folders of src a folder may import from. The list is ordered: a folder uses only what stands
// above it, so the imports cannot form a circle. Tests may import anything.
const mayImport = {
  bridge: [],
  lib: ["bridge"],
  texts: ["bridge", "lib"],
  parts: ["bridge", "lib", "texts"],
  state: ["bridge", "lib", "texts"],
  accounts: ["bridge", "lib", "texts", "parts", "state"],
  drafts: ["bridge", "lib", "texts", "parts", "state"],
  snapshots: ["bridge", "lib", "texts", "parts", "state"],
  space: ["bridge", "lib", "texts", "parts", "state", "accounts"],
  link: ["bridge", "lib", "texts", "parts", "state"],
  overview: ["bridge", "lib", "texts", "parts", "state", "space"],
  outbox: ["bridge", "lib", "texts", "parts", "state", "space"],
  files: ["bridge", "lib", "texts", "parts", "state", "drafts", "space"],
  list: ["bridge", "lib", "texts", "parts", "state", "drafts", "space"],
  review: ["bridge", "lib", "texts", "parts", "state", "drafts"],
  invite: [
    ...["bridge", "lib", "texts", "parts", "state", "drafts", "space"],
    ...["files", "list", "review", "snapshots"],
  ],
  distribute: [
    ...["bridge", "lib", "texts", "parts", "state", "drafts", "space"],
    ...["invite", "snapshots"],
  ],
  search: ["bridge", "lib", "texts", "parts", "state", "space"],
  help: ["bridge", "lib", "texts", "parts", "state"],
  preferences: ["bridge", "lib", "texts", "parts", "state", "drafts"],
  frame: [
    ...["bridge", "lib", "texts", "parts", "state", "accounts", "drafts", "space"],
    ...[
      "link",
      "overview",
      "outbox",
      "files",
      "invite",
      "distribute",
      "search",
      "help",
      "preferences",
    ],
  ],
};

const folders = readdirSync(new URL("src/", import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

/** A folder that is not listed above is an error of this file, found at the next run. */
const importsOf = (folder) => {
  const allowed = mayImport[folder];
  if (allowed === undefined)
    throw new Error(`eslint.config.js does not say what src/${folder} may import`);
  const forbidden = folders.filter((other) => other !== folder && !allowed.includes(other));
  const patterns = folder === "bridge" ? [] : [shellOnly];
  return {
    files: [`src/${folder}/**`],
    ignores: ["**/*.test.ts", "**/fake-*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            ...patterns,
            {
              regex: `^(\\.\\./)+(${forbidden.join("|")})(/|$)`,
              message: `src/${folder} may import only ${allowed.join(", ") || "itself"}: see eslint.config.js.`,
            },
          ],
        },
      ],
    },
  };
};

export default tseslint.config(
  { ignores: ["dist/", "node_modules/"] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  svelte.configs.recommended,
  svelte.configs.prettier,
  {
    languageOptions: {
      globals: globals.browser,
      parserOptions: {
        projectService: { allowDefaultProject: ["eslint.config.js", "svelte.config.js"] },
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: [".svelte"],
      },
    },
    rules: {
      "@typescript-eslint/consistent-type-definitions": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      eqeqeq: "error",
      // Names and platform texts are foreign: they are shown as text, never as markup.
      "svelte/no-at-html-tags": "error",
      "svelte/button-has-type": "error",
      "no-restricted-imports": ["error", { patterns: [shellOnly] }],
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: tseslint.parser, svelteConfig } },
    rules: {
      // Props declared with `let` are how Svelte's runes are written.
      "prefer-const": "off",
      "svelte/prefer-const": "error",
      // Reading a signal is how an effect comes to depend on it.
      "@typescript-eslint/no-meaningless-void-operator": "off",
    },
  },
  {
    // What snippets and callbacks between components carry is typed by svelte-check alone;
    // seen from here it is `any`.
    files: ["**/*.svelte"],
    rules: {
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
    },
  },
  {
    files: ["src/bridge/**/*.test.ts", "src/bridge/fake-*.ts"],
    rules: { "no-restricted-imports": "off" },
  },
  ...folders.map(importsOf),
  {
    // Written by the generator, in the generator's own style.
    files: ["src/bridge/types.ts", "src/bridge/calls.ts", "src/lib/hidden-characters.ts"],
    rules: {
      "@typescript-eslint/array-type": "off",
      "@typescript-eslint/consistent-indexed-object-style": "off",
    },
  },
  { files: ["*.js"], extends: [tseslint.configs.disableTypeChecked] },
);
