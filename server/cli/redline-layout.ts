/** Layouts of a Word redline: in the revised file, or in a new document. */
export const redlineLayouts = ["original", "redrawn"] as const;
export type RedlineLayout = (typeof redlineLayouts)[number];
