import type {
  Compilation,
  CompiledDecision,
  CompiledReply,
  CompiledThread,
  Source,
} from "#core/compile/compilation.ts";
import { annotationKinds } from "#core/discuss/annotation.ts";
import { uncheckedText } from "#core/phrases/message-text.ts";
import { isRightlyGone } from "#core/place/needs-decision.ts";
import { selectorsOf } from "#core/place/selector.ts";
import type { VersionText } from "#core/text/clause.ts";
import { symbolOf } from "#core/text/version.ts";
import { type Piece, Steps } from "../shared/steps.ts";
import { unsaidAmendment } from "../shared/amended-runs.ts";
import { fileTitle } from "../shared/title-facts.ts";
import { allThreads } from "../shared/thread-view.ts";

/**
 * Terms in addition to those of Web Annotation; a reader that does not know them skips them. `operations` are a
 * proposal's steps on the version, in the format of the API, and so is the `amendment` of a reply. A decision that accepts
 * a proposal as amended has the IRI of that reply as `amendedBy`.
 */
const ownTerms = {
  own: "urn:x-rapporteur:",
  commentType: "own:commentType",
  standing: "own:standing",
  standingReason: "own:standingReason",
  change: { "@id": "own:change", "@type": "@json" },
  placement: { "@id": "own:placement", "@type": "@json" },
  position: "own:position",
  decision: { "@id": "own:decision", "@type": "@json" },
  operations: { "@id": "own:operations", "@type": "@json" },
  amendment: { "@id": "own:amendment", "@type": "@json" },
  about: { "@id": "own:about", "@type": "@json" },
};

/**
 * Writes the comments of a compilation in the W3C Web Annotation Data Model: a collection with one page (sections 5.1
 * and 5.2) of annotations, in the order of the compilation. A reply is an annotation that targets the annotation it
 * answers.
 *
 * `baseUrl` is the address of the forum, without a trailing slash. IRIs lead to the version's page and to the API. If
 * sources are hidden, an annotation's IRI is its number in this collection, because its own id could reveal its author.
 */
export function jsonld(compilation: Compilation, baseUrl: string): Iterable<Piece> {
  return new CollectionWriter(compilation, baseUrl).pieces();
}

/**
 * The start of the list of annotations, which are inserted after it one by one. No text can contain it, because
 * quotation marks in texts are escaped.
 */
const itemsPlace = '"items": [';

/** The indentation of an annotation in the page, and that of the bracket that closes the list. */
const itemLead = "\n      ";
const listEnd = "\n    ";

const jsonOf = (value: object): string => JSON.stringify(value, null, 2);

class CollectionWriter {
  readonly #compilation: Compilation;
  readonly #baseUrl: string;
  readonly #page: string;
  readonly #text: VersionText;
  readonly #threads: readonly CompiledThread[];

  constructor(compilation: Compilation, baseUrl: string) {
    this.#compilation = compilation;
    this.#baseUrl = baseUrl;
    this.#page = this.#pageOf(compilation.address);
    this.#text = versionTextOfCompilation(compilation);
    this.#threads = allThreads(compilation);
  }

  *pieces(): Generator<Piece, void> {
    const steps = new Steps(this.#threads.length);
    const [before = "", after = ""] = jsonOf(this.#collection()).split(itemsPlace);
    yield steps.piece(before + itemsPlace);
    let lead = itemLead;
    for (const thread of this.#threads) {
      steps.advance();
      for (const annotation of this.#thread(thread)) {
        yield steps.piece(lead + jsonOf(annotation).replaceAll("\n", itemLead));
        lead = `,${itemLead}`;
      }
    }
    yield steps.piece(`${lead === itemLead ? "" : listEnd}${after}\n`);
  }

  #collection(): object {
    const total = this.#threads.reduce((sum, { replies }) => sum + 1 + replies.length, 0);
    const { document, version, generatedAt, auditHead, address, sources, filters, counts } = this.#compilation;
    const { textHash, contentHash } = version;
    const symbol = symbolOf(document, version);
    const collection = `${this.#page}#annotations`;
    const page = `${this.#page}#annotations-1`;
    return {
      "@context": ["http://www.w3.org/ns/anno.jsonld", ownTerms],
      id: collection,
      type: "AnnotationCollection",
      label: fileTitle({ document, version }),
      generator: { id: `${this.#baseUrl}/`, type: "Software", name: "Rapporteur" },
      generated: generatedAt,
      // The same data as the title page of other formats.
      about: {
        ...(symbol !== undefined && { symbol }),
        address,
        textHash,
        contentHash,
        auditHead,
        sources,
        filters,
        counts,
      },
      total,
      first: { id: page, type: "AnnotationPage", partOf: collection, startIndex: 0, items: [] },
      last: page,
    };
  }

  #thread(thread: CompiledThread): object[] {
    const { language } = this.#compilation.version;
    const id = this.#idOf(thread);
    const annotation = {
      ...this.#statement(thread, id, annotationKinds[thread.kind].motivation),
      commentType: thread.type,
      ...(thread.operations ? { operations: thread.operations } : {}),
      target: this.#targets(thread),
      ...(thread.change ? { change: this.#between(thread.change) } : {}),
      ...(thread.origin.here
        ? {}
        : {
            placement: {
              state: thread.placement.state,
              ...(isRightlyGone(thread.placement) ? { gone: true } : {}),
              score: thread.placement.score,
              reason: uncheckedText(thread.placement.reason, language),
              madeOn: this.#pageOf(thread.origin.address),
            },
          }),
      ...(thread.decision ? { decision: this.#decided(thread, thread.decision) } : {}),
    };
    const replies = thread.replies.map((reply, index) => ({
      ...this.#statement(reply, this.#replyId(thread, index), "replying"),
      ...(reply.position ? { position: reply.position } : {}),
      ...(reply.amendment ? { amendment: reply.amendment } : {}),
      target: id,
    }));
    return [annotation, ...replies];
  }

  #between({ base, revised }: NonNullable<CompiledThread["change"]>): object {
    return { base: this.#pageOf(base.address), revised: this.#pageOf(revised.address) };
  }

  #decided(thread: CompiledThread, { outcome, reason, at, shownIn, mergedWith }: CompiledDecision): object {
    const accepted = thread.replies.findIndex((reply) => reply.accepted);
    return {
      outcome,
      ...(accepted < 0 ? {} : { amendedBy: this.#replyId(thread, accepted) }),
      ...(reason === "" ? {} : { reason }),
      decided: at,
      ...(shownIn ? { shownIn: this.#pageOf(shownIn.address) } : {}),
      ...(mergedWith ? { mergedWith: this.#mergedInto(mergedWith.number) } : {}),
    };
  }

  #statement(statement: CompiledThread | CompiledReply, id: string, motivation: string): object {
    const creators = creatorsOf(statement.source);
    return {
      id,
      type: "Annotation",
      motivation,
      ...(creators.length > 0 ? { creator: creators } : {}),
      created: statement.createdAt,
      ...(statement.editedAt ? { modified: statement.editedAt } : {}),
      ...this.#body(statement),
      ...(statement.standing === "open" ? {} : { standing: statement.standing }),
      ...(statement.standingReason ? { standingReason: statement.standingReason } : {}),
    };
  }

  /** Returns the comment and the proposed changes, each with its purpose. Empty if they may not be shown. */
  #body(statement: CompiledThread | CompiledReply): { body?: object[] } {
    const { language } = this.#compilation.version;
    const steps = "proposedChange" in statement ? statement.proposedChange : [];
    const amended = "amendment" in statement ? unsaidAmendment(statement, language) : undefined;
    const words = [...steps.map((step) => uncheckedText(step, language)), ...(amended ? [amended] : [])];
    const bodies = [
      ...(statement.text
        ? [{ type: "TextualBody", purpose: "commenting", format: "text/plain", value: statement.text }]
        : []),
      ...words.map((value) => ({ type: "TextualBody", purpose: "editing", format: "text/plain", value })),
    ];
    return bodies.length > 0 ? { body: bodies } : {};
  }

  /** Returns the targets on this version. For an orphan, quotes the text of the version it was made on. */
  #targets(thread: CompiledThread): object[] {
    const resource = (source: string, selectors: readonly object[]): object =>
      selectors.length === 0
        ? { type: "SpecificResource", source }
        : { type: "SpecificResource", source, selector: selectors.length === 1 ? selectors[0] : selectors };
    if (thread.targets.length > 0) {
      return thread.targets.map((target): object => resource(this.#page, selectorsOf(this.#text, target)));
    }
    const createdOn = this.#pageOf(thread.origin.address);
    const quotes = thread.origin.quotes.map((exact) => ({ type: "TextQuoteSelector", exact }));
    return quotes.length > 0 ? quotes.map((quote) => resource(createdOn, [quote])) : [resource(createdOn, [])];
  }

  #pageOf(address: string): string {
    return `${this.#baseUrl}/read/${address}`;
  }

  #annotation(id: string): string {
    return `${this.#baseUrl}/api/annotations/${encodeURIComponent(id)}`;
  }

  #mergedInto(number: number): string | undefined {
    const thread = this.#threads.find((candidate) => candidate.number === number);
    return thread && this.#idOf(thread);
  }

  #idOf({ id, number }: CompiledThread): string {
    return id === null ? this.#counted(number) : this.#annotation(id);
  }

  #replyId({ number }: CompiledThread, index: number): string {
    return `${this.#counted(number)}-${String(index + 1)}`;
  }

  #counted(number: number): string {
    return `${this.#page}#annotation-${String(number)}`;
  }
}

/** Returns the person and every organisation behind an annotation. Empty if the source is not shown. */
function creatorsOf(source: Source | null): object[] {
  if (!source) return [];
  return [
    { type: "Person", name: source.name },
    ...source.organisations.map(({ name, shortName }) => ({ type: "Organization", name, nickname: shortName })),
  ];
}

/** Returns the text of a compiled version, identical to that of the version itself. */
function versionTextOfCompilation({ clauses, version }: Compilation): VersionText {
  let start = 0;
  return {
    text: clauses.map(({ text }) => text).join("\n"),
    language: version.language,
    clauses: clauses.map(({ id, kind, label, citation, depth, text }) => {
      const clause = { id, kind, label, citation, depth, start, end: start + text.length };
      start = clause.end + 1;
      return clause;
    }),
  };
}
