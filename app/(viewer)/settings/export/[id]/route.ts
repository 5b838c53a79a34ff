import { Readable } from "node:stream";
import { ownFile, piecesOf } from "@/lib/exports/queries";
import { exportInput, FILE_NAME, FILE_TYPE } from "@/lib/exports/schema";
import { fetched, notThere } from "@/lib/web/fetched";

/** The file of an export, for its owner, read from the database while it is sent. */
export const GET = fetched(async (ctx, request) => {
  const id = exportInput.safeParse({ exportId: new URL(request.url).pathname.split("/").at(-1) });
  const size = id.success ? await ownFile(ctx, id.data.exportId) : null;
  if (!id.success || size === null) return notThere();
  return new Response(Readable.toWeb(Readable.from(piecesOf(ctx, id.data.exportId))) as ReadableStream, {
    headers: {
      "content-type": FILE_TYPE,
      "content-length": String(size),
      "content-disposition": `attachment; filename="${FILE_NAME}"`,
      "cache-control": "private, no-store, no-transform",
    },
  });
});
