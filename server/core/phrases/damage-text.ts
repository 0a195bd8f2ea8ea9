import type { DamageReport, ListedVersion } from "#core/contract/forum-operations.ts";
import { damage, inLanguage } from "#core/messages/catalogues.ts";
import { formatMessage } from "#core/phrases/format-message.ts";
import { listText } from "#core/phrases/list-text.ts";

type DamagedBody = DamageReport["bodies"][number];

/** Names a damaged text or file by what needs it: "The text of Opinion 5, Draft 1". */
export function damagedBodyText(body: DamagedBody, language: string): string {
  const messages = inLanguage(damage, language);
  const uses = [
    ...body.versions.map(({ document, label }) => `${document}, ${label}`),
    ...body.contributions.map(({ fileName }) => formatMessage(messages.contribution, { file: fileName }, language)),
    ...body.organisations.map((organisation) => formatMessage(messages.logo, { organisation }, language)),
    ...(body.isTemplate ? [messages.template] : []),
    ...(body.isLogo ? [messages.forumLogo] : []),
  ];
  const what = uses.length === 0 ? messages.unused : listText(uses, language);
  return formatMessage(body.kind === "text" ? messages.textOf : messages.fileOf, { what }, language);
}

/** Names the drafts that an answer leaves out, or returns null if there are none. */
export function leftOutText(
  damaged: readonly string[] | undefined,
  versions: readonly Pick<ListedVersion, "address" | "label">[],
  language: string,
): string | null {
  if (!damaged || damaged.length === 0) return null;
  const labels = new Map(versions.map(({ address, label }) => [address, label]));
  const drafts = listText(
    damaged.map((address) => labels.get(address) ?? address),
    language,
  );
  return formatMessage(inLanguage(damage, language).leftOut, { drafts }, language);
}
