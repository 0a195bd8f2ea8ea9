import { can } from "#core/access/permissions.ts";
import type { ListedDocument, ListedVersion, Me } from "#core/contract/forum-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import type { ReadVersion } from "../../api/queries.ts";
import type { AnnotationKind } from "#core/discuss/annotation.ts";
import type { Target } from "#core/discuss/target.ts";
import { clauseById, type VersionText } from "#core/text/clause.ts";
import { ledBySymbol } from "#core/text/version.ts";
import { composer as messages } from "#core/messages/catalogues.ts";
import { citationOfTarget, clauseOfTarget, quoteOfTarget, selectedTarget } from "../../annotations/target.ts";
import { actorOf } from "../../api/actor.ts";
import { toast } from "../../components/toasts.ts";
import type { Reader } from "../../reader/mount.ts";
import type { ReaderSelection } from "../../reader/clause-map.ts";
import type { CardFocus } from "../state/use-card-focus.ts";
import type { ReadingAddress } from "../state/use-reading-state.ts";
import { takesTargets } from "./composer-state.ts";
import type { Composing } from "./use-composing.ts";
import { commaText } from "../../page-parts/messages.ts";

/** The actions on the selected text, or on the current clause. */
export interface SelectionActions {
  /** Whether the reader may comment here. */
  mayComment: boolean;
  begin: (kind: AnnotationKind) => void;
  /** Adds the selection to the comment being written; undefined if that is not possible. */
  add: (() => void) | undefined;
  cancel: () => void;
  copy: () => void;
}

/**
 * Returns the actions to start, extend and cancel a comment on the selected text, or on the current clause if nothing
 * is selected.
 */
export function selectionActions({
  page: { version, text },
  document,
  me,
  narrow,
  address: { state, set, open, close },
  reader,
  selection,
  composer,
  focus,
}: {
  page: ReadVersion;
  document: ListedDocument;
  me: Me;
  /** Whether the composer opens in a sheet over the text. */
  narrow: boolean;
  address: ReadingAddress;
  reader: Reader | null;
  selection: ReaderSelection | null;
  composer: Composing;
  focus: CardFocus;
}): SelectionActions {
  const mayComment = version.state === "published" && can(actorOf(me), "annotate");
  const subject = (): Target | null => {
    // A key may be pressed before the page knows of the selection.
    const selected = reader?.selection() ?? selection;
    if (selected) return selectedTarget(text, selected);
    // An old link may name a clause that does not exist in this version.
    const clause = clauseById(text, state.clause ?? "") ?? text.clauses[0];
    return clause ? { kind: "clause", clause: clause.id } : null;
  };
  return {
    mayComment,
    begin: (kind) => {
      const target = subject();
      if (!target) return;
      if (!mayComment) {
        toast(me.participant ? messages.readOnlyHere : messages.signInFirst, { tone: "failed" });
        return;
      }
      getSelection()?.removeAllRanges();
      if (narrow) open({ list: "text", panel: "threads" });
      else set({ list: "text" });
      composer.begin({ kind, target });
    },
    add:
      takesTargets(composer.form) && selection
        ? () => {
            const added = selectedTarget(text, selection);
            getSelection()?.removeAllRanges();
            if (added) composer.addTarget(added);
          }
        : undefined,
    cancel: () => {
      const { form } = composer;
      composer.close();
      if (narrow) close({ panel: null });
      if (form.mode === "edit") focus.toCard(form.id);
      else focus.toClause(form.mode === "closed" ? null : clauseOfTarget(form.initial.target));
    },
    copy: () => {
      const target = subject();
      if (target) void copyCitation(document, version, text, target);
    },
  };
}

/** Copies a citation of a location in a draft: the quoted text if there is any, the location and a link. */
async function copyCitation(
  document: ListedDocument,
  version: ListedVersion,
  text: VersionText,
  target: Target,
): Promise<void> {
  const quotedText = quoteOfTarget(target);
  const quote = quotedText === null ? "" : `“${quotedText}” `;
  const clause = clauseOfTarget(target);
  const link = `${location.origin}${readingPath(version.address)}${clause === null ? "" : `?clause=${clause}`}`;
  const citation = commaText(
    ledBySymbol(document, version, document.shortTitle, version.label, citationOfTarget(text, target)),
  );
  try {
    await navigator.clipboard.writeText(`${quote}(${citation}) ${link}`);
    toast(messages.citationCopied);
  } catch {
    toast(messages.copyingBlocked, { tone: "failed" });
  }
}
