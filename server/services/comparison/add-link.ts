import type { Actor } from "#core/access/permissions.ts";
import type { Link } from "#core/discuss/link.ts";
import { boundPairs } from "#core/compare/clause-link.ts";
import { fieldProblem } from "#core/contract/field-problem.ts";
import type { NewLink, ShownLink } from "#core/contract/link-operations.ts";
import type { VersionText } from "#core/text/clause.ts";
import type { Reader } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { findVersion } from "../versions/find-version.ts";
import { freezeSpeaker } from "../people/speaker.ts";
import { invalidField } from "../kernel/invalid-field.ts";
import { tellOfLink } from "../kernel/tell-of-link.ts";
import { clauseLinks, readHoldingLinks } from "./links-between.ts";
import { loadContent } from "../versions/load-content.ts";
import { ProblemError } from "../kernel/problem-error.ts";
import { showLink } from "./show-link.ts";

/**
 * Says that a clause of one version and a clause of another are one, or that a clause has no counterpart there. Sent again
 * by the same person for the same clauses, the id leads to what was said the first time.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request, already-exists
 */
export async function addLink(
  context: Context,
  actor: Actor,
  input: { base: string; revised: string } & NewLink,
): Promise<ShownLink> {
  authorise(actor, "link-clauses");
  const [base, revised] = await context.store.read((reader) => ends(reader, actor, input));
  const [from, to] = [(await loadContent(context, base)).text, (await loadContent(context, revised)).text];
  checkClauses(input, from, to);

  const link = await context.store.transact(async (writer) => {
    await ends(writer, actor, input);
    const said: Link = {
      id: input.id,
      documentId: base.documentId,
      baseVersionId: base.id,
      baseClause: input.baseClause,
      revisedVersionId: revised.id,
      revisedClause: input.revisedClause,
      by: await freezeSpeaker(writer, actor, {}),
      at: context.now().toISOString(),
      reason: input.reason,
      revoked: null,
    };
    const known = await writer.get("links", said.id);
    if (known && isSame(known, said)) return known;
    if (known) throw new ProblemError("already-exists");
    const holding = clauseLinks(base, revised, await readHoldingLinks(writer, base, revised));
    if (holding.some((one) => one.base === said.baseClause && one.revised === said.revisedClause)) {
      throw new ProblemError("already-exists");
    }
    const bound = boundPairs(from, to, [...holding, { base: said.baseClause, revised: said.revisedClause }]);
    if (bound.length === boundPairs(from, to, holding).length) throw invalidField("revisedClause", "link-contradicted");
    await writer.put("links", said);
    await tellOfLink(context, actor, writer, "link-added", [null, said], [base, revised]);
    return said;
  });
  return showLink(context, actor, link, [base, revised]);
}

async function ends(reader: Reader, actor: Actor, input: { base: string; revised: string }) {
  const [{ version: base }, { version: revised }] = [
    await findVersion(reader, actor, input.base),
    await findVersion(reader, actor, input.revised),
  ];
  if (base.id === revised.id) {
    throw new ProblemError("invalid-request", {}, [fieldProblem(["params", "revised"], "link-within-version")]);
  }
  return [base, revised] as const;
}

function checkClauses({ baseClause, revisedClause }: NewLink, base: VersionText, revised: VersionText): void {
  if (baseClause === null && revisedClause === null) throw invalidField("baseClause", "link-without-clause");
  for (const [field, clause, { clauses }] of [
    ["baseClause", baseClause, base],
    ["revisedClause", revisedClause, revised],
  ] as const) {
    if (clause !== null && !clauses.some(({ id }) => id === clause))
      throw invalidField(field, "clause-unknown", { clause });
  }
}

function isSame(known: Link, said: Link): boolean {
  return (
    known.by.participantId === said.by.participantId &&
    known.baseVersionId === said.baseVersionId &&
    known.revisedVersionId === said.revisedVersionId &&
    known.baseClause === said.baseClause &&
    known.revisedClause === said.revisedClause
  );
}
