/*
 * What the product asks of services outside of it. An adapter for each lives beside this file; which
 * one is used is decided in `choose.ts` alone, and all of a kind pass the same suite in tests/ports.
 */

/** The service may do it later: it is down, silent, overloaded, or asks for patience. */
export class TemporaryFailure extends Error {
  override name = "TemporaryFailure";

  constructor(
    message: string,
    /** How long the service wants to be left alone, in seconds, where it said so. */
    readonly retryAfterSeconds?: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The service refuses for good: asking again would be answered the same. */
export class PermanentFailure extends Error {
  override name = "PermanentFailure";
}

export interface Attachment {
  name: string;
  /** Media type. */
  type: string;
  content: Uint8Array;
}

export interface MailMessage {
  /** The same for every try of the same mail, so that a provider can tell a repetition. */
  key: string;
  /** One address. */
  to: string;
  subject: string;
  text: string;
  html: string;
  attachments?: Attachment[];
}

/** Sends mail. */
export interface Mail {
  /**
   * Resolves when the provider has accepted the mail. A second call with the same key does not send a
   * second mail within a day, where the provider can keep that promise.
   *
   * @throws TemporaryFailure, PermanentFailure
   */
  send(message: MailMessage): Promise<void>;
}
