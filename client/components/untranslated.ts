/**
 * The attribute of text that no browser may translate. Written with a capital letter, because Preact leaves
 * `translate="no"` out of what the server renders.
 */
export const untranslated: object = { Translate: "no" };
