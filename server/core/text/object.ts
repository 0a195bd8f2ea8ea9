import type { Node } from "prosemirror-model";
import { type ObjectKind, shownDigits } from "#core/text/object-kind.ts";
import { withoutUnwanted } from "#core/text/unwanted-characters.ts";

/** A picture, an equation or an embedded object, as the mark around its text records it. */
export interface TextObject {
  readonly kind: ObjectKind;
  /** The file's own name for it ("Picture 3"); "" if it has none. */
  readonly name: string;
  /** Alternative text; "" if it has none. */
  readonly alt: string;
  /** SHA-256 of the content, lower-case hex; "" if the file does not hold the content. */
  readonly hash: string;
}

/** The names of objects other than equations, the same for every reader because they are part of the text. */
export type ObjectNoun = "Picture" | "Chart" | "Diagram" | "Drawing" | "Object";

/** Maximum length of the alternative text, in UTF-16 code units. Word describes pictures in a sentence or two. */
const longestAlt = 300;

/**
 * Returns the text of an object other than an equation: "‹Picture: A map, 7d1fa0c2›". The beginning of its hash makes
 * another picture of the same name another text, so that every comparison sees the change. There are no square brackets,
 * because they mean text that is not agreed.
 */
export function objectText(noun: ObjectNoun, { alt, hash }: Pick<TextObject, "alt" | "hash">): string {
  const digits = hash.slice(0, shownDigits);
  const words = alt.replaceAll("[", "(").replaceAll("]", ")").replace(/[‹›]/gu, "'");
  if (words === "") return `‹${[noun, digits].filter(Boolean).join(" ")}›`;
  return `‹${noun}: ${[words, digits].filter(Boolean).join(", ")}›`;
}

/** Whether a text contains that of an object, as `objectText` writes it, also if it lost its mark. */
export function hasObjectText(text: string): boolean {
  return /‹(?:Picture|Chart|Diagram|Drawing|Object)(?: [0-9a-f]{8}|: [^‹›]*)?›/u.test(text);
}

/** Whether a draft has pictures, equations or embedded objects in its text. */
export function hasObjects(draft: Node): boolean {
  return draft.children.some((clause) =>
    clause.children.some(({ marks }) => marks.some(({ type }) => type.name === "object")),
  );
}

/** Names of picture files, which programs write as a name or description of the picture. */
export const pictureFile = /\.(?:bmp|emf|gif|heic|jpe?g|png|svg|tiff?|webp|wmf)\s*$/iu;

/** Whether a value is a path on somebody's machine or network. */
export function isLocalPath(value: string): boolean {
  return /^\s*(?:file:|[a-z]:[\\/]|\\\\)/iu.test(value);
}

/**
 * Returns the name or alternative text of an object as one line of limited length. Returns "" for a path or the name of
 * a picture's file, because these tell about the author's machine.
 */
export function objectWords(value: string): string {
  const line = withoutUnwanted(value.replace(/\s+/gu, " ")).trim();
  if (pictureFile.test(line) || isLocalPath(line)) return "";
  return line.length > longestAlt ? `${withoutUnwanted(line.slice(0, longestAlt)).trimEnd()}…` : line;
}
