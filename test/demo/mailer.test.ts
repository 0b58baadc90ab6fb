import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { describe, expect, it } from 'vitest';
import { openMailer, type Mail } from '../../demo/mailer.js';

const mail: Mail = { to: 'nora@mail.example', subject: 'Hello', text: 'A letter.' };

async function openSmtpServer(onMail: (text: string) => void) {
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: (stream, _session, accept) =>
      void text(stream)
        .then(onMail)
        .then(() => accept(), accept),
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, close: () => new Promise<void>((done) => server.close(done)) };
}

describe('the mailer', () => {
  it('sends mail by SMTP, and waits for mail in progress before it closes', async () => {
    const received: string[] = [];
    const smtp = await openSmtpServer((message) => received.push(message));
    const mailer = openMailer({
      smtpUrl: smtp.url,
      from: 'demo@mail.example',
      onMessage: () => expect.unreachable(),
      onFailure: (error) => expect.unreachable(String(error)),
    });
    mailer.post(mail);
    await mailer.close();
    await smtp.close();
    expect(received).toHaveLength(1);
    for (const line of ['From: demo@mail.example', 'To: nora@mail.example', 'Subject: Hello', 'A letter.']) {
      expect(received[0]).toContain(line);
    }
  });

  it('reports a mail that cannot be sent, without delaying or failing the caller', async () => {
    const failures: unknown[] = [];
    const mailer = openMailer({
      smtpUrl: 'smtp://127.0.0.1:1',
      from: 'demo@mail.example',
      onMessage: () => expect.unreachable(),
      onFailure: (error, { subject }) => failures.push([subject, (error as Error).message]),
    });
    mailer.post(mail);
    await mailer.close();
    expect(failures).toEqual([['Hello', expect.stringContaining('ECONNREFUSED')]]);
  });
});
