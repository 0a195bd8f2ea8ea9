import { useQuery, useQueryClient } from "@tanstack/react-query";
import { focusOnMount } from "../../components/focus.ts";
import { FormDialog } from "../parts/Form.tsx";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Link } from "wouter";
import type { ShownSetUp } from "#core/contract/set-up-operations.ts";
import { modelForum as messages, settingsPage as settings } from "#core/messages/catalogues.ts";
import { call } from "../../api/call.ts";
import { Progress } from "../../components/Progress.tsx";
import { toast } from "../../components/toasts.ts";
import { formatMessage } from "../../page-parts/messages.ts";
import { refusalText } from "../parts/refusal.ts";
import { setUpQuery } from "../parts/settings-queries.ts";

/** Time between two questions how far the filling is, in ms. */
const pollEvery = 500;

type Model = ShownSetUp["model"];

/** Fills an empty forum with the model forum, and clears it again. Nothing if neither is possible. */
export function ModelForum({ model }: { model: Model }): ReactNode {
  const { isFilling, fill, stop } = useFilling(model);
  const { canTry, canClear } = model;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isFilling) return undefined;
    // The button that had the focus is gone afterwards.
    const heading = title.current;
    return () => void setTimeout(() => document.activeElement === document.body && heading?.focus());
  }, [isFilling]);
  if (!canTry && !canClear && !isFilling) return null;
  return (
    <aside className="model-forum" aria-labelledby="model-title">
      <h2 id="model-title" tabIndex={-1} ref={title}>
        {canClear && !isFilling ? messages.modelFilledTitle : messages.modelTitle}
      </h2>
      <p>{canClear && !isFilling ? messages.modelFilled : messages.modelAbout}</p>
      <p role="status" className="visually-hidden">
        {isFilling && messages.modelFilling}
      </p>
      {isFilling ? (
        <FillingProgress filling={model.filling} onStop={stop} />
      ) : canClear ? (
        <FilledActions />
      ) : (
        <button type="button" className="button" onClick={() => void fill()}>
          {messages.modelTry}
        </button>
      )}
    </aside>
  );
}

/** Follows the filling, which another window may have begun. */
function useFilling({ filling }: Model): { isFilling: boolean; fill: () => Promise<void>; stop: () => Promise<void> } {
  const client = useQueryClient();
  const [isSent, setSent] = useState(false);
  const isStopped = useRef(false);
  const isFilling = isSent || filling !== null;
  useQuery({ ...setUpQuery, refetchInterval: isFilling && pollEvery });
  useEffect(() => {
    if (!isFilling) return undefined;
    // Everything is different afterwards.
    return () => void client.invalidateQueries();
  }, [client, isFilling]);
  const fill = async (): Promise<void> => {
    setSent(true);
    try {
      const setUp = await call("tryModelForum", {});
      if (!isStopped.current) {
        client.setQueryData(setUpQuery.queryKey, setUp);
        toast(setUp.model.canClear ? messages.modelTried : messages.modelStopped);
      }
    } catch (error) {
      toast(refusalText(error), { tone: "failed" });
    }
    isStopped.current = false;
    setSent(false);
  };
  const stop = async (): Promise<void> => {
    isStopped.current = true;
    try {
      client.setQueryData(setUpQuery.queryKey, await call("clearModelForum", {}));
      toast(messages.modelStopped);
    } catch (error) {
      isStopped.current = false;
      toast(refusalText(error), { tone: "failed" });
    }
  };
  return { isFilling, fill, stop };
}

/** How far the filling is, and a button that stops it. */
function FillingProgress({ filling, onStop }: { filling: Model["filling"]; onStop: () => Promise<void> }): ReactNode {
  const isCounted = filling !== null && filling.of > 0;
  const [isStopping, setStopping] = useState(false);
  return (
    <div className="model-progress">
      <Progress
        share={isCounted ? filling.done / filling.of : null}
        describe={(percent) =>
          isCounted ? formatMessage(messages.modelFillingShare, { percent }) : messages.modelFilling
        }
      />
      <button
        type="button"
        className={`button button-quiet${isStopping ? " is-busy" : ""}`}
        ref={focusOnMount}
        onClick={() => {
          if (isStopping) return;
          setStopping(true);
          void onStop().finally(() => setStopping(false));
        }}
      >
        {settings.cancel}
      </button>
    </div>
  );
}

function FilledActions(): ReactNode {
  const client = useQueryClient();
  const [isClearing, setClearing] = useState(false);
  return (
    <>
      <div className="row">
        <Link className="button" href="/">
          {settings.goToDocuments}
        </Link>
        <button type="button" className="button button-danger" onClick={() => setClearing(true)}>
          {messages.modelClear}
        </button>
      </div>
      {isClearing && (
        <FormDialog
          title={messages.modelClearTitle}
          act={messages.modelClear}
          isDanger
          onSave={async () => {
            await call("clearModelForum", {});
            await client.invalidateQueries();
            toast(messages.modelCleared);
          }}
          onClose={() => setClearing(false)}
        >
          <p>{messages.modelClearConsequence}</p>
        </FormDialog>
      )}
    </>
  );
}
