import { grains, type Grain } from "#core/compile/history-view.ts";

export const pictures = ["flow", "changes", "said"] as const;
export type Picture = (typeof pictures)[number];

/** The meaning of the flow's colours: the draft that added the words, or the group that proposed them. */
export const colourings = ["draft", "group"] as const;
export type Colouring = (typeof colourings)[number];

/** The state of the charts page as kept in links. */
export interface PicturesState {
  picture: Picture;
  /** Whether it is shown as a chart or a table. */
  as: "picture" | "table";
  /** Null for the one that suits the document's length. */
  grain: Grain | null;
  colouring: Colouring;
  /** The only section shown, by draft and index; null for the whole document. */
  within: { draft: number; section: number } | null;
  /** BCP 47; null for the document's first language. */
  language: string | null;
}

/** Reads the state from a query string. Unknown values are ignored. */
export function readPicturesState(search: string): PicturesState {
  const query = new URLSearchParams(search);
  const [draft, section] =
    /^(\d{1,4})\.(\d{1,4})$/u
      .exec(query.get("within") ?? "")
      ?.slice(1)
      .map(Number) ?? [];
  return {
    picture: pictures.find((known) => known === query.get("picture")) ?? "flow",
    as: query.get("as") === "table" ? "table" : "picture",
    grain: grains.find((known) => known === query.get("grain")) ?? null,
    colouring: colourings.find((known) => known === query.get("colour")) ?? "draft",
    within: draft === undefined || section === undefined ? null : { draft, section },
    language: query.get("language"),
  };
}

/** Writes the query that `readPicturesState` reads. Leaves out default values. */
export function writePicturesState({ picture, as, grain, colouring, within, language }: PicturesState): string {
  const query = new URLSearchParams();
  if (picture !== "flow") query.set("picture", picture);
  if (as !== "picture") query.set("as", as);
  if (grain !== null) query.set("grain", grain);
  if (colouring !== "draft") query.set("colour", colouring);
  if (within !== null) query.set("within", `${String(within.draft)}.${String(within.section)}`);
  if (language !== null) query.set("language", language);
  return query.toString();
}
