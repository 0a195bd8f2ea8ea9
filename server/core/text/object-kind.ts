/** The kinds of objects in a text. An object is a chart, a diagram, a drawing or a file of another program. */
export const objectKinds = ["picture", "equation", "object"] as const;
export type ObjectKind = (typeof objectKinds)[number];
