import { z } from "zod";
import { exportExample, exportJson } from "../exports-json";
import { operation } from "../operation";

const tag = "Exports";
const path = "/api/exports";

export const listExports = operation({
  id: "listExports",
  method: "GET",
  path,
  tag,
  summary: "One's exports of the last days",
  access: "read",
  success: {
    status: 200,
    description: "The newest first.",
    schema: z.object({ items: z.array(exportJson).max(100) }).meta({ id: "ExportList" }),
    example: { items: [exportExample] },
  },
});

export const startExport = operation({
  id: "startExport",
  method: "POST",
  path,
  tag,
  summary: "Have all of one's posts sent by mail",
  description: "While one is under way there is no second one: the answer is about the first.",
  access: "write",
  repetition: "operation",
  success: { status: 202, description: "It is being done.", schema: exportJson, example: exportExample },
});
