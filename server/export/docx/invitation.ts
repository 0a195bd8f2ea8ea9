import { AlignmentType, Document, ExternalHyperlink, type Paragraph } from "docx";
import type { Invitation } from "#core/compile/invitation.ts";
import { dayText, timeText } from "#core/phrases/dates.ts";
import { readsRightToLeft } from "#core/text/direction.ts";
import { symbolOf } from "#core/text/version.ts";
import type { FieldValues } from "#core/text/word-template.ts";
import { draftName, inSentence, word } from "../shared/export-phrases.ts";
import { mastheadFields } from "../shared/title-facts.ts";
import { Steps, type Piece } from "../shared/steps.ts";
import { letterhead, line, page } from "./cover.ts";
import { paragraphOf } from "./element.ts";
import { eachAStep, type HostFile, packDocx, packingSteps, textPlace } from "./package.ts";
import { sentenceRuns } from "./runs.ts";
import { docxStyles } from "./styles.ts";

/** Returns the fields of a template for a letter: those of its draft, with the date and the subject of the letter. */
export function invitationFields(invitation: Invitation): FieldValues {
  const { document, forum, generatedAt, version } = invitation;
  return {
    ...mastheadFields(invitation),
    date: dayText(generatedAt, version.language, forum.timeZone),
    title: word("letter-subject", version.language, { title: inSentence(document.title) }),
  };
}

/**
 * Writes a letter that invites the participants to a consultation, as a Word file for the secretariat to complete and
 * sign: letterhead, subject, what is open for comments and until when, and how to comment. In a host, it takes the
 * host's place for the text.
 */
export async function* invitationLetter(invitation: Invitation, host: HostFile | null): AsyncGenerator<Piece, void> {
  const { forum, version, generatedAt } = invitation;
  const { language } = version;
  const body = bodyOf(invitation);
  const steps = new Steps(body.length + packingSteps);
  const fields = invitationFields(invitation);
  const shown = host?.shown ?? null;
  const rightToLeft = readsRightToLeft(word("export-made", language));
  const subject = line("CoverTitle", fields.title ?? "", rightToLeft ? AlignmentType.RIGHT : AlignmentType.LEFT);
  const head = letterhead(fields, { forum, language, shown });
  const document = new Document({
    title: fields.title ?? "",
    creator: forum.name,
    lastModifiedBy: forum.name,
    styles: docxStyles(language),
    sections: [
      { properties: { page: page ?? {} }, children: [...head, ...(shown?.has("title") ? [] : [subject]), textPlace] },
    ],
  });
  const setting = host && { file: host, language, wide: false };
  yield* packDocx(document, generatedAt, { body: eachAStep(body, steps), comments: [], steps, host: setting });
}

function bodyOf({ document, forum, link, terms, version }: Invitation): Paragraph[] {
  const { language } = version;
  const rightToLeft = readsRightToLeft(word("export-made", language));
  const name = inSentence(forum.name);
  const symbol = symbolOf(document, version);
  const draft = inSentence(draftName(version, language));
  const title = inSentence(document.title);
  const named =
    symbol === undefined
      ? word("letter-draft", language, { draft, title })
      : word("letter-draft-with-symbol", language, { draft, title, symbol });
  const timeOf = (at: string): string => timeText(at, language, forum.timeZone);
  const period = { opens: timeOf(terms.opensAt), closes: timeOf(terms.closesAt) };
  const address = new ExternalHyperlink({ link, children: sentenceRuns(link, { style: "Hyperlink" }) });
  return [
    line("CoverSubtitle", word("letter-salutation", language, { forum: name })),
    line("BodyText", named),
    line("BodyText", word("letter-period", language, period)),
    line("BodyText", word("letter-comment", language)),
    paragraphOf({ style: "BodyText", bidirectional: rightToLeft }, [address]),
    line("BodyText", word("letter-word-file", language)),
    ...(terms.blind ? [line("BodyText", word("letter-blind", language))] : []),
    line("BodyText", word("letter-outcome", language)),
    line("BodyText", word("letter-close", language)),
    line("BodyText", word("letter-signature", language, { forum: name })),
  ];
}
