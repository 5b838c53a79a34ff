import { Frame } from "@/components/frame";
import { NotFoundNotice } from "@/components/notice";
import { currentVisit } from "@/lib/web/visit";

export default async function NotFound() {
  const { session } = await currentVisit();
  return (
    <Frame viewer={session?.viewer ?? null}>
      <NotFoundNotice />
    </Frame>
  );
}
