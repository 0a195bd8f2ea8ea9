import { Layers } from "lucide-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { Button } from "react-aria-components";
import type { Organisation } from "#core/access/people.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { ListedVersion, Me } from "#core/contract/forum-operations.ts";
import type { VersionText } from "#core/text/clause.ts";
import * as messages from "#core/messages/people-pages.en.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { ConsolidationDialog } from "./ConsolidationDialog.tsx";

/**
 * A button with which a coordinator consolidates the organisation's drafts into one submission. Renders nothing without
 * drafts.
 */
export function ConsolidateDrafts({
  drafts,
  onMade,
  ...room
}: {
  drafts: readonly PlacedAnnotation[];
  version: ListedVersion;
  text: VersionText;
  me: Me;
  organisations: readonly Organisation[];
  /** Receives the id of the new annotation. */
  onMade: (annotation: string) => void;
}): ReactNode {
  const [open, setOpen] = useState(false);
  const made = useRef<string | null>(null);
  // Only after the dialog has closed, because it traps the focus until then.
  useEffect(() => {
    if (open || made.current === null) return;
    const annotation = made.current;
    made.current = null;
    onMade(annotation);
  }, [open, onMade]);
  if (drafts.length === 0) return null;
  return (
    <p className="threads-note small">
      <Button className="button button-quiet" onPress={() => setOpen(true)}>
        <Layers size={14} aria-hidden />{" "}
        {formatMessage(messages.combineDrafts, {
          count: drafts.length,
          organisation: room.me.organisation?.shortName ?? "",
        })}
      </Button>
      {open && (
        <ConsolidationDialog
          drafts={drafts}
          {...room}
          onMade={(annotation) => {
            made.current = annotation;
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </p>
  );
}
