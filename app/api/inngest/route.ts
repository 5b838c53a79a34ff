import { answerInngest } from "@/lib/web/inngest";

export const dynamic = "force-dynamic";

/** Where Inngest calls the functions that do our jobs. */
export { answerInngest as GET, answerInngest as POST, answerInngest as PUT };
