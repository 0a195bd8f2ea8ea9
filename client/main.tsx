import { options } from "preact";
import { createRoot } from "react-dom/client";
import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/patterns.css";
import "./styles/draft.css";
import { App } from "./app/App.tsx";
import { preload } from "./app/pages.ts";
import { queryClient } from "./app/query-client.ts";
import { Routes } from "./app/Routes.tsx";
import { takeOver } from "./components/taking-over.ts";
import { watchPressedButtons, watchPresses } from "./components/watched-input.ts";

/**
 * Takes over the page once all its data is there. If the server rendered this client's page, its elements stay, with
 * their scroll positions, focus and typed text. Another page of the server stays readable until the client replaces it in one
 * paint. The page itself reports whatever fails to load.
 */
async function start(root: HTMLElement): Promise<void> {
  const isRendered = root.dataset["rendered"] !== undefined;
  await preload(location.pathname, isRendered);
  const app = (
    <App client={queryClient}>
      <Routes />
    </App>
  );
  if (isRendered) {
    takeOver(root, app);
    return;
  }
  window.dispatchEvent(new Event("replacing-page"));
  root.replaceChildren();
  createRoot(root).render(app);
}

// Effects run before the next paint, so that a page which measures itself is not drawn twice.
options.requestAnimationFrame = queueMicrotask;

const root = document.getElementById("root");
watchPresses();
watchPressedButtons();
if (root) void start(root);
