import { Body } from "@react-email/body";
import { Button } from "@react-email/button";
import { Container } from "@react-email/container";
import { Head } from "@react-email/head";
import { Hr } from "@react-email/hr";
import { Html } from "@react-email/html";
import { Text } from "@react-email/text";
import { renderToStaticMarkup } from "preact-render-to-string";
import { Fragment, type ReactNode } from "react";
import { colours } from "#core/compile/colours.ts";
import { textParts } from "#core/discuss/mentions.ts";
import { type MailBlock, type MailParts, plainMail, spacedCode } from "#core/phrases/mail-text.ts";
import { directionOf } from "#core/text/direction.ts";

/** Lays out a message as plain text and as HTML. Both have the same text. */
export function laidOut(parts: MailParts): { language: string; subject: string; text: string; html: string } {
  const { language, subject } = parts;
  return {
    language,
    subject,
    text: plainMail(parts),
    html: `<!doctype html>\n${renderToStaticMarkup(<MailPage parts={parts} />)}\n`,
  };
}

/** The colours of a message, by theme. Mail programs have no custom properties. */
const light = { ink: "#1c1b1a", soft: "#55524d", accent: "#0f5c5a", line: "#e2ded5", paper: colours.paper.light };
const dark = { ink: "#ece9e3", soft: "#b3aea5", accent: "#7cc4bf", line: "#45423d", paper: colours.paper.dark };

/** Programs that drop styles for a theme keep those on the elements, which are light. */
const darkStyle = `@media (prefers-color-scheme: dark) {
.page, .page td, .page p, .page blockquote { background: ${dark.paper} !important; color: ${dark.ink} !important; }
.page .soft { color: ${dark.soft} !important; }
.page .link { color: ${dark.accent} !important; }
.page .line { border-color: ${dark.line} !important; }
}`;

/** A page for mail programs: styles are on the elements, because many programs drop style sheets. */
function MailPage({ parts }: { parts: MailParts }): ReactNode {
  const { language, subject, replyAbove, greeting, body, unusable, foot, footLinks } = parts;
  return (
    <Html lang={language} dir={directionOf(language)}>
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{subject}</title>
        <style dangerouslySetInnerHTML={{ __html: darkStyle }} />
      </Head>
      <Body
        className="page"
        style={{ margin: 0, padding: "24px 16px", background: light.paper, color: light.ink, fontFamily: fonts }}
      >
        <Container style={{ maxWidth: "560px" }}>
          {replyAbove !== undefined && (
            <Text className="soft" style={small}>
              {replyAbove}
            </Text>
          )}
          <Text style={paragraph}>{greeting}</Text>
          {body.map((block, index) => (
            <Block key={index} block={block} unusable={unusable} />
          ))}
          <Hr className="line" style={{ margin: "24px 0 16px", borderTop: `1px solid ${light.line}` }} />
          <Text className="soft" style={small}>
            {foot}
          </Text>
          {footLinks.map(({ text, link }) => (
            <Text key={link} style={small}>
              <a className="link" href={link} style={{ color: light.accent }}>
                {text}
              </a>
            </Text>
          ))}
        </Container>
      </Body>
    </Html>
  );
}

const fonts = "system-ui,'Segoe UI',sans-serif";
const paragraph = { margin: "0 0 16px", fontSize: "16px", lineHeight: "1.5" };
const small = { margin: "0 0 8px", fontSize: "13px", lineHeight: "1.5", color: light.soft };

function Block({ block, unusable }: { block: MailBlock; unusable: string }): ReactNode {
  if ("code" in block)
    return (
      <Text style={{ ...paragraph, fontSize: "28px", fontWeight: 600, letterSpacing: "2px", direction: "ltr" }}>
        {spacedCode(block.code)}
      </Text>
    );
  if ("button" in block)
    return (
      <>
        <Text style={{ ...paragraph, marginTop: "24px" }}>
          <Button
            href={block.link}
            style={{ ...button, background: light.accent, color: "#ffffff", fontWeight: 600, fontSize: "16px" }}
          >
            {block.button}
          </Button>
        </Text>
        <Text className="soft" style={{ ...small, marginBottom: "16px" }}>
          {unusable}
          <br />
          <a
            className="link"
            href={block.link}
            style={{ color: light.accent, wordBreak: "break-all", direction: "ltr" }}
          >
            {block.link}
          </a>
        </Text>
      </>
    );
  if ("heading" in block)
    return (
      <Text dir="auto" style={{ ...paragraph, margin: "24px 0 8px", fontSize: "18px", fontWeight: 600 }}>
        {block.heading}
      </Text>
    );
  if ("line" in block)
    return (
      <Text style={{ ...paragraph, margin: "16px 0 4px" }}>
        {block.link === null ? (
          block.line
        ) : (
          <a className="link" href={block.link} style={{ color: light.accent }}>
            {block.line}
          </a>
        )}{" "}
        <span className="soft" style={{ color: light.soft, fontSize: "13px" }}>
          {block.after}
        </span>
      </Text>
    );
  if ("quote" in block)
    return (
      <blockquote
        className="line"
        dir="auto"
        style={{ ...paragraph, margin: "0 0 8px", padding: "0 12px", borderInlineStart: `3px solid ${light.line}` }}
      >
        {block.quote.split(/\n{2,}/u).map((part, index) => (
          <Text key={index} style={{ ...paragraph, margin: "0 0 8px", whiteSpace: "pre-wrap" }}>
            {part}
          </Text>
        ))}
      </blockquote>
    );
  if ("redline" in block)
    return (
      <Text
        className="line"
        lang={block.language}
        dir={directionOf(block.language)}
        style={{ ...paragraph, margin: "0 0 8px", padding: "0 12px", borderInlineStart: `3px solid ${light.line}` }}
      >
        {block.redline.map(({ kind, text }, index, all) => {
          if (kind === "kept") return text;
          const Change = kind === "deleted" ? "del" : "ins";
          // Some mail programs show neither colour nor line, so a deleted word must not run into the inserted one.
          const isAfterChange = index > 0 && all[index - 1]?.kind !== "kept";
          return (
            <Fragment key={index}>
              {isAfterChange && " "}
              <Change>{text}</Change>
            </Fragment>
          );
        })}
      </Text>
    );
  if ("note" in block)
    return (
      <Text className="soft" style={small}>
        {block.note}
      </Text>
    );
  return (
    <Text dir="auto" style={{ ...paragraph, whiteSpace: "pre-line" }}>
      {textParts(block.text, { people: [], documents: [] }).map((part, index) =>
        part.kind === "link" ? (
          <a key={index} className="link" href={part.url} style={{ color: light.accent, wordBreak: "break-all" }}>
            {part.text}
          </a>
        ) : (
          part.text
        ),
      )}
    </Text>
  );
}

const button = { padding: "12px 20px", borderRadius: "6px", display: "inline-block" };
