import type { ReactNode } from "react";
import type { ComparisonStats } from "#core/compare/comparison.ts";
import { sayChanges } from "#core/messages/comparison-summary.ts";
import * as messages from "#core/messages/comparison-page.en.ts";
import { languageName } from "../components/language.ts";
import { interfaceLanguage, richMessage } from "../page-parts/messages.ts";

/**
 * A sentence that summarises the changes, the drafts the words were compared through, and where the comparison is
 * coarser than usual.
 */
export function ComparisonSummary({
  stats,
  way,
  coarse,
  languages,
}: {
  stats: ComparisonStats;
  /** A sentence that names the intermediate drafts; null if the comparison is direct. */
  way: string | null;
  /** A sentence that says where the comparison is coarser; null if it is not. */
  coarse: string | null;
  languages: Readonly<Record<"base" | "revised", string>>;
}): ReactNode {
  return (
    <div className="comparison-summary">
      <p>{sayChanges(stats, interfaceLanguage)}</p>
      {languages.base !== languages.revised && (
        <p className="quiet">
          {richMessage(messages.differentLanguages, {
            baseLanguage: languageName(languages.base),
            revisedLanguage: languageName(languages.revised),
          })}
        </p>
      )}
      {way !== null && <p className="quiet">{way}</p>}
      {coarse !== null && <p className="quiet">{coarse}</p>}
    </div>
  );
}
