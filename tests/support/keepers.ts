/** Which packages have a place of their own. Those without a row may be used anywhere. */
interface Keeper {
  packages: string[];
  keepers: string[];
}

const NETWORK_AND_FILES = ["fs", "fs/promises", "http", "https", "net", "tls", "dgram", "child_process"];

export const KEEPERS: Keeper[] = [
  // Replaceable in a day, because nobody else knows it.
  {
    packages: ["next-auth", "next-auth/**"],
    keepers: ["lib/web/{session,session-token,next-auth}", "tests/support/*", "tests/web/session-token.test"],
  },
  // bin/postgres makes the database that db/ then connects to.
  { packages: ["postgres", "pg"], keepers: ["db/**", "bin/postgres/*", "lib/jobs/*", "tests/**"] },
  {
    packages: ["drizzle-orm", "drizzle-orm/**"],
    keepers: [
      "db/**",
      "lib/<noun>/{queries,mutations,jobs}",
      "lib/jobs/*",
      "lib/ports/search-postgres{,-*}",
      "bin/**",
      "tests/**",
    ],
  },
  { packages: ["drizzle-kit"], keepers: ["db/drizzle.config"] },
  // An action tells the framework that a page has changed, and nothing else.
  {
    packages: ["next/cache"],
    keepers: ["lib/web/*", "lib/<noun>/actions"],
  },
  {
    packages: [
      "next",
      "next/{headers,navigation,server,link,image,script,dynamic}",
      "react",
      "react-dom",
      "react-dom/**",
    ],
    keepers: ["app/**", "components/**", "lib/{web,i18n}/**", "tests/**", "*"],
  },
  {
    packages: ["next-intl", "next-intl/**"],
    keepers: ["app/**", "components/**", "lib/{web,i18n}/**", "lib/<noun>/mail", "tests/**", "*"],
  },
  // An input has one schema, where everybody finds it.
  {
    packages: ["zod"],
    keepers: [
      "lib/<noun>/schema",
      "lib/{env,env-*}",
      "lib/{web,jobs,ports}/**",
      "components/form/**",
      "app/api/**",
      "tests/**",
    ],
  },
  {
    packages: NETWORK_AND_FILES.map((name) => `node:${name}`),
    keepers: ["bin/**", "db/**", "lib/web/**", "lib/ports/**", "tests/**"],
  },
];
