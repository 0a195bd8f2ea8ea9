import type { DamageReport } from "#core/contract/forum-operations.ts";
import type { Reader, StoreFault } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";
import { nameOf } from "../kernel/damage.ts";
import { nameVersions } from "../versions/name-versions.ts";

/** Returns what is damaged and what needs it, or null if nothing is known to be damaged. */
export async function damageReport(context: Context): Promise<DamageReport | null> {
  const { faults } = context.damage;
  if (faults.length === 0) return null;
  const bodies = faults.flatMap((fault) => (fault.body ? [{ ...fault, body: fault.body }] : []));
  return {
    bodies: await Promise.all(bodies.map((fault) => describe(context, fault))),
    others: faults.length - bodies.length,
  };
}

type BodyFault = StoreFault & Required<Pick<StoreFault, "body">>;

async function describe(context: Context, fault: BodyFault): Promise<DamageReport["bodies"][number]> {
  const { collection, id } = fault.body;
  const { versions, contributions, organisations, isTemplate, isLogo } = await context.store.read(async (reader) =>
    collection === "contents"
      ? { ...noUses, versions: await reader.list("versions", { contentHash: id }) }
      : readUses(reader, id),
  );
  return {
    name: shownName(fault),
    kind: collection === "contents" ? "text" : "file",
    versions: await nameVersions(context, versions),
    contributions: contributions.map(({ id: contribution, source }) => ({
      id: contribution,
      fileName: source.fileName,
    })),
    organisations: organisations.map(({ shortName }) => shortName),
    isTemplate,
    isLogo,
  };
}

const noUses = { contributions: [], organisations: [], isTemplate: false, isLogo: false };

async function readUses(reader: Reader, hash: string) {
  const [versions, contributions, organisations, forums] = await Promise.all([
    reader.list("versions", { sourceHash: hash }),
    reader.list("contributions", { sourceHash: hash }),
    reader.list("organisations", { logoHash: hash }),
    reader.list("forum"),
  ]);
  const isTemplate = forums.some(({ template }) => template?.hash === hash);
  const isLogo = forums.some(({ logo }) => logo?.hash === hash);
  return { versions, contributions, organisations, isTemplate, isLogo };
}

/** Returns the path of a file below the data folder, or the table and id of a row. */
function shownName({ params, body }: BodyFault): string {
  const { file } = params;
  return typeof file === "string" ? file.split(/[/\\]/u).slice(-2).join("/") : nameOf(body);
}
