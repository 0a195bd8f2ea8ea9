import { getVersion } from "../../../server/services/forum/library.ts";
import { getHistory } from "../../../server/services/history/document-history.ts";
import { getWordOrigins } from "../../../server/services/history/word-origins.ts";
import { asActor } from "../../support/forum.ts";
import { model } from "./model.ts";

const everybody = asActor("public");

test("the model forum's history has every draft and a split clause", async () => {
  const history = await getHistory(model, everybody, { document: "opinion-5" }, null);
  expect(history.drafts.map(({ version }) => version.address)).toEqual([
    "opinion-5@1",
    "opinion-5@2:en",
    "opinion-5@3:en",
  ]);
  expect(history.steps.flatMap(({ pairs }) => pairs).filter(({ relation }) => relation === "1:n")).not.toEqual([]);
});

test("keeps the draft that first had a word of a moved clause", async () => {
  const { versions, clauses } = await getWordOrigins(
    model,
    everybody,
    { version: "opinion-5@3:en", limit: 2000 },
    null,
  );
  const { text } = await getVersion(model, everybody, { version: "opinion-5@3:en" });
  const [first] = clauses.find(({ clause }) => clause === "recognizing-e")?.runs ?? [];
  expect(text.text.slice(...(first?.range ?? [0, 0]))).toBe(
    "that administrations of many developing countries, and small operators",
  );
  expect(versions.find(({ id }) => id === first?.broughtBy)?.address).toBe("opinion-5@1");
});
