import { securityContact } from "@/lib/web/security-contact";

export const dynamic = "force-dynamic";

/** Where somebody who has found a weakness reaches whoever runs the site; also at /.well-known. */
export const GET = securityContact;
