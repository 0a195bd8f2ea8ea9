import { useQuery } from "@tanstack/react-query";
import type { Node } from "prosemirror-model";
import type { VersionPage } from "#core/contract/version-operations.ts";
import { parseDraft } from "#core/text/schema.ts";
import { draftQuery } from "../api/queries.ts";

type DraftJson = VersionPage["draft"];

const parsed = new WeakMap<DraftJson, Node>();

/** Returns a draft as nodes. It is parsed only once, however many proposals are drawn on it. */
export function parsedDraft(json: DraftJson): Node {
  const draft = parsed.get(json) ?? parseDraft(json);
  parsed.set(json, draft);
  return draft;
}

/** Returns the draft of a version as nodes, once it is loaded. */
export function useDraft(version: string): Node | undefined {
  const json = useQuery(draftQuery(version)).data;
  return json && parsedDraft(json);
}
