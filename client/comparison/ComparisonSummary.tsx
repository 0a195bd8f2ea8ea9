import type { ReactNode } from "react";
import type { ComparisonStats } from "#core/compare/comparison.ts";
import { sayChanges } from "#core/messages/comparison-summary.ts";
import { counted } from "../components/counted.ts";
import { languageName } from "../components/language-name.ts";
import { interfaceLanguage } from "../components/words.ts";

/** What changed, in a sentence, how the words were found, and where the comparison is coarser than usual. */
export function ComparisonSummary({
  stats,
  way,
  coarse,
  languages,
}: {
  stats: ComparisonStats;
  /** Through which drafts in between, in a sentence; null where directly. */
  way: string | null;
  /** Citations of the clauses where it is coarser. */
  coarse: readonly string[];
  languages: Readonly<Record<"base" | "revised", string>>;
}): ReactNode {
  return (
    <div className="comparison-summary">
      <p>{sayChanges(stats, interfaceLanguage)}</p>
      {languages.base !== languages.revised && (
        <p className="quiet">
          {languageName(languages.base)} and {languageName(languages.revised)} share few words, so nearly all is shown
          as changed. What changed is told by two drafts in one language.
        </p>
      )}
      {way !== null && <p className="quiet">{way}</p>}
      {coarse.length > 0 && (
        <p className="quiet">
          So much differs that the comparison is coarser than word by word in {coarse.slice(0, mostNamed).join(", ")}
          {coarse.length > mostNamed && ` and ${counted(coarse.length - mostNamed, "other place")}`}.
        </p>
      )}
    </div>
  );
}

/** So many places are named; the others are counted. */
const mostNamed = 5;
