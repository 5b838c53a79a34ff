import { keepSecret } from "@/lib/web/secret-link";

/** The link of the mail. */
export async function GET(
  _: Request,
  { params }: { params: Promise<{ secret: string }> },
): Promise<Response> {
  return keepSecret("confirmEmail", (await params).secret);
}
