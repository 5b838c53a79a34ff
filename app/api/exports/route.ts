import { startExport } from "@/lib/exports/mutations";
import { ownExports } from "@/lib/exports/queries";
import { localeSchema } from "@/lib/people/schema";
import { door, found } from "@/lib/web/api/door";
import { exportOf } from "@/lib/web/api/exports-json";
import * as operations from "@/lib/web/api/operations/exports";
import { resource } from "@/lib/web/api/resource";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: door(operations.listExports, async ({ ctx }) => ({
    body: { items: (await ownExports(ctx)).map(exportOf) },
  })),
  POST: door(operations.startExport, async ({ ctx }) => {
    await startExport(ctx, localeSchema.catch("en").parse(ctx.viewer.locale));
    const [newest] = await ownExports(ctx);
    return { body: exportOf(found(newest ?? null)) };
  }),
});
