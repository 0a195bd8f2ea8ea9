import type { Speaker } from "#core/annotate/speaker.ts";

/** Who is named as the source: the organisation, or the person who speaks for themselves. */
export function sourceName({ capacity, organisation, name }: Speaker): string {
  if (capacity === "chair") return "Chair";
  if (capacity === "secretariat") return "Secretariat";
  return capacity === "personal" || !organisation ? `${name}, in person` : organisation.shortName;
}
