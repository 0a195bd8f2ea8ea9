import * as z from "zod";
import { codesOf } from "#core/text/closed-list.ts";

const Hex = z.string().regex(/^#[0-9a-f]{6}$/u);

/** A colour on light and on dark paper, as lower-case hex. */
export const Colour = z.object({ light: Hex, dark: Hex });
export type Colour = z.infer<typeof Colour>;

/**
 * The groups that participants belong to, with their default colours, in the default order of columns and legends. An
 * organisation belongs to one group; a person is not a group.
 */
export const stakeholderGroups = {
  "member-state": { light: "#0b5fa5", dark: "#7fb8ee" },
  "sector-member": { light: "#9a4a00", dark: "#eba66a" },
  "technical-community": { light: "#00705a", dark: "#62c9ad" },
  academia: { light: "#8a2f7e", dark: "#e09bd6" },
  "civil-society": { light: "#a32a2a", dark: "#f19a94" },
  "international-organisation": { light: "#5a5f00", dark: "#c9cc6a" },
  other: { light: "#55524d", dark: "#b5b1a8" },
} as const satisfies Readonly<Record<string, Colour>>;
export const StakeholderGroup = z.enum(codesOf(stakeholderGroups));
export type StakeholderGroup = z.infer<typeof StakeholderGroup>;

/** A group in a forum's list. */
export const ForumGroup = z.object({
  id: StakeholderGroup,
  /** Its colour in charts and tables. */
  colour: Colour,
});
export type ForumGroup = z.infer<typeof ForumGroup>;

/** The groups of a forum that has no list of its own. */
export const defaultGroups: readonly ForumGroup[] = StakeholderGroup.options.map((id) => ({
  id,
  colour: stakeholderGroups[id],
}));
