/** The kinds of objects in a text. An object is a chart, a diagram, a drawing or a file of another program. */
export const objectKinds = ["picture", "equation", "object"] as const;
export type ObjectKind = (typeof objectKinds)[number];

/** Number of digits of an object's hash in its text: enough to tell the pictures of two drafts apart. */
export const shownDigits = 8;
const closing = "›".charCodeAt(0);
const digits = /^[0-9a-f]+$/u;

/** Whether a word of a text is the hash of an object: the digits before the end of its text. */
export function isObjectHash(text: string, start: number, end: number): boolean {
  // Asked for every word, so that the cheap questions come first.
  return end - start === shownDigits && text.charCodeAt(end) === closing && digits.test(text.slice(start, end));
}
