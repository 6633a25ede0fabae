/** Letters of Latin alphabets that have no accent to take off, as a plain keyboard spells them. */
const spelled: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  þ: "th",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  ħ: "h",
  ı: "i",
};

/** Text as a search compares it: without regard to case and accents. The shell does the same. */
export const searchable = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase()
    .replace(/[ßæœþøłđðħı]/g, (letter) => spelled[letter] ?? letter);
