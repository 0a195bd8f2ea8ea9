import * as z from "zod";

const Hex = z.string().regex(/^#[0-9a-f]{6}$/u);

/** A colour on light and on dark paper, as lower-case hex. */
export const Colour = z.object({ light: Hex, dark: Hex });
export type Colour = z.infer<typeof Colour>;

/** The seven default groups with their colours, in the order of columns and legends. A forum may keep its own list. */
const defaults = {
  "member-state": { light: "#0b5fa5", dark: "#7fb8ee" },
  "sector-member": { light: "#9a4a00", dark: "#eba66a" },
  "technical-community": { light: "#00705a", dark: "#62c9ad" },
  academia: { light: "#8a2f7e", dark: "#e09bd6" },
  "civil-society": { light: "#a32a2a", dark: "#f19a94" },
  "international-organisation": { light: "#5a5f00", dark: "#c9cc6a" },
  other: { light: "#55524d", dark: "#b5b1a8" },
} as const satisfies Readonly<Record<string, Colour>>;

/** The id of a default group. The catalogue has its name. */
export type DefaultGroup = keyof typeof defaults;

/**
 * The id of the group that a participant or an organisation belongs to. An organisation belongs to one group; a person
 * is not a group. Each forum has its own list, so only code that knows the forum can tell whether the group exists.
 */
export const StakeholderGroup = z.string();
export type StakeholderGroup = z.infer<typeof StakeholderGroup>;

/** A group in a forum's list. */
export const ForumGroup = z.object({
  id: StakeholderGroup,
  /** Its name within a sentence. Overrides the catalogue's name of a default group; other groups need one. */
  name: z.string().optional(),
  /** Its colour in charts, tables and files. */
  colour: Colour,
  /** Id of the group it was merged into. Its earlier comments keep it, but nobody can join it. */
  mergedInto: z.string().optional(),
});
export type ForumGroup = z.infer<typeof ForumGroup>;

/** The groups of a forum that has no list of its own. */
export const defaultGroups: readonly ForumGroup[] = Object.entries(defaults).map(([id, colour]) => ({ id, colour }));

/** Checks whether the catalogue has a name for a group. */
export function isDefaultGroup(group: StakeholderGroup): group is DefaultGroup {
  return Object.hasOwn(defaults, group);
}

/**
 * Returns a group's colour in a forum. A comment keeps the group that its author had. If that group has left the
 * forum's list, it has its default colour, or that of "other".
 */
export function groupColour(
  group: StakeholderGroup,
  { groups = [] }: { readonly groups?: readonly ForumGroup[] | undefined },
): Colour {
  const own = groups.find(({ id }) => id === group);
  return own?.colour ?? defaults[isDefaultGroup(group) ? group : "other"];
}

/** Returns a colour in CSS. It follows the theme. */
export function cssColour({ light, dark }: Colour): string {
  return `light-dark(${light}, ${dark})`;
}
