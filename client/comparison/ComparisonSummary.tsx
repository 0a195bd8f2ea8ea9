import type { ReactNode } from "react";
import type { ComparisonStats } from "#core/compare/comparison.ts";
import { sayChanges } from "#core/messages/comparison-summary.ts";
import { languageName } from "../components/language.ts";
import { interfaceLanguage } from "../components/messages.ts";

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
  /** Where it is coarser, in a sentence; null where nowhere. */
  coarse: string | null;
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
      {coarse !== null && <p className="quiet">{coarse}</p>}
    </div>
  );
}
