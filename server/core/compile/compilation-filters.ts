import * as z from "zod";
import { AnnotationKind, CommentType } from "#core/discuss/annotation.ts";
import { DispositionFilter } from "#core/outcome/disposition.ts";
import { PlacementState } from "#core/place/placement.ts";
import { StakeholderGroup } from "#core/discuss/speaker.ts";

/** Which annotations a compilation takes in. A filter left out, or an empty list, takes all; several narrow together. */
export const CompilationFilters = z.object({
  kinds: z.array(AnnotationKind).optional(),
  types: z.array(CommentType).optional(),
  /** Organisation ids; a joint comment counts for each of its organisations. */
  organisations: z.array(z.string()).optional(),
  groups: z.array(StakeholderGroup).optional(),
  states: z.array(PlacementState).optional(),
  dispositions: z.array(DispositionFilter).optional(),
  /** Addresses of the versions they were made on. */
  versions: z.array(z.string()).optional(),
  /** Clause ids of the compiled version. */
  clauses: z.array(z.string()).optional(),
  /** Ids of clauses that open a section, each meant with what stands in it; together with `clauses`, not narrowing them. */
  sections: z.array(z.string()).optional(),
  /** Words in the comment, the words it speaks of, what it proposes, or a reply; letter case is ignored. */
  text: z.string().optional(),
});
export type CompilationFilters = z.infer<typeof CompilationFilters>;

/** Sources are shown for all or for none, never for some. */
export const sourcesShown = ["shown", "hidden"] as const;
export const SourcesShown = z.enum(sourcesShown);
export type SourcesShown = z.infer<typeof SourcesShown>;

/** Whether the filters themselves would name who speaks, which a compilation with hidden sources must not. */
export function tellSources({ organisations = [], groups = [] }: CompilationFilters): boolean {
  return organisations.length > 0 || groups.length > 0;
}
