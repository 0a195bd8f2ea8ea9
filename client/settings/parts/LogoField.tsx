import { type ReactNode, useId, useRef, useState } from "react";
import { largestLogo, mostLogoPixels } from "#core/contract/people-operations.ts";
import { organisationLogos as messages, settingsPage as settings } from "#core/messages/catalogues.ts";
import { FileButton } from "../../components/FileField.tsx";
import { fileSize } from "../../components/format.tsx";
import { formatMessage } from "../../page-parts/messages.ts";
import { chooseLogo, type LogoChoice } from "./logo-choice.ts";
import { refusalText } from "./refusal.ts";
import "./sections.css";

/** A logo, as a field of a form: shown, chosen from a file, or removed. */
export function LogoField({
  stored,
  alt,
  hint,
  choice,
  onChange,
}: {
  /** URL of the stored logo, or null. */
  stored: string | null;
  /** Describes the stored logo. */
  alt: string;
  /** Says where the logo is shown. */
  hint: string;
  choice: LogoChoice;
  /** Receives the choice. An error that it throws is shown. */
  onChange: (choice: LogoChoice) => void | Promise<void>;
}): ReactNode {
  const [error, setError] = useState<string | null>(null);
  const choose = useRef<HTMLButtonElement>(null);
  const id = useId();
  const shown = choice.kind === "chosen" ? choice.picture : choice.kind === "kept" ? stored : null;
  const attempt = async (choose: () => LogoChoice | Promise<LogoChoice>): Promise<void> => {
    try {
      await onChange(await choose());
      setError(null);
    } catch (reason) {
      setError(refusalText(reason));
    }
  };
  const remove = (): void => {
    void attempt(() => (stored === null ? { kind: "kept" } : { kind: "removed" }));
    // The button that had the focus is gone.
    choose.current?.focus();
  };
  return (
    <div className="field" role="group" aria-labelledby={id} aria-describedby={`${id}-note`}>
      <span className="field-label" id={id}>
        {messages.logo}
        <span className="quiet form-optional">{settings.optional}</span>
      </span>
      <div className="row">
        <span className="logo-box">
          {shown === null ? (
            <span className="quiet small">{messages.noLogo}</span>
          ) : (
            <img src={shown} alt={choice.kind === "chosen" ? messages.newLogoAlt : alt} />
          )}
        </span>
        <FileButton
          buttonRef={choose}
          accepts={["image/png", "image/jpeg"]}
          name={shown === null ? undefined : messages.replaceLogoLabel}
          onFiles={([file]) => {
            if (file) void attempt(() => chooseLogo(file));
          }}
        >
          {shown === null ? messages.chooseLogo : messages.replaceLogo}
        </FileButton>
        {shown !== null && (
          <button type="button" className="button button-quiet" aria-label={messages.removeLogoLabel} onClick={remove}>
            {messages.removeLogo}
          </button>
        )}
      </div>
      <div id={`${id}-note`}>
        <p className="quiet small">
          {formatMessage(messages.logoHint, {
            size: fileSize(largestLogo),
            pixels: String(mostLogoPixels),
            shown: hint,
          })}
        </p>
        <p className="field-error" role="alert">
          {error}
        </p>
      </div>
      <p className="visually-hidden" role="status">
        {choice.kind === "chosen" ? messages.logoChosen : choice.kind === "removed" ? messages.logoRemoved : null}
      </p>
    </div>
  );
}
