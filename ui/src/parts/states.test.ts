/**
 * Every text can be read on every background in every appearance, and of several states the most
 * urgent one is shown.
 */

import { expect, it } from "vitest";

import css from "../app.css?raw";
import { mostUrgent } from "./states";

/** The colours of one appearance, by the block of app.css that sets them. */
const coloursOf = (start: string): Map<string, string> => {
  const from = css.indexOf(start);
  const block = css.slice(from, css.indexOf("}", from));
  return new Map(
    [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{3,6});/g)].map((found) => [
      found[1] ?? "",
      found[2] ?? "",
    ]),
  );
};

const channel = (value: number): number =>
  value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;

const luminance = (colour: string): number => {
  const hex = colour.length === 4 ? colour.replace(/[0-9a-f]/g, "$&$&") : colour;
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    channel(parseInt(hex.slice(at, at + 2), 16) / 255),
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (one: string, other: string): number => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};

const grounds = ["bg", "side", "panel", "band", "sel"];
const inks = ["text", "soft", "accent", "wait", "send", "invited", "joined", "failed"];
const pairs = [
  ...inks.flatMap((ink) => grounds.map((ground) => [ink, ground] as const)),
  ["on-accent", "accent"] as const,
  ["on-accent", "accent-deep"] as const,
  ["off-text", "off"] as const,
  ["on-found", "found"] as const,
];

it.each([
  ["light", ":root {"],
  ["dark", ':root[data-appearance="dark"] {'],
  ["dark, as the system has it", ':root:not([data-appearance="light"]) {'],
])("keeps every text readable on every ground in %s", (_, start) => {
  const colours = coloursOf(start);
  const tooWeak = pairs
    .map(([ink, ground]) => ({
      pair: `${ink} on ${ground}`,
      ratio: contrast(colours.get(ink) ?? "#000", colours.get(ground) ?? "#000"),
    }))
    .filter(({ ratio }) => ratio < 4.5);
  expect(tooWeak).toEqual([]);
});

it("shows the state that most needs to be seen", () => {
  expect(mostUrgent(["done", "failed", "sending"])).toBe("failed");
  expect(mostUrgent(["done", "sending"])).toBe("sending");
  expect(mostUrgent(["done", "invited"])).toBe("invited");
  expect(mostUrgent([])).toBe("waiting");
});
