import { useState, type ReactNode } from "react";
import { Button } from "react-aria-components";
import { Link } from "wouter";
import type { ShownContribution } from "#core/contract/contribution-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import { ConfirmDialog } from "../components/ConfirmDialog.tsx";
import { counted, formatMoment } from "../components/format.ts";
import type { ContributionWrites } from "./use-contribution-writes.ts";

/**
 * The decision on a contribution: how much would be imported, and buttons to import it, discard it, or read the result.
 */
export function ImportBar({
  contribution,
  writes,
}: {
  contribution: ShownContribution;
  writes: ContributionWrites;
}): ReactNode {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const { items, version, organisations, may, state, takenAt } = contribution;
  const taken = items.filter((item) => item.taken && item.included).length;
  if (state === "taken") {
    return (
      <div className="upload-decision">
        <p className="take-words">
          Taken in{takenAt !== null && ` ${formatMoment(takenAt)}`}: each comment and proposal leads here.
        </p>
        {version && (
          <Link className="button button-primary" href={readingPath(version.address)}>
            Read them in {version.label}
          </Link>
        )}
      </div>
    );
  }
  const lacks = !version
    ? "Choose the draft it was written on."
    : organisations.length === 0
      ? "Say who sent it."
      : taken === 0
        ? contribution.handMarks === "asked" || contribution.unmarked === "asked"
          ? "Say above whether what was recognised is taken."
          : "Nothing is ticked."
        : version.state !== "published"
          ? `${version.label} is ${version.state}.`
          : "";
  const take = async (): Promise<boolean> => {
    setBusy(true);
    const done = await writes.take();
    setBusy(false);
    return done;
  };
  return (
    <div className="upload-decision">
      <p className="take-words" role="status">
        {lacks || `${String(taken)} of ${String(items.length)} would be taken in`}
      </p>
      {may.discard && (
        <Button className="button button-quiet button-danger" isDisabled={busy} onPress={() => void writes.discard()}>
          Throw away
        </Button>
      )}
      <Button
        className="button button-primary"
        isDisabled={busy || lacks !== "" || !may.take}
        onPress={() => setAsking(true)}
      >
        {busy ? "Taking in" : "Take in"}
      </Button>
      {asking && version && (
        <ConfirmDialog
          title={`Take in ${counted(taken, "comment or proposal", "comments and proposals")}?`}
          act="Take in"
          onConfirm={take}
          onClose={() => setAsking(false)}
        >
          <p>
            They are submitted on {version.document}, {version.label}, in the name of{" "}
            {organisations.map(({ name }) => name).join(", ")}, and everybody who may read the forum sees them. It can
            be undone.
          </p>
        </ConfirmDialog>
      )}
    </div>
  );
}
