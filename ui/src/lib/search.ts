/** Text as a search compares it: without regard to case and accents. */
export const searchable = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase();
