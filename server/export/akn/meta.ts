import type { Compilation, CompiledThread } from "#core/compile/compilation.ts";
import { symbolOf } from "#core/text/version.ts";
import { type AknNames, authorRole, forumId, noteId, organisationId } from "./names.ts";
import { escapeXml, xmlContainer, xmlElement } from "../shared/xml.ts";

/** Namespace for data that Akoma Ntoso has no element for. The prefix is bound at the root. */
export const ownNamespace = "urn:x-rapporteur:";

/** The author of the markup and of the document. */
const source = `#${forumId}`;

/** Renders the three FRBR levels, each named for the whole document and for its one component. */
export function identification(compilation: Compilation, names: AknNames, began: string): string {
  const { version, document, generatedAt, address } = compilation;
  const symbol = symbolOf(document, version);
  const value = (element: string, text: string): string => xmlElement(element, { value: text });
  const alias = (name: string, text: string): string => xmlElement("FRBRalias", { value: text, name });
  const level = (
    element: string,
    iri: string,
    parts: { component: string; aliases: readonly string[]; date: string; dated: string; further: readonly string[] },
  ): string =>
    xmlContainer(element, {}, [
      value("FRBRthis", parts.component),
      value("FRBRuri", iri),
      ...parts.aliases,
      xmlElement("FRBRdate", { date: parts.date, name: parts.dated }),
      xmlElement("FRBRauthor", { href: source, as: `#${authorRole}` }),
      ...parts.further,
    ]);
  return xmlContainer("identification", { source }, [
    level("FRBRWork", names.work, {
      component: `${names.work}/!main`,
      aliases: [alias("title", document.title), alias("shortTitle", document.shortTitle)],
      date: began,
      dated: "firstDraft",
      further: [
        value("FRBRcountry", names.country),
        names.subtype === null ? "" : value("FRBRsubtype", names.subtype),
        value("FRBRname", document.id),
        xmlElement("FRBRprescriptive", { value: "false" }),
      ],
    }),
    level("FRBRExpression", names.expression, {
      component: `${names.expression}/!main`,
      aliases: [
        alias("address", address),
        alias("label", version.label),
        ...(symbol === undefined ? [] : [alias("symbol", symbol)]),
        // A date is not unique: two copies with the same date may differ.
        alias("textHash", `sha256:${version.textHash}`),
        alias("contentHash", `sha256:${version.contentHash}`),
      ],
      date: version.date,
      dated: "draft",
      further: [
        value("FRBRversionNumber", version.round),
        xmlElement("FRBRauthoritative", { value: "false" }),
        xmlElement("FRBRlanguage", { language: names.language }),
      ],
    }),
    level("FRBRManifestation", names.manifestation, {
      component: `${names.expression}/!main.akn`,
      aliases: [],
      date: generatedAt.slice(0, 10),
      dated: "markup",
      further: [value("FRBRformat", "application/akn+xml")],
    }),
  ]);
}

/** Renders the draft's date, label and round. */
export function publication({ version }: Compilation): string {
  return xmlElement("publication", {
    date: version.date,
    name: "draft",
    showAs: version.label,
    number: version.round,
  });
}

/** Renders the text range of each note, because `noteRef` marks only its end, and the note's state. */
export function analysis(threads: readonly CompiledThread[], textOf: (clause: string) => string): string {
  if (threads.length === 0) return "";
  const annotations = threads.map((thread) =>
    xmlContainer(
      "r:annotation",
      {
        note: `#${noteId(thread.number)}`,
        kind: thread.kind,
        type: thread.type,
        created: thread.createdAt,
        madeOn: thread.origin.address,
        place: thread.placement.state,
        standing: thread.standing,
        decision: thread.decision?.outcome,
      },
      thread.places.map(({ clause, start, end }) =>
        xmlElement("r:words", { clause: `#${clause}`, start, end }, escapeXml(textOf(clause).slice(start, end))),
      ),
    ),
  );
  return xmlContainer("analysis", { source }, [xmlContainer("otherAnalysis", { source }, annotations)]);
}

/** An organisation or a role that the file refers to. */
interface Entity {
  kind: "organization" | "role";
  id: string;
  name: string;
}

/** Renders references to the forum, its role, and every organisation behind a note. */
export function references(
  { forum }: Compilation,
  { country }: Pick<AknNames, "country">,
  threads: readonly CompiledThread[],
): string {
  const organisations = new Map(
    threads
      .flatMap((thread) => [thread, ...thread.replies])
      .flatMap(({ source: author }) => author?.organisations ?? [])
      .map((organisation) => [organisation.id, organisation]),
  );
  const reference = (element: string, eId: string, { kind, id, name }: Entity): string =>
    xmlElement(element, { eId, href: `/akn/ontology/${kind}/${country}/${encodeURIComponent(id)}`, showAs: name });
  return xmlContainer("references", { source }, [
    reference("TLCOrganization", forumId, { kind: "organization", id: forum.id, name: forum.name }),
    reference("TLCRole", authorRole, { kind: "role", id: "author", name: "Author" }),
    ...[...organisations.values()].map(({ id, name }) =>
      reference("TLCOrganization", organisationId(id), { kind: "organization", id, name }),
    ),
  ]);
}
