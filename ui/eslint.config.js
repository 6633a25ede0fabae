import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import tseslint from "typescript-eslint";

import svelteConfig from "./svelte.config.js";

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
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            { group: ["@tauri-apps/*"], message: "Only src/bridge speaks with the shell." },
          ],
        },
      ],
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
  { files: ["src/bridge/**"], rules: { "no-restricted-imports": "off" } },
  {
    // Written by the generator, in the generator's own style.
    files: ["src/bridge/types.ts", "src/bridge/calls.ts"],
    rules: { "@typescript-eslint/array-type": "off" },
  },
  { files: ["*.js"], extends: [tseslint.configs.disableTypeChecked] },
);
