import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";
import { SECURITY_HEADERS } from "./lib/web/security-headers";

const security = Object.entries(SECURITY_HEADERS).map(([key, value]) => ({ key, value }));

const config: NextConfig = {
  output: "standalone",
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  reactStrictMode: true,
  // They read their own files at run time; eld would be in memory once for each copy of a module.
  serverExternalPackages: ["pg-boss", "nodemailer", "eld"],
  // `npm run check` and `npm test` check types, of the tests too; a build need not do it again.
  typescript: { ignoreBuildErrors: true },
  // The optimizer has been a door twice; we draw our own SVG and have nothing to optimize.
  images: { unoptimized: true },
  // Bootstrap 5 is written with `@import`; its deprecations are not ours to mend.
  sassOptions: { quietDeps: true, silenceDeprecations: ["import"] },
  // 19 MB that only its image optimizer would need.
  outputFileTracingExcludes: { "*": ["./node_modules/{sharp,@img}/**"] },
  experimental: { serverActions: { bodySizeLimit: "256kb" } },
  headers: async () => [{ source: "/(.*)", headers: security }],
  // A folder whose name begins with a dot is easily lost on the way.
  rewrites: async () => [{ source: "/.well-known/security.txt", destination: "/security.txt" }],
  redirects: async () =>
    [
      // The addresses of the Flask application, so that old links keep working.
      ["/index", "/"],
      ["/edit_profile", "/edit-profile"],
      ["/export_posts", "/settings/export"],
      ["/send_message/:username", "/send-message/:username"],
      ["/auth/reset_password_request", "/auth/reset-password"],
      ["/auth/reset_password/:secret", "/auth/reset-password/:secret"],
    ].map(([source = "", destination = ""]) => ({ source, destination, permanent: true })),
};

export default createNextIntlPlugin("./lib/i18n/request.ts")(config);
