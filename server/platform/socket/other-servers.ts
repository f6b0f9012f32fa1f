import { randomUUID } from "node:crypto";
import type { Server } from "socket.io";

/** Talk among the server processes of one installation. Without Redis there is nobody to ask. */
export interface OtherServers {
  /** What the server says that answers to this name; {@link NoAnswer} when none does in time. */
  ask(name: string, question: unknown): Promise<unknown>;
  /** From now on questions to this name are answered here. What is thrown is never told: the asker hears nothing. */
  answerAs(name: string, answer: (question: never) => Promise<unknown>): void;
}

/** No server answered to a name within the time allowed. */
export class NoAnswer extends Error {
  override readonly name = "NoAnswer";
}

interface Asked {
  readonly id: string;
  readonly to: string;
  readonly question: unknown;
}
interface Answered {
  readonly id: string;
  readonly answer: unknown;
}

/** A question is waited for so long, ms. */
const patienceMs = 4_000;

/** Questions go to all, and whoever has the name answers: nobody needs to know who else there is. */
export function createOtherServers(io: Server, isAlone: boolean): OtherServers {
  const waiting = new Map<string, (answer: unknown) => void>();
  const names = new Map<string, (question: never) => Promise<unknown>>();
  // Clients cannot send these: only servers' events reach a space itself.
  const space = io.sockets;
  const on = space.on.bind(space) as (event: string, heard: (news: never) => void) => void;
  on("server.asked", ({ id, to, question }: Asked) => {
    names
      .get(to)?.(question as never)
      .then((answer) => space.serverSideEmit("server.answered", { id, answer } satisfies Answered))
      .catch(() => {
        // Its own log has the reason; the asker's patience ends.
      });
  });
  on("server.answered", ({ id, answer }: Answered) => waiting.get(id)?.(answer));

  return {
    ask(to, question) {
      const id = randomUUID();
      if (isAlone)
        return Promise.reject(new NoAnswer(`there is no other server than this one to answer as ${to}`));
      return new Promise((resolve, reject) => {
        const end = () => {
          clearTimeout(timer);
          waiting.delete(id);
        };
        const timer = setTimeout(() => {
          end();
          reject(new NoAnswer(`no server answers as ${to}`));
        }, patienceMs);
        waiting.set(id, (answer) => {
          end();
          resolve(answer);
        });
        space.serverSideEmit("server.asked", { id, to, question } satisfies Asked);
      });
    },
    answerAs(name, answer) {
      names.set(name, answer);
    },
  };
}
