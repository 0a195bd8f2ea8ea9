import type { DeskItem } from "#core/contract/desk-operations.ts";
import { organisationsBehind } from "#core/discuss/speaker.ts";
import { decisionOutcomes } from "#core/outcome/decision.ts";
import { plainText } from "../components/plain-text.ts";

/** The states by which the queue is filtered. Messages name each. */
export const deskStates = ["open", "location", "prepared", "decided", "not-in-text", "all"] as const;
export type DeskState = (typeof deskStates)[number];

export const deskOrders = ["text", "oldest", "due", "source"] as const;
export type DeskOrder = (typeof deskOrders)[number];

/** The filters of the queue, as the address keeps them. An undefined one lets everything pass. */
export interface DeskFilters {
  state: DeskState;
  order: DeskOrder;
  /** Id of a person, or "nobody". */
  assignee?: string | undefined;
  group?: string | undefined;
  organisation?: string | undefined;
  kind?: string | undefined;
  language?: string | undefined;
  tag?: string | undefined;
  text?: string | undefined;
}

/** Reads the filters of an address. */
export function readDeskFilters(get: (name: string) => string | undefined): DeskFilters {
  return {
    state: deskStates.find((state) => state === get("state")) ?? "open",
    order: deskOrders.find((order) => order === get("order")) ?? "text",
    ...{ assignee: get("assignee"), group: get("group"), organisation: get("organisation") },
    ...{ kind: get("kind"), language: get("language"), tag: get("tag"), text: get("text") },
  };
}

/** Whether a comment is in a state of the queue. */
export function isInState(
  { decision, prepared, placement, kind }: Pick<DeskItem, "decision" | "prepared" | "placement" | "kind">,
  state: DeskState,
): boolean {
  switch (state) {
    case "open":
      return !decision && !prepared;
    case "location":
      return placement.needsDecision;
    case "prepared":
      return prepared !== null;
    case "decided":
      return decision !== null;
    case "not-in-text":
      return kind === "proposal" && decision !== null && decisionOutcomes[decision.outcome].takesUp && !decision.inText;
    case "all":
      return true;
  }
}

/** Returns the comments that pass all filters, in the chosen order. */
export function filterDesk(items: readonly DeskItem[], filters: DeskFilters): DeskItem[] {
  const { state, order, assignee, group, organisation, kind, language, tag, text = "" } = filters;
  const words = plainText(text).split(" ").filter(Boolean);
  const passing = items.filter((item) => {
    const behind = organisationsBehind(item.speaker);
    const searched = words.length > 0 ? plainText(searchedText(item)) : "";
    return (
      isInState(item, state) &&
      (assignee === undefined || (item.assignedTo ?? "nobody") === assignee) &&
      (group === undefined || item.speaker.group === group) &&
      (organisation === undefined || behind.some(({ id }) => id === organisation)) &&
      (kind === undefined || item.kind === kind) &&
      (language === undefined || item.language === language) &&
      (tag === undefined || item.tags.includes(tag)) &&
      words.every((word) => searched.includes(word))
    );
  });
  return order === "text" ? passing : passing.toSorted((one, other) => compare(keyOf(one, order), keyOf(other, order)));
}

function searchedText({ text, speaker, clause, tags }: DeskItem): string {
  const names = organisationsBehind(speaker).flatMap(({ name, shortName }) => [name, shortName]);
  return [text, speaker.name, ...names, clause?.citation ?? "", ...tags].join(" ");
}

function keyOf(item: DeskItem, order: Exclude<DeskOrder, "text">): string {
  if (order === "oldest") return item.submittedAt;
  // Comments without a day come last.
  if (order === "due") return item.dueOn ?? "9";
  return plainText(item.speaker.organisation?.shortName ?? item.speaker.name);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
