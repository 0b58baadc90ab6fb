import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';

interface Response {
  readonly id?: number;
  readonly method?: string;
  readonly result?: { readonly items?: readonly { readonly label: string }[] } | null;
}

/** Starts the language server of the compiler, which editors talk to. */
function startLanguageServer() {
  const server = spawn('node_modules/.bin/tsc', ['--lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const pending = new Map<number, (response: Response) => void>();
  let received = Buffer.alloc(0);
  const send = (message: object): void => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  server.stdout.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    for (;;) {
      const [head, length] = /^Content-Length: (\d+)\r\n(?:[^\r]+\r\n)*\r\n/.exec(received.toString('latin1')) ?? [];
      if (head === undefined || received.length < head.length + Number(length)) return;
      const end = head.length + Number(length);
      const message = JSON.parse(received.subarray(head.length, end).toString()) as Response;
      received = received.subarray(end);
      // The server asks for its configuration, for example.
      if (message.method !== undefined && message.id !== undefined) send({ id: message.id, result: null });
      else if (message.id !== undefined) pending.get(message.id)?.(message);
    }
  });
  let id = 0;
  const request = (method: string, params: object): Promise<Response> => {
    id += 1;
    const answered = new Promise<Response>((settle) => void pending.set(id, settle));
    send({ id, method, params });
    return answered;
  };
  const notify = (method: string, params: object) => send({ method, params });
  // It ends at the end of its input.
  onTestFinished(async () => {
    server.stdin.end();
    await once(server, 'exit');
  });
  return { request, notify };
}

/**
 * Opens a program as an editor does.
 *
 * @param name of a folder below `.build`
 * @returns a function that returns what is suggested at the `|` of a line that starts with the text
 * before it, sorted. The program does not have the `|`.
 */
export async function openInEditor(name: string, program: string) {
  const folder = resolve('.build', name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    `${folder}/tsconfig.json`,
    JSON.stringify({ extends: '../../tsconfig.json', include: ['.'], exclude: [] }),
  );
  const file = `${folder}/program.ts`;
  writeFileSync(file, program);
  const uri = pathToFileURL(file).href;
  const { request, notify } = startLanguageServer();
  await request('initialize', { processId: null, rootUri: pathToFileURL(folder).href, capabilities: {} });
  notify('initialized', {});
  notify('textDocument/didOpen', { textDocument: { uri, languageId: 'typescript', version: 1, text: program } });
  return async (cursor: string): Promise<readonly string[]> => {
    const before = cursor.slice(0, cursor.indexOf('|'));
    const lines = program.split('\n');
    const line = lines.findIndex((text) => text.startsWith(before));
    if (line === -1) throw new Error(`No line starts with ${before}`);
    const { result } = await request('textDocument/completion', {
      textDocument: { uri },
      position: { line, character: before.length },
    });
    return (result?.items ?? []).map(({ label }) => label).toSorted();
  };
}
