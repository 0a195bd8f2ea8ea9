import { type ReactNode, useEffect, useState } from "react";
import { common as messages } from "#core/messages/catalogues.ts";
import "./skeleton.css";

/** Grey lines as placeholders for text. */
export function Skeleton({ lines = 6 }: { lines?: number }): ReactNode {
  return (
    <div className="skeleton" aria-hidden>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} style={{ inlineSize: `${[92, 100, 97, 64, 88, 76][index % 6] ?? 90}%` }} />
      ))}
    </div>
  );
}

/**
 * A page that is loading. It shows nothing for the first 200 ms, because most loads finish by then, and placeholder
 * lines after that.
 */
export function Loading(): ReactNode {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 200);
    return () => clearTimeout(timer);
  }, []);
  return (
    <main className="page page-narrow" aria-busy>
      <h1 className="visually-hidden">{messages.loading}</h1>
      {late && <Skeleton lines={12} />}
    </main>
  );
}
