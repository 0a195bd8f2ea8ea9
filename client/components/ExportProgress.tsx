import type { ReactNode } from "react";
import { Label, ProgressBar } from "react-aria-components";
import type { Received } from "../api/read-file.ts";
import { fileSize } from "./file-size.ts";
import "./progress.css";

/** How far a file that is taken away has come: first it is written, which takes as long as it takes, then it arrives. */
export function ExportProgress({ received }: { received: Received | null }): ReactNode {
  const of = received?.of ?? null;
  return (
    <ProgressBar
      className="progress"
      value={received && of !== null ? (received.bytes / Math.max(of, 1)) * 100 : 0}
      isIndeterminate={of === null}
    >
      {({ percentage, valueText }) => (
        <>
          <Label className="quiet">{sayReceived(received, valueText)}</Label>
          <span className="progress-track" aria-hidden>
            <span style={of === null ? {} : { inlineSize: `${percentage ?? 0}%` }} />
          </span>
        </>
      )}
    </ProgressBar>
  );
}

function sayReceived(received: Received | null, share: string | undefined): string {
  if (!received) return "The file is being written";
  const { bytes, of } = received;
  return of === null
    ? `${fileSize(bytes)} received`
    : `${fileSize(bytes)} of ${fileSize(of)} received (${share ?? ""})`;
}
