import { Fragment, type ReactNode, useRef, useState } from "react";
import { wordTemplate as messages } from "#core/messages/catalogues.ts";
import {
  bodyTag,
  type HouseField,
  houseFields,
  largestTemplate,
  type StoredTemplate,
} from "#core/text/word-template.ts";
import { untranslated } from "../../components/untranslated.ts";
import { call, urlOf } from "../../api/call.ts";
import { FileButton } from "../../components/FileField.tsx";
import { fileSize } from "../../components/format.tsx";
import { listText, formatMessage } from "../../page-parts/messages.ts";
import { refusalText } from "../parts/refusal.ts";
import { useSettingsChange } from "../parts/use-settings-change.ts";
import "../parts/sections.css";

/** The Word template of the forum: what was found in it, and the buttons that set, download and remove it. */
export function TemplateSetting({ template }: { template: StoredTemplate | undefined }): ReactNode {
  const { change } = useSettingsChange();
  const [isReading, setReading] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const choose = useRef<HTMLButtonElement>(null);
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    setReading(true);
    setError(null);
    try {
      await work();
    } catch (reason) {
      setError(refusalText(reason));
    }
    setReading(false);
  };
  const set = (file: File): void => {
    if (file.size > largestTemplate) {
      const sizes = { size: fileSize(file.size), most: fileSize(largestTemplate) };
      setError(formatMessage(messages.templateTooLarge, sizes));
      return;
    }
    const send = () => call("setForumTemplate", { query: { fileName: file.name }, file });
    void attempt(() => change(send, messages.templateSaved));
  };
  const remove = (): void => {
    // The button that had the focus is going.
    choose.current?.focus();
    void attempt(() => change(() => call("removeForumTemplate", {}), messages.templateRemoved));
  };
  return (
    <section className="settings-group stack-3">
      <h3>{messages.wordTemplate}</h3>
      <div className="quiet small">
        <p>{messages.templateHint}</p>
        <ul className="template-tags row">
          {houseFields.map((field) => (
            <li key={field}>
              <code {...untranslated}>{field}</code>
            </li>
          ))}
        </ul>
        <p>
          <code {...untranslated}>{bodyTag}</code> – {messages.bodyHint}
        </p>
      </div>
      {template ? <TemplateFound template={template} /> : <p>{messages.noTemplate}</p>}
      <div className="template-actions row">
        <FileButton
          buttonRef={choose}
          accepts={[".docx"]}
          isDisabled={isReading}
          name={template ? messages.replaceTemplateLabel : undefined}
          onFiles={([file]) => {
            if (file) set(file);
          }}
        >
          {template ? messages.replaceTemplate : messages.chooseTemplate}
        </FileButton>
        {template && (
          <>
            <a
              className="button"
              href={urlOf("getForumTemplate", {})}
              download={template.fileName}
              aria-label={messages.downloadTemplateLabel}
            >
              {messages.downloadTemplate}
            </a>
            <button
              type="button"
              className="button button-quiet"
              aria-label={messages.removeTemplateLabel}
              onClick={remove}
            >
              {messages.removeTemplate}
            </button>
          </>
        )}
      </div>
      <p className="small" role="status">
        {isReading && messages.templateReading}
      </p>
      <p className="field-error" role="alert">
        {error}
      </p>
    </section>
  );
}

const fieldNames = (): Readonly<Record<HouseField, string>> => ({
  symbol: messages.fieldSymbol,
  date: messages.fieldDate,
  "original-language": messages.fieldOriginalLanguage,
  "agenda-item": messages.fieldAgendaItem,
  title: messages.fieldTitle,
});

function TemplateFound({ template }: { template: StoredTemplate }): ReactNode {
  const { fileName, size, fields, missingFields, styles, cover, header, footer, body } = template;
  const named = (list: StoredTemplate["fields"]): string => listText(list.map((field) => fieldNames()[field]));
  const pages = [
    ...(cover ? [messages.foundCover] : []),
    ...(header ? [messages.foundHeader] : []),
    ...(footer ? [messages.foundFooter] : []),
    ...(body ? [messages.foundBody] : []),
  ];
  const lines = [
    [messages.foundFields, named(fields)],
    ...(missingFields.length > 0
      ? [[messages.missingFields, formatMessage(messages.missingFieldsNote, { fields: named(missingFields) })]]
      : []),
    [messages.foundPages, listText(pages)],
    [messages.foundStyles, listText(styles)],
  ];
  return (
    <div>
      <p>
        <strong>
          <bdi>{fileName}</bdi>
        </strong>{" "}
        <span className="quiet">{fileSize(size)}</span>
      </p>
      <dl className="template-found">
        {lines.map(([name, value]) => (
          <Fragment key={name}>
            <dt className="soft">{name}</dt>
            <dd>{value === "" ? messages.noneFound : value}</dd>
          </Fragment>
        ))}
      </dl>
    </div>
  );
}
