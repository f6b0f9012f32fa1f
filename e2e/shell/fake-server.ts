import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";

export const REFRESH_TOKEN = "refresh-token-that-no-page-may-see";

/** As much of the server as the shell talks to; it writes down what it was asked. */
export async function startFakeServer() {
  const seen: { path: string; authorization: string | undefined; origin: string | undefined }[] = [];
  const state = { revoked: false, minted: 0, lifetimeSeconds: 600, wrongTokens: new Set<string>() };
  let current = "";

  const http = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://here");
    const { authorization, origin } = request.headers;
    response.setHeader("access-control-allow-origin", "app://sidetone");
    response.setHeader("access-control-allow-headers", "content-type");
    response.setHeader("access-control-expose-headers", "set-auth-token");
    if (request.method === "OPTIONS") return response.end();
    seen.push({ path: pathname, authorization, origin });
    routes[pathname]?.(request, response) ?? json(response, 404, {});
    return undefined;
  });

  const routes: Record<string, (request: IncomingMessage, response: ServerResponse) => true> = {
    "/health/ready": (_request, response) => json(response, 200, { ready: true }),
    "/api/auth/sign-in/email": (request, response) => {
      let text = "";
      request.on("data", (part) => {
        text += part;
      });
      request.on("end", () => {
        const right = JSON.parse(text).password === "right";
        if (right) response.setHeader("set-auth-token", REFRESH_TOKEN);
        json(response, right ? 200 : 401, {});
      });
      return true;
    },
    "/api/auth/token": (request, response) => {
      if (state.revoked || request.headers.authorization !== `Bearer ${REFRESH_TOKEN}`)
        return json(response, 401, {});
      const claims = { iat: 1_000, exp: 1_000 + state.lifetimeSeconds, n: ++state.minted };
      current = `h.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.s`;
      return json(response, 200, { token: current });
    },
    "/api/auth/sign-out": (_request, response) => json(response, 200, {}),
    "/api/v1/me": (request, response) => {
      // As the real one does after a sign-in: whatever it says, the page must not read it.
      response.setHeader("set-auth-token", REFRESH_TOKEN);
      const known = !state.revoked && current !== "" && request.headers.authorization === `Bearer ${current}`;
      return json(response, known ? 200 : 401, { known });
    },
    "/elsewhere": (_request, response) => json(response, 200, {}),
  };

  const sockets = new Server(http, { transports: ["websocket"], cors: { origin: "app://sidetone" } });
  sockets.on("connection", (socket) => {
    const { authorization, origin } = socket.handshake.headers;
    seen.push({ path: "/socket.io/", authorization, origin });
  });

  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    state,
    seen,
    current: () => current,
    asked: (path: string) => seen.filter((request) => request.path === path),
    async stop() {
      await sockets.close();
      http.closeAllConnections();
    },
  };
}

export type FakeServer = Awaited<ReturnType<typeof startFakeServer>>;

function json(response: ServerResponse, status: number, body: object): true {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  return true;
}
