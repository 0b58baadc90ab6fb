import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

export interface Drain {
  /**
   * Cuts the connections whose request has not arrived completely: the server would wait for them
   * when it stops, and a client can take as long as it likes.
   */
  readonly cutIncomplete: () => void;
}

/**
 * Watches the connections of a server. When it closes, it then also finishes the responses that
 * clients are still reading: Node.js 20 counts a connection as idle once the response is written,
 * and would cut off what the network has not taken yet.
 */
export function watchConnections(server: Server): Drain {
  // The request of each connection; without one, the bytes that had arrived by then.
  const requests = new Map<Socket, IncomingMessage | number>();
  server.on('connection', (socket) => {
    requests.set(socket, 0);
    socket.once('close', () => requests.delete(socket));
  });
  server.on('request', (request, response) => {
    requests.set(request.socket, request);
    response.once('close', () => {
      // A client may send the next one before.
      if (requests.get(request.socket) !== request) return;
      requests.set(request.socket, request.socket.bytesRead);
      if (!server.listening) request.socket.end();
    });
  });
  server.closeIdleConnections = () => {
    for (const [socket, request] of requests) if (request === socket.bytesRead) socket.destroy();
  };
  return {
    cutIncomplete() {
      for (const [socket, request] of requests) if (typeof request === 'number' || !request.complete) socket.destroy();
    },
  };
}
