export { createApiClient } from "#renderer/platform/http/api.ts";
export { createDeskSocket } from "#renderer/platform/socket/desk-socket.ts";
