"use server";

import { env } from "../env";
import { LIMITS } from "../limits/schema";
import { links } from "../links";
import { viewerAction } from "../web/action";
import { send } from "./mutations";
import { messageInput } from "./schema";

const options = { input: () => messageInput(env.messageMaxLength), limit: LIMITS.message };

/** From the page that is only for writing: back to the person. */
export const sendAction = viewerAction(options, async (ctx, input) => {
  const { recipient } = await send(ctx, input);
  return { to: links.profile(recipient.username), flash: { key: "messageSent" } };
});

/** From a conversation, which goes on. */
export const replyAction = viewerAction(options, async (ctx, input) => {
  await send(ctx, input);
  return { flash: { key: "messageSent" } };
});
