import { publicActor } from "../../../server/core/access/permissions.ts";
import { getUptakeTable } from "../../../server/services/outcome/uptake.ts";
import { answers, model } from "./model.ts";

test("the model forum's uptake matches its known answers in every later draft", async () => {
  const tables = await Promise.all(
    (await model.store.read((reader) => reader.list("versions")))
      .map(({ documentId, language }) => `${documentId} ${language}`)
      .filter((key, index, all) => all.indexOf(key) === index)
      .map((key) => {
        const [document = "", language] = key.split(" ");
        return getUptakeTable(model, publicActor, { document, language }, null);
      }),
  );
  const shown = new Map(
    tables.flatMap(({ versions, proposals }) =>
      proposals.flatMap(({ annotation, uptakes }) =>
        uptakes.map((uptake) => {
          const address = versions.find(({ id }) => id === uptake.versionId)?.address ?? uptake.versionId;
          return [`${annotation.id} ${address}`, uptake] as const;
        }),
      ),
    ),
  );
  const meant = answers.annotations
    .filter(({ takenUp }) => takenUp !== null)
    .map(({ annotation, on, takenUp }) => [`${annotation} ${on}`, takenUp] as const)
    .filter(([key]) => shown.has(key));
  expect(meant.length).toBeGreaterThan(100);
  expect(meant.filter(([key, extent]) => shown.get(key)?.extent !== extent)).toEqual([]);
  // The next draft says it in other words, which only a person can recognise. The secretariat recorded it.
  const beyondWords = meant.filter(([key, extent]) => shown.get(key)?.computed.extent !== extent).map(([key]) => key);
  expect(beyondWords).toEqual(["3", "4", "final", "final.2"].map((round) => `report-2-connect sg-report@${round}`));
});
