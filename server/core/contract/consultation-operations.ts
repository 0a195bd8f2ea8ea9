import * as z from "zod";
import { exportFormats } from "#core/compile/export-format.ts";
import { ConsultationTerms } from "#core/outcome/consultation.ts";
import { ListedVersion } from "#core/contract/forum-operations.ts";
import { operation } from "#core/contract/operation.ts";

/** Revision of the consultation that the change is based on. 0 if none was ever set. */
const revision = z.int().nonnegative();

const VersionParams = z.object({ version: z.string() });

export const consultationOperations = {
  setConsultation: operation({
    method: "put",
    path: "/versions/{version}/consultation",
    summary:
      "Set when a published version is open to comments, and whether comments by others are visible before it closes",
    action: "hold-consultation",
    params: VersionParams,
    body: ConsultationTerms.pick({ opensAt: true, closesAt: true, blind: true }).extend({ revision }),
    answer: { kind: "json", schema: ListedVersion },
    problems: ["not-signed-in", "not-allowed", "not-found", "invalid-request", "revision-conflict", "wrong-state"],
  }),
  callOffConsultation: operation({
    method: "post",
    path: "/versions/{version}/consultation/revoke",
    summary: "Remove the consultation from a version: comments stay open without a closing date, and none is late",
    action: "hold-consultation",
    params: VersionParams,
    body: z.object({ revision }),
    answer: { kind: "json", schema: ListedVersion },
    problems: ["not-signed-in", "not-allowed", "not-found", "revision-conflict", "wrong-state"],
  }),
  undoConsultation: operation({
    method: "post",
    path: "/versions/{version}/consultation/undo",
    summary: "Undo the last change of a consultation; a second undo restores it",
    action: "hold-consultation",
    params: VersionParams,
    body: z.object({ revision }),
    answer: { kind: "json", schema: ListedVersion },
    problems: ["not-signed-in", "not-allowed", "not-found", "revision-conflict", "wrong-state"],
  }),
  exportInvitation: operation({
    method: "get",
    path: "/versions/{version}/consultation/invitation",
    summary:
      "Export the letter that invites the participants to an upcoming or open consultation, as a Word file in the forum's template",
    action: "hold-consultation",
    params: VersionParams,
    answer: { kind: "written-file", mediaTypes: [exportFormats.docx.mediaType] },
    problems: ["not-signed-in", "not-allowed", "not-found", "wrong-state"],
    costly: true,
  }),
};
