import type { Leaning } from "#core/outcome/group-standing.ts";

/** The sign of each leaning: it stands before its word, so that a column can be read down without reading words. */
export const leaningSigns: Readonly<Record<Leaning, string>> = {
  divided: "±",
  opposed: "−",
  reserved: "?",
  amended: "+∆",
  supported: "+",
  said: "✎",
  abstained: "○",
  silent: "·",
  withheld: "▒",
};
