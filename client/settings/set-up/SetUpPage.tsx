import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { type SetUpStep, setUpSteps } from "#core/access/kept-forum.ts";
import type { ShownSetUp } from "#core/contract/set-up-operations.ts";
import { setUpPath } from "#core/contract/settings-pages.ts";
import { pageTitles as titles, settingsPage as messages } from "#core/messages/catalogues.ts";
import { call } from "../../api/call.ts";
import { needed } from "../../api/needed.ts";
import { NeedsScripts } from "../../components/PageStates.tsx";
import { toast } from "../../components/toasts.ts";
import { pageSize } from "../../components/use-list-address.ts";
import { useTitle } from "../../components/use-title.ts";
import { Header } from "../../header/Header.tsx";
import { formatMessage } from "../../page-parts/messages.ts";
import { ModelForum } from "./ModelForum.tsx";
import { neededDocuments } from "../parts/needed-lists.ts";
import { PendingAnswer } from "../parts/PendingAnswer.tsx";
import { refusalText } from "../parts/refusal.ts";
import { PendingSaves } from "../parts/SavedFields.tsx";
import { SetUpChecklist } from "./SetUpChecklist.tsx";
import { everyone, SetUpStepContent } from "./SetUpStepContent.tsx";
import {
  forumSettingsQuery,
  groupsQuery,
  organisationsQuery,
  peopleQuery,
  setUpQuery,
} from "../parts/settings-queries.ts";
import { useSettingsChange } from "../parts/use-settings-change.ts";
import { useKeptFocus } from "../parts/use-kept-focus.ts";
import "../parts/settings.css";
import "../parts/sections.css";
import "./set-up.css";

const stepNames = (): Readonly<Record<SetUpStep, string>> => ({
  forum: messages.stepForum,
  access: messages.stepAccess,
  groups: messages.stepGroups,
  people: messages.stepPeople,
  document: messages.stepDocument,
});

/** The page and the queries that it alone has. */
export const setUpPage = {
  Page: SetUpPage,
  queries: {
    getSetUp: needed(() => setUpQuery),
    getForumSettings: needed(() => forumSettingsQuery),
    getGroups: needed(() => groupsQuery),
    getOrganisations: needed(
      () => organisationsQuery(everyone),
      () => ({ ...everyone, size: pageSize }),
    ),
    getPeople: needed(
      () => peopleQuery(everyone),
      () => ({ ...everyone, size: pageSize }),
    ),
    getLibrary: neededDocuments(() => true),
  },
};

/** Sets up a new forum in five steps, each of which can be skipped. Ends with a list of what is left to do. */
function SetUpPage(): ReactNode {
  const keptFocus = useKeptFocus();
  const setUp = useQuery(setUpQuery);
  const wanted = new URLSearchParams(useSearch()).get("step");
  useTitle(titles.setUp);
  const { data } = setUp;
  const [begun, setBegun] = useState<SetUpStep | null>(null);
  if (data?.isFinished === false && begun === null) setBegun(data.open[0] ?? "document");
  // The step with which the page began stays while its own work, such as adding a person, makes the forum set up. A
  // finished set-up shows its checklist, until a step is chosen again.
  const step = setUpSteps.find((one) => one === wanted) ?? (data?.finishedAt === null ? begun : null);
  return (
    <>
      <Header here={titles.setUp} />
      <main className="page settings" id="main" ref={keptFocus}>
        <h1 className="page-title">{titles.setUp}</h1>
        <NeedsScripts>{messages.setUpNeedsScripts}</NeedsScripts>
        {data ? (
          step === null ? (
            <SetUpChecklist setUp={data} />
          ) : (
            <>
              <p className="page-about">{messages.setUpAbout}</p>
              <StepLinks setUp={data} here={step} />
              <Step key={step} setUp={data} step={step} />
            </>
          )
        ) : (
          <PendingAnswer query={setUp} />
        )}
        {data && <ModelForum model={data.model} />}
      </main>
    </>
  );
}

const linkTo = (step: SetUpStep): string => `${setUpPath}?step=${step}`;

/** The steps with their state. */
function StepLinks({ setUp, here }: { setUp: ShownSetUp; here: SetUpStep }): ReactNode {
  return (
    <nav aria-label={messages.setUpSteps}>
      <ol className="step-links">
        {setUpSteps.map((step, index) => (
          <li key={step} className={`step-link is-${stateOf(setUp, step)}`}>
            <Link href={linkTo(step)} aria-current={step === here ? "step" : undefined}>
              <span className="step-number" aria-hidden>
                {index + 1}
              </span>
              <span className="step-name">{stepNames()[step]}</span>
              <span className="quiet small step-state">{stateNames()[stateOf(setUp, step)]}</span>
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}

const stateNames = () => ({ done: messages.stepDone, skipped: messages.stepSkipped, open: messages.stepOpen });

function stateOf({ done, skipped }: ShownSetUp, step: SetUpStep): keyof ReturnType<typeof stateNames> {
  if (done.includes(step)) return "done";
  return skipped.includes(step) ? "skipped" : "open";
}

/** One step: its content, and the ways on. */
function Step({ setUp, step }: { setUp: ShownSetUp; step: SetUpStep }): ReactNode {
  const [, navigate] = useLocation();
  const { refresh } = useSettingsChange();
  const [isBusy, setBusy] = useState(false);
  const [saves] = useState(() => new Map<string, Promise<boolean>>());
  const section = useRef<HTMLElement>(null);
  // The step stays with the refused text, and its field says why. The effect runs after the field is marked.
  const [refusals, setRefusals] = useState(0);
  useEffect(() => {
    if (refusals > 0) section.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [refusals]);
  const isShown = useRef(false);
  useEffect(() => {
    isShown.current = true;
    return () => void (isShown.current = false);
  }, []);
  const at = setUpSteps.indexOf(step);
  const next = setUpSteps[at + 1];
  const previous = setUpSteps[at - 1];
  const leave = async (state: "done" | "skipped"): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    if (state === "done" && (await Promise.all(saves.values())).includes(false)) {
      setBusy(false);
      setRefusals((count) => count + 1);
      return;
    }
    try {
      await call("markSetUpStep", { params: { step }, body: { state } });
      if (!next) await call("finishSetUp", {});
      await refresh();
      // Somebody who left the step meanwhile wants to stay where they went.
      if (!isShown.current) return;
      navigate(next ? linkTo(next) : setUpPath);
      window.scrollTo({ top: 0, behavior: "instant" });
    } catch (error) {
      toast(refusalText(error), { tone: "failed" });
    }
    setBusy(false);
  };
  return (
    <section className="step stack" aria-labelledby="step-title" ref={section}>
      <p className="quiet small">{formatMessage(messages.stepCount, { number: at + 1, count: setUpSteps.length })}</p>
      <h2 className="settings-heading section-title" id="step-title" tabIndex={-1} ref={focusHeading}>
        {stepNames()[step]}
      </h2>
      <PendingSaves value={saves}>
        <SetUpStepContent step={step} />
      </PendingSaves>
      <div className="step-actions">
        {previous && (
          <Link className="button button-quiet" href={linkTo(previous)}>
            {messages.stepBack}
          </Link>
        )}
        {stateOf(setUp, step) !== "done" && (
          <button type="button" className="button" onClick={() => void leave("skipped")}>
            {messages.stepSkip}
          </button>
        )}
        <button
          type="button"
          className={`button button-primary${isBusy ? " is-busy" : ""}`}
          onClick={() => void leave("done")}
        >
          {next ? messages.stepContinue : messages.stepFinish}
        </button>
      </div>
    </section>
  );
}

let lastStep: string | null = null;

/** Moves the focus to the heading of another step, so that a screen reader reads it. The first one is left alone. */
function focusHeading(heading: HTMLElement | null): void {
  if (!heading) return;
  const isOther = lastStep !== null && lastStep !== heading.textContent;
  lastStep = heading.textContent;
  if (isOther) heading.focus({ preventScroll: true });
}
