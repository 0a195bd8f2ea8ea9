import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { type ShownWebhook, webhookNews } from "#core/contract/webhook-operations.ts";
import { accountPages, interfaceLanguage, webhooksPage as messages } from "#core/messages/catalogues.ts";
import { headOf } from "#core/phrases/message-text.ts";
import { call } from "../../api/call.ts";
import { CopyField } from "../../components/CopyField.tsx";
import { DialogFrame } from "../../components/DialogFrame.tsx";
import { toast } from "../../components/toasts.ts";
import { FormDialog, FormText } from "../parts/Form.tsx";
import { webhooksQuery } from "../parts/settings-queries.ts";

/** Adds a webhook, or edits one. */
export function WebhookDialog({
  hook,
  onAdded,
  onClose,
}: {
  /** Null to add one. */
  hook: ShownWebhook | null;
  /** Gets the secret of a new one, in place of `onClose`. */
  onAdded: (secret: string) => void;
  onClose: () => void;
}): ReactNode {
  const client = useQueryClient();
  const [url, setUrl] = useState(hook?.url ?? "");
  const [news, setNews] = useState(hook?.news ?? [...webhookNews]);
  const save = async (): Promise<boolean> => {
    const body = { url: url.trim(), news };
    if (hook) await call("changeWebhook", { params: { webhook: hook.id }, body });
    else onAdded((await call("addWebhook", { body })).secret);
    await client.invalidateQueries(webhooksQuery);
    toast(hook ? messages.changed : messages.added);
    return hook !== null;
  };
  return (
    <FormDialog
      title={hook ? messages.editTitle : messages.add}
      act={hook ? messages.save : messages.add}
      isReady={url.trim() !== "" && news.length > 0}
      onSave={save}
      onClose={onClose}
    >
      <FormText
        name="url"
        label={messages.address}
        hint={messages.addressHint}
        value={url}
        maxLength={500}
        hasFocus
        onChange={setUrl}
      />
      <fieldset className="setting-checks">
        <legend className="field-label">{messages.news}</legend>
        {webhookNews.map((one) => (
          <label key={one} className="setting-check">
            <input
              type="checkbox"
              checked={news.includes(one)}
              onChange={({ target }) =>
                setNews(webhookNews.filter((kind) => (kind === one ? target.checked : news.includes(kind))))
              }
            />
            <span>{headOf(messages.newsNames[one], interfaceLanguage())}</span>
          </label>
        ))}
      </fieldset>
    </FormDialog>
  );
}

/** Shows a new secret, which is in no later answer. So the dialog closes only with its button or Escape. */
export function NewSecretDialog({ secret, onClose }: { secret: string; onClose: () => void }): ReactNode {
  return (
    <DialogFrame title={messages.secretTitle} isDismissable={false} onClose={onClose}>
      <p>{messages.secretOnce}</p>
      <CopyField label={messages.secret} value={secret} hasFocus />
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onClose}>
          {accountPages.close}
        </button>
      </div>
    </DialogFrame>
  );
}
