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

const ascii = /^[\0-\x7f]*$/;

/** Text as a search compares it: without regard to case and accents. The shell does the same. */
export const searchable = (text: string): string => {
  // Most texts are plain, and taking accents off is slow for tens of thousands of them.
  if (ascii.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase()
    .replace(/[ßæœþøłđðħı]/g, (letter) => spelled[letter] ?? letter);
};
