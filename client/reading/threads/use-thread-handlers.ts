import { useMemo, useState } from "react";
import type { ListedVersion, Me } from "#core/contract/forum-operations.ts";
import type { AnnotationWrites } from "../../annotations/annotation-change.ts";
import { audienceOf, describeAudience, useKnownCircles, widerAudiences } from "../../annotations/audience.ts";
import type { ThreadHandlers } from "../state/thread-handlers.ts";
import type { Composing } from "../speak/use-composing.ts";

/** Returns the thread actions for this version and reader. */
export function useThreadHandlers({
  currentAddress,
  versions,
  me,
  writes,
  composer,
  mayComment,
  openNote,
  onPlace,
  onDone,
}: {
  currentAddress: string;
  /** All versions of the document. */
  versions: readonly ListedVersion[];
  me: Me;
  writes: AnnotationWrites;
  composer: Pick<Composing, "edit" | "beginAgain">;
  /** Whether the reader may propose here. */
  mayComment: boolean;
  openNote: (note: string | null) => void;
  onPlace: (annotation: string) => void;
  /** Called when the focused element has disappeared: a reply form that was sent or cancelled, or a dialog. */
  onDone: (annotation: string) => void;
}): ThreadHandlers {
  const [replying, setReplying] = useState<string | null>(null);
  const { edit, beginAgain } = composer;
  const circles = useKnownCircles(me);
  const languageHere = versions.find(({ address }) => address === currentAddress)?.language;
  return useMemo(
    () => ({
      currentAddress,
      nameOf: (address) =>
        versions.find((version) => version.address === address || version.id === address)?.label ?? address,
      drafts: versions.filter(
        ({ state, language }) => (state === "published" || state === "superseded") && language === languageHere,
      ),
      participantId: me.participant?.id ?? null,
      replying,
      onReplying: (annotation) => {
        if (annotation === null && replying !== null) onDone(replying);
        setReplying(annotation);
      },
      onReply: writes.reply,
      onEditReply: writes.editReply,
      onEdit: (placed) => {
        openNote(placed.annotation.id);
        edit(placed);
      },
      onProposeAgain: mayComment
        ? (placed, rebased) => {
            openNote(placed.annotation.id);
            beginAgain(placed, rebased);
          }
        : null,
      audienceOf: (annotation) => describeAudience(audienceOf(annotation), me, circles),
      widerOf: (annotation) => widerAudiences(audienceOf(annotation), me, circles ?? []),
      onShare: (placed, { visibility, circle }) => void writes.edit(placed, { visibility, circle }),
      onPlace,
      onStanding: (placed, act, reason) => writes[act](placed, reason),
      onStood: onDone,
    }),
    [
      currentAddress,
      languageHere,
      versions,
      me,
      circles,
      replying,
      writes,
      edit,
      beginAgain,
      mayComment,
      openNote,
      onPlace,
      onDone,
    ],
  );
}
