/** How a domain that somebody typed is read. */

/** A domain as the user typed it, without the @ that some write before it. */
export const domainAsTyped = (text: string): string => text.trim().replace(/^@+/u, "");
