import * as z from "zod";
import { type CommentType, commentTypes } from "#core/discuss/annotation.ts";
import { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { Position } from "#core/discuss/reply.ts";
import { messageText } from "#core/phrases/message-text.ts";
import { Selector } from "#core/place/selector.ts";
import type { ReadRemark, RemarkList, RemarkNotice, RemarkPlace } from "#core/receive/read-contribution.ts";
import type { Notice } from "#core/text/notice.ts";
import { plainTextOf } from "#core/text/segments/block.ts";
import { streamSafe } from "#core/text/stream-safe.ts";
import { readHtml } from "../html/read-html.ts";
import { decodeText } from "../shared/decode-text.ts";
import { UnreadableFile } from "../shared/unreadable-file.ts";

/**
 * Maximum number of annotations, equal to the maximum rows of a comment form. Items that are not annotations count too,
 * because each gets a notice.
 */
const mostAnnotations = 20_000;

/**
 * Reads annotations of the W3C model from any JSON-LD: a collection with its pages, a page, a list, or a single
 * annotation. An annotation that answers another one in the file becomes a reply to it.
 *
 * The location comes from selectors in our own format, or from quotes (TextQuoteSelector) anywhere among other
 * selectors. A location without a quote is passed on as given, for a person to resolve. Nothing is fetched.
 *
 * @throws UnreadableFile not-this-format if it is not JSON or has no annotations, empty, too-large
 */
export function readCollection(bytes: Uint8Array): RemarkList {
  const { annotations, others, missing } = annotationsIn(parsed(bytes));
  if (annotations.length === 0) throw new UnreadableFile("not-this-format", "no annotations in it");
  const count = annotations.length + others.length + missing.length;
  if (count > mostAnnotations) throw new UnreadableFile("too-large", `${String(count)} annotations`);
  const notices: Notice[] = [];
  const notice = (code: RemarkNotice, place: string, params: Notice["params"] = {}): void => {
    notices.push({ code, params, place });
  };
  for (const address of missing) notice("annotation-page-missing", "", { address });
  for (const id of others) notice("annotation-not-read", "", { id });

  const remarks = new Map<string, ReadRemark & { replies: ReadRemark["replies"][number][] }>();
  const answered = new Map<string, string>();
  const uniqueIds = new UniqueIds();
  const ids = new Set(annotations.map(({ id }) => textIn(id)).filter(Boolean));
  for (const [index, annotation] of annotations.entries()) {
    const ownId = textIn(annotation["id"]) || `annotation ${String(index + 1)}`;
    const read = readable(annotation, ownId);
    if (!read) {
      notice("annotation-too-deep", ownId);
      continue;
    }
    const id = uniqueIds.idOf(read);
    if (id === undefined) continue;
    const remark = { ...read, id };
    if (annotation["operations"] !== undefined && !remark.proposed) notice("annotation-change-not-read", id);
    if (remark.text === "" && !remark.proposed) {
      notice("annotation-without-words", id);
      continue;
    }
    const answers = listed(annotation["target"])
      .map(addressOf)
      .find((address) => ids.has(address));
    if (answers !== undefined && answers !== id) answered.set(id, answers);
    else if (listed(annotation["motivation"]).includes("replying")) {
      notice("annotation-answers-nothing", id, { answers: listed(annotation["target"]).map(addressOf).join(", ") });
    }
    remarks.set(id, { ...remark, replies: [] });
  }
  for (const [id, answers] of answered) {
    const root = rootOf(answers, answered);
    const [reply, remark] = [remarks.get(id), remarks.get(root)];
    if (!reply || !remark || root === id) {
      notice("annotation-answers-nothing", id, { answers });
      continue;
    }
    const { author, source, date, text } = reply;
    remark.replies.push({ author, source, date, text });
    remarks.delete(id);
  }
  if (remarks.size === 0) throw new UnreadableFile("empty", "no annotation with words");
  return { form: "remarks", names: mostNamed(annotations), remarks: [...remarks.values()], notices };
}

/** Reads an annotation; undefined if its text is nested too deeply, which is no reason to refuse the others. */
function readable(annotation: Loose, id: string): ReadRemark | undefined {
  try {
    return remarkOf(annotation, id);
  } catch (error) {
    if (error instanceof UnreadableFile && error.code === "too-large") return undefined;
    throw error;
  }
}

/** The ids of a file's annotations. Other programs may give one id to several. */
class UniqueIds {
  readonly #known = new Map<string, { contents: Set<string>; count: number }>();
  readonly #used = new Set<string>();

  /** Returns an id that no earlier annotation has. Undefined if the file has the same annotation twice. */
  idOf({ id, ...rest }: ReadRemark): string | undefined {
    const known = this.#known.get(id) ?? { contents: new Set(), count: 0 };
    this.#known.set(id, known);
    const content = JSON.stringify(rest);
    if (known.contents.has(content)) return undefined;
    known.contents.add(content);
    let free: string;
    do {
      known.count += 1;
      free = known.count === 1 ? id : `${id} (${String(known.count)})`;
    } while (this.#used.has(free));
    this.#used.add(free);
    return free;
  }
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decodeText(bytes, "json").text.replace(/^\uFEFF/u, "")) as unknown;
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile("not-this-format", "no JSON");
  }
}

/** Returns the root of a chain of replies. Circular replies have none. */
function rootOf(id: string, answered: ReadonlyMap<string, string>): string {
  const seen = new Set([id]);
  let root = id;
  for (let next = answered.get(root); next !== undefined && !seen.has(next); next = answered.get(root)) {
    seen.add(next);
    root = next;
  }
  return answered.has(root) ? "" : root;
}

function remarkOf(annotation: Loose, id: string): ReadRemark {
  const bodies = [...listed(annotation["body"]), ...listed(annotation["bodyValue"])].map((body) =>
    bodyOf(body, annotation),
  );
  const position = Position.safeParse(annotation["position"]);
  const text = [
    ...(position.success ? [`${messageText({ code: `position-${position.data}`, params: {} }, "en")}.`] : []),
    ...bodies.filter(({ edits }) => !edits).map(({ text: text }) => text),
  ];
  const change = bodies.filter(({ edits }) => edits).map(({ text: text }) => text);
  const steps = z.array(ProposalOperation).min(1).safeParse(annotation["operations"]);
  const created = new Date(textIn(annotation["created"]));
  const { author, source } = creatorOf(annotation);
  return {
    id,
    author,
    source,
    date: Number.isNaN(created.getTime()) ? null : created.toISOString(),
    text: text.filter(Boolean).join("\n\n"),
    type: commentTypes.find((type): type is CommentType => type === annotation["commentType"]) ?? null,
    place: placeOf(annotation),
    proposed:
      steps.success || change.some((text) => text !== "")
        ? { text: change.join("\n"), steps: steps.success ? steps.data : null }
        : null,
    resolved: false,
    replies: [],
  };
}

/** Returns a body's text, and whether it is meant to replace the annotated text. */
function bodyOf(body: unknown, annotation: Loose): { text: string; edits: boolean } {
  const node = record(body);
  if (!node) return { text: textIn(body), edits: false };
  const purposes = listed(node["purpose"] ?? annotation["motivation"]);
  const value = textIn(node["value"]) || textIn(node["id"]) || textIn(node["source"]);
  const html = /^text\/html|^application\/xhtml/u.test(textIn(node["format"]));
  const text = html ? plainTextOf(readHtml(value).blocks).replaceAll("\n", "\n\n") : value;
  return { text: streamSafe(text).normalize("NFC").replace(/\r\n?/gu, "\n"), edits: purposes.includes("editing") };
}

function creatorOf(annotation: Loose): { author: string; source: string } {
  const creators = listed(annotation["creator"]);
  const nodes = creators.map(record);
  const organisations = nodes.filter((node) => isOfType(node, "Organization"));
  const people = nodes.filter((node) => node !== null && !isOfType(node, "Organization"));
  const nameOf = (node: Loose | null): string => textIn(node?.["name"]) || textIn(node?.["nickname"]);
  return {
    author: [...people.map(nameOf), ...creators.map(textIn)].find(Boolean) ?? "",
    source: organisations.map((node) => textIn(node?.["nickname"]) || nameOf(node)).join(", "),
  };
}

function placeOf(annotation: Loose): RemarkPlace {
  const targets = listed(annotation["target"]);
  const selectors = targets.map((target) => listed(record(target)?.["selector"]));
  if (selectors.every((list) => list.length === 0)) {
    // The target is the whole page, or a part that only its URL fragment names.
    const fragments = targets
      .map((target) => /^[^#]*#(.+)$/su.exec(addressOf(target))?.[1])
      .filter((fragment) => fragment !== undefined);
    return { citation: fragments[0] ?? null, quote: null, selectors: null };
  }
  const read = selectors.map(readSelectors);
  const described = selectors
    .flat()
    .map((selector) => record(selector))
    .find((selector) => selector !== null);
  if (read.every((list) => list.length === 0)) {
    return { citation: described ? locationText(described) : null, quote: null, selectors: null };
  }
  return { citation: null, quote: null, selectors: read.filter((list) => list.length > 0) };
}

/** Reads selectors in our own format, otherwise the quotes among them and in their refinements. */
function readSelectors(selectors: readonly unknown[]): Selector[] {
  const ours = z.array(Selector).min(1).safeParse(selectors);
  return ours.success ? ours.data : selectors.flatMap((selector) => quotesIn(record(selector), 0));
}

/** Maximum depth of nested refinements. In a quote refined by a quote, the inner one is meant. */
const deepest = 4;

function quotesIn(selector: Loose | null, depth: number): Selector[] {
  if (!selector || depth > deepest) return [];
  const refined = listed(selector["refinedBy"]).flatMap((refinement) => quotesIn(record(refinement), depth + 1));
  if (refined.length > 0) return refined;
  const exact = textIn(selector["exact"]);
  if (!isOfType(selector, "TextQuoteSelector") || exact === "") return [];
  const around = (name: string): string => (typeof selector[name] === "string" ? selector[name] : "");
  return [{ type: "TextQuoteSelector", exact, prefix: around("prefix"), suffix: around("suffix") }];
}

/** Returns a location as the file describes it, if it has no quote: "12–40". */
function locationText(selector: Loose): string {
  const { start, end, value } = selector;
  if (typeof start === "number" && typeof end === "number") return `${String(start)}–${String(end)}`;
  return textIn(value) || textIn(selector["type"]);
}

/** Returns the URL of a target: its page or another annotation. */
function addressOf(target: unknown): string {
  const node = record(target);
  return node ? textIn(node["source"]) || textIn(node["id"]) : textIn(target);
}

/** Returns the page that most annotations are on. */
function mostNamed(annotations: readonly Loose[]): string | null {
  const counts = new Map<string, number>();
  for (const address of annotations.flatMap(({ target }) => listed(target).map(addressOf))) {
    const [page = ""] = address.split("#", 1);
    if (page !== "") counts.set(page, (counts.get(page) ?? 0) + 1);
  }
  return [...counts].sort(([, left], [, right]) => right - left)[0]?.[0] ?? null;
}

/** Unvalidated JSON. */
type Loose = Readonly<Record<string, unknown>>;

/**
 * Returns a node of a linked-data file with its keys as named by the Web Annotation context. Null if the value is not
 * an object.
 */
function record(value: unknown): Loose | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const { "@id": id, "@type": type, ...rest } = value as Loose;
  return { ...(id !== undefined && { id }), ...(type !== undefined && { type }), ...rest };
}

/** Returns a JSON-LD value as a list. JSON-LD writes a single value without one. */
function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

function textIn(value: unknown): string {
  return typeof value === "string" ? value.trim() : "";
}

function isOfType(value: Loose | null, type: string): boolean {
  return value !== null && listed(value["type"]).includes(type);
}

/** The annotations in a file: of a collection, a page or a list, or a single one. */
export interface AnnotationsFound {
  annotations: Loose[];
  /** Ids of items among them that are not annotations. */
  others: string[];
  /** Pages given only by URL. */
  missing: string[];
}

/**
 * Collects the annotations of a file in order (Web Annotation Data Model, 5.1 and 5.2). Follows pages from one to the
 * next as far as the file contains them. Fetches nothing.
 */
function annotationsIn(value: unknown): AnnotationsFound {
  const found: AnnotationsFound = { annotations: [], others: [], missing: [] };
  const seen = new Set<unknown>();
  // Used as a stack with the next item last, because removing the first item of an array shifts all others.
  const waiting: unknown[] = [];
  const follow = (nodes: readonly unknown[]): void => {
    for (let at = nodes.length - 1; at >= 0; at -= 1) waiting.push(nodes[at]);
  };
  follow(listed(value));
  while (waiting.length > 0) {
    const next = waiting.pop();
    const node = record(next);
    if (!node) found.others.push(textIn(next));
    else if (isOfType(node, "Annotation")) found.annotations.push(node);
    else if (node["@graph"] !== undefined) follow(listed(node["@graph"]));
    else if (isOfType(node, "AnnotationCollection") || isOfType(node, "AnnotationPage")) {
      // A page that links back to an earlier one would cause an endless loop.
      if (seen.has(next)) continue;
      seen.add(next);
      const following = [node["first"], node["next"]].filter((page) => page !== undefined && page !== null);
      found.missing.push(...following.filter((page) => typeof page === "string"));
      follow([...listed(node["items"]), ...following.filter((page) => typeof page !== "string")]);
    } else found.others.push(textIn(node["id"]));
  }
  return found;
}
