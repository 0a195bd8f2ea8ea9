import type { Catalogue } from "#core/messages/catalogue.ts";

/** Titles of pages that have no other name in the catalogues. */
export const pageTitles = {
  "page-library": "{forum}",
  "page-version": "{document}, {version}",
  "page-comparison": "{base} → {revised}",
  "page-clause": "{clause}",
  "page-evolution": "{document}: how the text evolved",
  "page-positions": "{document}, {version}: positions by group",
  "page-upload": "{document}, next draft",
  "page-next-draft": "{document}, next draft from accepted proposals",
  "page-contribution": "{file}",
  "page-sign-in": "Sign in",
} as const satisfies Catalogue<string>;
