import type { Compilation, CompiledThread } from "#core/compile/compilation.ts";
import { fragmentOf } from "#core/discuss/inline-content.ts";
import { symbolOf } from "#core/text/version.ts";
import { draftName, sentenceCase } from "../shared/export-phrases.ts";
import { type InlineRun, inlineRunsOf } from "../shared/inline-runs.ts";
import { type Piece, type Steps, stepsOf } from "../shared/steps.ts";
import {
  allThreads,
  type ProposedClauseView,
  type ReplyView,
  type ThreadView,
  threadViewer,
  type ThreadViewer,
} from "../shared/thread-view.ts";
import { auditFacts, titleFacts, withdrawnNotice } from "../shared/title-facts.ts";
import { escapeXml, xmlContainer, xmlElement, xmlEnd, xmlStart } from "../shared/xml.ts";
import {
  aknContent,
  type AknInline,
  aknParts,
  aknPlainContent,
  aknTree,
  mainBodyMarkup,
  noteReference,
  preambleMarkup,
  prefaceMarkup,
} from "./body.ts";
import { analysis, identification, ownNamespace, publication, references } from "./meta.ts";
import { aknNames, forumId, noteId, organisationId } from "./names.ts";

/**
 * Renders a commented text in Akoma Ntoso 3.0 (OASIS LegalDocML 1.0), named as in the UN's profile AKN4UN
 * (names.ts).
 *
 * - Every clause keeps its own id as its eId. There is no wId, because two drafts never share a clause id: lineage is
 *   computed.
 * - Comments and proposals are in `notes`, referred to from the end of the text they are about. The
 *   title page is the `coverPage`. The same compilation gives the same bytes.
 *
 * `began` is the date of the document's first version, YYYY-MM-DD, because the name of a work includes its year.
 */
export function* akn(compilation: Compilation, began: string): Generator<Piece, void> {
  const { clauses } = compilation;
  const names = aknNames(compilation, began);
  const threads = allThreads(compilation);
  const texts = new Map(clauses.map(({ id, text }) => [id, text]));
  const steps = stepsOf(compilation);
  const { contentOf, inText } = contentRenderer(compilation, steps);
  const parts = aknParts(aknTree(clauses, inText));
  const root = { xmlns: "http://docs.oasis-open.org/legaldocml/ns/akn/3.0", "xmlns:r": ownNamespace };
  const meta = xmlContainer("meta", {}, [
    identification(compilation, names, began),
    publication(compilation),
    analysis(threads, (clause) => texts.get(clause) ?? ""),
    references(compilation, names, threads),
    aknNotes(threads, threadViewer(compilation)),
  ]);
  steps.advance(threads.length);
  const document = [names.element, { name: names.name, contains: "originalVersion" }] as const;
  const lines = (...markup: string[]): Piece =>
    steps.piece(
      markup
        .filter(Boolean)
        .map((fragment) => `${fragment}\n`)
        .join(""),
    );
  yield lines(`<?xml version="1.0" encoding="UTF-8"?>`, xmlStart("akomaNtoso", root), xmlStart(...document), meta);
  yield lines(coverPage(compilation), prefaceMarkup(parts.title, contentOf));
  yield lines(preambleMarkup(parts.preamble, contentOf), xmlStart("mainBody"));
  for (const block of mainBodyMarkup(parts.body, contentOf)) yield lines(block);
  yield lines(xmlEnd("mainBody"), xmlEnd(names.element), xmlEnd("akomaNtoso"));
}

/** Has the same content as the title page of every other format. The hashes are in the metadata. */
function coverPage(compilation: Compilation): string {
  const { forum, document, version } = compilation;
  const symbol = symbolOf(document, version);
  const notice = withdrawnNotice(compilation);
  const paragraph = (className: string, text: string): string => xmlElement("p", { class: className }, escapeXml(text));
  const audit = auditFacts(compilation.auditHead, version.language);
  const facts = [...titleFacts(compilation), ...audit].map(({ label, value }) =>
    xmlElement(
      "tr",
      {},
      [
        xmlElement("th", {}, xmlElement("p", {}, escapeXml(label))),
        xmlElement("td", {}, xmlElement("p", {}, escapeXml(value))),
      ].join(""),
    ),
  );
  return xmlContainer("coverPage", {}, [
    symbol === undefined ? "" : xmlElement("p", { class: "symbol" }, xmlElement("docNumber", {}, escapeXml(symbol))),
    paragraph("forum", forum.name),
    paragraph("title", document.title),
    paragraph("draft", draftName(version, version.language)),
    notice === null ? "" : paragraph("notice", notice),
    xmlContainer("table", { eId: "cover__about" }, facts),
  ]);
}

/**
 * Creates the renderer of clauses, which puts each footnote at its first reference. `inText` holds the footnotes
 * rendered that way.
 */
function contentRenderer({ clauses }: Compilation, steps: Steps) {
  const footnotes = new Map(clauses.filter(({ kind }) => kind === "footnote").map((clause) => [clause.id, clause]));
  const referred = clauses
    .filter(({ id }) => !footnotes.has(id))
    .flatMap(({ content }) => inlineRunsOf(fragmentOf(content)))
    .flatMap((run) => (run.kind === "note" ? run.clause : []));
  const inText = new Set(referred.filter((id) => footnotes.has(id)));
  const written = new Set<string>();
  const footnote = ({ clause: id, label }: Extract<InlineRun, { kind: "note" }>): string => {
    const clause = inText.has(id) ? footnotes.get(id) : undefined;
    if (!clause || written.has(id)) {
      return footnotes.has(id) ? noteReference(id, label) : xmlElement("sup", {}, escapeXml(label));
    }
    written.add(id);
    const attributes = { eId: id, marker: label, placement: "bottom", "xml:lang": clause.language };
    steps.advance();
    return xmlElement("authorialNote", attributes, xmlElement("p", {}, aknContent(clause, { footnote })));
  };
  const contentOf = (clause: (typeof clauses)[number]): string => {
    steps.advance();
    return aknContent(clause, { footnote });
  };
  return { contentOf, inText };
}

/** A note cannot contain footnotes, so only their marks are printed. */
const printed: AknInline = { footnote: ({ label }) => xmlElement("sup", {}, escapeXml(label)) };

/**
 * Renders threads as editorial notes. `note` is for notes by persons other than the text's author; the draft's own
 * footnotes are `authorialNote`. A proposal is also a note, with its wording in `ins` and `del`. `textualMod` and `mod`
 * would mean that it has already amended the text.
 */
function aknNotes(threads: readonly CompiledThread[], view: ThreadViewer): string {
  if (threads.length === 0) return "";
  return xmlContainer(
    "notes",
    { source: `#${forumId}` },
    threads.map((thread) => noteMarkup(view(thread))),
  );
}

function noteMarkup(thread: ThreadView): string {
  const { organisations } = thread.source;
  const attributes = {
    eId: noteId(thread.number),
    class: thread.kind,
    marker: thread.number,
    refersTo: organisations.length > 0 ? organisations.map(({ id }) => `#${organisationId(id)}`).join(" ") : null,
  };
  return xmlContainer("note", attributes, [
    line("source", [thread.name, thread.source.name].join(" · ")),
    line("remarks", [thread.date, ...thread.remarks].join(" · ")),
    line("remarks", thread.placementReason),
    line("words", thread.about),
    ...thread.paragraphs.map((text) => line("said", text)),
    ...thread.proposal.flatMap(proposedLines),
    ...thread.positions.map((text) => line("position", sentenceCase(text))),
    ...thread.decision.map((text) => line("decision", text)),
    ...thread.replies.flatMap(replyLines),
  ]);
}

function replyLines({ source, date, position, paragraphs }: ReplyView): string[] {
  const head = [source.name, date, position ?? ""];
  return [line("replySource", head.filter(Boolean).join(" · ")), ...paragraphs.map((text) => line("reply", text))];
}

function proposedLines({ heading, label, segments }: ProposedClauseView): string[] {
  const texts = segments.map(({ kind, content }) => {
    const written = aknPlainContent(content, printed);
    if (kind === "kept") return written;
    return xmlElement(kind === "inserted" ? "ins" : "del", {}, written);
  });
  return [
    line("remarks", heading),
    xmlElement("p", { class: "proposed" }, `${label === null ? "" : `${escapeXml(label)} `}${texts.join("")}`),
  ];
}

function line(className: string, text: string): string {
  return text === "" ? "" : xmlElement("p", { class: className }, escapeXml(text));
}
