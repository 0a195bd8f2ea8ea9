import type { VersionText } from "#core/text/clause.ts";
import type { NegotiationMark } from "#core/text/negotiation.ts";
import { readNegotiation } from "#core/text/read-negotiation.ts";
import { word } from "../../components/messages.ts";
import type { NamedSign } from "../../reader/negotiation-layer.ts";

/** The signs of negotiation of a text, each with what it says. */
export function namedSigns(text: VersionText): NamedSign[] {
  return readNegotiation(text).flatMap(({ clause, marks }) =>
    marks.map((mark) => ({ ...mark, clause, name: word(nameOf(mark)) })),
  );
}

function nameOf({ kind, depth }: NegotiationMark): string {
  if (kind !== "bracket") return `sign-${kind}`;
  return depth === 0 ? "sign-single" : depth > 1 ? "sign-nested" : "sign-bracket";
}
