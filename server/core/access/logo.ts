import * as z from "zod";

/**
 * A stored logo: the SHA-256 of the image, and its format. Both formats are raster images, because a vector image could
 * carry a script.
 */
export const Logo = z.object({
  hash: z.string(),
  mediaType: z.enum(["image/png", "image/jpeg"]),
  /** In pixels. Absent for logos that earlier versions stored. */
  width: z.int().optional(),
  height: z.int().optional(),
});
export type Logo = z.infer<typeof Logo>;

/** Returns the version of a logo in its address. Browsers that cached the logo under another one ask for it again. */
export function logoVersion({ hash }: Logo): string {
  return hash.slice(0, 12);
}

/** Returns the address of the logo of an organisation; without an id, of the forum. Pages do not load its operation. */
export function logoPath(organisation: string | null, version: string): string {
  const owner = organisation === null ? "forum" : `organisations/${encodeURIComponent(organisation)}`;
  return `/api/${owner}/logo?v=${version}`;
}
