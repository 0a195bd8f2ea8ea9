import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Link } from "wouter";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { placementsQuery } from "../../api/queries.ts";
import { readingPath } from "#core/contract/pages.ts";
import { placements as reasons, readingRoom as messages } from "#core/messages/catalogues.ts";
import { uncheckedHead } from "../../page-parts/messages.ts";

/** Shows an annotation's placement on every later draft. Loaded when it is opened. */
export function LaterDrafts({
  placed,
  nameOf,
}: {
  placed: PlacedAnnotation;
  /** Returns a version's label, given its address. */
  nameOf: (address: string) => string;
}): ReactNode {
  const [open, setOpen] = useState(false);
  const { id } = placed.annotation;
  const placements = useQuery({ ...placementsQuery(id), enabled: open });
  const drafts = placements.data;
  return (
    <details className="later-drafts small" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="quiet tappable">{messages.laterDrafts}</summary>
      {drafts?.length === 0 && <p className="quiet">{messages.noLaterDraft}</p>}
      {placements.isError && <p className="field-error">{placements.error.message}</p>}
      <ol>
        {drafts?.map(({ version, placement }) => (
          <li key={version}>
            <Link href={`${readingPath(version)}?note=${id}${placement.state === "orphan" ? "&list=orphans" : ""}`}>
              <bdi>{nameOf(version)}</bdi>
            </Link>
            : {uncheckedHead(placement.reason, reasons)}
          </li>
        ))}
      </ol>
    </details>
  );
}
