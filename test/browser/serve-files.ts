import { once } from 'node:events';
import { createServer } from 'node:http';

/** What is served under a path: its bytes and their type. */
export type Served = ReadonlyMap<string, { readonly bytes: Uint8Array | string; readonly type: string }>;

/** Serves on a free port of this machine until `close`. */
export const serveFiles = async (
  served: Served,
): Promise<{ readonly origin: string; readonly close: () => void }> => {
  const server = createServer((request, response) => {
    const found = served.get(request.url ?? '');
    if (found === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': found.type }).end(found.bytes);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
