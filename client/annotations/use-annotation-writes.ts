import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import type { ListedVersion, Me } from "#core/contract/forum-operations.ts";
import { common as messages } from "#core/messages/catalogues.ts";
import { atFirstInput } from "../components/lazy-component.tsx";
import { toast } from "../components/toasts.ts";
import type { AnnotationWrites } from "./annotation-change.ts";

/** Returns the writes on the annotations of a version (`annotationWrites`). Their code is loaded for the first one. */
export function useAnnotationWrites(
  version: ListedVersion,
  me: Me,
  /** The name by which the version was requested: its address, an address that redirects to it, or its id. */
  requestedAs: string,
): AnnotationWrites {
  const client = useQueryClient();
  const { load, writes } = useMemo(() => {
    let loading: Promise<AnnotationWrites> | undefined;
    const load = (): Promise<AnnotationWrites> => {
      loading ??= import("./annotation-writes.ts").then(({ annotationWrites }) =>
        annotationWrites(client, { version, me, requestedAs }),
      );
      return loading;
    };
    const write = async (act: (writes: AnnotationWrites) => Promise<boolean>): Promise<boolean> => {
      const loaded = await load().catch(() => null);
      if (loaded) return act(loaded);
      loading = undefined;
      toast(messages.actionFailed, { tone: "failed" });
      return false;
    };
    const writes: AnnotationWrites = {
      create: (...sent) => write((to) => to.create(...sent)),
      edit: (...sent) => write((to) => to.edit(...sent)),
      withdraw: (...sent) => write((to) => to.withdraw(...sent)),
      reinstate: (...sent) => write((to) => to.reinstate(...sent)),
      hide: (...sent) => write((to) => to.hide(...sent)),
      erase: (...sent) => write((to) => to.erase(...sent)),
      reply: (...sent) => write((to) => to.reply(...sent)),
      editReply: (...sent) => write((to) => to.editReply(...sent)),
      withdrawReply: (...sent) => write((to) => to.withdrawReply(...sent)),
    };
    return { load, writes };
  }, [client, version, me, requestedAs]);
  const isKnown = me.participant !== null;
  // A failure is reported by the first write.
  useEffect(() => (isKnown ? atFirstInput(() => void load().catch(() => undefined)) : undefined), [isKnown, load]);
  return writes;
}
