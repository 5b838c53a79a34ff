import { attachmentAnswer } from "@/lib/web/mailbox";

interface Place {
  params: Promise<{ key: string; attachment: string }>;
}

export async function GET(_: Request, { params }: Place): Promise<Response> {
  const { key, attachment } = await params;
  return attachmentAnswer(key, attachment);
}
