import { grains, type Grain } from "#core/compile/history-view.ts";

export const pictures = ["flow", "changes", "said"] as const;
export type Picture = (typeof pictures)[number];

/** What the colours of the flow tell: the draft that brought words in, or the group that proposed them. */
export const colourings = ["draft", "group"] as const;
export type Colouring = (typeof colourings)[number];

/** Everything of the pictures' page that a link carries. */
export interface PicturesState {
  picture: Picture;
  /** How it is shown. */
  as: "picture" | "table";
  /** Null for what suits the document's length. */
  grain: Grain | null;
  colouring: Colouring;
  /** The section that is looked at alone: its draft and its place there; null for the whole document. */
  within: { draft: number; section: number } | null;
  /** BCP 47; null for the document's first. */
  language: string | null;
}

/** The state a query string tells. What it does not know is passed over. */
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

/** Writes what `readPicturesState` reads; what is as it always is stays out. */
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
