import type { Operation } from "./operation";
import * as exports from "./operations/exports";
import * as follows from "./operations/follows";
import * as messages from "./operations/messages";
import * as notifications from "./operations/notifications";
import * as posts from "./operations/posts";
import * as search from "./operations/search";
import * as tokens from "./operations/tokens";
import * as userLists from "./operations/user-lists";
import * as users from "./operations/users";

/** Everything the API can do, in the order in which somebody would read about it. */
export const OPERATIONS = [
  ...Object.values(tokens),
  ...Object.values(users),
  ...Object.values(userLists),
  ...Object.values(follows),
  ...Object.values(posts),
  ...Object.values(search),
  ...Object.values(messages),
  ...Object.values(notifications),
  ...Object.values(exports),
].filter((value) => "success" in value) as unknown as Operation[];
