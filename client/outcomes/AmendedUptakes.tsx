import { interfaceLanguage } from "#core/messages/catalogues.ts";
import type { ReactNode } from "react";
import type { AmendedUptake } from "#core/contract/uptake-operations.ts";
import { amendedUptakeText } from "#core/phrases/uptake-table.ts";

/** The uptake of the wording of each amendment to a proposal, beside that of the proposal. */
export function AmendedUptakes({ amendments }: { amendments: readonly AmendedUptake[] }): ReactNode {
  return amendments.map((amended) => (
    <p key={amended.reply} className="small quiet amended-uptake">
      {amendedUptakeText(amended, interfaceLanguage())}
    </p>
  ));
}
