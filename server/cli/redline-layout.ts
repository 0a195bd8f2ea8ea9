/** Where a Word redline is written: into the revised file, or into a new document. */
export const redlineLayouts = ["original", "redrawn"] as const;
export type RedlineLayout = (typeof redlineLayouts)[number];
