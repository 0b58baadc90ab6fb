import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

export interface Drain {
  /**
   * Cuts the connections whose request has not arrived completely: the server would wait for them
   * when it stops, and a client can take as long as it likes.
   */
  readonly cutIncomplete: () => void;
}

/** Watches the connections of a server. */
export function watchConnections(server: Server): Drain {
  const requests = new Map<Socket, IncomingMessage | undefined>();
  server.on('connection', (socket) => {
    requests.set(socket, undefined);
    socket.once('close', () => requests.delete(socket));
  });
  server.on('request', (request, response) => {
    requests.set(request.socket, request);
    response.once('close', () => {
      if (requests.has(request.socket)) requests.set(request.socket, undefined);
    });
  });
  return {
    cutIncomplete() {
      for (const [socket, request] of requests) if (!request?.complete) socket.destroy();
    },
  };
}
