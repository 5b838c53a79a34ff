import { identicon } from "@/lib/people/rules";
import { idSchema } from "@/lib/text/schema";

export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const id = idSchema.safeParse((await params).id);
  if (!id.success) return Response.json({ error: "Not Found" }, { status: 404 });
  return new Response(identicon(id.data), {
    headers: {
      "content-type": "image/svg+xml; charset=utf-8",
      "cache-control": "public, max-age=31536000, immutable",
      "content-security-policy": "default-src 'none'; style-src 'none'; sandbox",
    },
  });
}
