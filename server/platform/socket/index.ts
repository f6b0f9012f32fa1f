export { NoAnswer, type OtherServers } from "./other-servers.ts";
export { rooms } from "./rooms.ts";
export {
  createSockets,
  type DeskCall,
  type DeskHandlers,
  type DeskSpace,
  type SocketDeps,
  type SocketHooks,
  type Sockets,
  type VisitorCall,
  type VisitorHandlers,
  type VisitorSpace,
} from "./sockets.ts";
