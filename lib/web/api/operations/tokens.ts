import { z } from "zod";
import { operation } from "../operation";

const tag = "Tokens";
const path = "/api/tokens";

const tokenJson = z
  .object({
    token: z
      .string()
      .regex(/^mbp_[0-9A-Za-z]{36}$/)
      .meta({ description: "Shown only here. Lasts an hour." }),
  })
  .meta({ id: "Token" });

export const createToken = operation({
  id: "createToken",
  method: "POST",
  path,
  tag,
  summary: "Get a token with username and password",
  description:
    "By HTTP Basic authentication, with the username, not the email. Each call gives a new token; of more than 50 the oldest ends. Tokens that last longer are made on the site, under Settings.",
  access: "password",
  repetition: "door",
  success: {
    status: 200,
    description: "The token.",
    schema: tokenJson,
    example: { token: "mbp_ExampleExampleExampleExampleEx000000" },
  },
  refusals: [503],
});

export const revokeToken = operation({
  id: "revokeToken",
  method: "DELETE",
  path,
  tag,
  summary: "End the token that is sent",
  access: "read",
  success: { status: 204, description: "The token is worthless now." },
});
