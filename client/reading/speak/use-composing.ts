import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import type { RebasedProposal } from "#core/contract/working-text-operations.ts";
import type { Target } from "#core/discuss/target.ts";
import { common as messages } from "#core/messages/catalogues.ts";
import { firstChoices } from "../../annotations/audience.ts";
import type { Subject } from "../../annotations/target.ts";
import { draftQuery } from "../../api/queries.ts";
import { store, storedKeys } from "../../components/stored-text.ts";
import { toast } from "../../components/toasts.ts";
import type * as composerActions from "./composer-actions.ts";
import type { ComposerHost, Unsent } from "./composer-actions.ts";
import { closedComposer, type ComposerState, type OpenComposer, withTarget } from "./composer-state.ts";
import type { UnsavedEdit } from "./unsaved-edit.ts";
import type { Written } from "./written.ts";

/** The composer of a reading room, with its actions. */
export interface Composing {
  form: ComposerState;
  /** The keys of text typed on this version on earlier visits and not sent. */
  unsent: readonly string[];
  /** Opens the composer on a subject. `text` is the initial text, unless unsent text is stored for it. */
  begin: (subject: Subject, text?: string) => void;
  /** Repeats a proposal from another draft on this one, as far as it can be carried over. */
  beginAgain: (placed: PlacedAnnotation, rebased: RebasedProposal) => void;
  resume: (unsent: Unsent) => void;
  discard: (unsent: Unsent) => void;
  edit: (placed: PlacedAnnotation) => void;
  /** Restores an earlier edit into the open composer. Text typed there since is stored separately. */
  restoreEarlier: (earlier: UnsavedEdit) => void;
  discardEarlier: (earlier: UnsavedEdit) => void;
  /** Adds a further target to the comment being written. */
  addTarget: (target: Target) => void;
  keepWritten: (written: Written) => void;
  send: (written: Written) => Promise<boolean>;
  close: () => void;
}

/** The code and the draft with which the composer of a version works. */
interface ComposerTools {
  address: string;
  actions: typeof composerActions;
  draft: ComposerHost["draft"];
}

/** Those of the version that was annotated last. Drafts may be long, so no others are kept. */
let loaded: ComposerTools | undefined;

async function loadTools(client: QueryClient, address: string): Promise<ComposerTools> {
  const [actions, { parsedDraft }, draft] = await Promise.all([
    import("./composer-actions.ts"),
    import("../../versions/parsed-draft.ts"),
    client.query(draftQuery(address)),
  ]);
  loaded = { address, actions, draft: parsedDraft(draft) };
  return loaded;
}

/** Opens, saves, sends and closes the one composer of a reading room. Its code and the draft are loaded for the first form. */
export function useComposing({
  address,
  me,
  writes,
  onSent,
  onReopened,
}: Pick<ComposerHost, "address" | "writes" | "onSent" | "onReopened"> & { me: Me }): Composing {
  const client = useQueryClient();
  const [form, setForm] = useState<ComposerState>(closedComposer);
  const opened = useRef<string | null>(null);
  const { capacity, visibility } = firstChoices(me);
  const participant = me.participant?.id ?? null;
  const { unsent, discard } = useUnsent(participant, address, form.mode === "closed" ? undefined : form.storageKey);

  const open = useCallback((next: OpenComposer) => {
    opened.current = next.id;
    setForm(next);
  }, []);
  const close = useCallback(() => {
    opened.current = null;
    setForm(closedComposer);
  }, []);
  const latest = useRef<Omit<ComposerHost, "draft">>(null);
  useLayoutEffect(() => {
    const isOpen = (annotation: string): boolean => opened.current === annotation;
    const person = { address, participant, capacity, visibility };
    latest.current = { ...person, writes, form, open, update: setForm, isOpen, close, onSent, onReopened };
  });

  const actions = useMemo(() => {
    /** Takes an action, as soon as its code is there. */
    const act = (take: (actions: typeof composerActions, host: ComposerHost) => void): void => {
      const run = ({ actions, draft }: ComposerTools): void => {
        if (latest.current) take(actions, { ...latest.current, draft });
      };
      if (loaded?.address === address) run(loaded);
      else loadTools(client, address).then(run, () => toast(messages.actionFailed, { tone: "failed" }));
    };
    return {
      begin: (subject: Subject, text = "") => act((to, host) => to.begin(host, subject, text)),
      beginAgain: (placed: PlacedAnnotation, rebased: RebasedProposal) =>
        act((to, host) => to.beginAgain(host, placed, rebased)),
      resume: (chosen: Unsent) => act((to, host) => to.resume(host, chosen)),
      edit: (placed: PlacedAnnotation) => act((to, host) => to.edit(host, placed)),
      restoreEarlier: (earlier: UnsavedEdit) => act((to, host) => to.restoreEarlier(host, earlier)),
      discardEarlier: (earlier: UnsavedEdit) => act((to, host) => to.discardEarlier(host, earlier)),
      keepWritten: (written: Written) => act((to, host) => to.keepWritten(host, written)),
      send: (written: Written) => new Promise<boolean>((resolve) => act((to, host) => resolve(to.send(host, written)))),
      addTarget: (target: Target) => setForm((state) => withTarget(state, target)),
    };
  }, [client, address]);
  return { form, unsent, discard, close, ...actions };
}

/** Returns the keys of unsent text typed on a version, except that of the open form. */
function useUnsent(
  participant: string | null,
  address: string,
  openKey: string | undefined,
): Pick<Composing, "unsent" | "discard"> {
  const [unsent, setUnsent] = useState<readonly string[]>([]);
  const read = useCallback(
    () => setUnsent(storedKeys(participant, `${address}/`).filter((key) => key !== openKey)),
    [participant, address, openKey],
  );
  useEffect(read, [read]);
  const discard = useCallback(
    ({ storageKey }: Unsent) => {
      store(participant, storageKey, null);
      // Storage sends no event for changes on the same page.
      read();
    },
    [participant, read],
  );
  return { unsent, discard };
}
