/** How texts are compared in every search: without case and accents. */

/** Letters of Latin alphabets that have no accent to take off, as a plain keyboard spells them,
    and the sigma at the end of a word. */
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
  ς: "σ",
};

const ascii = /^[\0-\x7f]*$/;

/**
 * Text as a search compares it: without regard to case and accents. The shell does the same. Taking
 * accents off is slow for tens of thousands of names, so plain text is left as it is, and words with
 * accents are remembered: most names share theirs with others.
 */
export const searchable = (text: string): string =>
  ascii.test(text) ? text.toLowerCase() : text.replace(accented, folded).toLowerCase();

const accented = /[^\s]*[^\0-\x7f][^\s]*/g;
const words = new Map<string, string>();
const mostWords = 20_000;

const folded = (word: string): string => {
  const known = words.get(word);
  if (known !== undefined) return known;
  const plain = word
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase()
    .replace(/[ßæœþøłđðħıς]/g, (letter) => spelled[letter] ?? letter);
  if (words.size >= mostWords) words.clear();
  words.set(word, plain);
  return plain;
};
