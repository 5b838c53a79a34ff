import type { ReactNode } from "react";
import { Frame } from "@/components/frame";

export default function GuestLayout({ children }: { children: ReactNode }) {
  return <Frame viewer={null}>{children}</Frame>;
}
