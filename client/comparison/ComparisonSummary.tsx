import type { ReactNode } from "react";
import type { ComparisonStats } from "#core/compare/comparison.ts";
import { sayChanges } from "#core/messages/comparison-summary.ts";
import { counted } from "../components/counted.ts";
import { languageName } from "../components/language-name.ts";
import { interfaceLanguage } from "../components/words.ts";

/** What changed, in a sentence, and where the comparison is coarser than usual. */
export function ComparisonSummary({
  stats,
  coarse,
  languages,
}: {
  stats: ComparisonStats;
  /** In how many places it is coarser. */
  coarse: number;
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
      {coarse > 0 && (
        <p className="quiet">
          In {counted(coarse, "place")} so much differs that the comparison there is coarser than word by word.
        </p>
      )}
    </div>
  );
}
