/**
 * How keyboard shortcuts are written on this computer. The texts name the keys of Windows and Linux;
 * on a Mac the command key takes the place of Ctrl, and keys are shown by their signs.
 */

const signs: readonly (readonly [RegExp, string])[] = [
  [/\bCtrl /gu, "⌘"],
  [/\bAlt /gu, "⌥"],
  [/\bShift /gu, "⇧"],
];

const isMac = (): boolean => navigator.userAgent.includes("Mac");

/** "Ctrl K" as it is shown here: "⌘K" on a Mac. */
export const shortcutLabel = (keys: string): string =>
  isMac() ? signs.reduce((text, [key, sign]) => text.replace(key, sign), keys) : keys;

/** "Ctrl K" as a screen reader takes it. */
export const ariaShortcut = (keys: string): string =>
  keys.replace("Ctrl", isMac() ? "Meta" : "Control").replaceAll(" ", "+");
