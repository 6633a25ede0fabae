/** What may lie over the page. Only one thing does at a time. */

/** `invite` is the search for the space to invite people to. */
export type Over = "shortcuts" | "help" | "search" | "invite" | null;
