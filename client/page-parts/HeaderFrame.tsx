import { Fragment, type ReactNode } from "react";
import { common as messages } from "#core/messages/catalogues.ts";

/**
 * The header line of every page: the trail from the forum down to the page, and the actions. The server renders it too,
 * so that nothing shifts when the client's header replaces the server's.
 */
export function HeaderFrame({
  home,
  trail,
  here,
  arrow,
  children,
}: {
  /** The link to the library. */
  home: ReactNode;
  /** The steps above the page. */
  trail: readonly ReactNode[];
  /** The name of the page, at the end of the trail. Null if the trail itself ends with it. */
  here: ReactNode;
  /** The separator between the steps of the trail. */
  arrow: ReactNode;
  /** The actions. */
  children: ReactNode;
}): ReactNode {
  const steps = here === null ? trail : [...trail, <span aria-current="page">{here}</span>];
  return (
    <header className="header screen-only">
      <a className="skip-link visually-hidden" href="#main">
        {messages.skipToText}
      </a>
      <nav className="trail" aria-label={messages.breadcrumb}>
        <ol>
          <li className="trail-forum">{home}</li>
          {steps.map((step, index) => (
            <Fragment key={index}>
              <li aria-hidden className="trail-arrow">
                {arrow}
              </li>
              <li dir="auto">{step}</li>
            </Fragment>
          ))}
        </ol>
      </nav>
      <div className="header-actions">{children}</div>
    </header>
  );
}
