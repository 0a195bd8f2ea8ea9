import type { Actor } from "#core/access/permissions.ts";
import type { Visit } from "../middleware/visitor.ts";

/**
 * The properties of an actor from which answers follow, with their values as JSON. In one state of the forum, everybody
 * with these values gets the same answers.
 */
export type Audience = readonly (readonly [name: string, value: string | undefined])[];

/** The actor, or the visitor, was looked at as a whole. */
const everything = Symbol("everything");

/**
 * Returns a visit that records which properties of its visitor the operations read. Call `audience` after they have
 * answered: it returns the audience of the answers. It returns null if they may depend on one person: on the id of the
 * participant, on the session, or on all properties together.
 */
export function watchVisit(visit: Visit): { visit: Visit; audience: () => Audience | null } {
  const { visitor } = visit;
  const read = new Set<string | symbol>();
  const watched = <T extends object>(of: T): T =>
    new Proxy(of, {
      get(target, name) {
        if (target === visitor && name === "actor") return actor;
        read.add(name);
        return Reflect.get(target, name) as unknown;
      },
      has(target, name) {
        read.add(everything);
        return Reflect.has(target, name);
      },
      ownKeys(target) {
        read.add(everything);
        return Reflect.ownKeys(target);
      },
      getOwnPropertyDescriptor(target, name) {
        read.add(everything);
        return Reflect.getOwnPropertyDescriptor(target, name);
      },
    });
  const actor = watched(visitor.actor);
  const audience = (): Audience | null => {
    const names = [...read].filter((name) => typeof name === "string");
    const isShared = names.length === read.size && !names.some((name) => name === "participantId" || name in visitor);
    return isShared ? names.map((name) => [name, valueOf(visitor.actor, name)]) : null;
  };
  return { visit: { ...visit, visitor: watched(visitor) }, audience };
}

/** Whether an actor belongs to an audience. */
export function isAmong(actor: Actor, audience: Audience): boolean {
  return audience.every(([name, value]) => valueOf(actor, name) === value);
}

function valueOf(actor: Actor, name: string): string | undefined {
  return JSON.stringify(actor[name as keyof Actor]);
}
