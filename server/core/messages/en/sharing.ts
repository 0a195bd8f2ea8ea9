import type { Catalogue } from "#core/messages/catalogue.ts";

/** Circles, and what an organisation is asked to say with others: what the pages say of them. */
export const sharing = {
  "circles-title": "Circles",
  "circles-about":
    "A circle is a few organisations that read one another’s drafts before they are submitted. Nobody else sees them, nor that there are any.",
  "circles-none": "Your organisation is in no circle.",
  "circle-made-by": "made by {name}",
  "for-you-title": "For you",
  "asked-title": "Asked of your organisation",
  "asked-about":
    "Others say this in the name of your organisation too. It is named once somebody of it says yes; if the words change, it is asked again.",
  "asked-nothing": "Nothing waits for your organisation’s word.",
  "mentions-title": "Where you are mentioned",
  "mentions-nothing": "Nobody has mentioned you yet.",
} satisfies Catalogue<string>;
