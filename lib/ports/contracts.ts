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

/** RFC 9110, 10.2.3: a number of seconds or a date. @returns seconds, where the header says any */
export function secondsToWait(retryAfter: string | null | undefined): number | undefined {
  if (!retryAfter) return undefined;
  if (/^\d+$/.test(retryAfter)) return Number(retryAfter);
  const date = Date.parse(retryAfter);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - Date.now()) / 1_000));
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

/**
 * Every adapter lets a mail through this first: to one address, and nothing in its head that could begin
 * a header of its own.
 *
 * @throws PermanentFailure
 */
export function assertMailable({ to, subject }: MailMessage): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  const isOneLine = !/[\u0000-\u001f\u007f]/.test(to + subject);
  if (!isOneLine || !/^[^\s@,;<>"]+@[^\s@,;<>"]+$/.test(to)) {
    throw new PermanentFailure("the mail's head is not well formed");
  }
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

/** Something that is to be done elsewhere. */
export interface RelayedEvent {
  /** By which a repetition is known. */
  id: string;
  name: string;
  data: object;
}

/** Hands events to a service that runs jobs. */
export interface Relay {
  /**
   * Resolves when the service has taken the event. A second call with the same id within a day does not
   * make it happen twice.
   *
   * @throws TemporaryFailure, PermanentFailure
   */
  send(event: RelayedEvent): Promise<void>;
}

/** Translates. */
export interface Translator {
  /** As people know the service. */
  name: string;
  /**
   * @param from ISO 639-1, as is `to`
   * @throws TemporaryFailure, or PermanentFailure for languages it does not know
   */
  translate(text: string, from: string, to: string): Promise<string>;
}
