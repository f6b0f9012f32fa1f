// The floor: a bare Socket.IO relay, in a process of its own. It knows rooms and nothing else.
import { createServer } from "node:http";
import { Server } from "socket.io";

const http = createServer();
const io = new Server(http, {
  transports: ["websocket"],
  serveClient: false,
  perMessageDeflate: false,
  maxHttpBufferSize: 64 * 1024,
});

io.on("connection", (socket) => {
  const { room } = socket.handshake.auth as { room: string };
  socket.join(room);
  socket.on("message.send", (message: unknown, ack: (answer: unknown) => void) => {
    socket.to(room).emit("event.appended", message);
    ack({ ok: true });
  });
  socket.emit("welcome", {});
});

http.listen(0, "127.0.0.1", () => process.send?.({ port: (http.address() as { port: number }).port }));
process.once("disconnect", () => process.exit(0));
