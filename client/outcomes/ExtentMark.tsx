import { CheckCheck, CircleDashed, CircleSlash2, UserCheck, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { UptakeExtent } from "#core/outcome/uptake.ts";
import { outcomesPage as messages } from "#core/messages/catalogues.ts";
import { word } from "../page-parts/messages.ts";

const signs: Readonly<Record<UptakeExtent, LucideIcon>> = {
  verbatim: CheckCheck,
  "in-part": CircleDashed,
  not: CircleSlash2,
};

/** The extent of a proposal's uptake as a sign and a word, and whether a person corrected it. */
export function ExtentMark({ extent, corrected }: { extent: UptakeExtent; corrected: boolean }): ReactNode {
  const Sign = signs[extent];
  return (
    <span className={`extent-mark extent-${extent}`}>
      <Sign size={14} aria-hidden /> {word(`uptake-extent-${extent}`)}
      {corrected && (
        <span title={messages.correctedBySecretariat}>
          <UserCheck size={14} aria-hidden />
          <span className="visually-hidden">. {messages.correctedBySecretariat}</span>
        </span>
      )}
    </span>
  );
}
