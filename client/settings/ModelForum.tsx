import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Button } from "react-aria-components";
import type { ShownSetUp } from "#core/contract/set-up-operations.ts";
import * as messages from "#core/messages/settings-page.en.ts";
import { call } from "../api/call.ts";
import { toast } from "../components/toasts.ts";
import { FormDialog } from "./FormDialog.tsx";
import { refusalText } from "./refusal.ts";

/** Fills an empty forum with the model forum, and clears it again. Nothing if neither is possible. */
export function ModelForum({ model: { canTry, canClear } }: { model: ShownSetUp["model"] }): ReactNode {
  const client = useQueryClient();
  const [isFilling, setFilling] = useState(false);
  const [isClearing, setClearing] = useState(false);
  if (!canTry && !canClear && !isFilling) return null;
  const fill = async (): Promise<void> => {
    setFilling(true);
    try {
      await call("tryModelForum", {});
      await client.invalidateQueries();
      toast(messages.modelTried);
    } catch (error) {
      toast(refusalText(error), { tone: "failed" });
    }
    setFilling(false);
  };
  return (
    <aside className="model-forum" aria-labelledby="model-title">
      <h2 id="model-title">{messages.modelTitle}</h2>
      <p>{canClear ? messages.modelFilled : messages.modelAbout}</p>
      <p role="status">{isFilling && messages.modelTrying}</p>
      {canClear ? (
        <Button className="button button-danger" onPress={() => setClearing(true)}>
          {messages.modelClear}
        </Button>
      ) : (
        <Button className={`button${isFilling ? " is-busy" : ""}`} onPress={() => !isFilling && void fill()}>
          {messages.modelTry}
        </Button>
      )}
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
          {() => <p>{messages.modelClearConsequence}</p>}
        </FormDialog>
      )}
    </aside>
  );
}
