import type { ReactNode } from "react";
import type { ComparisonStats } from "#core/compare/comparison.ts";
import { sayChanges } from "#core/messages/comparison-summary.ts";
import { counted } from "../components/counted.ts";
import { interfaceLanguage } from "../components/words.ts";

/** What changed, in a sentence, and where the comparison is coarser than usual. */
export function ComparisonSummary({ stats, coarse }: { stats: ComparisonStats; coarse: number }): ReactNode {
  return (
    <div className="comparison-summary">
      <p>{sayChanges(stats, interfaceLanguage)}</p>
      {coarse > 0 && (
        <p className="quiet">
          In {counted(coarse, "place")} so much differs that the comparison there is coarser than word by word.
        </p>
      )}
    </div>
  );
}
