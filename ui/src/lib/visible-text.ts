/**
 * Names and other texts come from strangers. Characters that change the direction of text, or that
 * nobody can see, are shown by name instead of doing what they are for: otherwise a name could pose
 * as another one.
 */

const named = new Map<number, string>([
  [0x00ad, "SHY"],
  [0x034f, "CGJ"],
  [0x061c, "ALM"],
  [0x115f, "HCF"],
  [0x1160, "HJF"],
  [0x180e, "MVS"],
  [0x200b, "ZWSP"],
  [0x200e, "LRM"],
  [0x200f, "RLM"],
  [0x202a, "LRE"],
  [0x202b, "RLE"],
  [0x202c, "PDF"],
  [0x202d, "LRO"],
  [0x202e, "RLO"],
  [0x2028, "LS"],
  [0x2029, "PS"],
  [0x2060, "WJ"],
  [0x2066, "LRI"],
  [0x2067, "RLI"],
  [0x2068, "FSI"],
  [0x2069, "PDI"],
  [0x3164, "HF"],
  [0xfeff, "BOM"],
  [0xffa0, "HHF"],
]);

const joiners = new Map<number, string>([
  [0x200c, "ZWNJ"],
  [0x200d, "ZWJ"],
]);

const isJoined = (code: number | undefined): boolean =>
  // Joiners belong to scripts that join letters, and to emoji. Between Latin letters they only
  // hide.
  code !== undefined && code >= 0x0590;

/** The text with every control character, direction mark and invisible character made visible. */
export const visibleText = (text: string): string => {
  let shown = "";
  let before: number | undefined;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    shown += visible(character, code, before);
    before = code;
  }
  return shown;
};

const visible = (character: string, code: number, before: number | undefined): string => {
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return "\u2421";
  if (code >= 0x80 && code <= 0x9f) return `⟦${code.toString(16).toUpperCase()}⟧`;
  if (code >= 0xd800 && code <= 0xdfff) return "\ufffd";
  if (code >= 0xe0000 && code <= 0xe007f) return "⟦TAG⟧";
  const name = named.get(code);
  if (name !== undefined) return `⟦${name}⟧`;
  const joiner = joiners.get(code);
  if (joiner !== undefined && !isJoined(before)) return `⟦${joiner}⟧`;
  return character;
};
