import type { MailMessage } from "@/lib/ports/contracts";

export const FROM = "Microblog <no-reply@example.org>";

/** A mail with everything in it. */
export const message = (change: Partial<MailMessage> = {}): MailMessage => ({
  key: "3f9a1c5e-7b2d-4046-af31-ce57b92d8046",
  to: "ann@example.org",
  subject: "[Microblog] 안녕, ¿qué tal?",
  text: "Plain – and\n\n.dotted",
  html: "<p>Rich &amp; safe</p>",
  attachments: [{ name: "posts.json", type: "application/json", content: Buffer.from('{"posts":[]}') }],
  ...change,
});
