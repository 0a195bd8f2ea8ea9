import type { ReactNode } from "react";
import type { UptakeCounts, UptakeTable } from "#core/contract/uptake-operations.ts";
import type { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import { sayCounts } from "#core/messages/uptake-table.ts";
import { uptakeExtents } from "#core/outcome/uptake.ts";
import { interfaceLanguage } from "../page-parts/messages.ts";

/** A table of proposers by drafts, with the number of their proposals at each extent of uptake. */
export function CountsTable({
  title,
  head,
  versions,
  rows,
  chosen,
  onChoose,
}: {
  title: string;
  /** Heading of the first column. */
  head: string;
  versions: UptakeTable["versions"];
  rows: readonly {
    id: string;
    name: string;
    title: string | undefined;
    group: StakeholderGroup;
    counts: readonly UptakeCounts[];
  }[];
  /** Id of the row to which the list of proposals is filtered. */
  chosen: string | null;
  onChoose: (id: string | null) => void;
}): ReactNode {
  return (
    <div className="uptake-part">
      <div className="uptake-part-head">
        <h2>{title}</h2>
      </div>
      <div className="uptake-frame" role="region" aria-label={title} tabIndex={0}>
        <table className="uptake-table">
          <thead>
            <tr>
              <th scope="col">{head}</th>
              {versions.map(({ id, label }) => (
                <th key={id} scope="col">
                  <bdi>{label}</bdi>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, name, title: whole, group, counts }) => (
              <tr key={id}>
                <th scope="row">
                  <span className="uptake-who">
                    <span className="speaker-mark" style={{ background: `var(--group-${group})` }} aria-hidden />
                    <button
                      type="button"
                      className="link-button"
                      title={whole}
                      aria-pressed={chosen === id}
                      onClick={() => onChoose(chosen === id ? null : id)}
                    >
                      {name}
                    </button>
                  </span>
                </th>
                {versions.map((version) => {
                  const found = counts.find(({ versionId }) => versionId === version.id);
                  return <td key={version.id}>{found && <Counts counts={found} />}</td>;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function Counts({ counts }: { counts: UptakeCounts }): ReactNode {
  return (
    <div className="uptake-counts">
      <span className="uptake-bar" aria-hidden>
        {uptakeExtents.map((extent) => (
          <span key={extent} className={`bar-${extent}`} style={{ flexGrow: counts[extent] }} />
        ))}
      </span>
      <span className="small">{sayCounts(counts, interfaceLanguage)}</span>
    </div>
  );
}
