import { Download } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Link } from "wouter";
import { policyPath } from "#core/contract/settings-pages.ts";
import { accountPages as messages } from "#core/messages/catalogues.ts";
import { call } from "../api/call.ts";
import { toast } from "../components/toasts.ts";
import { saveFile } from "../exports/SaveTable.tsx";
import { formatMessage, richMessage } from "../page-parts/messages.ts";

/** Downloads everything that the forum stores about the reader, and links to the rules. */
export function OwnData(): ReactNode {
  const [seconds, setSeconds] = useState<number | null>(null);
  const abort = useRef<AbortController>(undefined);
  const isBusy = seconds !== null;
  useEffect(() => {
    if (!isBusy) return undefined;
    const timer = setInterval(() => setSeconds((count) => (count ?? 0) + 1), 1000);
    return () => clearInterval(timer);
  }, [isBusy]);
  useEffect(() => () => abort.current?.abort(), []);
  const download = async (): Promise<void> => {
    if (isBusy) return;
    const controller = new AbortController();
    abort.current = controller;
    setSeconds(0);
    try {
      saveFile(await call("getOwnData", { signal: controller.signal }), messages.ownDataFile);
      toast(formatMessage(messages.dataSaved, { file: messages.ownDataFile }));
    } catch (error) {
      if (!controller.signal.aborted)
        toast(error instanceof Error ? error.message : messages.downloadFailed, { tone: "failed" });
    }
    setSeconds(null);
  };
  return (
    <>
      <div className="profile-actions row">
        <button type="button" className={`button${isBusy ? " is-busy" : ""}`} onClick={() => void download()}>
          <Download size={16} aria-hidden /> {messages.downloadData}
        </button>
        <span role="status">{isBusy && seconds > 0 && formatMessage(messages.preparingData, { seconds })}</span>
        {isBusy && seconds > 0 && (
          <button type="button" className="button button-quiet" onClick={() => abort.current?.abort()}>
            {messages.cancel}
          </button>
        )}
      </div>
      <p className="quiet">{messages.erasureNote}</p>
      <p className="quiet">
        {richMessage(messages.policyLink, { link: (text) => <Link href={policyPath}>{text}</Link> })}
      </p>
    </>
  );
}
