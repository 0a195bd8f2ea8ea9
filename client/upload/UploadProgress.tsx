import type { ReactNode } from "react";
import { Button, Label, ProgressBar } from "react-aria-components";
import "../components/progress.css";

/** How far a file is on its way, and the way to stop it. */
export function UploadProgress({
  sent,
  onStop,
}: {
  /** 0 to 1; then it is read and compared, which takes as long as it takes. */
  sent: number;
  onStop: () => void;
}): ReactNode {
  const reading = sent >= 1;
  return (
    <div className="upload-progress">
      <ProgressBar className="progress" value={sent * 100} isIndeterminate={reading}>
        {({ percentage, valueText }) => (
          <>
            <Label className="quiet">
              {reading ? "Reading the file and comparing it with the last draft" : `Sending the file: ${valueText}`}
            </Label>
            <span className="progress-track" aria-hidden>
              <span style={reading ? {} : { inlineSize: `${percentage ?? 0}%` }} />
            </span>
          </>
        )}
      </ProgressBar>
      <Button className="button" onPress={onStop}>
        Stop
      </Button>
    </div>
  );
}
