import { CheckCheck, CircleDashed, CircleSlash2, UserCheck, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { AmendedUptake } from "#core/contract/uptake-operations.ts";
import { interfaceLanguage, outcomesPage as messages } from "#core/messages/catalogues.ts";
import type { UptakeExtent } from "#core/outcome/uptake.ts";
import { amendedUptakeText } from "#core/phrases/uptake-table.ts";
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

/** The uptake of the wording of each amendment to a proposal, beside that of the proposal. */
export function AmendedUptakes({ amendments }: { amendments: readonly AmendedUptake[] }): ReactNode {
  return amendments.map((amended) => (
    <p key={amended.reply} className="small quiet amended-uptake">
      {amendedUptakeText(amended, interfaceLanguage())}
    </p>
  ));
}
