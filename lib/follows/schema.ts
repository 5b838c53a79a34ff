import { z } from "zod";
import { idSchema } from "../text/schema";

/** Whom to follow or to stop following. */
export const followInput = z.strictObject({ userId: idSchema });
