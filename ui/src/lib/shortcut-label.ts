/**
 * How keyboard shortcuts are written on this computer. The texts name the keys of Windows and Linux;
 * on a Mac the command key takes the place of Ctrl, and keys are shown by their signs. The German texts
 * have the German names of the keys.
 */

const signs: readonly (readonly [RegExp, string])[] = [
  [/\b(?:Ctrl|Strg) /gu, "⌘"],
  [/\bAlt /gu, "⌥"],
  [/\b(?:Shift|Umschalt) /gu, "⇧"],
];

const isMac = (): boolean => navigator.userAgent.includes("Mac");

/** "Ctrl K" as it is shown here: "⌘K" on a Mac. A sentence with such keys in it works too. */
export const shortcutLabel = (keys: string): string =>
  isMac() ? signs.reduce((text, [key, sign]) => text.replace(key, sign), keys) : keys;

/** "Ctrl K" as a screen reader takes it, which knows only the English names. */
export const ariaShortcut = (keys: string): string =>
  keys
    .replace(/\b(?:Ctrl|Strg)\b/u, isMac() ? "Meta" : "Control")
    .replace(/\bUmschalt\b/u, "Shift")
    .replaceAll(" ", "+");
