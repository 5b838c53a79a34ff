import { z } from "zod";
import { LIMITS } from "../../../limits/schema";
import { passwordSchema } from "../../../passwords/schema";
import { ABOUT_ME_MAX, displayNameSchema, usernameSchema } from "../../../people/schema";
import { emailSchema, plainText } from "../../../text/schema";
import { operation } from "../operation";
import { userExample, userJson } from "../people-json";

const tag = "Users";

const aboutMe = plainText(ABOUT_ME_MAX)
  .nullable()
  .meta({ description: `At most ${ABOUT_ME_MAX} characters as people count them.` });
const name = displayNameSchema.nullable().meta({ description: "The display name." });

const newUser = z
  .strictObject({
    username: usernameSchema,
    email: emailSchema,
    password: passwordSchema,
    about_me: aboutMe.optional(),
    name: name.optional(),
  })
  .meta({ id: "NewUser" });

const userChange = z
  .strictObject({
    username: usernameSchema.optional(),
    email: emailSchema.optional(),
    about_me: aboutMe.optional(),
    name: name.optional(),
    password: z.unknown().optional().meta({ description: "Ignored.", deprecated: true }),
  })
  .meta({ id: "UserChange", description: "What is absent stays." });

export const createUser = operation({
  id: "createUser",
  method: "POST",
  path: "/api/users",
  tag,
  summary: "Become a member",
  description: "Gives no token: ask for one with `createToken` next.",
  access: "anyone",
  body: {
    schema: () => newUser,
    mustInclude: ["username", "email", "password"],
    example: {
      username: "alice",
      email: "alice@example.com",
      password: "fourteen small kites",
      about_me: "Hello, my name is Alice!",
    },
  },
  repetition: "door",
  success: { status: 201, description: "The new member.", schema: userJson, example: userExample },
  refusals: [503],
});

export const readUser = operation({
  id: "readUser",
  method: "GET",
  path: "/api/users/{id}",
  tag,
  summary: "One member",
  access: "read",
  success: {
    status: 200,
    description: "The member; with the email where it is oneself.",
    schema: userJson,
    example: userExample,
  },
  refusals: [404],
});

export const changeUser = operation({
  id: "changeUser",
  method: "PUT",
  path: "/api/users/{id}",
  tag,
  summary: "Change one's own entry",
  description:
    "Another email needs a token that was got with the password: one from the settings cannot take an account over.",
  access: "write",
  isOwn: true,
  body: { schema: () => userChange, example: { about_me: "Hi, I am Susan" } },
  limit: LIMITS.editProfile,
  success: {
    status: 200,
    description: "The entry as it is now.",
    schema: userJson,
    example: { ...userExample, email: "susan@example.com" },
  },
});

export const readOneself = operation({
  id: "readOneself",
  method: "GET",
  path: "/api/me",
  tag,
  summary: "Whose token this is",
  access: "read",
  success: {
    status: 200,
    description: "One's own entry.",
    schema: userJson,
    example: { ...userExample, email: "susan@example.com" },
  },
});
