import fc from "fast-check";
import type { VersionText } from "#core/text/clause.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { draftOf } from "../../support/draft.ts";

/**
 * Few letters, so that quotes repeat. One is outside the Basic Multilingual Plane, so that offsets differ from
 * character counts.
 */
const clauseTexts = fc.array(fc.stringMatching(/^(?:[ab ]|shall|𝔸){0,12}$/u), { minLength: 1, maxLength: 6 });

/** Version texts of a few short clauses. */
export const versionTexts: fc.Arbitrary<VersionText> = clauseTexts.map((texts) =>
  versionTextOf(draftOf(texts.map((text, index) => ["paragraph", String(index + 1), text]))),
);

/** A version text and a range of it that splits no character. */
export const ranges: fc.Arbitrary<{ version: VersionText; start: number; end: number }> = versionTexts.chain(
  (version) => {
    const edges = [0];
    for (const character of version.text) edges.push((edges.at(-1) ?? 0) + character.length);
    const edge = fc.constantFrom(...edges);
    return fc.tuple(edge, edge).map(([one, other]) => ({
      version,
      start: Math.min(one, other),
      end: Math.max(one, other),
    }));
  },
);
