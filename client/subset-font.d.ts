declare module "subset-font" {
  /** Returns a font with only the characters of a text, the given features, and a part of its variation space. */
  export default function subsetFont(
    font: Uint8Array,
    text: string,
    options: {
      targetFormat: "woff2";
      variationAxes: Readonly<Record<string, number | { min: number; max: number }>>;
      keepFeatures: readonly string[];
    },
  ): Promise<Uint8Array>;
}
