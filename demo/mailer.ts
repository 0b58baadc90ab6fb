import { createTransport } from 'nodemailer';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface Mailer {
  /**
   * Sends in the background. The caller neither waits nor sees failures, so a response does not
   * reveal whether mail was sent. Failures are reported to `onFailure`.
   */
  readonly post: (mail: Mail) => void;
  /** Waits until pending mail is sent, then closes the connection. */
  readonly close: () => Promise<void>;
}

export interface MailerOptions {
  /** `smtp://user:password@host:port`. Without it no mail is sent: see `onMessage`. */
  readonly smtpUrl?: string | undefined;
  readonly from: string;
  /** Called with each mail and its raw message when there is no `smtpUrl`. */
  readonly onMessage: (mail: Mail, message: string) => void;
  readonly onFailure: (error: unknown, mail: Mail) => void;
}

export function openMailer({ smtpUrl, from, onMessage, onFailure }: MailerOptions): Mailer {
  const pending = new Set<Promise<void>>();
  const defaults = { from };
  const stream = createTransport({ streamTransport: true, buffer: true, newline: 'unix' }, defaults);
  const smtp = smtpUrl === undefined ? undefined : createTransport(smtpUrl, defaults);

  const send = async (mail: Mail): Promise<void> => {
    if (smtp) await smtp.sendMail(mail);
    else {
      const { message } = await stream.sendMail(mail);
      // A Buffer, since the transport has `buffer: true`.
      onMessage(mail, (message as Buffer).toString());
    }
  };

  return {
    post(mail) {
      const sending = send(mail)
        .catch((error: unknown) => onFailure(error, mail))
        .finally(() => pending.delete(sending));
      pending.add(sending);
    },
    async close() {
      await Promise.all(pending);
      smtp?.close();
    },
  };
}
