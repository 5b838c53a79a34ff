"use server";

import { links } from "../links";
import { viewerAction } from "../web/action";
import { currentLocale } from "../web/locale";
import { dismissExport, startExport } from "./mutations";
import { exportInput, startInput } from "./schema";

export const startExportAction = viewerAction({ input: startInput }, async (ctx) => {
  const { isNew } = await startExport(ctx, await currentLocale());
  return {
    to: links.profile(ctx.viewer.username),
    flash: isNew ? undefined : { key: "exportRunning" },
  };
});

export const dismissExportAction = viewerAction({ input: exportInput }, async (ctx, { exportId }) => {
  await dismissExport(ctx, exportId);
  return {};
});
