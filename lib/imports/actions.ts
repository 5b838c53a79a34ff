"use server";

import { links } from "../links";
import { viewerAction } from "../web/action";
import { dismissImport, undoImport } from "./mutations";
import { importInput } from "./schema";

export const undoImportAction = viewerAction({ input: importInput }, async (ctx, { importId }) => {
  await undoImport(ctx, importId);
  return { to: links.exports, flash: { key: "importUndone" } };
});

export const dismissImportAction = viewerAction({ input: importInput }, async (ctx, { importId }) => {
  await dismissImport(ctx, importId);
  return {};
});
