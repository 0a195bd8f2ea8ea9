import { Fragment, type ReactNode } from "react";

/**
 * The header line of every page: the trail from the forum down to the page, and the actions. The server renders it too,
 * so that nothing shifts when the client's header replaces the server's.
 */
export function HeaderFrame({
  home,
  trail,
  arrow,
  children,
}: {
  /** The link to the library. */
  home: ReactNode;
  trail: readonly ReactNode[];
  /** The separator between the steps of the trail. */
  arrow: ReactNode;
  /** The actions. */
  children: ReactNode;
}): ReactNode {
  return (
    <header className="header">
      <a className="skip-link visually-hidden" href="#main">
        Skip to the text
      </a>
      <nav className="trail" aria-label="Where you are">
        <ol>
          <li className="trail-forum">{home}</li>
          {trail.map((step, index) => (
            <Fragment key={index}>
              <li aria-hidden className="trail-arrow">
                {arrow}
              </li>
              <li>{step}</li>
            </Fragment>
          ))}
        </ol>
      </nav>
      <div className="header-actions">{children}</div>
    </header>
  );
}
