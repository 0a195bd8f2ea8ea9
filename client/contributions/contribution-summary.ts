import { counted } from "../components/format.ts";

/** What a file comes to, in words: "6 proposals, 2 comments"; kinds it has none of go unsaid. */
export function whatItMakes(proposals: number, comments: number): string {
  const said = [proposals > 0 && counted(proposals, "proposal"), comments > 0 && counted(comments, "comment")];
  return said.filter(Boolean).join(", ") || "Nothing so far";
}

/** The same of the items of a file that is reviewed. */
export function whatItemsMake(items: readonly { kind: "proposal" | "comment" }[]): string {
  const proposals = items.filter(({ kind }) => kind === "proposal").length;
  return whatItMakes(proposals, items.length - proposals);
}
